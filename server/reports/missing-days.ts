import type { Database } from 'better-sqlite3';
import { isKept, keepDay, keepMonth } from '../journal/report-table.ts';
import type { Period } from './dossier-statistics.ts';

/**
 * Adds up days and months of the record that are over and have no figures: of a table that was lost, or of days that were
 * recorded before there were any. A step is one day.
 */
export function* keepMissing(database: Database, { from, until }: Period, today: string): Generator<void> {
  const months = new Set<string>();
  for (const date of recordedDays(database, from, until)) {
    if (date >= today) break;
    const month = monthOf(date);
    const fresh = !isKept(database, date);
    if (fresh) database.transaction(() => keepDay(database, date))();
    if (month < monthOf(today) && (fresh || !isKept(database, month))) months.add(month);
    if (fresh) yield;
  }
  for (const month of months) {
    // A month is added up of all its days, also of those that nobody asked about.
    for (const date of recordedDays(database, `${month}-01`, `${month}-31`)) {
      if (isKept(database, date)) continue;
      database.transaction(() => keepDay(database, date))();
      yield;
    }
    database.transaction(() => keepMonth(database, month))();
    yield;
  }
}

export const monthOf = (date: string) => date.slice(0, 'yyyy-MM'.length);

/** Jumps from stream to stream along the index; reading every line to find the days would take as long as they were. */
function recordedDays(database: Database, from: string, until: string): string[] {
  const next = database
    .prepare<[string, string], string>(
      'SELECT stream FROM journal WHERE stream > ? AND stream <= ? ORDER BY stream LIMIT 1',
    )
    .pluck();
  const days: string[] = [];
  const last = `hall:${until}`;
  for (let stream = `hall:${from}`.slice(0, -1); ; ) {
    const found = next.get(stream, last);
    if (typeof found !== 'string') return days;
    stream = found;
    days.push(found.slice('hall:'.length));
  }
}
