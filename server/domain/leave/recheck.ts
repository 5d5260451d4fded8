import type { LeaveToDecide } from '../../contract/leave.ts';
import type { Post } from '../../contract/post.ts';
import type { HallModel } from '../hall-model.ts';
import { isOpen, type LeaveRecord, type LeaveState } from './leave-state.ts';
import { type Hours, halfDayOf, slotEnd } from './slots.ts';
import { isQualified, isVoid, peopleOn } from './stand-in.ts';

/** What the leaves are held against anew. */
export interface RecheckContext {
  /** Epoch milliseconds; half days that are over by then are not looked at. */
  at: number;
  hours: Hours;
  model: HallModel;
  /** Posts in force on a local date. */
  postsOn(date: string): Post[];
}

/**
 * A planned leave that was right when it was granted, held against the posts and leaves of now (R5): posts that nobody who
 * may stand there is left for on some half day to come, and handovers to somebody whom the post does not name any more. Each
 * is to be decided again; the leave stays granted until somebody does. What nobody could know beforehand is a fact (R4), and
 * a post that has only one person by decision has nobody to miss.
 */
export function recheck(state: LeaveState, leave: LeaveRecord, context: RecheckContext): LeaveToDecide[] {
  if (!leave.planned || !isOpen(leave)) return [];
  const found = new Map<number, LeaveToDecide>();
  for (const { counter, staff } of goneReceivers(state, leave, context))
    found.set(counter, { counter, why: 'receiver-gone', staff: [staff] });
  const open = [...state.leaves.values()].filter(isOpen);
  const onDate = new Map<string, Post[]>();
  for (const slot of leave.slots) {
    if (slotEnd(context.hours, slot) <= context.at) continue;
    const { date } = halfDayOf(slot);
    const posts = onDate.get(date) ?? context.postsOn(date);
    onDate.set(date, posts);
    for (const post of posts) {
      if (found.get(post.counter)?.why === 'nobody-left') continue;
      const missing = missingAt(post, posts, slot, leave, open, context.model);
      if (missing !== null) found.set(post.counter, { counter: post.counter, why: 'nobody-left', staff: missing });
    }
  }
  return [...found.values()].sort((left, right) => left.counter - right.counter);
}

/** Those who would be away as well, where that is everybody who may stand at the post; null while somebody is left. */
function missingAt(
  post: Post,
  posts: readonly Post[],
  slot: string,
  leave: LeaveRecord,
  open: readonly LeaveRecord[],
  model: HallModel,
): string[] | null {
  const people = peopleOn(post, slot, open);
  if (!people.has(leave.staff)) return null;
  const holders = [post.a, ...post.b];
  const others = [...people].filter(
    (person) => person !== leave.staff && (holders.includes(person) || isQualified(model, posts, person, post)),
  );
  if (others.length === 0) return post.excluded === null ? [] : null;
  const isAway = (person: string) => open.some(({ staff, slots }) => staff === person && slots.includes(slot));
  return others.every(isAway) ? others : null;
}

function goneReceivers(
  state: LeaveState,
  leave: LeaveRecord,
  { postsOn }: RecheckContext,
): { counter: number; staff: string }[] {
  if (leave.status !== 'granted') return [];
  const posts = postsOn(leave.first.date);
  return [...leave.lists].flatMap(([counter, { confirmed }]) => {
    const post = posts.find((each) => each.counter === counter);
    if (post === undefined || confirmed === null || confirmed.to === null) return [];
    return isVoid(state, leave, post) ? [{ counter, staff: confirmed.to }] : [];
  });
}
