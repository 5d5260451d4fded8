import type { Database } from 'better-sqlite3';

/** The personal words kept under an id beside the journal, as they were given; undefined once they were erased. */
export function personData(database: Database, id: string): string | undefined {
  return database.prepare<[string], string>('SELECT data FROM person WHERE id = ?').pluck().get(id) as
    | string
    | undefined;
}

/** The applicant of a dossier leaves the side table for good. */
export function eraseApplicant(database: Database, no: string): void {
  database.prepare('DELETE FROM person WHERE id = (SELECT person FROM dossier WHERE no = ?)').run(no);
}

/** Keys of what was asked and answered in consultations that were closed before a moment, as far as it is still there. */
export function consultWordsBefore(database: Database, before: number): string[] {
  const closed = `FROM journal WHERE stream = 'consults' AND type = 'ConsultClosed' AND at < ?`;
  return database
    .prepare<[number, number], string>(
      `SELECT id FROM person WHERE id IN (
        SELECT event ->> '$.words' ${closed}
        UNION SELECT event ->> '$.words' FROM journal WHERE stream = 'consults' AND type = 'ConsultOpened'
          AND event ->> '$.id' IN (SELECT event ->> '$.id' ${closed}))`,
    )
    .pluck()
    .all(before, before) as string[];
}
