import type { ReportDates } from '../../server/client/reports.ts';

const dayMs = 86_400_000;
const textOf = (at: number) => new Date(at).toISOString().slice(0, 10);

/** Spans that a supervisor asks for again and again, up to the hall's own date. */
export function periodsUntil(today: string): Record<'today' | 'week' | 'month' | 'lastMonth' | 'year', ReportDates> {
  const at = Date.parse(`${today}T00:00:00Z`);
  const weekday = (new Date(at).getUTCDay() + 6) % 7;
  const firstOfMonth = `${today.slice(0, 7)}-01`;
  const lastOfBefore = textOf(Date.parse(`${firstOfMonth}T00:00:00Z`) - dayMs);
  return {
    today: { from: today, until: today },
    week: { from: textOf(at - weekday * dayMs), until: today },
    month: { from: firstOfMonth, until: today },
    lastMonth: { from: `${lastOfBefore.slice(0, 7)}-01`, until: lastOfBefore },
    year: { from: `${today.slice(0, 4)}-01-01`, until: today },
  };
}
