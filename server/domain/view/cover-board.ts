import type { CoverLine, Post, Presence } from '../../contract/post.ts';
import { staffName } from '../../contract/staff-name.ts';
import type { HallModel } from '../hall-model.ts';
import type { HallState } from '../hall-state.ts';
import { singleServices } from '../post/post-state.ts';
import { counterOf, isAtHand, presenceOf } from '../post/presence.ts';
import { isoTime } from './brief.ts';

const isoOrNull = (at: number | null | undefined) => (at == null ? null : isoTime(at));

/** One person's whereabouts as boards show them. */
export function presenceView(state: HallState, model: HallModel, staff: string): Presence {
  const known = state.duty.whereabouts.get(staff);
  const counter = counterOf(state, staff);
  return {
    staff,
    name: staffName(model.file, staff),
    state: presenceOf(state, staff),
    counter: counter?.no ?? null,
    reason: known?.away?.reason ?? counter?.pauseReason ?? null,
    since: isoOrNull(known?.away?.since ?? known?.since ?? counter?.since),
    until: isoOrNull(known?.away?.until),
  };
}

/** Every post with its A, its B and who serves it now; uncovered ones first (R10). */
export function coverBoard(state: HallState, model: HallModel): CoverLine[] {
  const lines = [...state.duty.posts.values()].map((post) => coverLine(state, model, post));
  return lines.sort((left, right) => Number(right.uncovered) - Number(left.uncovered) || left.counter - right.counter);
}

function coverLine(state: HallState, model: HallModel, post: Post): CoverLine {
  const cover = state.duty.covers.get(post.counter);
  const active = [...state.counters.values()].flatMap((counter) =>
    counter.staff !== null &&
    isAtHand(state, counter.staff) &&
    post.services.some((service) => counter.services.includes(service))
      ? [counter.staff]
      : [],
  );
  const waiting = post.services.reduce((sum, service) => sum + (state.queues.get(service)?.size ?? 0), 0);
  return {
    counter: post.counter,
    a: presenceView(state, model, post.a),
    b: post.b.map((staff) => presenceView(state, model, staff)),
    active,
    cover:
      cover === undefined
        ? null
        : {
            kind: cover.kind,
            staff: cover.staff,
            since: isoTime(cover.since),
            reason: cover.reason,
            handedOver: cover.handedOver,
          },
    uncovered: active.length === 0 && ![post.a, ...post.b].some((staff) => isAtHand(state, staff)),
    single: post.excluded === null ? singleServices(post) : [],
    waiting,
  };
}
