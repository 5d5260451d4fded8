import DatabaseFile, { type Database } from 'better-sqlite3';
import { namedInTurns } from './named-files.ts';

/** Digests of all papers and scans that the record of a database file still has, with turns for others in between. */
export async function namedDigests(path: string): Promise<string[]> {
  const database = new DatabaseFile(path, { readonly: true, fileMustExist: true });
  try {
    return (await namedInTurns(database)).list().map(([sha256]) => sha256);
  } finally {
    database.close();
  }
}

/** When the record begins, epoch milliseconds; null while nothing is recorded. */
export function firstRecordAt(database: Database): number | null {
  return database.prepare<[], number>('SELECT at FROM journal WHERE seq = 1').pluck().get() ?? null;
}
