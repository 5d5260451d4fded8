import type { HallEvent, PostEvent } from '../../contract/events.ts';
import type { LeaveInForce } from '../../contract/leave-events.ts';
import type { HallState } from '../hall-state.ts';
import type { Away } from './post-state.ts';
import { counterOf, isAtHand } from './presence.ts';

/**
 * Takes into the day's record the leaves that count now and are not in it yet, and lets go of those that no longer count.
 * Asked again it does nothing more, so that neither a restart nor a new day can lose or repeat a leave.
 */
export function keepLeaves(state: HallState, inForce: readonly LeaveInForce[]): HallEvent[] {
  const counting = new Set(inForce.map(({ leave }) => leave));
  const over = [...state.duty.whereabouts].flatMap(([staff, { away }]): PostEvent[] =>
    away === null || away.leave === null || counting.has(away.leave)
      ? []
      : [{ type: 'StaffLeaveOver', staff, leave: away.leave }],
  );
  return [...over, ...inForce.flatMap((leave) => keepLeave(state, leave))];
}

function keepLeave(state: HallState, leave: LeaveInForce): HallEvent[] {
  const events: HallEvent[] = [];
  if (state.duty.whereabouts.get(leave.staff)?.away?.leave !== leave.leave) {
    if (isHeldBack(state, leave)) return [];
    const counter = counterOf(state, leave.staff);
    if (counter?.ticketId === null) events.push({ type: 'CounterClosed', counter: counter.no });
    const { staff, reason, until, planned, third } = leave;
    events.push({ type: 'StaffWentAway', staff, reason, until, leave: leave.leave, planned, third });
  }
  for (const { counter, to } of leave.handedOver) {
    const known = state.duty.handedOver.get(counter);
    if (known?.leave === leave.leave && known.to === to) continue;
    events.push({ type: 'PostHandedOver', counter, leave: leave.leave, from: leave.staff, to });
  }
  return events;
}

/**
 * Whoever still works when the leave begins goes on until nobody is left standing: the visitor in hand is served, and A
 * does not go before one who takes over is there (先进后出, R3).
 */
function isHeldBack(state: HallState, { staff, third, planned }: LeaveInForce): boolean {
  const counter = counterOf(state, staff);
  if (counter === undefined || !isAtHand(state, staff)) return false;
  if (counter.ticketId !== null) return true;
  if (!planned) return false;
  for (const post of state.duty.posts.values()) {
    if (post.a !== staff) continue;
    const takers = [...post.b, ...(third === null ? [] : [third])];
    if (takers.length > 0 && !takers.some((person) => isAtHand(state, person))) return true;
  }
  return false;
}

/** Back again; a leave that had begun ends with it. */
export function cameBack(staff: string, away: Away): PostEvent {
  return away.leave === null ? { type: 'StaffCameBack', staff } : { type: 'StaffCameBack', staff, leave: away.leave };
}

/** Third persons who were named for the leaves that these people are on. */
export function thirdsOf(state: HallState, holders: readonly string[]): string[] {
  const thirds = holders.map((holder) => state.duty.whereabouts.get(holder)?.away?.third ?? null);
  return thirds.filter((third) => third !== null);
}
