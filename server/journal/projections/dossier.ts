import type { Database } from 'better-sqlite3';
import type { Projection, ProjectionHandlers } from './projection.ts';

const schema = `
  CREATE TABLE dossier (
    no TEXT PRIMARY KEY,
    status TEXT NOT NULL,
    item TEXT NOT NULL,
    item_version TEXT NOT NULL,
    ticket_id TEXT NOT NULL,
    counter INTEGER NOT NULL,
    person TEXT NOT NULL,
    materials TEXT NOT NULL,
    lodged_at INTEGER NOT NULL,
    lodged_by TEXT NOT NULL,
    acting_for TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX dossier_ticket ON dossier (ticket_id);
`;

function handlers(database: Database): ProjectionHandlers {
  const lodge = database.prepare(`INSERT INTO dossier VALUES (?, 'lodged', ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  return {
    DossierLodged: (event, { at, by, actingFor }) =>
      lodge.run(
        event.no,
        event.item,
        event.itemVersion,
        event.ticketId,
        event.counter,
        event.person,
        JSON.stringify(event.materials),
        at,
        by,
        actingFor,
      ),
  };
}

/** One row per dossier: where it stands and which ticket it came from. */
export const dossierProjection: Projection = { tables: ['dossier'], schema, prepare: handlers };
