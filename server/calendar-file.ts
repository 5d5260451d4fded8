import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import chineseDays from 'chinese-days';
import { Compile } from 'typebox/compile';
import {
  CalendarFile,
  type CalendarSetting,
  type CalendarYear,
  type StateYear,
  yearWith,
} from './contract/calendar.ts';
import { renewCalendar, type WorkingCalendar, workingCalendar } from './domain/calendar/calendar.ts';

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
 * has it, else provisionally (weekends and the days fixed by law), which `provisional` says; over all that what the county
 * has set. Throws an error in words an administrator can act on.
 */
export function readCalendar(
  path: string,
  firstYear: number,
  lastYear: number,
  timeZone = 'Asia/Shanghai',
  setting?: CalendarSetting,
): WorkingCalendar {
  const raw = calendarFile(path);
  const years: CalendarYear[] = [];
  for (let year = firstYear; year <= lastYear; year += 1) years.push(yearWith(stateYearOf(raw, year), setting));
  const [hour = 0, minute = 0] = raw.closingTime.split(':').map(Number);
  return workingCalendar({
    years,
    utcOffsetMinutes: utcOffsetMinutes(timeZone, lastYear),
    closingMinute: hour * 60 + minute,
  });
}

function calendarFile(path: string): CalendarFile {
  const raw: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (schema.Check(raw)) return raw;
  const problems = schema.Errors(raw).map((error) => `${error.instancePath || '/'} ${error.message}`);
  throw new Error(`the calendar file ${path} cannot be used: ${problems.slice(0, 5).join('; ')}`);
}

function stateYearOf({ years }: CalendarFile, year: number): CalendarYear {
  return years.find((each) => each.year === year) ?? packagedYear(year) ?? provisionalYear(year);
}

/** A year of the hall's calendar without the county's changes. */
export function stateYear(year: number): StateYear {
  const file = calendarFile(sampleCalendars);
  const { off, work, provisional = false } = stateYearOf(file, year);
  const notice = file.years.find((each) => each.year === year)?.source ?? null;
  return { year, off: [...off], work: [...work], provisional, notice };
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
export function houseCalendar(timeZone: string, at: number, setting?: CalendarSetting): WorkingCalendar {
  const yearsAhead = 5;
  const own = [...(setting?.years ?? []).map(({ year }) => year), ...(setting?.days ?? []).map(yearOfDay)];
  const last = Math.max(new Date(at).getUTCFullYear() + yearsAhead, packagedYears.last, ...own);
  return readCalendar(sampleCalendars, packagedYears.first, last, timeZone, setting);
}

const yearOfDay = ({ date }: { date: string }) => Number(date.slice(0, 4));

/** The same calendar object, which many hold, with what the county has set now. */
export function renewHouseCalendar(
  calendar: WorkingCalendar,
  timeZone: string,
  at: number,
  setting: CalendarSetting | undefined,
): void {
  renewCalendar(calendar, houseCalendar(timeZone, at, setting));
}
