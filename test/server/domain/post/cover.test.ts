import { describe, expect, it } from 'vitest';
import type { HallEvent } from '../../../../server/contract/events.ts';
import { absence, presenceOf } from '../../../../server/domain/post/presence.ts';
import { coverBoard } from '../../../../server/domain/view/cover-board.ts';
import { staff } from '../../../fixtures/hall-script.ts';
import { PeopleDay, peopleModel } from '../../../fixtures/people-hall.ts';

const covers = (events: readonly HallEvent[]) => events.filter(({ type }) => type.startsWith('Cover'));

describe('presence', () => {
  it('goes from out to in, serving, paused, away and out again', () => {
    const day = new PeopleDay();
    const state = () => presenceOf(day.state, 'a01');
    expect(state()).toBe('out');
    day.arrive('a01');
    expect(state()).toBe('in');
    day.take('GS01');
    const one = day.counter(1, 'a01', false);
    one.callNext();
    expect(state()).toBe('serving');
    one.finish();
    one.pause('meal');
    expect(state()).toBe('paused');
    one.simply('resume');
    day.leaves('a01', 'short', 10);
    expect(state()).toBe('away');
    day.does('a01', { type: 'come-back' });
    expect(state()).toBe('in');
    day.does('a01', { type: 'sign-out' });
    expect(state()).toBe('out');
  });

  it('is silent 90 s after the terminal was last heard of, and ends with the next word', () => {
    const day = new PeopleDay();
    day.arrive('a01', 'a02');
    expect(day.minutes(1, 'a01')).toEqual([]);
    expect(day.minutes(0.5, 'a01')).toEqual([expect.objectContaining({ type: 'StaffFellSilent', staff: 'a01' })]);
    expect([presenceOf(day.state, 'a01'), presenceOf(day.state, 'a02')]).toEqual(['silent', 'in']);
    expect(day.minutes(1, 'a01')).toEqual([]);
    expect(day.minutes(0.5)).toEqual([expect.objectContaining({ type: 'StaffHeardAgain', staff: 'a01' })]);
    expect(presenceOf(day.state, 'a01')).toBe('in');
  });

  it('of somebody who fell silent is heard again also after the supervisor closed the counter', () => {
    const day = new PeopleDay();
    day.arrive('a01');
    day.minutes(2, 'a01');
    day.act({ type: 'close', counter: 1 }, staff('super1', 'supervisor'));
    day.wait(30);
    const heard = { a01: day.at };
    expect(day.act({ type: 'watch-posts', heard }, { kind: 'clock' })).toEqual([
      { type: 'StaffHeardAgain', staff: 'a01' },
    ]);
    expect(presenceOf(day.state, 'a01')).toBe('in');
  });

  it('nobody leaves or signs out with a visitor in hand; signing out closes the counter', () => {
    const day = new PeopleDay();
    day.arrive('a01');
    day.take('GS01');
    day.counter(1, 'a01', false).callNext();
    const refused = [
      day.refused({ type: 'sign-out' }, staff('a01')),
      day.refused({ type: 'go-away', reason: 'short', until: null }, staff('a01')),
    ];
    expect(refused.map(({ code }) => code)).toEqual(['ticket-in-hand', 'ticket-in-hand']);
    day.counter(1, 'a01', false).finish();
    expect(day.does('a01', { type: 'sign-out' }).map(({ type }) => type)).toEqual(['CounterClosed', 'StaffSignedOut']);
    expect(day.does('a01', { type: 'sign-out' })).toEqual([]);
  });

  it("somebody who opened a counter with yesterday's session closes it by signing out", () => {
    const day = new PeopleDay();
    day.act({ type: 'open', counter: 1 }, staff('a01'));
    expect(day.does('a01', { type: 'sign-out' }).map(({ type }) => type)).toEqual(['CounterClosed', 'StaffSignedOut']);
  });

  it('a short exit is half an hour at most', () => {
    const day = new PeopleDay();
    day.arrive('a01');
    const leave = (minutes: number) =>
      ({ type: 'go-away', reason: 'short', until: day.at + minutes * 60_000 }) as const;
    expect(day.refused(leave(31), staff('a01'))).toEqual({
      code: 'short-exit-too-long',
      facts: { most: 30, allowed: ['meeting', 'site', 'leave'] },
    });
    day.does('a01', leave(30));
  });

  it('A and B may not both be away by plan; a short exit is free', () => {
    const day = new PeopleDay();
    day.arrive('a03', 'a04', 'b03', 'a05');
    day.leaves('a03', 'meeting');
    day.leaves('a04', 'site');
    expect(day.refused({ type: 'go-away', reason: 'leave', until: null }, staff('b03'))).toEqual({
      code: 'other-holder-away',
      facts: { counter: 3, staff: ['a03', 'a04'] },
    });
    day.leaves('b03', 'short');
    // 郑 has no B who could be away.
    day.leaves('a05', 'meeting');
  });
});

describe('when B must stand in', () => {
  const reasonFor = (day: PeopleDay, person: string) =>
    absence(day.state, person, {
      at: day.at,
      openedAt: day.state.opensAt,
      stepInAfterOpeningMinutes: 10,
      stepInAfterAwayMinutes: 15,
    })?.reason ?? null;

  it('ten minutes after opening for A who has not come, not before', () => {
    const day = new PeopleDay();
    day.arrive('a02');
    expect(covers(day.minutes(9.5))).toEqual([]);
    expect(covers(day.minutes(0.5)).find((event) => 'counter' in event && event.counter === 1)).toEqual({
      type: 'CoverBegan',
      counter: 1,
      kind: 'step-in',
      staff: ['a02'],
      reason: 'not-signed-in',
      handedOver: false,
    });
    expect(day.minutes(5).filter((event) => 'counter' in event && event.counter === 1)).toEqual([]);
    day.arrive('a01');
    expect(covers(day.minutes(1))).toEqual([{ type: 'CoverEnded', counter: 1, reason: 'holder-back' }]);
    expect(covers(day.minutes(10))).toEqual([]);
  });

  it('after fifteen minutes of a short absence, and at once of a planned one', () => {
    const day = new PeopleDay();
    day.arrive('a01', 'a02', 'a03', 'a04', 'a05');
    day.leaves('a01', 'short');
    expect(covers(day.minutes(14.5))).toEqual([]);
    expect(covers(day.minutes(0.5))).toEqual([expect.objectContaining({ counter: 1, reason: 'away-too-long' })]);
    for (const reason of ['meeting', 'site', 'leave', 'rotation'] as const) {
      day.leaves('a03', reason);
      expect(covers(day.watch())).toEqual([expect.objectContaining({ counter: 3, kind: 'planned', reason })]);
      day.does('a03', { type: 'come-back' });
      expect(covers(day.watch())).toEqual([{ type: 'CoverEnded', counter: 3, reason: 'holder-back' }]);
    }
  });

  it('at once when a ticket stands called at a terminal that fell silent, else after fifteen minutes', () => {
    const day = new PeopleDay();
    day.arrive('a01', 'a02', 'a03', 'a04', 'a05');
    day.take('GS01');
    day.counter(1, 'a01', false).callNext();
    const noticed = day.minutes(2, 'a01', 'a03');
    expect(covers(noticed)).toEqual([expect.objectContaining({ counter: 1, reason: 'called-at-left-terminal' })]);
    expect([reasonFor(day, 'a01'), reasonFor(day, 'a03')]).toEqual(['called-at-left-terminal', null]);
    expect(covers(day.minutes(13, 'a01', 'a03'))).toEqual([expect.objectContaining({ counter: 3, reason: 'silent' })]);
    // The called ticket stays with the counter that called it (R11).
    expect(day.state.counters.get(1)?.ticketId).not.toBeNull();
  });

  it('changes once to the next B when the first is not at hand any more, and back', () => {
    const day = new PeopleDay();
    day.arrive('a01', 'a02', 'b01');
    day.leaves('a01', 'meeting');
    day.watch();
    expect(day.cover(1)?.staff).toEqual(['a02']);
    day.leaves('a02', 'short');
    expect(covers(day.watch()).filter((event) => 'counter' in event && event.counter === 1)).toEqual([
      expect.objectContaining({ type: 'CoverBegan', staff: ['b01'] }),
    ]);
    expect(day.watch().filter((event) => 'counter' in event && event.counter === 1)).toEqual([]);
    day.does('a02', { type: 'come-back' });
    day.watch();
    expect(day.cover(1)?.staff).toEqual(['a02']);
  });

  it('a post without any B is on the record as covered by nobody', () => {
    const day = new PeopleDay();
    day.arrive('a05');
    day.leaves('a05', 'site');
    expect(covers(day.watch())).toEqual([
      { type: 'CoverBegan', counter: 5, kind: 'planned', staff: [], reason: 'site', handedOver: false },
    ]);
    expect(day.watch()).toEqual([]);
  });
});

describe('the cover board', () => {
  it('shows uncovered counters first, who is active, and services that stand with one person', () => {
    const day = new PeopleDay(peopleModel([{ counter: 3, a: 'a03', b: ['a04'], qualified: { a04: ['RS02'] } }]));
    day.arrive('a01', 'a02', 'a03');
    day.take('GS01');
    day.leaves('a01', 'meeting', 60);
    day.watch();
    const board = coverBoard(day.state, day.model);
    expect(board.map((line) => [line.counter, line.uncovered])).toEqual([
      [4, true],
      [5, true],
      [1, false],
      [2, false],
      [3, false],
    ]);
    const [line] = board.filter((each) => each.counter === 1);
    expect(line).toMatchObject({
      a: { staff: 'a01', state: 'away', reason: 'meeting', until: new Date(day.at + 3_600_000).toISOString() },
      active: ['a02'],
      cover: { kind: 'planned', staff: ['a02'], handedOver: false },
      waiting: 1,
    });
    expect(board.find((each) => each.counter === 3)?.single).toEqual(['RS01']);
    // An excluded post is that by decision.
    expect(board.find((each) => each.counter === 5)?.single).toEqual([]);
  });
});
