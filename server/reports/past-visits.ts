import type { Database } from 'better-sqlite3';
import type { Recorded, RecordedEvent } from '../contract/events.ts';
import type { PastVisit } from '../contract/past-visit.ts';
import type { WaitRange } from '../contract/ticket.ts';

const visitsMost = 30_000;
const eventsMost = 60_000;

interface VisitRow {
  no: number;
  taken_at: number;
  told: string;
  called_at: number;
  service: string;
  ended_at: number | null;
  outcome: string | null;
}

/** Service periods of tickets taken from one local date on and before another, in the order of their calls. */
export function pastVisits(database: Database, from: string, before: string): PastVisit[] {
  const rows = database.prepare<[string, string, number], VisitRow>(
    `SELECT no, taken_at, told, called_at, service, ended_at, outcome
      FROM ticket JOIN service_period ON ticket_id = id WHERE date >= ? AND date < ? ORDER BY called_at DESC LIMIT ?`,
  );
  return rows
    .all(from, before, visitsMost)
    .reverse()
    .map((row) => ({
      takenAt: row.taken_at,
      told: row.no === 1 ? (JSON.parse(row.told) as { wait: WaitRange | null }).wait : null,
      calledAt: row.called_at,
      service: row.service,
      endedAt: row.ended_at,
      outcome: row.outcome,
    }));
}

interface EventRow {
  seq: number;
  stream: string;
  version: number;
  at: number;
  by: string;
  event: string;
}

const presenceTypes = [
  'DayOpened',
  'CounterOpened',
  'CounterClosed',
  'CounterPaused',
  'CounterResumed',
  'StaffWentAway',
  'StaffCameBack',
];

/** What the record says of counters and people from one local date on and before another, in order. */
export function pastPresence(database: Database, from: string, before: string): Recorded[] {
  const marks = presenceTypes.map(() => '?').join();
  const rows = database.prepare<(string | number)[], EventRow>(
    `SELECT seq, stream, version, at, by, event FROM journal
      WHERE stream >= ? AND stream < ? AND type IN (${marks}) ORDER BY seq LIMIT ?`,
  );
  return rows
    .all(`hall:${from}`, `hall:${before}`, ...presenceTypes, eventsMost)
    .map(({ event, ...row }) => ({ ...row, actingFor: null, event: JSON.parse(event) as RecordedEvent }));
}
