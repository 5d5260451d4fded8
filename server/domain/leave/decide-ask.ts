import type { LeaveCommand, LeaveEvent } from '../../contract/leave-events.ts';
import type { Post } from '../../contract/post.ts';
import { Refused } from '../../contract/refusal.ts';
import { closingOf } from '../calendar/calendar.ts';
import type { LeaveContext } from './leave-context.ts';
import { type LeaveRecord, type LeaveState, leaveOn } from './leave-state.ts';
import { halfDayOf, isBefore, isDate, slotEnd, slotOf, slotStart, slotsBetween, workingDayBefore } from './slots.ts';
import { type Absentee, coverGaps, isQualified } from './stand-in.ts';

type Asked = Extract<LeaveCommand, { type: 'ask-leave' }>;

const dayMs = 24 * 3_600_000;
const daysMost = 366;

/**
 * 请假: whole or half working days, asked for before the closing of the working day before the first (R3). Never both A and B
 * of a post unless a third person is named (R5). What nobody could know is entered by the duty officer and counts from now
 * (R4): it is a fact, so that it is recorded even where it leaves a post to nobody, and says so.
 */
export function decideAsk(state: LeaveState, asked: Asked, context: LeaveContext): LeaveEvent[] {
  requireMayAsk(asked, context);
  const slots = slotsOf(asked, context);
  const [firstSlot] = slots;
  const lastSlot = slots.at(-1);
  if (firstSlot === undefined || lastSlot === undefined) throw new Refused('no-working-day', { ...datesOf(asked) });
  if (!asked.unplanned) requireLeadTime(firstSlot, context);
  const overlapping = leaveOn(state, asked.staff, slots);
  if (overlapping !== null)
    throw new Refused('leave-overlaps', {
      leave: overlapping.id,
      from: overlapping.first.date,
      until: overlapping.last.date,
    });
  const posts = context.postsOn(halfDayOf(firstSlot).date);
  const absentee = { staff: asked.staff, slots, third: asked.third };
  requireFitThird(state, posts, absentee, context);
  const gaps = coverGaps(state, posts, absentee);
  const [gap] = gaps;
  if (gap !== undefined && !asked.unplanned)
    throw new Refused('other-holder-away', { counter: gap.counter, staff: gap.others, allowed: ['third'] });
  const begins = slotStart(context.hours, firstSlot);
  return [
    {
      type: 'LeaveAsked',
      leave: context.newId(),
      staff: asked.staff,
      reason: asked.reason,
      planned: !asked.unplanned,
      first: halfDayOf(firstSlot),
      last: halfDayOf(lastSlot),
      slots,
      from: asked.unplanned ? Math.max(begins, context.at) : begins,
      until: slotEnd(context.hours, lastSlot),
      third: asked.third,
      uncovered: gaps.map(({ counter }) => counter),
    },
  ];
}

function requireMayAsk({ staff, unplanned }: Asked, { actor, model }: LeaveContext): void {
  const officer = actor.kind === 'staff' && (actor.role === 'supervisor' || actor.role === 'admin');
  const self = actor.kind === 'staff' && actor.staff === staff;
  if (!officer && (!self || unplanned)) throw new Refused('not-allowed', { allowed: ['supervisor', 'admin'] });
  if (!model.file.staff.some(({ id }) => id === staff)) throw new Refused('unknown-staff', { staff });
}

function datesOf({ first, last }: Asked) {
  return { from: first.date, until: last.date };
}

function slotsOf(asked: Asked, { hours, at }: LeaveContext): string[] {
  const { first, last } = asked;
  if (!isDate(hours, first.date) || !isDate(hours, last.date) || isBefore(last, first))
    throw new Refused('dates-not-in-order', { ...datesOf(asked) });
  if (Date.parse(last.date) - Date.parse(first.date) > daysMost * dayMs)
    throw new Refused('leave-too-long', { most: daysMost });
  const over = asked.unplanned ? slotEnd(hours, slotOf(first)) : slotStart(hours, slotOf(first));
  if (over <= at) throw new Refused('leave-in-the-past', { ...datesOf(asked) });
  return slotsBetween(hours, first, last);
}

/** Asked for while the hall was still open on the working day before: there is time to hand over (R3). */
function requireLeadTime(firstSlot: string, { hours, at }: LeaveContext): void {
  const { date } = halfDayOf(firstSlot);
  const latest = workingDayBefore(hours, date);
  if (at > closingOf(hours.calendar, latest)) throw new Refused('asked-too-late', { latest, from: date });
}

/** A third for a leave that is granted and has not begun, under the same rule as one that is named when it is asked for. */
export function decideThird(
  state: LeaveState,
  { id, staff, slots, third: before, first }: LeaveRecord,
  third: string,
  context: LeaveContext,
): LeaveEvent[] {
  if (third === before) return [];
  requireFitThird(state, context.postsOn(first.date), { staff, slots, third }, context);
  return [{ type: 'LeaveThirdNamed', leave: id, third }];
}

/** The third is on the staff, is not the person, is there on those days, and may serve the posts in question (R5). */
function requireFitThird(
  state: LeaveState,
  posts: readonly Post[],
  { staff, slots, third }: Absentee,
  context: LeaveContext,
): void {
  if (third === null) return;
  if (!context.model.file.staff.some(({ id }) => id === third)) throw new Refused('unknown-staff', { staff: third });
  if (third === staff) throw new Refused('third-is-the-same', { third });
  if (isAwayOn(state, third, slots, context)) throw new Refused('third-away', { third });
  const beyond = leftBehind(state, posts, staff, slots).find((post) => !mayServe(post, third, posts, context));
  if (beyond !== undefined) throw new Refused('third-unqualified', { third, counter: beyond.counter });
}

/** Who may be named for a leave and does not stand in anyway, in the order of the staff list. */
export function fitThirds(state: LeaveState, leave: LeaveRecord, context: LeaveContext): string[] {
  const { staff, slots, third } = leave;
  const posts = context.postsOn(leave.first.date);
  const left = leftBehind(state, posts, staff, slots);
  if (left.length === 0) return [];
  return context.model.file.staff
    .map(({ id }) => id)
    .filter((id) => id !== staff && id !== third && left.every((post) => mayServe(post, id, posts, context)))
    .filter((id) => !left.every(({ b }) => b.includes(id)) && !isAwayOn(state, id, slots, context));
}

function isAwayOn(state: LeaveState, person: string, slots: readonly string[], context: LeaveContext): boolean {
  const [firstSlot] = slots;
  const beginsNow = firstSlot !== undefined && slotStart(context.hours, firstSlot) <= context.at;
  return leaveOn(state, person, slots) !== null || (beginsNow && context.isAwayNow(person));
}

/** The posts that a third is for: those that would be left to nobody, else those whose A goes. */
function leftBehind(state: LeaveState, posts: readonly Post[], staff: string, slots: readonly string[]): Post[] {
  const gaps = coverGaps(state, posts, { staff, slots, third: null }).map(({ counter }) => counter);
  return posts.filter((post) => (gaps.length > 0 ? gaps.includes(post.counter) : post.a === staff));
}

function mayServe(post: Post, third: string, posts: readonly Post[], { model }: LeaveContext): boolean {
  return post.a === third || post.b.includes(third) || isQualified(model, posts, third, post);
}
