import type { DutyLine } from '../../contract/notices.ts';
import type { Post } from '../../contract/post.ts';
import { staffName } from '../../contract/staff-name.ts';
import type { HallModel } from '../hall-model.ts';
import type { HallState } from '../hall-state.ts';
import { isAtHand } from '../post/presence.ts';

/** 今日值班表 by counter: A, B and who is there now. These names hang in the hall; nothing else of anybody is told. */
export function dutyRoster(state: HallState, model: HallModel): DutyLine[] {
  const nameOf = (staff: string) => staffName(model.file, staff);
  return [...state.duty.posts.values()]
    .filter(({ counter }) => model.counters.has(counter))
    .sort((one, other) => one.counter - other.counter)
    .map((post) => {
      const here = presentHolder(state, post);
      return {
        counter: post.counter,
        zone: model.counters.get(post.counter)?.zone ?? 0,
        name: model.counters.get(post.counter)?.name ?? '',
        a: nameOf(post.a),
        b: post.b.map(nameOf),
        present: here === null ? null : { name: nameOf(here), as: dutyAs(post, here) },
      };
    });
}

function dutyAs(post: Post, staff: string): 'A' | 'B' | 'third' {
  if (staff === post.a) return 'A';
  return post.b.includes(staff) ? 'B' : 'third';
}

/** Whoever sits at the post's counter, else whoever covers it from another one; A before all others. */
function presentHolder(state: HallState, post: Post): string | null {
  const seated = state.counters.get(post.counter)?.staff ?? null;
  if (seated !== null && isAtHand(state, seated)) return seated;
  const covering = state.duty.covers.get(post.counter)?.staff ?? [];
  return [post.a, ...covering].find((staff) => isAtHand(state, staff)) ?? null;
}
