import type { Handover, Leave, LeaveDetail, LeaveToDecide } from '../../contract/leave.ts';
import { leaveActions } from '../../contract/leave.ts';
import type { LeaveRecord } from '../leave/leave-state.ts';
import { isoTime } from './brief.ts';

const isoOrNull = (at: number | null) => (at === null ? null : isoTime(at));

/** A leave as people read it. `lists` are its handover lists, of which only receiver and state are told. */
export function leaveView(
  leave: LeaveRecord,
  lists: readonly Pick<Handover, 'counter' | 'to' | 'state'>[],
  toDecide: LeaveToDecide[],
  nameOf: (staff: string) => string,
): Leave {
  const posts = lists.map(({ counter, to, state }) => ({ counter, to, handedOver: state === 'handed-over' }));
  const handedOver = posts.length > 0 && posts.every((post) => post.handedOver);
  const status = leave.status === 'granted' && handedOver ? 'handed-over' : leave.status;
  return {
    id: leave.id,
    staff: leave.staff,
    name: nameOf(leave.staff),
    reason: leave.reason,
    planned: leave.planned,
    first: leave.first,
    last: leave.last,
    from: isoTime(leave.from),
    until: isoTime(leave.until),
    third: leave.third,
    askedBy: leave.askedBy,
    askedAt: isoTime(leave.askedAt),
    status,
    endedAt: isoOrNull(leave.endedAt),
    withdrawal: leave.withdrawal,
    handedOver,
    uncovered: [...leave.uncovered],
    toDecide,
    posts,
    briefedAt: isoOrNull(leave.briefed?.at ?? null),
    allowed: [...leaveActions[status]],
  };
}

/** With its lists, line by line. */
export function leaveDetail(
  leave: LeaveRecord,
  handovers: Handover[],
  toDecide: LeaveToDecide[],
  nameOf: (staff: string) => string,
  thirds: string[],
): LeaveDetail {
  const { staff, third, askedBy, words } = leave;
  const named = [staff, third, askedBy, ...words.map((each) => each.staff), ...toDecide.flatMap((each) => each.staff)];
  named.push(...thirds);
  for (const { to, confirmedBy } of handovers) named.push(to, confirmedBy);
  const names = named.flatMap((person) => (person === null ? [] : [[person, nameOf(person)] as const]));
  return { ...leaveView(leave, handovers, toDecide, nameOf), handovers, thirds, names: Object.fromEntries(names) };
}
