import type { Database } from 'better-sqlite3';

/** The personal words kept under an id beside the journal, as they were given; undefined once they were erased. */
export function personData(database: Database, id: string): string | undefined {
  return database.prepare<[string], string>('SELECT data FROM person WHERE id = ?').pluck().get(id) as
    | string
    | undefined;
}
