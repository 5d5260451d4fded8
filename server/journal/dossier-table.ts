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

const runs = new WeakMap<Database, Statement<[number], string>>();
/** More in a row than this make no difference to anybody. */
const runMost = 30;

/** Blue cards in a row at a counter until now, at most 30. */
export function blueRunAt(database: Database, counter: number): number {
  let newest = runs.get(database);
  if (newest === undefined) {
    newest = database
      .prepare<[number], string>(`SELECT colour FROM dossier_card WHERE counter = ? ORDER BY seq DESC LIMIT ${runMost}`)
      .pluck() as Statement<[number], string>;
    runs.set(database, newest);
  }
  const colours = newest.all(counter);
  const other = colours.findIndex((colour) => colour !== 'blue');
  return other === -1 ? colours.length : other;
}

/** Dossiers the clock has something to do with at a moment, in the order of waking, after the one given. */
export function wakingDossiers(
  database: Database,
  now: number,
  after: { wakeAt: number; no: string },
  most: number,
): { no: string; wakeAt: number }[] {
  return database
    .prepare<[number, number, string, number], { no: string; wakeAt: number }>(
      `SELECT no, wake_at AS wakeAt FROM dossier_life
        WHERE wake_at IS NOT NULL AND wake_at <= ? AND (wake_at, no) > (?, ?) ORDER BY wake_at, no LIMIT ?`,
    )
    .all(now, after.wakeAt, after.no, most);
}

/** Dossiers of a counter that have not ended, the most urgent first. */
export function openDossiersAt(database: Database, counter: number, most: number): string[] {
  return database
    .prepare<[number, number], string>(
      'SELECT no FROM dossier_life WHERE ended = 0 AND counter = ? ORDER BY due_on, no LIMIT ?',
    )
    .pluck()
    .all(counter, most) as string[];
}

/** Dossiers that have not ended, by number after the one given. */
export function openDossiersAfter(database: Database, after: string, most: number): string[] {
  return database
    .prepare<[string, number], string>('SELECT no FROM dossier_life WHERE ended = 0 AND no > ? ORDER BY no LIMIT ?')
    .pluck()
    .all(after, most) as string[];
}
