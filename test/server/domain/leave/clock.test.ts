import { describe, expect, it } from 'vitest';
import type { HallEvent, Recorded } from '../../../../server/contract/events.ts';
import { responsibleAt } from '../../../../server/domain/post/responsible.ts';
import { clock, staff, supervisor } from '../../../fixtures/hall-script.ts';
import { LeaveHall } from '../../../fixtures/leave-hall.ts';

const [a03, b03] = [staff('a03'), staff('b03')];

/** Who answers by the day's record alone. */
function answers(hall: LeaveHall, day: string, time: string, counter = 3) {
  const record = hall.journal.read(`hall:2026-${day}`) as Iterable<Recorded<HallEvent>>;
  const found = responsibleAt(record, counter, Date.parse(`2026-${day}T${time}:00+08:00`));
  return found === null ? null : [found.staff, found.rule];
}

describe('a leave by the clock', () => {
  it('begins at its hour, with B active at once and answering, and ends by itself', async () => {
    const hall = new LeaveHall();
    const leave = await hall.ask('a03', '11-24');
    await hall.handOver(leave.id);
    await hall.goTo('11-24 08:00');
    await hall.act({ type: 'sign-in' }, b03);
    expect(hall.away('a03')).toBeNull();
    await hall.goTo('11-24 08:30');
    expect(hall.away('a03')).toMatchObject({ leave: leave.id, reason: 'leave', until: Date.parse(leave.until) });
    expect(hall.cover(3)).toMatchObject({ kind: 'planned', staff: ['b03'], handedOver: true });
    expect(answers(hall, '11-24', '08:30')).toEqual(['b03', 'handed-over']);
    expect(hall.detail(leave.id).status).toBe('begun');
    await hall.goTo('11-24 17:00');
    expect(hall.away('a03')).toBeNull();
    expect(hall.detail(leave.id)).toMatchObject({ status: 'ended', endedAt: leave.until });
    expect(answers(hall, '11-24', '17:00')?.[0]).toBe('a03');
    expect(hall.leaveEvents().slice(-2)).toEqual(['LeaveBegun', 'LeaveEnded']);
  });

  it('without a confirmed list is marked 未交接: the list is written, and A answers until B confirms', async () => {
    const hall = new LeaveHall();
    const leave = await hall.ask('a03', '11-24');
    await hall.goTo('11-24 09:00');
    await hall.act({ type: 'sign-in' }, b03);
    await hall.act({ type: 'watch-posts', heard: {} }, clock);
    expect(hall.cover(3)).toMatchObject({ kind: 'planned', handedOver: false });
    expect(answers(hall, '11-24', '09:00')).toEqual(['a03', 'not-handed-over']);
    expect(hall.detail(leave.id).handovers[0]).toMatchObject({ state: 'written', unconfirmed: 1 });
    expect(hall.detail(leave.id).handovers[0]?.digest).toMatch(/^[0-9a-f]{64}$/);
    await hall.goTo('11-24 10:00');
    await hall.handOver(leave.id);
    expect(hall.cover(3)).toMatchObject({ handedOver: true });
    expect(answers(hall, '11-24', '09:59')).toEqual(['a03', 'not-handed-over']);
    expect(answers(hall, '11-24', '10:00')).toEqual(['b03', 'handed-over']);
  });

  it('that nobody could know begins now, and B steps in without a handover', async () => {
    const hall = new LeaveHall();
    await hall.act({ type: 'sign-in' }, a03);
    await hall.act({ type: 'open', counter: 3 }, a03);
    await hall.act({ type: 'sign-in' }, b03);
    await hall.goTo('11-23 10:00');
    const leave = await hall.ask('a03', '11-23', '11-24', { by: supervisor, unplanned: true });
    expect(leave).toMatchObject({ status: 'begun', from: '2026-11-23T02:00:00.000Z', planned: false });
    expect(hall.hall.state.counters.get(3)?.staff).toBeNull();
    expect(hall.cover(3)).toMatchObject({ kind: 'step-in', staff: ['b03'], handedOver: false });
  });

  it('over several days is known to each of them from midnight on, and ends early with a word or with work', async () => {
    const hall = new LeaveHall();
    const leave = await hall.ask('a03', '11-24', '11-27');
    await hall.handOver(leave.id);
    await hall.goTo('11-24 09:00');
    await hall.goTo('11-25 00:00');
    expect(hall.dayEvents('11-25')).toEqual(['StaffWentAway', 'PostHandedOver']);
    await hall.goTo('11-26 09:00');
    await hall.act({ type: 'sign-in' }, a03);
    expect(hall.away('a03')).not.toBeNull();
    await hall.act({ type: 'open', counter: 3 }, a03);
    expect(hall.away('a03')).toBeNull();
    expect(hall.detail(leave.id)).toMatchObject({ status: 'ended', endedAt: '2026-11-26T01:00:00.000Z' });
    expect(answers(hall, '11-26', '09:00')?.[0]).toBe('a03');
    await hall.goTo('11-27 09:00');
    expect(hall.away('a03')).toBeNull();
  });

  it('ends with 返岗 and with giving it up when it has begun', async () => {
    const hall = new LeaveHall();
    const leave = await hall.ask('a03', '11-24');
    const other = await hall.ask('a01', '11-24');
    await hall.goTo('11-24 10:00');
    await hall.act({ type: 'come-back' }, a03);
    await hall.act({ type: 'withdraw-leave', leave: other.id, reason: '提前回来' }, staff('a01'));
    expect([hall.detail(leave.id).status, hall.detail(other.id).status]).toEqual(['ended', 'ended']);
    expect([hall.away('a03'), hall.away('a01')]).toEqual([null, null]);
  });

  it('that began, or passed whole, while the server was off is taken in at the start', async () => {
    const hall = new LeaveHall();
    const passed = await hall.ask('a01', '11-24');
    const leave = await hall.ask('a03', '11-24', '11-26');
    await hall.handOver(leave.id);
    await hall.goTo('11-23 17:00');
    hall.at = Date.parse('2026-11-25T10:00:00+08:00');
    await hall.reopen();
    await hall.take('RS01');
    expect(hall.detail(passed.id)).toMatchObject({ status: 'ended', endedAt: passed.until });
    expect(hall.away('a01')).toBeNull();
    expect(hall.away('a03')).toMatchObject({ leave: leave.id });
    expect(hall.hall.leaves.standing(3, 'a03', Date.parse('2026-11-24T10:40:00+08:00'))).toEqual({ to: 'b03' });
  });

  it('is recorded once however often the clock looks, and however often the power goes', async () => {
    const hall = new LeaveHall();
    const leave = await hall.ask('a03', '11-24');
    await hall.handOver(leave.id);
    for (const time of ['11-24 08:30', '11-24 08:30', '11-24 08:31']) {
      await hall.goTo(time);
      await hall.reopen();
    }
    expect(hall.dayEvents('11-24')).toEqual(['StaffWentAway', 'PostHandedOver', 'CoverBegan']);
    expect(hall.leaveEvents().filter((type) => type === 'LeaveBegun')).toHaveLength(1);
  });
});

describe('先进后出', () => {
  const signOut = { type: 'sign-out' } as const;

  async function evening() {
    const hall = new LeaveHall();
    await hall.act({ type: 'sign-in' }, a03);
    await hall.act({ type: 'open', counter: 3 }, a03);
    await hall.ask('a03', '11-24');
    return hall;
  }

  it('A neither signs out nor closes the counter in the last half day before, until B has signed in', async () => {
    const hall = await evening();
    await hall.goTo('11-23 16:00');
    expect(await hall.refused(signOut, a03)).toBe('stand-in-first');
    expect(await hall.refused({ type: 'close', counter: 3 }, a03)).toBe('stand-in-first');
    await hall.act({ type: 'go-away', reason: 'short', until: null }, a03);
    await hall.act({ type: 'come-back' }, a03);
    await hall.act({ type: 'sign-in' }, b03);
    await hall.act({ type: 'close', counter: 3 }, a03);
    await hall.act(signOut, a03);
  });

  it('holds nobody in the morning of that day, after closing, or whose leave was given up', async () => {
    const hall = await evening();
    await hall.goTo('11-23 11:00');
    await hall.act({ type: 'close', counter: 3 }, a03);
    await hall.goTo('11-23 17:01');
    await hall.act(signOut, a03);
    const other = await evening();
    await other.goTo('11-23 16:00');
    const [leave] = other.hall.leaves.list('2026-11-24', '2026-11-24', other.at);
    await other.act({ type: 'withdraw-leave', leave: leave?.id ?? '', reason: '不请了' }, a03);
    await other.act(signOut, a03);
  });

  it('keeps A at the counter into the leave while nobody else is there, and lets go between two visitors', async () => {
    const hall = new LeaveHall();
    await hall.ask('a03', '11-24 afternoon', '11-24');
    await hall.goTo('11-24 13:55');
    await hall.act({ type: 'sign-in' }, a03);
    await hall.act({ type: 'open', counter: 3 }, a03);
    await hall.take('RS01');
    await hall.goTo('11-24 14:00');
    expect(hall.away('a03')).toBeNull();
    await hall.act({ type: 'call-next', counter: 3, result: null }, a03);
    await hall.act({ type: 'sign-in' }, b03);
    await hall.goTo('11-24 14:05');
    expect(hall.away('a03')).toBeNull();
    await hall.act({ type: 'finish', counter: 3, result: null, note: null }, a03);
    await hall.goTo('11-24 14:06');
    expect(hall.away('a03')).not.toBeNull();
    expect(hall.hall.state.counters.get(3)?.staff).toBeNull();
  });

  it('is not asked of whoever is ill', async () => {
    const hall = new LeaveHall();
    await hall.act({ type: 'sign-in' }, a03);
    await hall.ask('a03', '11-23', '11-23', { by: supervisor, unplanned: true });
    await hall.act(signOut, a03);
  });
});
