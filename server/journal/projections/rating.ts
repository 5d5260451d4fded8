import type { Database } from 'better-sqlite3';
import type { Projection, ProjectionHandlers } from './projection.ts';

/** Which dossiers a visit belongs to: those opened by its ticket, and those it came back for. */
const schema = `
  CREATE TABLE rating (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    date TEXT NOT NULL,
    ticket_id TEXT NOT NULL,
    number TEXT NOT NULL,
    counter INTEGER NOT NULL,
    service TEXT NOT NULL,
    staff TEXT NOT NULL,
    acting_for TEXT,
    level TEXT NOT NULL,
    reasons TEXT NOT NULL,
    channel TEXT NOT NULL
  ) STRICT;
  CREATE INDEX rating_date ON rating (date);
  CREATE TABLE visit_dossier (
    ticket_id TEXT NOT NULL,
    no TEXT NOT NULL,
    PRIMARY KEY (ticket_id, no)
  ) STRICT, WITHOUT ROWID;
  INSERT OR IGNORE INTO visit_dossier
    SELECT json_extract(event, '$.ticketId'), substr(stream, 9) FROM journal
    WHERE type IN ('DossierLodged', 'VisitCounted');
`;

function handlers(database: Database): ProjectionHandlers {
  const rate = database.prepare('INSERT INTO rating VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const visit = database.prepare('INSERT OR IGNORE INTO visit_dossier VALUES (?, ?)');
  const note = ({ ticketId }: { ticketId: string }, { stream }: { stream: string }) =>
    visit.run(ticketId, stream.slice('dossier:'.length));
  return {
    TicketRated: (event, { seq, at, stream }) =>
      rate.run(
        seq,
        at,
        stream.slice('hall:'.length),
        event.ticketId,
        event.number,
        event.counter,
        event.service,
        event.staff,
        event.actingFor,
        event.level,
        JSON.stringify(event.reasons),
        event.channel,
      ),
    DossierLodged: note,
    VisitCounted: note,
  };
}

export const ratingProjection: Projection = { tables: ['rating', 'visit_dossier'], schema, prepare: handlers };
