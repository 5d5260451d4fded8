import type { PresenceState } from '../../contract/post.ts';
import type { HallState } from '../hall-state.ts';
import type { Whereabouts } from './post-state.ts';

const minuteMs = 60_000;

/** A person's state as the boards show it. */
export function presenceOf(state: HallState, staff: string): PresenceState {
  const known = state.duty.whereabouts.get(staff);
  if (known?.away != null) return 'away';
  const counter = counterOf(state, staff);
  if (known === undefined || (!known.signedIn && counter === undefined)) return counter === undefined ? 'out' : 'in';
  if (known.silentSince !== null) return 'silent';
  if (counter === undefined) return 'in';
  if (counter.pauseReason !== null) return 'paused';
  return counter.ticketId === null ? 'in' : 'serving';
}

export function counterOf(state: HallState, staff: string) {
  for (const counter of state.counters.values()) if (counter.staff === staff) return counter;
  return undefined;
}

/** Whether a person is in the hall and may be called upon: signed in or at a counter, not away and not silent. */
export function isAtHand(state: HallState, staff: string): boolean {
  const presence = presenceOf(state, staff);
  return presence === 'in' || presence === 'serving' || presence === 'paused';
}

/** What the rules of absence need to know of the clock. */
export interface AbsenceClock {
  at: number;
  /** Today's opening, epoch milliseconds. */
  openedAt: number;
  stepInAfterOpeningMinutes: number;
  stepInAfterAwayMinutes: number;
}

/** Why B must step in for this person by now, or null (R2). Planned absence counts at once, a short one after its time. */
export function absence(
  state: HallState,
  staff: string,
  clock: AbsenceClock,
): { reason: string; planned: boolean } | null {
  const known = state.duty.whereabouts.get(staff);
  const away = known?.away ?? null;
  if (away !== null) {
    if (away.reason !== 'short') return { reason: away.reason, planned: away.planned };
    if (clock.at - away.since >= clock.stepInAfterAwayMinutes * minuteMs)
      return { reason: 'away-too-long', planned: false };
    return null;
  }
  const counter = counterOf(state, staff);
  if (known?.silentSince != null) return silence(state, known, counter?.ticketId ?? null, clock);
  if (known?.signedIn === true || counter !== undefined) return null;
  const open = clock.at >= clock.openedAt + clock.stepInAfterOpeningMinutes * minuteMs;
  return open ? { reason: known === undefined ? 'not-signed-in' : 'signed-out', planned: false } : null;
}

/** A ticket that stands called at a terminal nobody answers needs B at once; else the time of a short absence runs. */
function silence(state: HallState, known: Whereabouts, ticketId: string | null, clock: AbsenceClock) {
  const called = ticketId !== null && state.tickets.get(ticketId)?.standing.status === 'called';
  if (called) return { reason: 'called-at-left-terminal', planned: false };
  const longMs = clock.stepInAfterAwayMinutes * minuteMs;
  if (known.silentSince !== null && clock.at - known.silentSince >= longMs) return { reason: 'silent', planned: false };
  return null;
}
