import type { DayCommand } from '../../contract/commands.ts';
import type { HallEvent } from '../../contract/events.ts';
import type { Context } from '../context.ts';
import type { HallState } from '../hall-state.ts';
import { postOf } from '../post/post-state.ts';

/** The first line of a day: posts and rules as they are in force, so that the day's record explains itself. */
export function decideOpenDay(
  state: HallState,
  { opensAt, posts: inForce }: Extract<DayCommand, { type: 'open-day' }>,
  { model }: Context,
): HallEvent[] {
  if (state.opened) return [];
  const posts = inForce ?? model.file.posts.map((post) => postOf(model.file, post));
  return [{ type: 'DayOpened', date: state.date, opensAt, posts, rules: model.rules }];
}
