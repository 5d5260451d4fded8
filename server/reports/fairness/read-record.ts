import type { Database } from 'better-sqlite3';
import type { RecordLine } from './ledger.ts';

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

/** Every day on record, oldest first. */
export function recordedDays(database: Database): string[] {
  return database
    .prepare<[], { stream: string }>(`SELECT DISTINCT stream FROM journal WHERE stream GLOB 'hall:*' ORDER BY stream`)
    .all()
    .map(({ stream }) => stream.slice('hall:'.length));
}
