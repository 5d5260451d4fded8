import { type CalendarSetting, type CalendarYear, isDate, yearWith } from '../../server/contract/calendar.ts';
import type { Text } from '../../server/contract/texts/define.ts';
import { calendarPageTexts as texts } from '../../server/contract/texts/settings-calendar.ts';
import { placeInLines } from './line-places.ts';

export type DayKind = 'working' | 'rest' | 'holiday' | 'make-up';
export interface CalendarDay {
  date: string;
  day: number;
  /** 0 for Monday. */
  weekday: number;
  kind: DayKind;
  /** Changed by the county by itself. */
  own: boolean;
}
const dayMs = 86_400_000;

export function dateAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}
export const weekdayOf = (date: string) => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;

export function kindOf(year: CalendarYear, date: string): DayKind {
  const weekend = weekdayOf(date) > 4;
  if (year.off.includes(date)) return 'holiday';
  if (year.work.includes(date)) return weekend ? 'make-up' : 'working';
  return weekend ? 'rest' : 'working';
}

/** The twelve months of a year, each day with what it is. */
export function monthsOf(state: CalendarYear, setting: CalendarSetting | undefined): CalendarDay[][] {
  const year = yearWith(state, setting);
  const own = new Set((setting?.days ?? []).map(({ date }) => date));
  const months: CalendarDay[][] = Array.from({ length: 12 }, () => []);
  for (let date = `${state.year}-01-01`; date.startsWith(`${state.year}-`); date = dateAfter(date, 1))
    months[Number(date.slice(5, 7)) - 1]?.push({
      date,
      day: Number(date.slice(8)),
      weekday: weekdayOf(date),
      kind: kindOf(year, date),
      own: own.has(date),
    });
  return months;
}

/** The setting with one day changed, or (null) as the year has it. Undefined when nothing is left of it. */
export function withDay(
  setting: CalendarSetting | undefined,
  date: string,
  change: { working: boolean; reason: string } | null,
): CalendarSetting | undefined {
  const { years, days } = setting ?? { years: [], days: [] };
  const others = days.filter((each) => each.date !== date);
  const next = change === null ? others : [...others, { date, ...change }];
  return orNothing({ years, days: next.sort((left, right) => (left.date < right.date ? -1 : 1)) });
}

/** The setting with years imported, or a year dropped. */
export function withYears(setting: CalendarSetting | undefined, imported: CalendarSetting['years']): CalendarSetting {
  const { years, days } = setting ?? { years: [], days: [] };
  const others = years.filter(({ year }) => !imported.some((each) => each.year === year));
  return { years: [...others, ...imported].sort((left, right) => left.year - right.year), days };
}
export function withoutYear(setting: CalendarSetting | undefined, year: number): CalendarSetting | undefined {
  if (setting === undefined) return undefined;
  return orNothing({ ...setting, years: setting.years.filter((each) => each.year !== year) });
}
const orNothing = (setting: CalendarSetting) =>
  setting.years.length === 0 && setting.days.length === 0 ? undefined : setting;

export interface ImportFault {
  line: number;
  column: number;
  text: Text;
  value: string;
}
export interface ImportedYears {
  years: CalendarSetting['years'];
  faults: ImportFault[];
}

const offWords = new Set(['休', '放假', '假', '假日', '节假日', '节日', 'off', 'holiday', '0']);
const workWords = new Set(['班', '上班', '调休上班', '补班', '调休', 'work', '1']);

/** Years out of a CSV with lines `date,off|work`, or out of JSON as the calendar file has it. */
export function readYears(text: string, source: string): ImportedYears {
  const words = text.replace(/^\uFEFF/, '');
  const { days, faults } = /^\s*[[{]/.test(words) ? daysOfJson(words) : daysOfCsv(words);
  const seen = new Map<string, boolean>();
  for (const each of days) {
    const { line, column } = each;
    const year = Number(each.date.slice(0, 4));
    if (!isDate(each.date)) faults.push({ line, column, text: texts.wrongDate, value: each.date });
    else if (year < 2004 || year > 2100) faults.push({ line, column, text: texts.wrongYear, value: String(year) });
    else if (seen.has(each.date)) faults.push({ line, column, text: texts.twiceDate, value: each.date });
    seen.set(each.date, each.working);
  }
  const numbers = [...new Set([...seen.keys()].map((date) => Number(date.slice(0, 4))))].sort();
  const of = (year: number, working: boolean) =>
    [...seen].filter(([date, each]) => each === working && date.startsWith(`${year}-`)).map(([date]) => date);
  const years = numbers.map((year) => ({
    year,
    ...(source.trim() === '' ? {} : { source: source.trim() }),
    off: of(year, false).sort(),
    work: of(year, true).sort(),
  }));
  return { years: faults.length > 0 ? [] : years, faults };
}

interface FoundDay {
  date: string;
  working: boolean;
  line: number;
  column: number;
}

function daysOfCsv(text: string): { days: FoundDay[]; faults: ImportFault[] } {
  const days: FoundDay[] = [];
  const faults: ImportFault[] = [];
  for (const [index, words] of text.split(/\r?\n/).entries()) {
    const [first = '', second = ''] = words.split(/[,，;；\t]/).map((cell) => cell.replaceAll('"', '').trim());
    const date = first.replace(/^(\d{4})[/.年](\d{1,2})[/.月](\d{1,2})日?$/, (_all, year, month, day) =>
      [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-'),
    );
    const isHead = index === 0 && !/\d/.test(first);
    if (words.trim() === '' || isHead) continue;
    const kind = second.toLowerCase();
    const line = index + 1;
    if (!offWords.has(kind) && !workWords.has(kind))
      faults.push({ line, column: 2, text: texts.wrongKind, value: second });
    days.push({ date, working: workWords.has(kind), line, column: 1 });
  }
  return { days, faults };
}

function daysOfJson(text: string): { days: FoundDay[]; faults: ImportFault[] } {
  try {
    const value = JSON.parse(text) as unknown;
    const list = Array.isArray(value) ? value : ((value as { years?: unknown }).years ?? [value]);
    const days = (list as { off?: unknown; work?: unknown }[]).flatMap((year) =>
      (['off', 'work'] as const).flatMap((key) =>
        ((year[key] ?? []) as unknown[]).map((date) => ({
          date: String(date),
          working: key === 'work',
          ...placeInLines(text, text.indexOf(`"${String(date)}"`)),
        })),
      ),
    );
    return { days, faults: [] };
  } catch (error) {
    const value = error instanceof Error ? error.message : String(error);
    const at = /position (\d+)/.exec(value)?.[1];
    return { days: [], faults: [{ ...placeInLines(text, Number(at ?? 0)), text: texts.wrongJson, value }] };
  }
}
