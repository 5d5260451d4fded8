import type { PostCommand } from '../../contract/commands.ts';
import type { HallEvent, PostEvent } from '../../contract/events.ts';
import type { Post } from '../../contract/post.ts';
import { Refused } from '../../contract/refusal.ts';
import type { Context } from '../context.ts';
import type { HallState } from '../hall-state.ts';
import type { Cover } from './post-state.ts';
import { type AbsenceClock, absence, counterOf, isAtHand } from './presence.ts';

const minuteMs = 60_000;

export function decidePost(state: HallState, command: PostCommand, context: Context): HallEvent[] {
  if (command.type === 'watch-posts') return watchPosts(state, command.heard, context);
  const { actor } = context;
  if (actor.kind !== 'staff') throw new Refused('sign-in-first');
  const known = state.duty.whereabouts.get(actor.staff);
  switch (command.type) {
    case 'sign-in':
      return signIn(state, actor.staff);
    case 'sign-out':
      return signOut(state, actor.staff);
    case 'go-away':
      if (inHandOf(state, actor.staff)) throw new Refused('ticket-in-hand');
      return [{ type: 'StaffWentAway', staff: actor.staff, reason: command.reason, until: command.until, leave: null }];
    case 'come-back':
      return known?.away == null ? [] : [{ type: 'StaffCameBack', staff: actor.staff }];
  }
}

function inHandOf(state: HallState, staff: string): boolean {
  return counterOf(state, staff)?.ticketId != null;
}

/** Signing in ends an absence: whoever is at a terminal is back. */
function signIn(state: HallState, staff: string): PostEvent[] {
  const known = state.duty.whereabouts.get(staff);
  const events: PostEvent[] = [];
  if (known?.away != null) events.push({ type: 'StaffCameBack', staff });
  if (known?.silentSince != null) events.push({ type: 'StaffHeardAgain', staff });
  if (known?.signedIn !== true) events.push({ type: 'StaffSignedIn', staff });
  return events;
}

/** Nobody leaves a visitor standing: a ticket in hand is finished, held or transferred first. The counter closes. */
function signOut(state: HallState, staff: string): HallEvent[] {
  if (state.duty.whereabouts.get(staff)?.signedIn !== true) return [];
  const counter = counterOf(state, staff);
  if (counter?.ticketId != null) throw new Refused('ticket-in-hand', { counter: counter.no });
  const closing: HallEvent[] = counter === undefined ? [] : [{ type: 'CounterClosed', counter: counter.no }];
  return [...closing, { type: 'StaffSignedOut', staff }];
}

/** What the clock notices: terminals that fell silent or speak again, and covers that begin, change or end. */
function watchPosts(state: HallState, heard: Record<string, number>, context: Context): HallEvent[] {
  const silent = noticeSilence(state, heard, context);
  // Covers are judged on the state as recorded; what silence changes is judged half a minute later.
  if (silent.length > 0) return silent;
  return [...state.duty.posts.values()].flatMap((post) => watchPost(state, post, context));
}

function noticeSilence(state: HallState, heard: Record<string, number>, context: Context): PostEvent[] {
  const limitMs = context.model.rules.silentAfterSeconds * 1000;
  const events: PostEvent[] = [];
  for (const counter of state.counters.values()) {
    const { staff } = counter;
    if (staff === null) continue;
    const last = heard[staff] ?? counter.since ?? context.at;
    const silentSince = state.duty.whereabouts.get(staff)?.silentSince ?? null;
    if (context.at - last >= limitMs && silentSince === null)
      events.push({ type: 'StaffFellSilent', staff, since: last });
    if (context.at - last < limitMs && silentSince !== null) events.push({ type: 'StaffHeardAgain', staff });
  }
  return events;
}

function watchPost(state: HallState, post: Post, context: Context): PostEvent[] {
  const wanted = wantedCover(state, post, clockOf(state, context), context.model.rules.rescueAfterMinutes * minuteMs);
  const present = state.duty.covers.get(post.counter);
  if (wanted === null) {
    if (present === undefined) return [];
    return [{ type: 'CoverEnded', counter: post.counter, reason: 'holder-back' }];
  }
  const same = present?.kind === wanted.kind && present.staff.join() === wanted.staff.join();
  return same ? [] : [{ type: 'CoverBegan', counter: post.counter, ...wanted }];
}

export function clockOf(state: HallState, context: Context): AbsenceClock {
  const { stepInAfterOpeningMinutes, stepInAfterAwayMinutes } = context.model.rules;
  return { at: context.at, openedAt: state.opensAt, stepInAfterOpeningMinutes, stepInAfterAwayMinutes };
}

/**
 * Who should stand in now: the first B at hand, else the first B there is (who then answers for the post, R7); after the
 * time of R15 with neither A nor B at hand, everybody of the department who is.
 */
function wantedCover(
  state: HallState,
  post: Post,
  clock: AbsenceClock,
  rescueAfterMs: number,
): Omit<Cover, 'since'> | null {
  const away = absence(state, post.a, clock);
  if (away === null) return null;
  const b = post.b.find((staff) => isAtHand(state, staff));
  const kind = away.planned ? 'planned' : 'step-in';
  const handedOver = state.duty.whereabouts.get(post.a)?.away?.leave != null;
  if (b !== undefined) return { kind, staff: [b], reason: away.reason, handedOver };
  const goneSince = state.duty.goneSince.get(post.counter);
  const others = goneSince !== undefined && clock.at - goneSince >= rescueAfterMs ? colleagues(state, post) : [];
  if (others.length > 0) return { kind: 'rescue', staff: others, reason: away.reason, handedOver: false };
  const named = post.b[0];
  return named === undefined ? null : { kind, staff: [named], reason: away.reason, handedOver };
}

/** Holders of the department's other posts who are at hand. */
function colleagues(state: HallState, post: Post): string[] {
  if (post.department === null) return [];
  const staff = new Set<string>();
  for (const other of state.duty.posts.values()) {
    if (other.department !== post.department || other.counter === post.counter) continue;
    for (const person of [other.a, ...other.b]) if (isAtHand(state, person)) staff.add(person);
  }
  return [...staff].sort();
}
