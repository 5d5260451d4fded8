import { closingOf, dateAt, isWorkingDay, type WorkingCalendar } from '../calendar/calendar.ts';
import type { HallState } from '../hall-state.ts';

/**
 * The times that the rules of absence may go by. Whoever is at a counter counts as heard since `watchedSince` at least: a
 * server that was down, or a machine that slept, has heard of nobody, and that is nobody's absence. Who fell silent
 * before is heard again only by a word of their own.
 */
export function heardFor(
  state: HallState,
  lastHeard: ReadonlyMap<string, number>,
  watchedSince: number,
): Record<string, number> {
  const heard = Object.fromEntries(lastHeard);
  for (const { staff } of state.counters.values()) {
    if (staff === null || state.duty.whereabouts.get(staff)?.silentSince != null) continue;
    heard[staff] = Math.max(lastHeard.get(staff) ?? watchedSince, watchedSince);
  }
  return heard;
}

/** Whether absences count now: from opening to closing time of a working day. Evenings and Sundays are nobody's absence. */
export function isOnDuty(state: HallState, calendar: WorkingCalendar, at: number): boolean {
  const date = dateAt(calendar, at);
  if (state.date !== date || !state.opened || at < state.opensAt) return false;
  return isWorkingDay(calendar, date) && at <= closingOf(calendar, date);
}
