import type { Database } from 'better-sqlite3';
import { migrations } from './migrations/index.ts';

/** Takes the steps this database has not taken yet, each whole or not at all. Refuses a database of a newer release. */
export function migrate(database: Database): void {
  const taken = database.pragma('user_version', { simple: true }) as number;
  if (taken > migrations.length)
    throw new Error(`the database was written by a newer release (step ${taken}, this one knows ${migrations.length})`);
  for (const [index, step] of migrations.entries()) {
    if (index < taken) continue;
    database.transaction(() => {
      database.exec(step);
      database.pragma(`user_version = ${index + 1}`);
    })();
  }
}
