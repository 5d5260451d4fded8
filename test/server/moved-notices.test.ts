import { describe, expect, it } from 'vitest';
import type { DeviceConfig } from '../../server/contract/device.ts';
import { hallModel } from '../../server/domain/hall-model.ts';
import type { Hall } from '../../server/hall.ts';
import { MovedNotices } from '../../server/moved-notices.ts';
import { PeopleDay, peopleFile } from '../fixtures/people-hall.ts';

const speaker = (id: string, zones: number[]): DeviceConfig => ({
  id,
  name: id,
  kind: 'speaker',
  zones,
  output: 'record',
  repeat: 2,
  repeatGapSeconds: 8,
});
function open() {
  const file = peopleFile();
  const zones = file.zones.map(({ zone }) => zone);
  const model = hallModel({ ...file, devices: [speaker('speaker-hall', zones), speaker('speaker-far', [])] });
  const day = new PeopleDay(model);
  const hall = { model, state: day.state, now: () => day.at } as unknown as Hall;
  return { day, notices: new MovedNotices(hall) };
}

describe('a notice that people wait for another counter', () => {
  it('is said once, with numbers alone, when a cover begins and when it ends', () => {
    const { day, notices } = open();
    day.arrive('a01', 'a02');
    const wang = day.take('GS01');
    const zhao = day.take('GS02');
    expect(notices.take(7)).toEqual([]);
    day.leaves('a01', 'short');
    expect(notices.take(9)).toEqual([
      {
        kind: 'speech',
        id: -9,
        device: 'speaker-hall',
        number: '',
        counter: 0,
        zone: wang.ticket.zone,
        calledAt: day.at,
        expiresAt: day.at + 60_000,
        moved: [{ numbers: [wang.ticket.number, zhao.ticket.number], counters: [2] }],
      },
    ]);
    expect(notices.take(10)).toEqual([]);
    day.does('a01', { type: 'come-back' });
    day.wait(60);
    day.leaves('a02', 'short');
    expect(notices.take(12)[0]?.moved).toEqual([{ numbers: [wang.ticket.number, zhao.ticket.number], counters: [1] }]);
  });

  it('sends a crowd to the board, and leaves out who is called meanwhile', () => {
    const { day, notices } = open();
    day.arrive('a01', 'a02');
    day.takeMany(6, 'GS01');
    day.leaves('a01', 'short');
    expect(notices.take(9)[0]?.moved).toEqual([{ numbers: [], counters: [2] }]);

    const later = open();
    later.day.arrive('a01', 'a02');
    later.day.take('GS01');
    later.day.leaves('a01', 'short');
    later.day.counter(2, 'a02', false).callNext();
    expect(later.notices.take(9)).toEqual([]);
  });

  it('of just before a start is said after it, and no more once it is old', () => {
    const { day } = open();
    day.arrive('a01', 'a02');
    day.take('GS01');
    day.leaves('a01', 'short');
    const hall = { model: day.model, state: day.state, now: () => day.at } as unknown as Hall;
    const movedAt = day.at;
    day.wait(59);
    const restarted = new MovedNotices(hall);
    expect(restarted.take(9)).toMatchObject([
      { id: -9, calledAt: movedAt, expiresAt: movedAt + 60_000, moved: [{ counters: [2] }] },
    ]);
    expect(restarted.take(9)).toEqual([]);
    day.wait(1);
    expect(new MovedNotices(hall).take(9)).toEqual([]);
  });
});
