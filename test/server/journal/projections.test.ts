import { describe, expect, it } from 'vitest';
import type { TakenTicket } from '../../../server/contract/ticket.ts';
import { staff } from '../../fixtures/hall-script.ts';
import { RecordedHall } from '../../fixtures/recorded-hall.ts';

/** Wang is called to counter 1, where counter 2 is open as well. */
async function called(): Promise<{ house: RecordedHall; wang: TakenTicket }> {
  const house = new RecordedHall();
  await house.open(1);
  await house.open(2);
  const wang = await house.take('GS01');
  await house.callNext(1);
  return { house, wang };
}

const a1 = staff('a01');
const rowOf = (house: RecordedHall, table: string, columns: string) =>
  house.journal.database.prepare(`SELECT ${columns} FROM ${table}`).get();

describe('the table of service periods', () => {
  it('a service that was finished without start and taken back has not started', async () => {
    const { house } = await called();
    house.at += 60_000;
    await house.act({ type: 'finish', counter: 1, result: 'accepted', note: '好' }, a1);
    const columns = 'called_at, started_at, start_assumed, ended_at, outcome, result, note';
    expect(rowOf(house, 'service_period', columns)).toEqual({
      called_at: house.at - 60_000,
      started_at: house.at - 60_000,
      start_assumed: 1,
      ended_at: house.at,
      outcome: 'finished',
      result: 'accepted',
      note: '好',
    });
    await house.act({ type: 'undo', counter: 1 }, a1);
    expect(rowOf(house, 'service_period', columns)).toEqual({
      called_at: house.at - 60_000,
      started_at: null,
      start_assumed: 0,
      ended_at: null,
      outcome: null,
      result: null,
      note: null,
    });
  });

  it('one that was started keeps its start', async () => {
    const { house } = await called();
    house.at += 5000;
    await house.act({ type: 'start', counter: 1 }, a1);
    const startedAt = house.at;
    house.at += 5000;
    await house.act({ type: 'hold', counter: 1, reason: null }, a1);
    await house.act({ type: 'undo', counter: 1 }, a1);
    expect(rowOf(house, 'service_period', 'started_at, outcome')).toEqual({ started_at: startedAt, outcome: null });
  });
});

describe('the table of tickets', () => {
  it('a visitor bound to a counter is free again when that counter closes', async () => {
    const { house } = await called();
    await house.act({ type: 'transfer', counter: 1, service: null, toCounter: 2, reason: null }, a1);
    expect(rowOf(house, 'ticket', 'status, counter')).toEqual({ status: 'waiting', counter: 2 });
    await house.act({ type: 'close', counter: 2 }, staff('a02'));
    expect(rowOf(house, 'ticket', 'status, counter')).toEqual({ status: 'waiting', counter: null });
  });

  it('a transferred visitor waits for the new service and is put back by undo', async () => {
    const { house } = await called();
    await house.act({ type: 'transfer', counter: 1, service: 'ZJ01', toCounter: null, reason: null }, a1);
    expect(rowOf(house, 'ticket', 'status, services')).toEqual({ status: 'waiting', services: '["ZJ01"]' });
    await house.act({ type: 'undo', counter: 1 }, a1);
    expect(rowOf(house, 'ticket', 'status, services, counter')).toEqual({
      status: 'called',
      services: '["GS01"]',
      counter: 1,
    });
  });
});
