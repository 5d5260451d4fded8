import type { Database } from 'better-sqlite3';

/** A row of the settings' history; `before` and `after` are JSON, `unset` a JSON list of sections. */
export interface RevisionRow {
  id: number;
  at: number;
  by: string;
  day: string;
  before: string;
  after: string;
  unset: string;
  takes_back: number | null;
}

/** Changes of the hall file, append-only. */
export function hallRevisionTable(database: Database) {
  const all = database.prepare<[], RevisionRow>('SELECT * FROM hall_revision ORDER BY id');
  const add = database.prepare(
    'INSERT INTO hall_revision (at, by, day, before, after, unset, takes_back) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  return {
    all: () => all.all(),
    add: (row: Omit<RevisionRow, 'id'>): number =>
      Number(add.run(row.at, row.by, row.day, row.before, row.after, row.unset, row.takes_back).lastInsertRowid),
  };
}
export type HallRevisionTable = ReturnType<typeof hallRevisionTable>;
