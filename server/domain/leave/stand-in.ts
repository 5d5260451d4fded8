import type { Post } from '../../contract/post.ts';
import type { HallModel } from '../hall-model.ts';
import { servicesOf } from '../post/post-state.ts';
import { isOpen, type LeaveRecord, type LeaveState, leaveAt, leaveOn } from './leave-state.ts';

/** A post for which nobody of those who may stand there is left. */
export interface CoverGap {
  counter: number;
  /** The others who would be away as well. */
  others: string[];
}

/** What is asked for, seen against the leaves there are. */
export interface Absentee {
  staff: string;
  slots: readonly string[];
  third: string | null;
}

/**
 * Posts at which A and B would be away together on some half day (R5). Whoever was named as the third for such a post counts
 * as one of its people on those days, and may then not go as well. A post that has only one person by decision has nobody to
 * miss.
 */
export function coverGaps(state: LeaveState, posts: readonly Post[], asked: Absentee): CoverGap[] {
  const open = [...state.leaves.values()].filter((leave) => isOpen(leave));
  return posts.flatMap((post): CoverGap[] => {
    for (const slot of asked.slots) {
      const people = peopleOn(post, slot, open);
      if (!people.has(asked.staff) || people.size === 1) continue;
      if (asked.third !== null) people.add(asked.third);
      const others = [...people].filter((person) => person !== asked.staff);
      const away = others.filter((person) =>
        open.some((leave) => leave.staff === person && leave.slots.includes(slot)),
      );
      if (away.length === others.length) return [{ counter: post.counter, others }];
    }
    return [];
  });
}

/** A, every B, and the thirds who were named for one of them on that half day. */
export function peopleOn(post: Post, slot: string, open: readonly LeaveRecord[]): Set<string> {
  const people = new Set([post.a, ...post.b]);
  // A third may be replaced by another third in turn; each round can only add, and there are no more rounds than leaves.
  for (let size = 0; size !== people.size; ) {
    size = people.size;
    for (const { staff, third, slots } of open)
      if (third !== null && people.has(staff) && slots.includes(slot)) people.add(third);
  }
  return people;
}

/**
 * Whether a person who holds no such post may serve all of it: a colleague of the department (as in R15), or somebody who is
 * qualified for each of its services at another post or by the hall file's staff list.
 */
export function isQualified(model: HallModel, posts: readonly Post[], staff: string, post: Post): boolean {
  const own = posts.filter((each) => each.a === staff || each.b.includes(staff));
  if (post.department !== null && own.some((each) => each.department === post.department)) return true;
  const known = new Set(own.flatMap((each) => servicesOf(each, staff)));
  for (const service of model.file.staff.find(({ id }) => id === staff)?.qualified ?? []) known.add(service);
  return post.services.every((service) => known.has(service));
}

/** A post whose holder, or whose stand-in by handover, goes on leave. */
export interface PostLeft {
  counter: number;
  /** Who takes over, or null where nobody is named. */
  to: string | null;
}

/**
 * The posts that a leave leaves behind, each with the person who takes over: the first B who is not away on any of its half
 * days, those who may serve all of the post before others, else the third, else the first B who is there when it begins. Posts that were handed over to the person for the same
 * time go on to the next in line.
 */
export function postsLeft(state: LeaveState, posts: readonly Post[], leave: LeaveRecord): PostLeft[] {
  return posts.flatMap((post) => {
    if (!isLeftBy(state, post, leave)) return [];
    return [{ counter: post.counter, to: receiverOf(state, post, leave) }];
  });
}

function isLeftBy(state: LeaveState, post: Post, leave: LeaveRecord): boolean {
  return post.a === leave.staff || isCarriedBy(state, post, leave);
}

function isCarriedBy(state: LeaveState, post: Post, leave: LeaveRecord): boolean {
  for (const other of state.leaves.values()) {
    if (other.staff !== post.a || !isOpen(other) || !other.slots.some((slot) => leave.slots.includes(slot))) continue;
    if (other.lists.get(post.counter)?.confirmed?.to === leave.staff && !isUnnamed(other, post)) return true;
  }
  return false;
}

/**
 * Whether a confirmed list went to somebody whom the post, changed since, does not name any more: while the leave has not
 * begun it must be handed over anew. What a holder who was replaced handed over is no longer of the post at all.
 */
export function isVoid(state: LeaveState, leave: LeaveRecord, post: Post): boolean {
  return isLeftBy(state, post, leave) && isUnnamed(leave, post);
}

function isUnnamed(leave: LeaveRecord, post: Post): boolean {
  const to = leave.lists.get(post.counter)?.confirmed?.to ?? null;
  if (leave.status !== 'granted' || to === null || to === leave.third) return false;
  return ![post.a, ...post.b].includes(to);
}

function receiverOf(state: LeaveState, post: Post, leave: LeaveRecord): string | null {
  const candidates = post.b.filter((person) => person !== leave.staff);
  if (leave.third !== null && !candidates.includes(leave.third)) candidates.push(leave.third);
  // Whoever may serve all of the post comes before those who may serve a part of it.
  const isWhole = (person: string) => servicesOf(post, person).length === post.services.length;
  candidates.sort((left, right) => Number(isWhole(right)) - Number(isWhole(left)));
  const firstSlot = leave.slots.slice(0, 1);
  return (
    candidates.find((person) => leaveOn(state, person, leave.slots) === null) ??
    candidates.find((person) => leaveOn(state, person, firstSlot) === null) ??
    null
  );
}

/** Longest chain of people who hand the same post on; there are no more holders than that. */
const chainMost = 6;

/**
 * Who answers for a post by handover at a moment (R7): the receiver of the confirmed list of whoever was on leave, from its
 * confirmation and the leave's beginning on; where the receiver was on leave as well and handed it on, the next. Null where
 * the holder was not on leave, or left without handing over.
 */
export function handedTo(state: LeaveState, counter: number, holder: string, at: number): string | null {
  let answers: string | null = null;
  let person = holder;
  for (let step = 0; step < chainMost; step += 1) {
    const list = leaveAt(state, person, at)?.lists.get(counter);
    if (list === undefined || list.confirmed === null || list.confirmed.at > at || list.confirmed.to === null) break;
    answers = list.confirmed.to;
    person = answers;
  }
  return answers;
}
