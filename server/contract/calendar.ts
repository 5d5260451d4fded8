import { type Static, Type } from 'typebox';

const day = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' });

/** One year: holidays taken off ordinary days, and weekend days that are worked instead (调休). */
export interface CalendarYear {
  year: number;
  /** Days off, `yyyy-MM-dd`. Weekends need not be named. */
  off: readonly string[];
  /** Saturdays and Sundays at work, `yyyy-MM-dd`. */
  work: readonly string[];
  /** True while the notice for the year is not out: only weekends and the days fixed by law are off. */
  provisional?: boolean;
}

/** A year as the hall would have it without the county's changes, and whence. */
export const StateYear = Type.Object(
  {
    year: Type.Integer(),
    off: Type.Array(day),
    work: Type.Array(day),
    provisional: Type.Boolean(),
    /** Number and name of the notice, or null where only its days are known. */
    notice: Type.Union([Type.String(), Type.Null()]),
  },
  { additionalProperties: false },
);
export type StateYear = Static<typeof StateYear>;

/** What the county has imported, and days it has changed one by one; a single day goes before a year. */
export const CalendarSetting = Type.Object(
  {
    years: Type.Array(
      Type.Object(
        {
          year: Type.Integer({ minimum: 2004, maximum: 2100 }),
          source: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })),
          off: Type.Array(day, { maxItems: 366 }),
          work: Type.Array(day, { maxItems: 366 }),
        },
        { additionalProperties: false },
      ),
      { maxItems: 60 },
    ),
    days: Type.Array(
      Type.Object(
        { date: day, working: Type.Boolean(), reason: Type.String({ minLength: 1, maxLength: 80 }) },
        { additionalProperties: false },
      ),
      { maxItems: 1000 },
    ),
  },
  { additionalProperties: false },
);
export type CalendarSetting = Static<typeof CalendarSetting>;

/** Open dossiers whose dates another calendar would move. `list` has the first of them. */
export const CalendarMoves = Type.Object(
  {
    open: Type.Integer(),
    moved: Type.Integer(),
    list: Type.Array(
      Type.Object(
        { no: Type.String(), before: Type.Union([day, Type.Null()]), after: Type.Union([day, Type.Null()]) },
        { additionalProperties: false },
      ),
    ),
    /** Dossiers whose record cannot be read. */
    unread: Type.Integer(),
  },
  { additionalProperties: false },
);
export type CalendarMoves = Static<typeof CalendarMoves>;

/** A year with the county's changes over it. */
export function yearWith(state: CalendarYear, setting: CalendarSetting | undefined): CalendarYear {
  const imported = setting?.years.find(({ year }) => year === state.year);
  const own = (setting?.days ?? []).filter(({ date }) => date.startsWith(`${state.year}-`));
  if (imported === undefined && own.length === 0) return state;
  const base: CalendarYear =
    imported === undefined ? state : { year: state.year, off: imported.off, work: imported.work };
  const changed = new Set(own.map(({ date }) => date));
  const kept = (dates: readonly string[]) => dates.filter((date) => !changed.has(date));
  const of = (working: boolean) => own.filter((each) => each.working === working).map(({ date }) => date);
  return { ...base, off: [...kept(base.off), ...of(false)].sort(), work: [...kept(base.work), ...of(true)].sort() };
}

/** What is wrong with a county's calendar, as sentences; empty when it is sound. */
export function calendarProblems({ years, days }: CalendarSetting): string[] {
  const problems: string[] = [];
  const once = (dates: readonly (string | number)[], where: string) => {
    for (const [index, date] of dates.entries())
      if (dates.indexOf(date) !== index) problems.push(`${date} stands twice ${where}`);
  };
  once(
    years.map(({ year }) => year),
    'among the years',
  );
  once(
    days.map(({ date }) => date),
    'among the single days',
  );
  for (const { date } of days) if (!isDate(date)) problems.push(`${date} is not a date`);
  for (const { year, off, work } of years) {
    once([...off, ...work], `in ${year}`);
    for (const date of [...off, ...work])
      if (!isDate(date) || !date.startsWith(`${year}-`)) problems.push(`${date} is not a day of ${year}`);
  }
  return problems;
}

/** Whether a text `yyyy-MM-dd` is a day that there is. */
export function isDate(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text;
}

/** The state's yearly notice of holidays and make-up days as data; imported, never code (dossier-rules 5.2). */
export const CalendarFile = Type.Object(
  {
    /** When a working day ends, local time. */
    closingTime: Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' }),
    years: Type.Array(
      Type.Object(
        {
          year: Type.Integer({ minimum: 1970, maximum: 2200 }),
          /** Number and name of the notice. */
          source: Type.Optional(Type.String()),
          off: Type.Array(day),
          work: Type.Array(day),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type CalendarFile = Static<typeof CalendarFile>;
