import type { Post } from '../../contract/post.ts';
import type { HallState } from '../hall-state.ts';
import { servicesOf } from './post-state.ts';

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
  if (post.a === staff) return true;
  const cover = state.duty.covers.get(post.counter);
  if (cover?.staff.includes(staff)) return true;
  return post.b.includes(staff) && (post.help || post.counter === counter);
}

/**
 * In whose place a person serves a ticket for this service (代A), or null for one's own. R6: every record names both.
 */
export function actingForService(state: HallState, counter: number, staff: string, service: string): string | null {
  let holder: string | null = null;
  for (const post of state.duty.posts.values()) {
    if (!post.services.includes(service)) continue;
    if (post.a === staff) return null;
    // The post of the very counter names its own holder before others that have the same service.
    if (holder === null || post.counter === counter) holder = post.a;
  }
  return holder;
}

/** Works out anew what every open counter draws from, after anything that bears on it has changed. */
export function refreshEligibility(state: HallState): void {
  state.servers.clear();
  for (const counter of state.counters.values()) {
    counter.services = counter.staff === null ? [] : eligibleServices(state, counter.no, counter.staff);
    for (const service of counter.services)
      state.servers.set(service, [...(state.servers.get(service) ?? []), counter.no]);
  }
}
