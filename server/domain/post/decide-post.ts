import type { PostCommand } from '../../contract/commands.ts';
import type { HallEvent, PostEvent } from '../../contract/events.ts';
import type { Post } from '../../contract/post.ts';
import { Refused } from '../../contract/refusal.ts';
import type { Context } from '../context.ts';
import type { HallState } from '../hall-state.ts';
import { cameBack, keepLeaves, thirdsOf } from './leaves-today.ts';
import { type Cover, servicesOf } from './post-state.ts';
import { type AbsenceClock, absence, counterOf, isAtHand } from './presence.ts';

const minuteMs = 60_000;
/** Reason of a cover that a supervisor ordered by name. */
export const calledIn = 'called-in';

export function decidePost(state: HallState, command: PostCommand, context: Context): HallEvent[] {
  if (command.type === 'watch-posts') return watchPosts(state, command.heard, context);
  if (command.type === 'keep-leaves') return keepLeaves(state, command.inForce);
  if (command.type === 'settle-covers') return watchCovers(state, context, command.moved);
  if (command.type === 'change-posts') return [{ type: 'PostsChanged', posts: command.posts, change: command.change }];
  const { actor } = context;
  if (actor.kind !== 'staff') throw new Refused('sign-in-first');
  const known = state.duty.whereabouts.get(actor.staff);
  switch (command.type) {
    case 'sign-in':
      return signIn(state, actor.staff);
    case 'sign-out':
      return signOut(state, actor.staff);
    case 'go-away':
      return goAway(state, actor.staff, command, context.at);
    case 'come-back':
      return known?.away == null ? [] : [cameBack(actor.staff, known.away)];
  }
}

/** Longer than this is no short exit (R8). */
const shortExitMinutes = 30;

/**
 * A short exit leaves the counter as it is, with the away sign on its display (R8); for anything longer it closes, so that
 * B can open it. The minute that has begun is not counted.
 */
function goAway(
  state: HallState,
  staff: string,
  { reason, until }: Extract<PostCommand, { type: 'go-away' }>,
  at: number,
): HallEvent[] {
  const counter = counterOf(state, staff);
  if (counter?.ticketId != null) throw new Refused('ticket-in-hand', { counter: counter.no });
  const leaving: HallEvent = { type: 'StaffWentAway', staff, reason, until, leave: null };
  if (reason === 'short') {
    const minutes = until === null ? 0 : Math.floor((until - at) / minuteMs);
    if (minutes > shortExitMinutes)
      throw new Refused('short-exit-too-long', { most: shortExitMinutes, allowed: ['meeting', 'site', 'leave'] });
    return [leaving];
  }
  requireOtherHolder(state, staff);
  return counter === undefined ? [leaving] : [{ type: 'CounterClosed', counter: counter.no }, leaving];
}

/** A and B are not both away: the second is refused (R5). A short exit is nobody's to refuse. */
function requireOtherHolder(state: HallState, staff: string): void {
  for (const post of state.duty.posts.values()) {
    const holders = [post.a, ...post.b];
    if (!holders.includes(staff)) continue;
    const others = [...holders, ...thirdsOf(state, holders)].filter((holder) => holder !== staff);
    if (others.length === 0 || !others.every((other) => isPlannedAway(state, other))) continue;
    throw new Refused('other-holder-away', { counter: post.counter, staff: others });
  }
}

function isPlannedAway(state: HallState, staff: string): boolean {
  const away = state.duty.whereabouts.get(staff)?.away ?? null;
  return away !== null && away.reason !== 'short';
}

/** Signing in ends an absence: whoever is at a terminal is back. A leave ends by its time, by a word, or by working. */
function signIn(state: HallState, staff: string): PostEvent[] {
  const known = state.duty.whereabouts.get(staff);
  const events: PostEvent[] = [];
  if (known?.away != null && known.away.leave === null) events.push(cameBack(staff, known.away));
  if (known?.silentSince != null) events.push({ type: 'StaffHeardAgain', staff });
  if (known?.signedIn !== true) events.push({ type: 'StaffSignedIn', staff });
  return events;
}

/** Nobody leaves a visitor standing: a ticket in hand is finished, held or transferred first. The counter closes. */
function signOut(state: HallState, staff: string): HallEvent[] {
  const counter = counterOf(state, staff);
  if (state.duty.whereabouts.get(staff)?.signedIn !== true && counter === undefined) return [];
  if (counter?.ticketId != null) throw new Refused('ticket-in-hand', { counter: counter.no });
  const closing: HallEvent[] = counter === undefined ? [] : [{ type: 'CounterClosed', counter: counter.no }];
  return [...closing, { type: 'StaffSignedOut', staff }];
}

/** What the clock notices: terminals that fell silent or speak again, and covers that begin, change or end. */
function watchPosts(state: HallState, heard: Record<string, number>, context: Context): HallEvent[] {
  const silent = noticeSilence(state, heard, context);
  // Covers are judged on the state as recorded; what silence changes is judged half a minute later.
  if (silent.length > 0) return silent;
  return watchCovers(state, context);
}

function watchCovers(state: HallState, context: Context, moved?: readonly string[]): PostEvent[] {
  const concerned = [...state.duty.posts.values()].filter(
    ({ a, counter }) => moved === undefined || moved.includes(a) || state.duty.covers.has(counter),
  );
  return concerned.flatMap((post) => watchPost(state, post, context));
}

function noticeSilence(state: HallState, heard: Record<string, number>, context: Context): PostEvent[] {
  const limitMs = context.model.rules.silentAfterSeconds * 1000;
  const events: PostEvent[] = [];
  for (const { staff, since } of state.counters.values()) {
    if (staff === null || state.duty.whereabouts.get(staff)?.silentSince != null) continue;
    const last = heard[staff] ?? since ?? context.at;
    if (context.at - last >= limitMs) events.push({ type: 'StaffFellSilent', staff, since: last });
  }
  // Somebody who fell silent may be heard again anywhere, also after the counter was closed in the meantime.
  for (const [staff, { silentSince }] of state.duty.whereabouts) {
    const last = heard[staff];
    if (silentSince === null || last === undefined || last <= silentSince) continue;
    if (context.at - last < limitMs) events.push({ type: 'StaffHeardAgain', staff });
  }
  return events;
}

function watchPost(state: HallState, post: Post, context: Context): PostEvent[] {
  const wanted = wantedCover(state, post, clockOf(state, context), context.model.rules.rescueAfterMinutes * minuteMs);
  const present = state.duty.covers.get(post.counter);
  // A named order of the supervisor stands as long as somebody it names is in the hall.
  if (present?.reason === calledIn && present.staff.some((staff) => isAtHand(state, staff))) return [];
  if (wanted === null) {
    if (present === undefined) return [];
    return [{ type: 'CoverEnded', counter: post.counter, reason: 'holder-back' }];
  }
  const same =
    present?.kind === wanted.kind &&
    present.handedOver === wanted.handedOver &&
    present.staff.join() === wanted.staff.join();
  return same ? [] : [{ type: 'CoverBegan', counter: post.counter, ...wanted }];
}

export function clockOf(state: HallState, context: Context): AbsenceClock {
  const { stepInAfterOpeningMinutes, stepInAfterAwayMinutes } = context.model.rules;
  return { at: context.at, openedAt: state.opensAt, stepInAfterOpeningMinutes, stepInAfterAwayMinutes };
}

/**
 * Who should stand in now: the first B at hand, and others at hand for services that one is not qualified for; else the
 * first B there is (who then answers for the post, R7); after the time of R15 with neither A nor B at hand, everybody of
 * the department who is. Nobody at all where no B is named: then the head of the department answers.
 */
function wantedCover(
  state: HallState,
  post: Post,
  clock: AbsenceClock,
  rescueAfterMs: number,
): Omit<Cover, 'since'> | null {
  const away = absence(state, post.a, clock);
  if (away === null) return null;
  const standIns = standInsAtHand(state, post);
  const kind = away.planned ? 'planned' : 'step-in';
  const handedOver = state.duty.handedOver.has(post.counter);
  if (standIns.length > 0) return { kind, staff: standIns, reason: away.reason, handedOver };
  const goneSince = state.duty.goneSince.get(post.counter);
  const others = goneSince !== undefined && clock.at - goneSince >= rescueAfterMs ? colleagues(state, post) : [];
  if (others.length > 0) return { kind: 'rescue', staff: others, reason: away.reason, handedOver: false };
  return { kind, staff: standInsOf(state, post).slice(0, 1), reason: away.reason, handedOver };
}

/** Whoever the post was handed over to, then B in their order, then the thirds named for holders on leave (R5). */
function standInsOf(state: HallState, post: Post): string[] {
  const handed = state.duty.handedOver.get(post.counter)?.to;
  const all = [...(handed === undefined ? [] : [handed]), ...post.b, ...thirdsOf(state, [post.a, ...post.b])];
  return [...new Set(all)].filter((staff) => staff !== post.a);
}

/** Stand-ins at hand in the order they are called upon, but only those who can serve something the ones before cannot. */
function standInsAtHand(state: HallState, post: Post): string[] {
  const served = new Set<string>();
  return standInsOf(state, post).filter((staff) => {
    if (!isAtHand(state, staff)) return false;
    const fresh = servicesOf(post, staff).filter((service) => !served.has(service));
    for (const service of fresh) served.add(service);
    return fresh.length > 0;
  });
}

/** Holders of the department's other posts who are at hand. */
export function colleagues(state: HallState, post: Post): string[] {
  if (post.department === null) return [];
  const staff = new Set<string>();
  for (const other of state.duty.posts.values()) {
    if (other.department !== post.department || other.counter === post.counter) continue;
    for (const person of [other.a, ...other.b]) if (isAtHand(state, person)) staff.add(person);
  }
  return [...staff].sort();
}
