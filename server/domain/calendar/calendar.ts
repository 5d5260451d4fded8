import type { CalendarYear } from '../../contract/calendar.ts';

export interface CalendarOptions {
  /** Whole years without a gap. */
  years: readonly CalendarYear[];
  /** Minutes the hall's clocks are ahead of UTC; 480 in China, which knows no summer time. */
  utcOffsetMinutes: number;
  /** Minutes after midnight at which a working day ends; a day's limit is kept until then. */
  closingMinute: number;
}

/** `G` 工作日 or `Z` 自然日, after the national exchange tables. */
export type DayUnit = 'G' | 'Z';

/** Working days of some years with their counts made once, so that every question is answered by one look-up. */
export interface WorkingCalendar extends CalendarOptions {
  firstDay: number;
  /** Working days up to and including each day, by day number less `firstDay`. */
  counts: Int32Array;
  /** Day numbers of all working days in order. */
  workingDays: Int32Array;
}

const dayMs = 86_400_000;
const minuteMs = 60_000;

/** Dates read and written before: a sweep over all dossiers asks for the same few hundred again and again. */
const numbers = new Map<string, number>();
const dates = new Map<number, string>();
/** A hundred years. */
const keptMost = 36_525;

/** Days since 1970-01-01 of a date `yyyy-MM-dd`. Throws on anything else. */
export function dayNumber(date: string): number {
  const known = numbers.get(date);
  if (known !== undefined) return known;
  const at = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(at)) throw new RangeError(`${date} is not a date`);
  if (numbers.size >= keptMost) numbers.clear();
  numbers.set(date, at / dayMs);
  return at / dayMs;
}

export function dateOfDay(day: number): string {
  const known = dates.get(day);
  if (known !== undefined) return known;
  const date = new Date(day * dayMs).toISOString().slice(0, 10);
  if (dates.size >= keptMost) dates.clear();
  dates.set(day, date);
  return date;
}

/** Throws `RangeError` when the years have a gap or a day stands in the wrong year or on both lists. */
export function workingCalendar(options: CalendarOptions): WorkingCalendar {
  const years = [...options.years].sort((left, right) => left.year - right.year);
  const first = years[0];
  const last = years.at(-1);
  if (first === undefined || last === undefined) throw new RangeError('a calendar needs a year');
  const firstDay = dayNumber(`${first.year}-01-01`);
  const lastDay = dayNumber(`${last.year}-12-31`);
  const exceptions = new Map<number, boolean>();
  years.forEach((each, index) => {
    if (each.year !== first.year + index) throw new RangeError(`the calendar has a gap before ${each.year}`);
    for (const [dates, working] of [
      [each.off, false],
      [each.work, true],
    ] as const)
      for (const date of dates) {
        const day = dayNumber(date);
        if (!date.startsWith(`${each.year}-`)) throw new RangeError(`${date} does not belong to ${each.year}`);
        if (exceptions.has(day)) throw new RangeError(`${date} stands twice in ${each.year}`);
        exceptions.set(day, working);
      }
  });
  const counts = new Int32Array(lastDay - firstDay + 1);
  const workingDays: number[] = [];
  for (let day = firstDay; day <= lastDay; day += 1) {
    // 1970-01-01 was a Thursday.
    const weekend = (day + 4) % 7 === 0 || (day + 4) % 7 === 6;
    if (exceptions.get(day) ?? !weekend) workingDays.push(day);
    counts[day - firstDay] = workingDays.length;
  }
  return { ...options, years, firstDay, counts, workingDays: Int32Array.from(workingDays) };
}

/** Puts another calendar in the place of one that many hold. */
export function renewCalendar(calendar: WorkingCalendar, next: WorkingCalendar): void {
  Object.assign(calendar, next);
}

function countUpTo(calendar: WorkingCalendar, day: number): number {
  const count = calendar.counts[day - calendar.firstDay];
  if (count === undefined) throw new RangeError(`${dateOfDay(day)} is outside the calendar`);
  return count;
}

export function isWorkingDay(calendar: WorkingCalendar, date: string): boolean {
  const day = dayNumber(date);
  return calendar.workingDays[countUpTo(calendar, day) - 1] === day;
}

/**
 * The `days`-th working day after `date`. The day itself is not counted, the next working day is day 1; 0 days is the
 * day itself, or the next working day when it is off (dossier-rules 5.1). Throws `RangeError` beyond the calendar.
 */
export function addWorkingDays(calendar: WorkingCalendar, date: string, days: number): string {
  if (days === 0 && isWorkingDay(calendar, date)) return date;
  const index = countUpTo(calendar, dayNumber(date)) + Math.max(days, 1) - 1;
  const day = calendar.workingDays[index];
  if (day === undefined) throw new RangeError(`${days} working days after ${date} is outside the calendar`);
  return dateOfDay(day);
}

/** Working days after `from` up to and including `to`; 0 when `to` is not later. */
export function workingDaysBetween(calendar: WorkingCalendar, from: string, to: string): number {
  return Math.max(0, countUpTo(calendar, dayNumber(to)) - countUpTo(calendar, dayNumber(from)));
}

/** As `addWorkingDays`, or in natural days; a limit in natural days that ends on a day off ends on the next working day. */
export function addDays(calendar: WorkingCalendar, date: string, days: number, unit: DayUnit): string {
  if (unit === 'G') return addWorkingDays(calendar, date, days);
  return addWorkingDays(calendar, dateOfDay(dayNumber(date) + days), 0);
}

/** Days of the unit after `from` up to and including `to`. */
export function daysBetween(calendar: WorkingCalendar, from: string, to: string, unit: DayUnit): number {
  if (unit === 'G') return workingDaysBetween(calendar, from, to);
  return Math.max(0, dayNumber(to) - dayNumber(from));
}

/** Local date of a moment, epoch milliseconds. */
export function dateAt(calendar: WorkingCalendar, at: number): string {
  return dateOfDay(Math.floor((at + calendar.utcOffsetMinutes * minuteMs) / dayMs));
}

/** The moment at which a local date begins. */
export function startOf(calendar: WorkingCalendar, date: string): number {
  return dayNumber(date) * dayMs - calendar.utcOffsetMinutes * minuteMs;
}

/** The last moment of a date's working time; whatever is due that day is late from the next millisecond on. */
export function closingOf(calendar: WorkingCalendar, date: string): number {
  return startOf(calendar, date) + calendar.closingMinute * minuteMs;
}

/** Whether a limit that ends on `dueOn` has been missed at a moment. */
export function isPast(calendar: WorkingCalendar, dueOn: string, at: number): boolean {
  return at > closingOf(calendar, dueOn);
}
