import type { Post } from '../../contract/post.ts';
import type { UnattendedNow } from '../../contract/views.ts';
import type { HallModel } from '../hall-model.ts';
import type { HallState } from '../hall-state.ts';
import { isManned } from './eligibility.ts';
import { servicesOf } from './post-state.ts';
import { absence, counterOf, isAtHand } from './presence.ts';

const minuteMs = 60_000;

/**
 * Null while somebody at a counter serves the service. Else when that may change: at opening time, when a holder of one of
 * its posts means to be back, or when a stand-in at hand takes over by the clock (R2, R15); null where nobody has said.
 */
export function unattended(state: HallState, model: HallModel, service: string, at: number): UnattendedNow | null {
  if (state.servers.has(service)) return null;
  const posts = [...state.duty.posts.values()].filter((post) => post.services.includes(service));
  if (at < state.opensAt) return { reason: 'not-open-yet', since: null, until: state.opensAt };
  const back = posts.flatMap((post) => returns(state, post, service, at));
  const takenOver = posts.flatMap((post) => takeOver(state, model, post, service, at));
  const later = [...back, ...takenOver].filter((each) => each > at);
  const since = posts.map((post) => goneSince(state, post)).filter((each) => each !== null);
  return {
    reason: later.length > 0 ? 'away' : 'nobody',
    since: since.length > 0 && since.length === posts.length ? Math.max(...since) : null,
    until: later.length > 0 ? Math.min(...later) : null,
  };
}

/** The same of a counter that alone may call a ticket. */
export function unattendedCounter(state: HallState, no: number, at: number): UnattendedNow | null {
  const counter = state.counters.get(no);
  if (counter === undefined || isManned(state, counter)) return null;
  const away = counter.staff === null ? null : (state.duty.whereabouts.get(counter.staff)?.away ?? null);
  const until = away?.until ?? null;
  const known = until !== null && until > at;
  return { reason: known ? 'away' : 'nobody', since: away?.since ?? counter.since, until: known ? until : null };
}

function returns(state: HallState, post: Post, service: string, at: number): number[] {
  return [post.a, ...post.b].flatMap((staff) => {
    const until = state.duty.whereabouts.get(staff)?.away?.until ?? null;
    return until !== null && until > at && servicesOf(post, staff).includes(service) ? [until] : [];
  });
}

/** When B, or a colleague, who sits at a counter of their own begins to call the post's tickets. */
function takeOver(state: HallState, model: HallModel, post: Post, service: string, at: number): number[] {
  const { rescueAfterMinutes } = model.rules;
  const begins = absentFrom(state, model, post.a, at);
  if (begins === null) return [];
  if (post.b.some((staff) => sitsReady(state, staff) && servicesOf(post, staff).includes(service))) return [begins];
  const gone = state.duty.goneSince.get(post.counter);
  if (gone === undefined || post.department === null) return [];
  const near = [...state.duty.posts.values()].some(
    (other) => other.department === post.department && [other.a, ...other.b].some((staff) => sitsReady(state, staff)),
  );
  return near ? [Math.max(begins, gone + rescueAfterMinutes * minuteMs)] : [];
}

/** From when on an absence counts as one that must be covered (R2); null while it is none. */
function absentFrom(state: HallState, model: HallModel, staff: string, at: number): number | null {
  const { stepInAfterOpeningMinutes, stepInAfterAwayMinutes } = model.rules;
  const clock = { at, openedAt: state.opensAt, stepInAfterOpeningMinutes, stepInAfterAwayMinutes };
  if (absence(state, staff, clock) !== null) return at + minuteMs / 2;
  const known = state.duty.whereabouts.get(staff);
  const left = known?.away?.since ?? known?.silentSince ?? null;
  if (left !== null) return left + stepInAfterAwayMinutes * minuteMs;
  return isAtHand(state, staff) ? null : state.opensAt + stepInAfterOpeningMinutes * minuteMs;
}

function sitsReady(state: HallState, staff: string): boolean {
  return isAtHand(state, staff) && counterOf(state, staff) !== undefined;
}

function goneSince(state: HallState, post: Post): number | null {
  const gone = state.duty.goneSince.get(post.counter);
  if (gone !== undefined) return gone;
  const counter = state.counters.get(post.counter);
  return counter?.staff === null ? counter.since : null;
}
