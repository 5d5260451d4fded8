import type { Database } from 'better-sqlite3';
import type { Projection, ProjectionHandlers } from './projection.ts';

const schema = `
  CREATE TABLE service_period (
    begun_seq INTEGER PRIMARY KEY,
    ticket_id TEXT NOT NULL,
    no INTEGER NOT NULL,
    service TEXT NOT NULL,
    counter INTEGER NOT NULL,
    clerk TEXT NOT NULL,
    acting_for TEXT,
    waiting_since INTEGER NOT NULL,
    called_at INTEGER NOT NULL,
    started_at INTEGER,
    start_assumed INTEGER NOT NULL DEFAULT 0,
    ended_at INTEGER,
    outcome TEXT,
    result TEXT,
    note TEXT
  ) STRICT;
  CREATE UNIQUE INDEX service_period_open ON service_period (ticket_id, no) WHERE ended_at IS NULL;
`;

function statements(database: Database) {
  const update = (set: string) =>
    database.prepare(`UPDATE service_period SET ${set} WHERE ended_at IS NULL AND ticket_id = ? AND no = ?`);
  // What ended just now lies near the end of the table.
  const newest =
    '(SELECT begun_seq FROM service_period WHERE ticket_id = ? AND no = ? ORDER BY begun_seq DESC LIMIT 1)';
  return {
    call: database.prepare(
      `INSERT INTO service_period
        (begun_seq, ticket_id, no, service, counter, clerk, acting_for, waiting_since, called_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    goOn: database.prepare(
      `INSERT INTO service_period
        (begun_seq, ticket_id, no, service, counter, clerk, acting_for, waiting_since, called_at, started_at)
        SELECT ?, ticket_id, no + 1, ?, counter, clerk, acting_for, ended_at, ended_at, ended_at
        FROM service_period WHERE begun_seq = ${newest}`,
    ),
    start: update('started_at = ?'),
    end: update('ended_at = ?, outcome = ?'),
    finish: update(`ended_at = ?, outcome = 'finished', result = ?, note = ?`),
    finishUnstarted: update(
      `started_at = called_at, start_assumed = 1, ended_at = ?, outcome = 'finished', result = ?, note = ?`,
    ),
    reopen: database.prepare(`UPDATE service_period SET ended_at = NULL, outcome = NULL, result = NULL, note = NULL,
      started_at = iif(start_assumed = 1, NULL, started_at), start_assumed = 0 WHERE begun_seq = ${newest}`),
  };
}

function handlers(database: Database): ProjectionHandlers {
  const run = statements(database);
  return {
    TicketCalled: (event, { at, actingFor, seq }) =>
      run.call.run(
        seq,
        event.ticketId,
        event.period,
        event.service,
        event.counter,
        event.clerk,
        actingFor,
        event.waitingSince,
        at,
      ),
    ServiceStarted: (event, { at }) => run.start.run(at, event.ticketId, event.period),
    ServiceFinished: (event, { at, seq }) => {
      const finish = event.startAssumed ? run.finishUnstarted : run.finish;
      finish.run(at, event.result, event.note, event.ticketId, event.period);
      if (event.onward === 'here') run.goOn.run(seq, event.next, event.ticketId, event.period);
    },
    TicketMissed: (event, { at }) => run.end.run(at, 'missed', event.ticketId, event.period),
    TicketHeld: (event, { at }) => run.end.run(at, 'held', event.ticketId, event.period),
    TicketTransferred: (event, { at }) => run.end.run(at, 'transferred', event.ticketId, event.period),
    TicketExpired: (event, { at }) => {
      if (event.period !== null) run.end.run(at, 'expired', event.ticketId, event.period);
    },
    ActionUndone: (event, { at }) => {
      if (event.action === 'call') run.end.run(at, 'withdrawn', event.ticketId, event.period);
      else run.reopen.run(event.ticketId, event.period);
    },
  };
}

/**
 * One row per service at a counter, under the number of the event that began it: the call, or the finish of the service
 * before. So rows lie in the order of time, and what is called and finished now lies together. `acting_for` names the A
 * holder in whose place B served.
 */
export const servicePeriodProjection: Projection = { tables: ['service_period'], schema, prepare: handlers };
