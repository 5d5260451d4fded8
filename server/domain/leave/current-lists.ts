import type { Handover, HandoverLine } from '../../contract/leave.ts';
import type { Post } from '../../contract/post.ts';
import { addedLines, bounded } from './handover-lines.ts';
import { emptyList, type LeaveRecord, type LeaveState, type PostList, seenOf } from './leave-state.ts';
import { isVoid, postsLeft } from './stand-in.ts';

/** Where lists take their lines from: the record as it stands now. */
export type LinesOf = (post: Post) => HandoverLine[];

const iso = (at: number) => new Date(at).toISOString();

/**
 * The handover lists of a leave as they stand. A list follows the record until it is confirmed; a confirmation of a line
 * counts for the line as its receiver saw it. A list that was confirmed to somebody whom the post does not name any more is
 * open again, for whoever takes over now. When the leave began with no confirmed list, the list that was written then stands,
 * and may still be confirmed.
 */
export function currentLists(
  state: LeaveState,
  leave: LeaveRecord,
  posts: readonly Post[],
  linesOf: LinesOf,
): Handover[] {
  const known = new Map(posts.map((post) => [post.counter, post]));
  const isAgainOpen = (counter: number) => {
    const post = known.get(counter);
    return post !== undefined && isVoid(state, leave, post);
  };
  const frozen = [...leave.lists].filter(
    ([counter, list]) => (list.confirmed !== null && !isAgainOpen(counter)) || list.written !== null,
  );
  const lists = frozen.map(([counter, list]) => frozenList(counter, list));
  if (leave.status !== 'granted') return sorted(lists);
  for (const { counter, to } of postsLeft(state, posts, leave)) {
    const post = known.get(counter);
    if (post === undefined || lists.some((list) => list.counter === counter)) continue;
    const list = leave.lists.get(counter) ?? emptyList();
    const lines = bounded([...linesOf(post), ...addedLines(list.added)]).map((line) => withSeen(line, list, to));
    lists.push(openList(counter, to, 'open', lines));
  }
  return sorted(lists);
}

function sorted(lists: Handover[]): Handover[] {
  return lists.sort((left, right) => left.counter - right.counter);
}

function frozenList(counter: number, list: PostList): Handover {
  const { confirmed, written } = list;
  if (confirmed !== null)
    return {
      ...openList(counter, confirmed.to, 'handed-over', confirmed.lines),
      confirmedBy: confirmed.by,
      confirmedAt: iso(confirmed.at),
      digest: confirmed.digest,
    };
  const { to = null, lines = [], digest = null } = written ?? {};
  const since = list.added.filter((added) => !lines.some(({ line }) => line === added.line));
  const whole = [...lines, ...addedLines(since)].map((line) => withSeen(line, list, to));
  return { ...openList(counter, to, 'written', whole), digest };
}

function openList(counter: number, to: string | null, state: Handover['state'], lines: HandoverLine[]): Handover {
  const unconfirmed = lines.filter(({ confirmedAt }) => confirmedAt === null).length;
  return { counter, to, state, lines, unconfirmed, confirmedBy: null, confirmedAt: null, digest: null };
}

/** A confirmation is worth what was seen, and by whom: of a line that reads differently now, or by another, it is void. */
function withSeen(line: HandoverLine, list: PostList, to: string | null): HandoverLine {
  const seen = list.seen.get(line.line);
  const counts = seen !== undefined && seen.by === to && seen.seen === seenOf(line);
  return { ...line, confirmedAt: counts ? iso(seen.at) : null };
}

/** The text that a list's digest is taken over. */
export function frozenText(leave: string, { counter, to, lines }: Pick<Handover, 'counter' | 'to' | 'lines'>): string {
  return JSON.stringify({ leave, counter, to, lines });
}
