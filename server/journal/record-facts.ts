import DatabaseFile, { type Database } from 'better-sqlite3';

/** Rows that are looked through before others may get their turn. */
const rowsAtOnce = 5000;

/** Digests of all papers and scans that the record of a database file names, with turns for others in between. */
export async function namedDigests(path: string): Promise<Set<string>> {
  const database = new DatabaseFile(path, { readonly: true, fileMustExist: true });
  try {
    const last = database.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM journal').pluck().get() ?? 0;
    const find = database
      .prepare<[number, number], string>(
        `SELECT event ->> '$.sha256' FROM journal
          WHERE seq > ? AND seq <= ? AND type IN ('PaperIssued', 'ScanAttached')`,
      )
      .pluck();
    const named = new Set<string>();
    for (let from = 0; from < last; from += rowsAtOnce) {
      for (const sha256 of find.all(from, from + rowsAtOnce) as string[]) named.add(sha256);
      await new Promise((resolve) => setImmediate(resolve));
    }
    return named;
  } finally {
    database.close();
  }
}

/** When the record begins, epoch milliseconds; null while nothing is recorded. */
export function firstRecordAt(database: Database): number | null {
  return database.prepare<[], number>('SELECT at FROM journal WHERE seq = 1').pluck().get() ?? null;
}
