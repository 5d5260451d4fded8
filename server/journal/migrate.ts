import type { Database } from 'better-sqlite3';
import { migrations } from './migrations/index.ts';

/** This program does not know what the database has taken on since. */
export class NewerRelease extends Error {}

/** Takes the steps this database has not taken yet, each whole or not at all. Refuses a database of a newer release. */
export function migrate(database: Database): void {
  const taken = database.pragma('user_version', { simple: true }) as number;
  if (taken > migrations.length)
    throw new NewerRelease(
      `the database was written by a newer release (step ${taken}, this one knows ${migrations.length})`,
    );
  for (const [index, step] of migrations.entries()) {
    if (index < taken) continue;
    database.transaction(() => {
      database.exec(step);
      database.pragma(`user_version = ${index + 1}`);
    })();
  }
}
