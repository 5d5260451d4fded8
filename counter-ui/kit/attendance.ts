import type { Unattended } from '../../server/contract/attendance.ts';
import { attendanceTexts as texts } from '../../server/contract/texts/attendance.ts';
import { timeOfDay } from './clock.ts';
import { t } from './text.ts';

/** That nobody can serve a matter now, as the API or a live view tells it. */
export interface Left {
  reason: Unattended['reason'];
  since: number | string | null;
  until: number | string | null;
}

/** A time further off than this is not waited for: it would be read as a time of today. */
const todayMs = 12 * 3_600_000;

/** One sentence for whoever waits: nobody can serve it now, and when somebody is expected. */
export function leftWords({ reason, since, until }: Left, timeZone?: string, now = Date.now()): string {
  const isToday = until !== null && new Date(until).getTime() - now < todayMs;
  if (isToday) {
    const time = timeOfDay(until, timeZone);
    return t(reason === 'not-open-yet' ? texts.opensAt : texts.backAt, { time });
  }
  return since === null ? t(texts.nobody) : t(texts.nobodySince, { time: timeOfDay(since, timeZone) });
}
