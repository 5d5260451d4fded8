import type { Actor } from '../contract/actor.ts';
import type { WorkingCalendar } from '../domain/calendar/calendar.ts';
import { heardFor, isOnDuty } from '../domain/post/watch-times.ts';
import type { Hall, HallLog } from '../hall.ts';
import type { Heartbeats } from './heartbeats.ts';

export const watchEveryMs = 30_000;
const clock: Actor = { kind: 'clock' };

/** Calls `look` again and again until the returned function is called; the house's is an interval. */
export type Ticker = (look: () => void) => () => void;

export interface PostWatchOptions {
  hall: Hall;
  heartbeats: Heartbeats;
  calendar: WorkingCalendar;
  log: HallLog;
  ticker: Ticker;
}

/**
 * Looks after the posts by the clock: at every tick whatever is due with leaves, also at night, and `watch-posts` in duty
 * time. Once at once, for a leave may have begun while the server was off. Returns what ends it.
 */
export function startPostWatch({ hall, heartbeats, calendar, log, ticker }: PostWatchOptions): () => void {
  let watchedSince = hall.now();
  let lastLookAt = watchedSince;
  const keepLeaves = () =>
    hall.act({ type: 'turn-day' }, clock).catch((error: unknown) => log.error({ error }, 'turn-day'));
  keepLeaves();
  return ticker(() => {
    const at = hall.now();
    if (at - lastLookAt > 2 * watchEveryMs) watchedSince = at;
    lastLookAt = at;
    if (!isOnDuty(hall.state, calendar, at)) {
      keepLeaves();
      return;
    }
    const heard = heardFor(hall.state, heartbeats.lastHeard, watchedSince);
    hall.act({ type: 'watch-posts', heard }, clock).catch((error: unknown) => log.error({ error }, 'watch-posts'));
  });
}
