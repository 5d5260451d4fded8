import type { Database } from 'better-sqlite3';
import type { Projection, ProjectionHandlers } from './projection.ts';

const schema = `
  CREATE TABLE ticket (
    id TEXT NOT NULL PRIMARY KEY,
    date TEXT NOT NULL,
    number TEXT NOT NULL,
    zone INTEGER NOT NULL,
    services TEXT NOT NULL,
    current INTEGER NOT NULL,
    origin TEXT NOT NULL,
    terminal TEXT,
    class TEXT NOT NULL,
    taken_at INTEGER NOT NULL,
    taken_seq INTEGER NOT NULL,
    key REAL NOT NULL,
    told TEXT NOT NULL,
    status TEXT NOT NULL,
    counter INTEGER,
    misses INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX ticket_date ON ticket (date);
  CREATE INDEX ticket_bound ON ticket (counter) WHERE status = 'waiting' AND counter IS NOT NULL;
`;

function statements(database: Database) {
  const update = (set: string) => database.prepare(`UPDATE ticket SET changed_at = ?, ${set} WHERE id = ?`);
  return {
    take: database.prepare(`INSERT INTO ticket VALUES (?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, 'waiting', NULL, 0, ?)`),
    stand: update('status = ?, counter = ?'),
    miss: update('status = ?, counter = ?, misses = misses + 1'),
    next: update('status = ?, counter = ?, current = current + 1'),
    requeue: update(`status = 'waiting', counter = NULL, key = ?`),
    standBack: update('key = ?'),
    addService: update(`services = json_insert(services, '$[#]', ?)`),
    transfer: update(`status = 'waiting', counter = ?, services = json_replace(services, '$[' || current || ']', ?)`),
    move: update('counter = ?'),
    release: database.prepare(
      `UPDATE ticket SET changed_at = ?, counter = NULL WHERE date = ? AND status = 'waiting' AND counter = ?`,
    ),
    restore: update('status = ?, counter = ?, key = ?, misses = ?, current = ?, services = ?'),
  };
}

function handlers(database: Database): ProjectionHandlers {
  const run = statements(database);
  return {
    TicketTaken: (event, { at, seq, stream }) =>
      run.take.run(
        event.ticketId,
        stream.slice('hall:'.length),
        event.number,
        event.zone,
        JSON.stringify(event.services),
        event.origin,
        event.terminal,
        event.class,
        at,
        seq,
        event.key,
        JSON.stringify({ ahead: event.ahead, wait: event.wait }),
        at,
      ),
    TicketCalled: (event, { at }) => run.stand.run(at, 'called', event.counter, event.ticketId),
    ServiceStarted: (event, { at }) => run.stand.run(at, 'serving', event.counter, event.ticketId),
    ServiceFinished: (event, { at }) => {
      if (event.onward === 'done') run.stand.run(at, 'finished', event.counter, event.ticketId);
      else if (event.onward === 'here') run.next.run(at, 'serving', event.counter, event.ticketId);
      else run.next.run(at, 'waiting', null, event.ticketId);
    },
    TicketMissed: (event, { at }) =>
      run.miss.run(at, event.final ? 'abandoned' : 'missed', event.counter, event.ticketId),
    TicketHeld: (event, { at }) => run.stand.run(at, 'held', event.counter, event.ticketId),
    TicketCancelled: (event, { at }) => run.stand.run(at, 'cancelled', null, event.ticketId),
    TicketExpired: (event, { at }) => run.stand.run(at, 'expired', null, event.ticketId),
    TicketRequeued: (event, { at }) => run.requeue.run(at, event.key, event.ticketId),
    TicketStoodBack: (event, { at }) => run.standBack.run(at, event.key, event.ticketId),
    TicketRestored: (event, { at }) => run.stand.run(at, event.to, event.boundTo, event.ticketId),
    ServiceAdded: (event, { at }) => run.addService.run(at, event.service, event.ticketId),
    TicketTransferred: (event, { at }) => run.transfer.run(at, event.toCounter, event.service, event.ticketId),
    TicketMoved: (event, { at }) => run.move.run(at, event.toCounter, event.ticketId),
    CounterClosed: (event, { at, stream }) => run.release.run(at, stream.slice('hall:'.length), event.counter),
    ActionUndone: ({ restored, ticketId }, { at }) =>
      run.restore.run(
        at,
        restored.status,
        restored.counter,
        restored.key,
        restored.misses,
        restored.current,
        JSON.stringify(restored.services),
        ticketId,
      ),
  };
}

/** One row per ticket: what it was taken for and where it stands. */
export const ticketProjection: Projection = { tables: ['ticket'], schema, prepare: handlers };
