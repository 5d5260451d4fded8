import { expect, it } from 'vitest';
import type { RecordedEvent } from '../../../server/contract/events.ts';
import { fairnessTool } from '../../../server/tools/fairness.ts';
import { RecordedHall } from '../../fixtures/recorded-hall.ts';
import { runTool } from '../../fixtures/tool-run.ts';

async function busyHall(): Promise<RecordedHall> {
  const house = new RecordedHall();
  await house.act({ type: 'turn-day' }, { kind: 'clock' });
  for (const counter of [1, 2, 3, 4, 5]) await house.open(counter);
  return house;
}

/** Writes a call into the record that no rule has decided, as a wrong rule or a hand in the database would. */
function forgeCall(house: RecordedHall, ticketId: string, counter: number): number {
  const { journal } = house;
  const called = [...journal.read(`hall:${house.hall.state.date}`)].map(({ event }) => event);
  const pattern = called.find((event) => event.type === 'TicketCalled');
  if (pattern === undefined) throw new Error('nobody has been called yet');
  const event: RecordedEvent = { ...pattern, ticketId, counter };
  journal.begin();
  const [recorded] = journal.append(`hall:${house.hall.state.date}`, [event], {
    at: house.at,
    by: 'staff:a01',
    actingFor: null,
  });
  journal.commit();
  return recorded?.seq ?? 0;
}

it('finds nothing unjust in a day that the hall decided, and counts its calls', async () => {
  const house = await busyHall();
  for (let person = 1; person <= 6; person += 1) await house.take(person % 2 === 0 ? 'GS01' : 'RS01');
  for (const counter of [1, 2, 3]) await house.callNext(counter);
  const { code, said, complained } = await runTool(fairnessTool, [house.folder]);
  expect([code, complained]).toEqual([0, []]);
  expect(said).toHaveLength(2);
  expect(said[0]).toMatch(/6 waits, mean 0\.\d min, .* of the gap closed/);
  expect(said[1]).toContain('1 days, 3 calls: 0 unjust, 0 unqualified');
});

it('names the call that passed somebody over, and ends with 1', async () => {
  const house = await busyHall();
  await house.take('GS01');
  await house.callNext(1);
  const first = await house.take('GS01');
  const second = await house.take('GS01');
  const seq = forgeCall(house, second.id, 2);
  const { code, said } = await runTool(fairnessTool, [house.folder, '--date', house.hall.state.date]);
  expect(code).toBe(1);
  expect(said[0]).toContain(`row ${seq}, counter 2 called ${second.number} before ${first.number} (1 passed over)`);
  expect(said[0]).toContain('越过');
  expect(said.at(-1)).toContain('1 unjust, 0 unqualified');
});

it('names the call of somebody the counter may not serve', async () => {
  const house = await busyHall();
  await house.take('GS01');
  await house.callNext(1);
  const insured = await house.take('RS01');
  const seq = forgeCall(house, insured.id, 1);
  const { code, said } = await runTool(fairnessTool, [house.folder]);
  expect(code).toBe(1);
  expect(said[0]).toContain(`unqualified: row ${seq}, counter 1 called ${insured.number}`);
});

it('tells of a day that is not on record, and of a date that is none', async () => {
  const house = await busyHall();
  const missing = await runTool(fairnessTool, [house.folder, '--date', '2020-01-01']);
  expect(missing.code).toBe(1);
  expect(missing.complained.join()).toContain('no record of 2020-01-01');
  expect((await runTool(fairnessTool, [house.folder, '--date', 'today'])).code).toBe(2);
});
