import type { Database, Statement } from 'better-sqlite3';

const counts = new WeakMap<Database, Statement<[string, string], number>>();

/** Dossiers whose number begins with the stem: area code, item and day. */
export function dossierCount(database: Database, numberStem: string): number {
  let count = counts.get(database);
  if (count === undefined) {
    count = database
      .prepare<[string, string], number>('SELECT count(*) FROM dossier WHERE no >= ? AND no < ?')
      .pluck() as Statement<[string, string], number>;
    counts.set(database, count);
  }
  return count.get(numberStem, `${numberStem}~`) ?? 0;
}
