import type { HallRules } from '../../contract/hall-file.ts';
import type { HalfDay } from '../../contract/leave-events.ts';
import {
  closingOf,
  dateAt,
  dateOfDay,
  dayNumber,
  isWorkingDay,
  startOf,
  type WorkingCalendar,
} from '../calendar/calendar.ts';

/** What half days are reckoned by. A working half day is written as a slot, `2026-11-23/morning`. */
export interface Hours {
  calendar: WorkingCalendar;
  rules: Pick<HallRules, 'opensAt' | 'afternoonAt'>;
}

const minuteMs = 60_000;
const halves = ['morning', 'afternoon'] as const;

export function slotOf({ date, half }: HalfDay): string {
  return `${date}/${half}`;
}

export function halfDayOf(slot: string): HalfDay {
  return { date: slot.slice(0, 10), half: slot.endsWith('morning') ? 'morning' : 'afternoon' };
}

/** Whether one half day comes before another. */
export function isBefore(left: HalfDay, right: HalfDay): boolean {
  if (left.date !== right.date) return left.date < right.date;
  return left.half === 'morning' && right.half === 'afternoon';
}

/** Whether a local date is one of the calendar's days at all; 30 February is not. */
export function isDate({ calendar }: Hours, date: string): boolean {
  const day = dayNumber(date);
  return dateOfDay(day) === date && calendar.counts[day - calendar.firstDay] !== undefined;
}

/** The working half days from the first to the last, both counted. */
export function slotsBetween({ calendar }: Hours, first: HalfDay, last: HalfDay): string[] {
  const slots: string[] = [];
  for (let day = dayNumber(first.date); day <= dayNumber(last.date); day += 1) {
    const date = dateOfDay(day);
    if (!isWorkingDay(calendar, date)) continue;
    for (const half of halves) {
      const each = { date, half };
      if (!isBefore(each, first) && !isBefore(last, each)) slots.push(slotOf(each));
    }
  }
  return slots;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** When a half day begins: the morning with the opening of the hall. Epoch milliseconds. */
export function slotStart({ calendar, rules }: Hours, slot: string): number {
  const { date, half } = halfDayOf(slot);
  const time = half === 'morning' ? rules.opensAt : (rules.afternoonAt ?? '14:00');
  return startOf(calendar, date) + minutesOf(time) * minuteMs;
}

/** When it ends: the morning where the afternoon begins, the afternoon with the closing of the hall. */
export function slotEnd(hours: Hours, slot: string): number {
  const { date, half } = halfDayOf(slot);
  if (half === 'morning') return slotStart(hours, slotOf({ date, half: 'afternoon' }));
  return closingOf(hours.calendar, date);
}

/** The last working day before a date. */
export function workingDayBefore({ calendar }: Hours, date: string): string {
  let day = dayNumber(date) - 1;
  while (!isWorkingDay(calendar, dateOfDay(day))) day -= 1;
  return dateOfDay(day);
}

/** The working half day before another one. */
export function slotBefore(hours: Hours, slot: string): string {
  const { date, half } = halfDayOf(slot);
  if (half === 'afternoon') return slotOf({ date, half: 'morning' });
  return slotOf({ date: workingDayBefore(hours, date), half: 'afternoon' });
}

/** Whether the hall is closed for the day at a moment: after its closing time, or on a day off. */
export function isAfterHours({ calendar }: Hours, at: number): boolean {
  const date = dateAt(calendar, at);
  return !isWorkingDay(calendar, date) || at > closingOf(calendar, date);
}
