import type { Database } from 'better-sqlite3';
import type { LightColour } from '../contract/dossier-life.ts';
import { type SearchLine, WorkSearch } from './work-search.ts';

/** The two dates by which a list tells lights: dates up to `pastOn` are over, dates up to `today` have come. */
export interface ListDay {
  today: string;
  pastOn: string;
}

/** Lights by their rank in a list; rank 6 is a dossier that has ended, whose light is `none` as well. */
export const lightOfRank: readonly LightColour[] = ['red-legal', 'red', 'yellow', 'blue', 'green', 'none', 'none'];
export const endedRank = 6;

/** The same as `colourOf` of the domain, on the recorded dates. */
const rankOfRow = `CASE
  WHEN ended = 1 THEN ${endedRank}
  WHEN legal_after <= @pastOn THEN 0
  WHEN red_after <= @pastOn THEN 1
  WHEN yellow_on <= @today OR yellow_after <= @pastOn THEN 2
  WHEN blue_on <= @today THEN 3
  WHEN coalesce(yellow_on, yellow_after, red_after, legal_after) IS NULL THEN 5
  ELSE 4 END`;

const never = "'9999-12-31'";
const firstAfter = (limit: string, ...dates: string[]) =>
  `min(${dates.map((date) => `CASE WHEN ended = 0 AND ${date} > ${limit} THEN ${date} ELSE ${never} END`).join(', ')})`;

/**
 * One line per dossier that work lists show by its light: those that have not ended, and those that were turned down. It
 * stands in memory with an index for each way to ask, so that a page costs the same however many wait; `turns_on` and
 * `turns_after` are the next dates on which its light changes. Triggers name the dossiers whose lines are stale.
 */
const schema = `
  CREATE TEMP TABLE work_line (
    no TEXT PRIMARY KEY,
    rank INTEGER NOT NULL,
    due_on TEXT NOT NULL,
    item TEXT NOT NULL,
    department TEXT NOT NULL,
    counter INTEGER NOT NULL,
    status TEXT NOT NULL,
    kind TEXT NOT NULL,
    corrected INTEGER NOT NULL,
    returned INTEGER NOT NULL,
    claimed_by TEXT,
    turns_on TEXT NOT NULL,
    turns_after TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX work_line_all ON work_line (rank, due_on, no);
  CREATE INDEX work_line_department ON work_line (department, rank, due_on, no);
  CREATE INDEX work_line_status ON work_line (status, rank, due_on, no);
  CREATE INDEX work_line_kind ON work_line (kind, rank, due_on, no);
  CREATE INDEX work_line_item ON work_line (item, rank, due_on, no);
  CREATE INDEX work_line_corrected ON work_line (corrected, rank, due_on, no);
  CREATE INDEX work_line_returned ON work_line (returned, rank, due_on, no);
  CREATE INDEX work_line_claim ON work_line (claimed_by, rank, due_on, no);
  CREATE INDEX work_line_counter ON work_line (counter, claimed_by, rank, due_on, no);
  CREATE INDEX work_line_turn ON work_line (department, status, claimed_by, rank, due_on, no);
  CREATE INDEX work_line_turns_on ON work_line (turns_on);
  CREATE INDEX work_line_turns_after ON work_line (turns_after);
  CREATE TEMP TABLE work_line_day (today TEXT NOT NULL, past_on TEXT NOT NULL) STRICT;
  CREATE TEMP TABLE work_line_stale (no TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
`;

const watched = `status, ended, counter, department, item, due_on, blue_on, yellow_on, yellow_after, red_after, legal_after`;
const triggers = [
  ['life_new', 'INSERT ON main.dossier_life', 'new'],
  ['life', `UPDATE OF ${watched} ON main.dossier_life`, 'new'],
  ['life_gone', 'DELETE ON main.dossier_life', 'old'],
  ['desk_new', 'INSERT ON main.dossier_desk', 'new'],
  ['desk', 'UPDATE ON main.dossier_desk', 'new'],
].map(
  ([name, when, row]) =>
    `CREATE TEMP TRIGGER work_line_${name} AFTER ${when} BEGIN INSERT OR IGNORE INTO work_line_stale VALUES (${row}.no); END;`,
);

function statements(database: Database) {
  const there = database.prepare(`SELECT 1 FROM sqlite_temp_master WHERE name = 'work_line'`).get();
  if (there === undefined) {
    database.pragma('temp_store = MEMORY');
    database.exec(`${schema}${triggers.join('\n')}`);
  }
  return {
    day: database.prepare<[], ListDay>('SELECT today, past_on AS pastOn FROM work_line_day'),
    clearDay: database.prepare('DELETE FROM work_line_day'),
    setDay: database.prepare<[ListDay]>('INSERT INTO work_line_day VALUES (@today, @pastOn)'),
    clear: database.prepare('DELETE FROM work_line'),
    allStale: database.prepare(
      `INSERT OR IGNORE INTO work_line_stale SELECT no FROM dossier_life WHERE ended = 0
        UNION SELECT no FROM dossier_desk WHERE returned = 1`,
    ),
    turned: database.prepare<[ListDay]>(
      `INSERT OR IGNORE INTO work_line_stale SELECT no FROM work_line WHERE turns_on <= @today
        UNION SELECT no FROM work_line WHERE turns_after <= @pastOn`,
    ),
    anyStale: database.prepare('SELECT 1 FROM work_line_stale LIMIT 1'),
    drop: database.prepare('DELETE FROM work_line WHERE no IN (SELECT no FROM work_line_stale)'),
    make: database.prepare<[ListDay]>(
      `INSERT INTO work_line
        SELECT stale.no, ${rankOfRow}, due_on, item, life.department, life.counter, status, coalesce(kind, ''),
          coalesce(corrected, 0), coalesce(returned, 0), claimed_by,
          ${firstAfter('@today', 'blue_on', 'yellow_on')},
          ${firstAfter('@pastOn', 'yellow_after', 'red_after', 'legal_after')}
        FROM work_line_stale AS stale JOIN dossier_life AS life ON life.no = stale.no
          LEFT JOIN dossier_desk AS desk ON desk.no = stale.no
        WHERE ended = 0 OR returned = 1`,
    ),
    clearStale: database.prepare('DELETE FROM work_line_stale'),
    searched: database.prepare<[], SearchLine>('SELECT no, rank, due_on AS dueOn, item FROM work_line'),
    touched: database.prepare<[], Omit<SearchLine, 'rank'> & { rank: number | null }>(
      `SELECT stale.no, rank, due_on AS dueOn, item FROM work_line_stale AS stale
        LEFT JOIN work_line AS line ON line.no = stale.no`,
    ),
  };
}

export interface WorkLines {
  /**
   * Brings the lines up to date with the record and the day: what was touched since the last time, and what changes its
   * light on the way from that day to this. On the first call, and when the day goes back, every line is made anew.
   */
  refresh(day: ListDay): void;
  /**
   * The same lines for a search by words; undefined within a transaction, which might be taken back. Valid until the next
   * `refresh`.
   */
  search(): WorkSearch | undefined;
}

const linesOf = new WeakMap<Database, WorkLines>();

/** The work lines of a database; the same for everybody who asks. */
export function workLines(database: Database): WorkLines {
  const known = linesOf.get(database);
  if (known !== undefined) return known;
  const run = statements(database);
  let search: WorkSearch | undefined;
  // The day stands in the database as well, so that a transaction rolled back takes it back together with the lines.
  const refresh = database.transaction((day: ListDay, last: ListDay | undefined) => {
    if (last === undefined || day.today < last.today || day.pastOn < last.pastOn) {
      run.clear.run();
      run.allStale.run();
    } else if (day.today > last.today || day.pastOn > last.pastOn) run.turned.run(day);
    run.clearDay.run();
    run.setDay.run(day);
    run.drop.run();
    run.make.run(day);
    if (search !== undefined)
      for (const { rank, ...line } of run.touched.all())
        if (rank === null) search.drop(line.no);
        else search.put({ ...line, rank });
    run.clearStale.run();
  });
  const lines: WorkLines = {
    refresh(day) {
      const last = run.day.get();
      const otherDay = last?.today !== day.today || last.pastOn !== day.pastOn;
      if (!otherDay && run.anyStale.get() === undefined) return;
      if (otherDay || database.inTransaction) search = undefined;
      refresh(day, last);
    },
    search() {
      if (database.inTransaction) return undefined;
      search ??= new WorkSearch(run.searched.all());
      return search;
    },
  };
  linesOf.set(database, lines);
  return lines;
}
