import type { Database } from 'better-sqlite3';
import { dayFigures } from './day-figures.ts';
import type { PresenceFigures } from './day-presence.ts';
import { isKept } from './report-table.ts';

export interface PresenceRow {
  date: string;
  staff: string;
  figures: PresenceFigures;
}

/** Everybody's days from `from` to `until`, both counted, by date and person; a day that is not kept yet from the record. */
export function presenceRows(database: Database, from: string, until: string): PresenceRow[] {
  const kept = database.prepare<[string, string], { span: string; key: string; figures: string }>(
    `SELECT span, key, figures FROM report_figures
      WHERE span >= ? AND span <= ? AND dimension = 'presence' ORDER BY span, key`,
  );
  const rows = kept.all(from, until).map(
    ({ span, key, figures }): PresenceRow => ({
      date: span,
      staff: key,
      figures: JSON.parse(figures) as PresenceFigures,
    }),
  );
  return [...rows, ...newestDay(database, from, until)];
}

function newestDay(database: Database, from: string, until: string): PresenceRow[] {
  const stream = database
    .prepare<[], string>(
      `SELECT stream FROM journal WHERE stream >= 'hall:' AND stream < 'hall:~' ORDER BY stream DESC LIMIT 1`,
    )
    .pluck()
    .get();
  const date = stream === undefined ? '' : String(stream).slice('hall:'.length);
  if (date < from || date > until || isKept(database, date)) return [];
  return dayFigures(database, date)
    .flatMap((row) => (row.dimension === 'presence' ? [{ date, staff: row.key, figures: row.figures }] : []))
    .sort((left, right) => (left.staff < right.staff ? -1 : 1));
}
