import type { Database } from 'better-sqlite3';
import { type DossierLifeEvent, type DossierWatch, dossierLifeEventTypes } from '../../contract/dossier-events.ts';
import { type DossierStatus, isEnded } from '../../contract/dossier-life.ts';
import type { Recorded } from '../../contract/events.ts';
import type { Projection, ProjectionHandlers } from './projection.ts';

/** All that a light is told by: in each index, so that a list by light reads no row that it does not show. */
const lightColumns = 'blue_on, yellow_on, yellow_after, red_after, legal_after';

/**
 * `due_on` is the day after which the dossier turns red, for the order of lists. Dossiers of the first release stand in the
 * table `dossier` only; they are taken over with a wake-up of 0, at which the clock reckons their dates.
 */
const schema = `
  CREATE TABLE dossier_life (
    no TEXT PRIMARY KEY,
    item TEXT NOT NULL,
    department TEXT NOT NULL,
    counter INTEGER NOT NULL,
    status TEXT NOT NULL,
    ended INTEGER NOT NULL,
    lodged_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    due_on TEXT NOT NULL,
    promised_on TEXT,
    legal_on TEXT,
    blue_on TEXT,
    yellow_on TEXT,
    yellow_after TEXT,
    red_after TEXT,
    legal_after TEXT,
    wake_at INTEGER
  ) STRICT, WITHOUT ROWID;
  INSERT INTO dossier_life (no, item, department, counter, status, ended, lodged_at, changed_at, due_on, wake_at)
    SELECT no, item, substr(item, 1, 2), counter, status, 0, lodged_at, lodged_at, '9999-12-31', 0 FROM dossier;
  CREATE INDEX dossier_life_list ON dossier_life (ended, due_on, no, ${lightColumns});
  CREATE INDEX dossier_life_department ON dossier_life (department, ended, due_on, no, ${lightColumns});
  CREATE INDEX dossier_life_status ON dossier_life (status, due_on, no, ended, ${lightColumns});
  CREATE INDEX dossier_life_wake ON dossier_life (wake_at, no) WHERE wake_at IS NOT NULL;

  CREATE TABLE dossier_card (
    id TEXT PRIMARY KEY,
    seq INTEGER NOT NULL,
    no TEXT NOT NULL,
    at INTEGER NOT NULL,
    colour TEXT NOT NULL,
    cause TEXT NOT NULL,
    points INTEGER NOT NULL,
    department TEXT NOT NULL,
    counter INTEGER,
    staff TEXT,
    status TEXT NOT NULL,
    issued_on TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE dossier_card_day (
    issued_on TEXT NOT NULL,
    department TEXT NOT NULL,
    counter INTEGER NOT NULL,
    cards INTEGER NOT NULL,
    points INTEGER NOT NULL,
    PRIMARY KEY (issued_on, department, counter)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX dossier_card_counter ON dossier_card (counter, seq);
`;

const never = '9999-12-31';

function dueOn({ redAfter, legalAfter }: DossierWatch): string {
  const dates = [redAfter, legalAfter].filter((date) => date !== null).sort();
  return dates[0] ?? never;
}

function statements(database: Database) {
  const watched = `due_on = ?, promised_on = ?, legal_on = ?, blue_on = ?, yellow_on = ?, yellow_after = ?,
    red_after = ?, legal_after = ?, wake_at = ?`;
  return {
    lodge: database.prepare(
      `INSERT INTO dossier_life (no, item, department, counter, status, ended, lodged_at, changed_at, due_on, wake_at)
        VALUES (?, ?, ?, ?, 'lodged', 0, ?, ?, '${never}', 0)`,
    ),
    touch: database.prepare('UPDATE dossier_life SET changed_at = ? WHERE no = ?'),
    stand: database.prepare('UPDATE dossier_life SET status = ?, ended = ? WHERE no = ?'),
    watch: database.prepare(`UPDATE dossier_life SET ${watched} WHERE no = ?`),
    card: database.prepare(`INSERT INTO dossier_card VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'issued', ?)`),
    cardOfDay: database.prepare(
      `INSERT INTO dossier_card_day
        SELECT issued_on, department, coalesce(counter, 0), 1, points FROM dossier_card WHERE id = ?
      ON CONFLICT DO UPDATE SET cards = cards + 1, points = points + excluded.points`,
    ),
    cardNoMore: database.prepare(
      `UPDATE dossier_card_day AS day SET cards = cards - 1, points = day.points - card.points FROM dossier_card AS card
        WHERE card.id = ? AND day.issued_on = card.issued_on AND day.department = card.department
          AND day.counter = coalesce(card.counter, 0)`,
    ),
    cardStands: database.prepare('UPDATE dossier_card SET status = ? WHERE id = ?'),
  };
}

function handlers(database: Database): ProjectionHandlers {
  const run = statements(database);
  const watch = (no: string, dates: DossierWatch) => {
    const { promisedOn, legalOn, blueOn, yellowOn, yellowAfter, redAfter, legalAfter, wakeAt } = dates;
    run.watch.run(dueOn(dates), promisedOn, legalOn, blueOn, yellowOn, yellowAfter, redAfter, legalAfter, wakeAt, no);
  };
  const live = (event: DossierLifeEvent, { stream, at, seq }: Recorded) => {
    const no = stream.slice('dossier:'.length);
    const status: DossierStatus | undefined = event.status;
    run.touch.run(at, no);
    if (status !== undefined) run.stand.run(status, isEnded(status) ? 1 : 0, no);
    if (event.watch !== undefined) watch(no, event.watch);
    if (event.type === 'CardIssued') {
      const { id, colour, cause, points, post } = event.card;
      run.card.run(id, seq, no, at, colour, cause, points, post.department, post.counter, post.staff, event.on);
      run.cardOfDay.run(id);
    }
    if (event.type === 'CardNotified') run.cardStands.run('notified', event.card);
    if (event.type === 'CardAnswered') run.cardStands.run('answered', event.card);
    if (event.type === 'CardAppealed') run.cardStands.run('appealed', event.card);
    if (event.type === 'AppealDecided') {
      run.cardStands.run(event.withdrawn ? 'withdrawn' : 'upheld', event.card);
      if (event.withdrawn) run.cardNoMore.run(event.card);
    }
  };
  return {
    ...(Object.fromEntries(dossierLifeEventTypes.map((type) => [type, live])) as ProjectionHandlers),
    DossierLodged: (event, { at }) => {
      const department = event.terms?.department ?? event.item.slice(0, 2);
      run.lodge.run(event.no, event.item, department, event.counter, at, at);
      if (event.watch !== undefined) watch(event.no, event.watch);
    },
  };
}

/**
 * One row per dossier with the dates of its light, one per card, and the sums of each day's cards that were not withdrawn
 * (counter 0: a duty of the department), so that a year's cards read as much for many dossiers as for few.
 */
export const dossierLifeProjection: Projection = {
  tables: ['dossier_life', 'dossier_card', 'dossier_card_day'],
  schema,
  prepare: handlers,
};
