import type { HallEvent, Recorded } from '../../contract/events.ts';
import type { HallRules } from '../../contract/hall-file.ts';
import type { Post, Responsible } from '../../contract/post.ts';

const minuteMs = 60_000;

interface CoverSpan {
  /** The B who was called upon first; undefined where no B is named. */
  b: string | undefined;
  /** Since when that B is called upon. */
  since: number;
}

/**
 * Who answered for a counter's post at a moment (R7), read from the day's record alone. Handed over: B from then on. Not
 * handed over: A; but a B who was called upon and did not appear in time answers all the same. No B named: the head of
 * the department. A rescue by colleagues changes nothing of this. Null when the day has no such post or had not begun.
 */
export function responsibleAt(record: Iterable<Recorded<HallEvent>>, counter: number, at: number): Responsible | null {
  let post: Post | undefined;
  let rules: HallRules | undefined;
  let cover = null as CoverSpan | null;
  /** Who took the post over for a leave, until that leave is over. */
  let handed = null as { leave: string; to: string } | null;
  /** Since when each person is in the hall without a break. */
  const here = new Map<string, number>();
  for (const { event, at: eventAt } of record) {
    if (eventAt > at) break;
    switch (event.type) {
      case 'DayOpened':
        rules = event.rules;
        post = event.posts.find((each) => each.counter === counter);
        break;
      case 'PostsChanged':
        post = event.posts.find((each) => each.counter === counter) ?? post;
        break;
      case 'CoverBegan':
        if (event.counter === counter) cover = nextSpan(cover, post, event, eventAt);
        break;
      case 'CoverEnded':
        if (event.counter === counter) cover = null;
        break;
      case 'PostHandedOver':
        if (event.counter === counter) handed = { leave: event.leave, to: event.to };
        break;
      case 'StaffLeaveOver':
        if (handed?.leave === event.leave) handed = null;
        break;
      default:
        if (event.type === 'StaffCameBack' && event.leave !== undefined && handed?.leave === event.leave) handed = null;
        noteHere(here, event, eventAt);
    }
  }
  if (post === undefined || rules === undefined) return null;
  const moment = { counter, at: new Date(at).toISOString() };
  if (handed !== null) return { ...moment, ...byHandover(post, handed.to) };
  return { ...moment, ...ruleFor(post, cover, here, at, rules.appearWithinMinutes) };
}

/** B answers from the handover on, whoever serves (R7). */
export function byHandover(
  { a, department }: Pick<Post, 'a' | 'department'>,
  to: string,
): Omit<Responsible, 'counter' | 'at'> {
  return { staff: to, actingFor: a, rule: 'handed-over', department };
}

function nextSpan(
  before: CoverSpan | null,
  post: Post | undefined,
  event: Extract<HallEvent, { type: 'CoverBegan' }>,
  at: number,
): CoverSpan {
  const b = event.kind === 'rescue' ? (before?.b ?? post?.b[0]) : event.staff[0];
  const since = before !== null && before.b === b ? before.since : at;
  return { b, since };
}

function noteHere(here: Map<string, number>, event: HallEvent, at: number): void {
  switch (event.type) {
    case 'StaffSignedIn':
    case 'CounterOpened':
    case 'StaffCameBack':
    case 'StaffHeardAgain':
      if (!here.has(event.staff)) here.set(event.staff, at);
      return;
    case 'StaffSignedOut':
    case 'StaffWentAway':
    case 'StaffFellSilent':
      here.delete(event.staff);
      return;
  }
}

function ruleFor(
  post: Post,
  cover: CoverSpan | null,
  here: ReadonlyMap<string, number>,
  at: number,
  appearWithinMinutes: number,
): Omit<Responsible, 'counter' | 'at'> {
  const { a, department } = post;
  if (cover === null) return { staff: a, actingFor: null, rule: 'holder', department };
  const { b } = cover;
  if (b === undefined) return { staff: null, actingFor: a, rule: 'head-of-department', department };
  const overdue = !here.has(b) && at - cover.since >= appearWithinMinutes * minuteMs;
  if (overdue) return { staff: b, actingFor: a, rule: 'b-did-not-appear', department };
  return { staff: a, actingFor: null, rule: 'not-handed-over', department };
}
