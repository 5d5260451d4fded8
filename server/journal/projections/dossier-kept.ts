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
  CREATE INDEX dossier_kept_ended ON dossier_kept (ended_on, department, on_the_spot, pace, used_days, legal_days,
    copies_saved, visits);
`;

function handlers(database: Database): ProjectionHandlers {
  const keep = database.prepare(
    `INSERT INTO dossier_kept SELECT no, department, ?, ?, ?, ?, ?, ?, ?, ? FROM dossier_life WHERE no = ?`,
  );
  const visit = database.prepare('UPDATE dossier_kept SET visits = visits + 1 WHERE no = ?');
  const note = (event: DossierLifeEvent, { stream }: Recorded) => {
    const no = stream.slice('dossier:'.length);
    if (event.type === 'VisitCounted') visit.run(no);
    if (event.kept === undefined) return;
    const { onTheSpot, pace, usedDays, promisedDays, legalDays, copiesSaved, visits } = event.kept;
    keep.run(event.on, onTheSpot ? 1 : 0, pace, usedDays, promisedDays, legalDays, copiesSaved, visits, no);
  };
  return Object.fromEntries(dossierLifeEventTypes.map((type) => [type, note])) as ProjectionHandlers;
}

/** One row per dossier whose promise has ended, with how it was kept; a visit to collect still counts. */
export const dossierKeptProjection: Projection = { tables: ['dossier_kept'], schema, prepare: handlers };
