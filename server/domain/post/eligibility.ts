import type { Post } from '../../contract/post.ts';
import { type Counter, type HallState, type HelpedLine, movesMost } from '../hall-state.ts';
import { noteMoved } from '../ticket/moved.ts';
import { servicesOf } from './post-state.ts';
import { isAtHand } from './presence.ts';

/**
 * The services whose tickets a counter draws: all that the person who has it open may serve. As A always; as B while A
 * is absent and, unless the post switches help off, also while A is there (R13); as a rescuer while a post has nobody
 * else (R15). Whoever has a post's own counter open serves that post.
 */
export function eligibleServices(state: HallState, counter: number, staff: string): string[] {
  const services = new Set<string>();
  for (const post of state.duty.posts.values())
    if (mayServe(state, post, counter, staff)) for (const service of servicesOf(post, staff)) services.add(service);
  return [...services];
}

function mayServe(state: HallState, post: Post, counter: number, staff: string): boolean {
  if (post.a === staff || isCovering(state, post, staff)) return true;
  return post.b.includes(staff) && (post.help !== false || post.counter === counter);
}

/**
 * The lines that the clerk only helps, of posts whose help is for the longer line. What one also serves in one's own right
 * is in none of them.
 */
function helpedLines(state: HallState, counter: number, staff: string): HelpedLine[] {
  const own = new Set<string>();
  const lines: HelpedLine[] = [];
  for (const post of state.duty.posts.values()) {
    if (!mayServe(state, post, counter, staff)) continue;
    const services = servicesOf(post, staff);
    const inOwnRight = post.a === staff || post.counter === counter || isCovering(state, post, staff);
    if (post.help === 'longer' && !inOwnRight) lines.push({ counter: post.counter, services });
    else for (const service of services) own.add(service);
  }
  return lines.map((line) => ({ ...line, services: line.services.filter((service) => !own.has(service)) }));
}

function isCovering(state: HallState, post: Post, staff: string): boolean {
  return state.duty.covers.get(post.counter)?.staff.includes(staff) ?? false;
}

/**
 * In whose place a person serves a ticket for this service (代A), or null for one's own. R6: every record names both.
 * Where several posts have the service it is the post of the very counter, else one that the person covers, else one
 * where the person is B; a ticket that a transfer brought to somebody without any such post is served in a holder's place.
 */
export function actingForService(state: HallState, counter: number, staff: string, service: string): string | null {
  let best: { holder: string; rank: number } | null = null;
  for (const post of state.duty.posts.values()) {
    if (!post.services.includes(service)) continue;
    const serves = mayServe(state, post, counter, staff) && servicesOf(post, staff).includes(service);
    if (serves && post.a === staff) return null;
    const rank = serves ? (post.counter === counter ? 3 : isCovering(state, post, staff) ? 2 : 1) : 0;
    if (best === null || rank > best.rank) best = { holder: post.a, rank };
  }
  return best === null || best.holder === staff ? null : best.holder;
}

/**
 * Works out anew what every open counter draws from, after anything that bears on it has changed. A counter whose clerk
 * is away or silent keeps what it may draw, but is not named among those that serve: nobody is sent there.
 */
export function refreshEligibility(state: HallState, at: number): void {
  state.servers.clear();
  for (const counter of state.counters.values()) {
    counter.services = counter.staff === null ? [] : eligibleServices(state, counter.no, counter.staff);
    counter.helped = counter.staff === null ? [] : helpedLines(state, counter.no, counter.staff);
    if (!isManned(state, counter)) continue;
    for (const service of counter.services)
      state.servers.set(service, [...(state.servers.get(service) ?? []), counter.no]);
  }
  noteMoves(state, at);
}

/** Whether somebody is at the counter who would call; a paused one comes back. */
export function isManned(state: HallState, counter: Counter): boolean {
  return counter.staff !== null && isAtHand(state, counter.staff);
}

/** Whether somebody is at the counter and calls. */
export function isCalling(state: HallState, no: number): boolean {
  const counter = state.counters.get(no);
  return counter !== undefined && counter.pauseReason === null && isManned(state, counter);
}

/** Those who wait where none of the counters they were told of serves any more are told of the new ones (R11). */
function noteMoves(state: HallState, at: number): void {
  for (const [service, queue] of state.queues) {
    const now = state.servers.get(service);
    if (queue.size === 0 || now === undefined) continue;
    const told = state.toldCounters.get(service) ?? postCounters(state, service);
    if (now.some((counter) => told.includes(counter))) continue;
    state.toldCounters.set(service, now);
    for (let index = 0; index < queue.size; index += 1) {
      const ticket = queue.at(index);
      if (ticket === undefined) continue;
      noteMoved(ticket, told, now, at);
      if (index < movesMost) state.moves.push({ ticketId: ticket.id, counters: now, at });
    }
  }
  state.moves.splice(0, Math.max(0, state.moves.length - movesMost));
}

/** Where a service belongs, whoever is there. */
export function postCounters(state: HallState, service: string): number[] {
  return [...state.duty.posts.values()].filter((post) => post.services.includes(service)).map((post) => post.counter);
}
