import type { Database } from 'better-sqlite3';
import { type DossierLifeEvent, dossierLifeEventTypes } from '../../contract/dossier-events.ts';
import type { Recorded } from '../../contract/events.ts';
import type { Projection, ProjectionHandlers } from './projection.ts';

const schema = `
  CREATE TABLE dossier_kept (
    no TEXT PRIMARY KEY,
    department TEXT NOT NULL,
    ended_on TEXT NOT NULL,
    on_the_spot INTEGER NOT NULL,
    pace TEXT NOT NULL,
    used_days INTEGER NOT NULL,
    promised_days INTEGER NOT NULL,
    legal_days INTEGER NOT NULL,
    copies_saved INTEGER NOT NULL,
    visits INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE dossier_kept_day (
    ended_on TEXT NOT NULL,
    department TEXT NOT NULL,
    dossiers INTEGER NOT NULL,
    on_the_spot INTEGER NOT NULL,
    on_time INTEGER NOT NULL,
    early INTEGER NOT NULL,
    used_days INTEGER NOT NULL,
    legal_days INTEGER NOT NULL,
    copies_saved INTEGER NOT NULL,
    visits INTEGER NOT NULL,
    PRIMARY KEY (ended_on, department)
  ) STRICT, WITHOUT ROWID;
`;

function handlers(database: Database): ProjectionHandlers {
  const keep = database.prepare(
    `INSERT INTO dossier_kept SELECT no, department, ?, ?, ?, ?, ?, ?, ?, ? FROM dossier_life WHERE no = ?`,
  );
  const add = database.prepare(
    `INSERT INTO dossier_kept_day
      SELECT ended_on, department, 1, on_the_spot, pace <> 'late', pace = 'early', used_days, legal_days, copies_saved, visits
        FROM dossier_kept WHERE no = ?
      ON CONFLICT DO UPDATE SET dossiers = dossiers + 1, on_the_spot = on_the_spot + excluded.on_the_spot,
        on_time = on_time + excluded.on_time, early = early + excluded.early,
        used_days = used_days + excluded.used_days, legal_days = legal_days + excluded.legal_days,
        copies_saved = copies_saved + excluded.copies_saved, visits = visits + excluded.visits`,
  );
  const visit = database.prepare('UPDATE dossier_kept SET visits = visits + 1 WHERE no = ?');
  const visitOfDay = database.prepare(
    `UPDATE dossier_kept_day SET visits = visits + 1
      WHERE (ended_on, department) = (SELECT ended_on, department FROM dossier_kept WHERE no = ?)`,
  );
  const note = (event: DossierLifeEvent, { stream }: Recorded) => {
    const no = stream.slice('dossier:'.length);
    if (event.type === 'VisitCounted') {
      visit.run(no);
      visitOfDay.run(no);
    }
    if (event.kept === undefined) return;
    const { onTheSpot, pace, usedDays, promisedDays, legalDays, copiesSaved, visits } = event.kept;
    keep.run(event.on, onTheSpot ? 1 : 0, pace, usedDays, promisedDays, legalDays, copiesSaved, visits, no);
    add.run(no);
  };
  return Object.fromEntries(dossierLifeEventTypes.map((type) => [type, note])) as ProjectionHandlers;
}

/**
 * One row per dossier whose promise has ended, with how it was kept; a visit to collect still counts. And the sums of each
 * day and department, so that the statistics of a year read as much for many dossiers as for few.
 */
export const dossierKeptProjection: Projection = {
  tables: ['dossier_kept', 'dossier_kept_day'],
  schema,
  prepare: handlers,
};
