import type { UnattendedPost } from '../../contract/views.ts';
import type { HallModel } from '../hall-model.ts';
import type { HallState } from '../hall-state.ts';
import { unattended } from '../post/attendance.ts';

const shownMost = 12;

/** Counters of posts that somebody waits for and nobody serves now, the longest left first: numbers, never a service. */
export function unattendedPosts(state: HallState, model: HallModel, now: number): UnattendedPost[] {
  const posts = new Map<number, UnattendedPost>();
  for (const [service, queue] of state.queues) {
    if (queue.size === 0 || state.servers.has(service)) continue;
    const left = unattended(state, model, service, now);
    if (left === null) continue;
    for (const post of state.duty.posts.values()) {
      if (!post.services.includes(service)) continue;
      const { counter } = post;
      const waiting = (posts.get(counter)?.waiting ?? 0) + queue.size;
      posts.set(counter, { ...left, counter, zone: model.counters.get(counter)?.zone ?? 0, waiting });
    }
  }
  const longestFirst = [...posts.values()].sort(
    (one, other) => (one.since ?? now) - (other.since ?? now) || one.counter - other.counter,
  );
  return longestFirst.slice(0, shownMost);
}
