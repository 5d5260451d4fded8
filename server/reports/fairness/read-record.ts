import type { Database } from 'better-sqlite3';
import type { RecordLine } from './ledger.ts';

const pageLines = 250;
const linesPerStep = 10;

/** A line whose event is still text. */
export type PagedLine = Row & { version: number };

interface Row {
  seq: number;
  at: number;
  by: string;
  type: string;
  event: string;
}

/** The lines of one day's stream, in order. */
export function* recordOfDay(database: Database, date: string): Generator<RecordLine> {
  const rows = database.prepare<[string], Row>(
    'SELECT seq, at, by, type, event FROM journal WHERE stream = ? ORDER BY version',
  );
  for (const row of rows.iterate(`hall:${date}`))
    yield { ...row, event: JSON.parse(row.event) as Record<string, unknown> };
}

/** A page of one day's lines after a version; fewer than `most` say that it was the last. */
export function recordPage(database: Database, date: string, after: number, most: number): PagedLine[] {
  const rows = database.prepare<[string, number, number], PagedLine>(
    'SELECT seq, at, by, type, event, version FROM journal WHERE stream = ? AND version > ? ORDER BY version LIMIT ?',
  );
  return rows.all(`hall:${date}`, after, most);
}

/**
 * Hands each line of a day to somebody, in order and in steps. Page by page: a statement that stayed open would keep
 * everybody else from the database.
 */
export function* noteDay(database: Database, date: string, note: (line: RecordLine) => void): Generator<void> {
  for (let after = 0; ; ) {
    const page = recordPage(database, date, after, pageLines);
    for (const [index, row] of page.entries()) {
      note({ ...row, event: JSON.parse(row.event) as Record<string, unknown> });
      after = row.version;
      if (index % linesPerStep === 0) yield;
    }
    if (page.length < pageLines) return;
  }
}

/** The version of a day's newest line; 0 for a day without any. */
export function recordLength(database: Database, date: string): number {
  const row = database
    .prepare<[string], { length: number | null }>('SELECT max(version) AS length FROM journal WHERE stream = ?')
    .get(`hall:${date}`);
  return row?.length ?? 0;
}

/** Every day on record, oldest first. */
export function recordedDays(database: Database): string[] {
  return database
    .prepare<[], { stream: string }>(`SELECT DISTINCT stream FROM journal WHERE stream GLOB 'hall:*' ORDER BY stream`)
    .all()
    .map(({ stream }) => stream.slice('hall:'.length));
}
