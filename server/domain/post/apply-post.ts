import type { DayEvent, PostEvent, Recorded } from '../../contract/events.ts';
import { ratingSecondsDefault } from '../../contract/rating.ts';
import type { HallState } from '../hall-state.ts';
import { refreshEligibility } from './eligibility.ts';
import type { Away, Whereabouts } from './post-state.ts';
import { isAtHand } from './presence.ts';

export function applyDay(state: HallState, { event, at }: Recorded<DayEvent>): void {
  if (event.type === 'DayClosed') {
    state.closed = true;
    return;
  }
  state.opened = true;
  state.opensAt = event.opensAt;
  state.ratingSeconds = event.rules.ratingSeconds ?? ratingSecondsDefault;
  state.duty.posts = new Map(event.posts.map((post) => [post.counter, post]));
  refreshEligibility(state, at);
}

function whereaboutsOf(state: HallState, staff: string, at: number): Whereabouts {
  let known = state.duty.whereabouts.get(staff);
  if (known === undefined) {
    known = { signedIn: false, since: at, away: null, silentSince: null };
    state.duty.whereabouts.set(staff, known);
  }
  return known;
}

export function applyPost(state: HallState, recorded: Recorded<PostEvent>): void {
  const { event, at } = recorded;
  if (event.type === 'PostsChanged') for (const post of event.posts) state.duty.posts.set(post.counter, post);
  else if (event.type === 'CoverBegan') {
    const { kind, staff, reason, handedOver, counter } = event;
    state.duty.covers.set(counter, { kind, staff, reason, handedOver, since: at });
  } else if (event.type === 'CoverEnded') state.duty.covers.delete(event.counter);
  else if (event.type === 'PostHandedOver')
    state.duty.handedOver.set(event.counter, { leave: event.leave, to: event.to });
  else moveStaff(state, recorded as Recorded<StaffEvent>);
  noteGone(state, at);
  refreshEligibility(state, at);
}

type StaffEvent = Extract<PostEvent, { staff: string }>;

function moveStaff(state: HallState, { event, at }: Recorded<StaffEvent>): void {
  const known = whereaboutsOf(state, event.staff, at);
  known.since = at;
  switch (event.type) {
    case 'StaffSignedIn':
      known.signedIn = true;
      known.silentSince = null;
      return;
    case 'StaffSignedOut':
      known.signedIn = false;
      known.silentSince = null;
      return;
    case 'StaffWentAway':
      known.away = awayOf(event, at);
      return;
    case 'StaffCameBack':
    case 'StaffLeaveOver':
      forgetHandovers(state, known.away?.leave ?? null);
      known.away = null;
      return;
    case 'StaffFellSilent':
      known.silentSince = event.since;
      return;
    case 'StaffHeardAgain':
      known.silentSince = null;
      return;
  }
}

function awayOf(event: Extract<PostEvent, { type: 'StaffWentAway' }>, at: number): Away {
  const { reason, until, leave, planned = true, third = null } = event;
  return { reason, since: at, until, leave, planned, third };
}

/** With the end of the leave its holder answers again. */
function forgetHandovers(state: HallState, leave: string | null): void {
  for (const [counter, handed] of state.duty.handedOver)
    if (handed.leave === leave) state.duty.handedOver.delete(counter);
}

/** Keeps since when neither A nor any B of a post is at hand: the time of R15 runs from then. */
export function noteGone(state: HallState, at: number): void {
  for (const post of state.duty.posts.values()) {
    const gone = ![post.a, ...post.b].some((staff) => isAtHand(state, staff));
    if (!gone) state.duty.goneSince.delete(post.counter);
    else if (!state.duty.goneSince.has(post.counter)) state.duty.goneSince.set(post.counter, at);
  }
}
