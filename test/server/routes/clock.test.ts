import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Ticket } from '../../../server/contract/ticket.ts';
import { TestHouse } from '../../fixtures/house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.open({}, undefined, '2026-12-31 16:00');
});
afterAll(() => house.close());

const statusOf = async (id: string) => (await house.get(`/api/tickets/${id}`)).json<Ticket>().status;

/** Every duration in an answer: the fields whose names say seconds or minutes. */
function durationsIn(answer: string): number[] {
  return [...answer.matchAll(/"\w*(?:Seconds|Minutes)":(-?[0-9.]+)/g)].map((match) => Number(match[1]));
}

it('a clock set back an hour loses nobody who waits, is called or is served, and no time is negative', async () => {
  const [served, called, waiting] = [await house.take('GS01'), await house.take('GS01'), await house.take('GS01')];
  await house.counter(1, 'open');
  await house.counter(1, 'call-next');
  await house.counter(1, 'start');
  house.at -= 3_600_000;
  await house.counter(1, 'finish', { result: 'accepted' });
  await house.counter(1, 'call-next');
  const late = await house.take('GS01');
  expect(late.number).toBe('1004');
  expect(await Promise.all([served, called, waiting, late].map(({ id }) => statusOf(id)))).toEqual([
    'finished',
    'called',
    'waiting',
    'waiting',
  ]);
  await house.counter(1, 'start');
  await house.counter(1, 'finish', { result: 'accepted' });
  const visits = await Promise.all([served, called, waiting, late].map(({ id }) => house.get(`/api/tickets/${id}`)));
  const durations = visits.flatMap(({ body }) => durationsIn(body));
  expect(durations.length).toBeGreaterThan(0);
  expect(durations.filter((duration) => duration < 0)).toEqual([]);
  await house.counter(1, 'close');
});

it('on New Year the numbers begin anew and whoever still waits has expired', async () => {
  house.moveTo('2026-12-31 23:59');
  const lastYear = await house.take('GS01');
  house.moveTo('2027-01-01 00:00');
  const newYear = await house.take('GS01');
  expect([newYear.number, newYear.takenAt]).toEqual(['1001', '2026-12-31T16:00:00.000Z']);
  expect(newYear.id).not.toBe(lastYear.id);
  expect([await statusOf(lastYear.id), await statusOf(newYear.id)]).toEqual(['expired', 'waiting']);
  await house.counter(1, 'open');
  const { ticket } = await house.counter(1, 'call-next');
  expect(ticket?.id).toBe(newYear.id);
});

it('on a Sunday without opening hours a number is given and called, and no wait is below zero', async () => {
  house.moveTo('2027-01-03 10:00');
  const response = await house.post('/api/tickets', { service: 'GS01' });
  expect(response.json()).toMatchObject({ number: '1001', ahead: 0 });
  expect(durationsIn(response.body).filter((duration) => duration < 0)).toEqual([]);
  const { id } = response.json<{ id: string }>();
  await house.counter(1, 'open');
  expect((await house.counter(1, 'call-next')).ticket?.id).toBe(id);
});
