import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import chineseDays from 'chinese-days';
import { Compile } from 'typebox/compile';
import { CalendarFile } from './contract/calendar.ts';
import { type CalendarYear, type WorkingCalendar, workingCalendar } from './domain/calendar/calendar.ts';

export const sampleCalendars = join(import.meta.dirname, 'sample-hall', 'calendars.json');

// The package is CommonJS, whose names Node's own loader does not see.
const { getHolidaysInRange, getWorkdaysInRange } = chineseDays;
const schema = Compile(CalendarFile);
/** Years whose notices the installed `chinese-days` holds. */
const packagedYears = { first: 2004, last: 2026 };
/** Off by law every year (全国年节及纪念日放假办法); the moveable feasts of a year to come are not known before its notice. */
const fixedHolidays = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'];

/**
 * The hall's working days from `firstYear` to `lastYear`: a year of the file as the file has it, else as `chinese-days`
 * has it, else provisionally (weekends and the days fixed by law), which `provisional` says. Throws an error in words an
 * administrator can act on.
 */
export function readCalendar(
  path: string,
  firstYear: number,
  lastYear: number,
  timeZone = 'Asia/Shanghai',
): WorkingCalendar {
  const raw: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (!schema.Check(raw)) {
    const problems = schema.Errors(raw).map((error) => `${error.instancePath || '/'} ${error.message}`);
    throw new Error(`the calendar file ${path} cannot be used: ${problems.slice(0, 5).join('; ')}`);
  }
  const imported = new Map(raw.years.map((year) => [year.year, year]));
  const years: CalendarYear[] = [];
  for (let year = firstYear; year <= lastYear; year += 1)
    years.push(imported.get(year) ?? packagedYear(year) ?? provisionalYear(year));
  const [hour = 0, minute = 0] = raw.closingTime.split(':').map(Number);
  return workingCalendar({
    years,
    utcOffsetMinutes: utcOffsetMinutes(timeZone, lastYear),
    closingMinute: hour * 60 + minute,
  });
}

/** Working a year out of the package takes milliseconds, and every house asks for the same few. */
const workedOut = new Map<number, CalendarYear>();

/** A year as `chinese-days` has it, or null when it has none. */
export function packagedYear(year: number): CalendarYear | null {
  if (year < packagedYears.first || year > packagedYears.last) return null;
  const made = workedOut.get(year) ?? yearOfPackage(year);
  workedOut.set(year, made);
  return made;
}

function yearOfPackage(year: number): CalendarYear {
  const [start, end] = [`${year}-01-01`, `${year}-12-31`];
  const ordinary = new Set(getWorkdaysInRange(start, end, false));
  return {
    year,
    off: getHolidaysInRange(start, end, false),
    work: getWorkdaysInRange(start, end, true).filter((date) => !ordinary.has(date)),
  };
}

function provisionalYear(year: number): CalendarYear {
  return { year, off: fixedHolidays.map((day) => `${year}-${day}`), work: [], provisional: true };
}

function utcOffsetMinutes(timeZone: string, year: number): number {
  const name = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(Date.UTC(year, 0, 1))
    .find((part) => part.type === 'timeZoneName')?.value;
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d+):(\d+)/.exec(name ?? '') ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** The hall's calendar from the first year of the packaged ones to some years ahead of a moment. */
export function houseCalendar(timeZone: string, at: number): WorkingCalendar {
  const yearsAhead = 5;
  const last = new Date(at).getUTCFullYear() + yearsAhead;
  return readCalendar(sampleCalendars, packagedYears.first, Math.max(last, packagedYears.last), timeZone);
}
