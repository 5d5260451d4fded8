import { describe, expect, it } from 'vitest';
import { hallModel } from '../../server/domain/hall-model.ts';
import { PairingDesk } from '../../server/pairing-desk.ts';
import { clock, clockAt, staff } from '../fixtures/hall-script.ts';
import { sampleFile, smallFile } from '../fixtures/halls.ts';
import { RecordedHall } from '../fixtures/recorded-hall.ts';

const minuteMs = 60_000;
const visitors = 52;

/** Five counters without any B: one day with all visitors at counter 1 while the others stood idle, and the morning after. */
async function afterALopsidedDay(): Promise<RecordedHall> {
  const file = smallFile();
  const house = new RecordedHall(hallModel({ ...file, posts: file.posts.map((post) => ({ ...post, b: [] })) }));
  await house.act({ type: 'turn-day' }, clock);
  for (const counter of [1, 2, 3, 4, 5]) await house.open(counter);
  for (let visitor = 0; visitor < visitors; visitor += 1) await house.take('GS02');
  for (let visitor = 0; visitor < visitors; visitor += 1) {
    await house.callNext(1);
    house.at += 5 * minuteMs;
    await house.act({ type: 'finish', counter: 1, result: null, note: null }, staff('a01'));
  }
  house.at = clockAt('08:30') + 86_400_000;
  await house.act({ type: 'turn-day' }, clock);
  return house;
}

describe('the pairing adviser', () => {
  it('gives the busy post an idle helper, and the replayed day waits little more than half as long', async () => {
    const house = await afterALopsidedDay();
    const desk = new PairingDesk(house.journal.database, house.hall);
    const advice = await desk.of({ within: 'hall', two: false, help: 'always' });
    expect(advice).toMatchObject({ days: 1, served: visitors });
    const first = advice.posts.find(({ counter }) => counter === 1);
    expect(first).toMatchObject({ present: [], loadMinutes: visitors * 5 });
    expect(first?.proposed).toHaveLength(1);
    expect(first?.toQualify).toContain('GS02');
    const { present, proposed } = advice.replayed ?? {};
    expect(present?.waits).toBe(visitors);
    expect(proposed?.meanMinutes).toBeLessThan(0.6 * (present?.meanMinutes ?? 0));
    expect(await desk.of({ within: 'hall', two: false, help: 'always' })).toBe(advice);
    const longer = await desk.of({ within: 'hall', two: false, help: 'longer' });
    // Nobody waits in the helper's own line, so that either rule lets it help.
    expect(longer).toEqual({ ...advice, help: 'longer' });
  });

  it('stays in the zone where it may not leave it, and says when there is no record to go by', async () => {
    const file = sampleFile();
    const house = new RecordedHall(hallModel(file));
    const desk = new PairingDesk(house.journal.database, house.hall);
    const { posts, days, replayed } = await desk.of({ within: 'zone', two: true, help: 'always' });
    expect([days, replayed]).toEqual([0, null]);
    const zoneOf = new Map(file.counters.map(({ no, zone }) => [no, zone]));
    const zoneOfA = new Map(file.posts.map(({ a, counter }) => [a, zoneOf.get(counter)]));
    for (const { counter, proposed } of posts)
      expect(proposed.map((helper) => zoneOfA.get(helper))).toEqual(proposed.map(() => zoneOf.get(counter)));
    expect(posts.some(({ proposed }) => proposed.length === 2)).toBe(true);
  });
});
