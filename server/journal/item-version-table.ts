import type { Database } from 'better-sqlite3';

/** A row of the items' history; `before` and `after` are JSON, `after` the word null where the item was taken away. */
export interface ItemVersionRow {
  code: string;
  version: number;
  at: number;
  by: string;
  before: string | null;
  after: string;
  valid_from: string;
  takes_back: number | null;
  no: number;
}

/** Changes of the items in the order in which they were recorded; append-only. */
export function itemVersionTable(database: Database) {
  const all = database.prepare<[], ItemVersionRow>('SELECT * FROM item_version ORDER BY no');
  const add = database.prepare(
    `INSERT INTO item_version (code, version, at, by, before, after, valid_from, takes_back, no)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, (SELECT coalesce(max(no), 0) + 1 FROM item_version))`,
  );
  return {
    all: () => all.all(),
    add: (row: Omit<ItemVersionRow, 'no'>) =>
      void add.run(row.code, row.version, row.at, row.by, row.before, row.after, row.valid_from, row.takes_back),
  };
}
