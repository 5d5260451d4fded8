import type { Post } from '../../contract/post.ts';
import { Refused } from '../../contract/refusal.ts';
import type { HallModel } from '../hall-model.ts';
import type { HallState } from '../hall-state.ts';
import { isAtHand } from '../post/presence.ts';
import { isOpen, type LeaveRecord, type LeaveState } from './leave-state.ts';
import { type Hours, isAfterHours, slotBefore, slotStart } from './slots.ts';
import { postsLeft } from './stand-in.ts';

/**
 * 先进后出 (R3): in the last half day before a planned leave, and after its beginning, A neither signs out nor closes the
 * counter while the hall is open unless somebody who takes over has signed in. Whoever is ill is nobody's to hold back.
 */
export function requireRelay(
  state: LeaveState,
  staff: string,
  at: number,
  setting: { day: HallState; model: HallModel; hours: Hours; posts: readonly Post[] },
): void {
  const { day, model, hours, posts } = setting;
  if (isAfterHours(hours, at)) return;
  for (const leave of state.leaves.values()) {
    if (leave.staff !== staff || !leave.planned || !isOpen(leave) || !isLeaving(leave, hours, at)) continue;
    for (const { counter, to } of postsLeft(state, posts, leave)) {
      const post = posts.find((each) => each.counter === counter);
      const takers = [to, ...(post?.b ?? []), leave.third].filter((person) => person !== null);
      if (takers.length === 0 || takers.some((person) => person !== staff && isAtHand(day, person))) continue;
      const name = model.file.staff.find(({ id }) => id === (to ?? takers[0]))?.name ?? '';
      throw new Refused('stand-in-first', { counter, to: to ?? takers[0], name, allowed: ['go-away', 'pause'] });
    }
  }
}

function isLeaving({ slots, from, until }: LeaveRecord, hours: Hours, at: number): boolean {
  const [first] = slots;
  if (first === undefined || at >= until) return false;
  return at >= from || at >= slotStart(hours, slotBefore(hours, first));
}
