import type { HallEvent, Recorded } from '../../contract/events.ts';
import type { HallRules } from '../../contract/hall-file.ts';
import type { Post, Responsible } from '../../contract/post.ts';

const minuteMs = 60_000;

interface CoverSpan {
  staff: string | undefined;
  since: number;
  handedOver: boolean;
}

/**
 * Who answered for a counter's post at a moment (R7), read from the day's record alone. Handed over: B from then on. Not
 * handed over: A, until B serves; a B who was called upon and did not appear in time answers all the same. No B named:
 * the head of the department. Null when the day has no such post or had not begun.
 */
export function responsibleAt(record: Iterable<Recorded<HallEvent>>, counter: number, at: number): Responsible | null {
  let post: Post | undefined;
  let rules: HallRules | undefined;
  let cover = null as CoverSpan | null;
  const appeared = new Set<string>();
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
        if (event.counter === counter)
          cover = { staff: event.staff[0], since: cover?.since ?? eventAt, handedOver: event.handedOver };
        break;
      case 'CoverEnded':
        if (event.counter === counter) cover = null;
        break;
      case 'StaffSignedIn':
      case 'CounterOpened':
        appeared.add(event.staff);
        break;
      case 'StaffSignedOut':
        appeared.delete(event.staff);
        break;
    }
  }
  if (post === undefined || rules === undefined) return null;
  return { counter, at: new Date(at).toISOString(), ...ruleFor(post, cover, appeared, at, rules.appearWithinMinutes) };
}

function ruleFor(
  post: Post,
  cover: CoverSpan | null,
  appeared: ReadonlySet<string>,
  at: number,
  appearWithinMinutes: number,
): Omit<Responsible, 'counter' | 'at'> {
  const { a, department } = post;
  if (cover === null) return { staff: a, actingFor: null, rule: 'holder', department };
  const b = cover.staff;
  if (b === undefined) return { staff: null, actingFor: a, rule: 'head-of-department', department };
  if (cover.handedOver) return { staff: b, actingFor: a, rule: 'handed-over', department };
  if (appeared.has(b)) return { staff: b, actingFor: a, rule: 'handed-over', department };
  const overdue = at - cover.since >= appearWithinMinutes * minuteMs;
  if (overdue) return { staff: b, actingFor: a, rule: 'b-did-not-appear', department };
  return { staff: a, actingFor: null, rule: 'not-handed-over', department };
}
