import { describe, expect, it } from 'vitest';
import type { RecordLine } from '../../server/reports/fairness/ledger.ts';
import { DayGatherer } from '../../server/reports/proof/gather.ts';
import { type Proof, proveDay } from '../../server/reports/proof/prove.ts';
import { inSlices } from '../../server/reports/slices.ts';
import { clock, clockAt, HallDay } from '../fixtures/hall-script.ts';
import { smallModel } from '../fixtures/halls.ts';

const minuteMs = 60_000;

/** A small hall where a02 is B of counter 1, and helps or not. */
function hallWithB(help: boolean): HallDay {
  const day = new HallDay(smallModel(), '08:30');
  const posts = [...day.state.duty.posts.values()].map((post) =>
    post.counter === 1 ? { ...post, b: ['a02'], help } : { ...post, b: [] },
  );
  day.act({ type: 'open-day', opensAt: clockAt('08:30'), posts }, clock);
  return day;
}

async function proofOf(day: HallDay): Promise<Proof> {
  const gatherer = new DayGatherer();
  for (const { seq, at, by, event } of day.recorded)
    gatherer.note({ seq, at, by, type: event.type, event: event as unknown as RecordLine['event'] });
  const proof = await inSlices(proveDay(gatherer.day()));
  if (proof === null) throw new Error('nobody waited');
  return proof;
}

describe('the daily proof', () => {
  it('replays a day without help as it was, and finds that help would have halved its waits', async () => {
    const day = hallWithB(false);
    const one = day.counter(1);
    day.counter(2);
    day.takeMany(4, 'GS02');
    for (let visitor = 0; visitor < 4; visitor += 1) {
      one.callNext();
      day.wait(10 * 60);
      one.finish();
    }
    const proof = await proofOf(day);
    expect(proof.recorded).toMatchObject({ waits: 4, uncalled: 0, overtakenMost: 0 });
    expect(Math.abs(proof.present.meanMinutes - proof.recorded.meanMinutes)).toBeLessThan(0.1);
    expect(proof.byHand.meanMinutes).toBe(proof.present.meanMinutes);
    expect(proof.pooled.meanMinutes).toBeLessThan(0.4 * proof.present.meanMinutes);
    expect(proof.gapClosed).toBe(0);
  });

  it('gives help the share of the gap that it closed', async () => {
    const day = hallWithB(true);
    const [one, two] = [day.counter(1), day.counter(2)];
    day.takeMany(4, 'GS02');
    for (let round = 0; round < 2; round += 1) {
      one.callNext();
      two.callNext();
      day.wait(10 * 60);
      one.finish();
      two.finish();
    }
    const proof = await proofOf(day);
    expect(proof.gapClosed).toBe(1);
    expect(proof.byHand.meanMinutes).toBeGreaterThan(2 * proof.present.meanMinutes);
  });

  it('lets cover by hand begin ten minutes after A left', async () => {
    const day = hallWithB(true);
    const [one, two] = [day.counter(1), day.counter(2)];
    day.act({ type: 'go-away', reason: 'meeting', until: null }, one.actor);
    day.act({ type: 'watch-posts', heard: {} }, clock);
    day.wait(60);
    day.take('GS02');
    two.callNext();
    day.wait(5 * 60);
    two.finish();
    const proof = await proofOf(day);
    expect(proof.present.meanMinutes).toBe(0);
    expect(proof.byHand.meanMinutes).toBeCloseTo(9, 1);
  });

  it('counts those who were never called, and leaves out who gave up', async () => {
    const day = hallWithB(true);
    const one = day.counter(1);
    day.take('RS01');
    day.take('GS02').cancel();
    day.take('GS02');
    one.callNext();
    day.wait(30 * 60);
    one.finish();
    const proof = await proofOf(day);
    expect(proof.recorded).toMatchObject({ waits: 2, uncalled: 1, longestMinutes: 30 });
  });

  it('sees how many later comers were called before somebody', async () => {
    const day = hallWithB(true);
    const one = day.counter(1);
    const [first] = day.takeMany(1, 'GS02');
    day.wait(60);
    const later = day.takeMany(2, 'GS02');
    for (const visitor of later) {
      one.call(visitor, '急事');
      day.wait(minuteMs / 1000);
      one.finish();
    }
    one.callNext();
    expect(first?.status).toBe('called');
    expect((await proofOf(day)).recorded.overtakenMost).toBe(2);
  });

  it('knows nothing of a day on which nobody waited', async () => {
    expect(await inSlices(proveDay(new DayGatherer().day()))).toBeNull();
  });
});
