import type { AttendanceState } from '../../contract/attendance-report.ts';
import type { HalfDay } from '../../contract/leave-events.ts';
import { isWorkingDay } from '../calendar/calendar.ts';
import { type Hours, slotEnd, slotStart, slotsBetween } from '../leave/slots.ts';

/** A person's day as the record has it: epoch milliseconds, `post` the counter whose A the person was. */
export interface RecordedDay {
  post: number | null;
  in: number | null;
  out: number | null;
}

export interface JudgedDay {
  expected: boolean;
  state: AttendanceState;
  lateMinutes: number;
  earlyMinutes: number;
}

const minuteMs = 60_000;

/**
 * Judges a day by the hall's hours (hall-rules, section 8). `off` are the half days that leave, meeting, site inspection or
 * rotation took, as slots; what is left of the day is expected of an A holder. Somebody who never signed out is not held to
 * have left early. Whole minutes; a sign-in within the minute of opening is on time.
 */
export function judgeDay(
  date: string,
  day: RecordedDay,
  off: ReadonlySet<string>,
  { hours, now }: { hours: Hours; now: number },
): JudgedDay {
  const nothing = { lateMinutes: 0, earlyMinutes: 0 };
  if (day.post === null || !isWorkingDay(hours.calendar, date)) return { expected: false, state: 'free', ...nothing };
  const slots = [`${date}/morning`, `${date}/afternoon`].filter((slot) => !off.has(slot));
  const [first, last] = [slots[0], slots.at(-1)];
  if (first === undefined || last === undefined) return { expected: false, state: 'leave', ...nothing };
  const [begins, ends] = [slotStart(hours, first), slotEnd(hours, last)];
  if (day.in === null) return { expected: true, state: now > ends ? 'absent' : 'pending', ...nothing };
  const lateMinutes = Math.max(0, Math.floor((day.in - begins) / minuteMs));
  const left = day.out !== null && (now > ends || day.out >= ends) ? day.out : ends;
  const earlyMinutes = Math.max(0, Math.ceil((ends - left) / minuteMs));
  return { expected: true, state: stateOf(lateMinutes, earlyMinutes, now > ends), lateMinutes, earlyMinutes };
}

function stateOf(lateMinutes: number, earlyMinutes: number, over: boolean): AttendanceState {
  if (lateMinutes > 0) return earlyMinutes > 0 ? 'late-early' : 'late';
  if (earlyMinutes > 0) return 'early';
  return over ? 'present' : 'pending';
}

/** What a leave tells of half days. Epoch milliseconds; `endedAt` before its end where the person came back early. */
export interface LeaveDays {
  staff: string;
  reason: string;
  status: string;
  first: HalfDay;
  last: HalfDay;
  endedAt: string | null;
}

/** Half days off by person: slot and reason. A leave that was withdrawn, and the rest of one that ended early, is none. */
export function halfDaysOff(leaves: readonly LeaveDays[], hours: Hours): Map<string, Map<string, string>> {
  const off = new Map<string, Map<string, string>>();
  for (const { staff, reason, status, first, last, endedAt } of leaves) {
    if (status === 'withdrawn') continue;
    const own = off.get(staff) ?? new Map<string, string>();
    off.set(staff, own);
    const end = endedAt === null ? Number.POSITIVE_INFINITY : Date.parse(endedAt);
    for (const slot of slotsBetween(hours, first, last)) if (slotStart(hours, slot) < end) own.set(slot, reason);
  }
  return off;
}
