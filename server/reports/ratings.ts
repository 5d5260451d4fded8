import type { Database } from 'better-sqlite3';
import type { RatingChannel, RatingLevel, RatingLine, RatingReason } from '../contract/rating.ts';

interface Row {
  seq: number;
  at: number;
  ticket_id: string;
  number: string;
  counter: number;
  service: string;
  staff: string;
  acting_for: string | null;
  level: RatingLevel;
  reasons: string;
  channel: RatingChannel;
  dossiers: string;
}

/** More lines than a county hall has visits in a month. */
const linesMost = 20_000;

/** Ratings of local days from `from` to `until`, both counted, oldest first, each with the dossiers of its visit. */
export function ratingLines(database: Database, from: string, until: string): RatingLine[] {
  const rows = database
    .prepare<[string, string, number], Row>(
      `SELECT seq, at, ticket_id, number, counter, service, staff, acting_for, level, reasons, channel,
          (SELECT json_group_array(no) FROM visit_dossier WHERE visit_dossier.ticket_id = rating.ticket_id) AS dossiers
        FROM rating WHERE date >= ? AND date <= ? ORDER BY seq LIMIT ?`,
    )
    .all(from, until, linesMost);
  return rows.map((row) => ({
    seq: row.seq,
    at: new Date(row.at).toISOString(),
    ticketId: row.ticket_id,
    number: row.number,
    counter: row.counter,
    service: row.service,
    staff: row.staff,
    actingFor: row.acting_for,
    level: row.level,
    reasons: JSON.parse(row.reasons) as RatingReason[],
    channel: row.channel,
    dossiers: JSON.parse(row.dossiers) as string[],
  }));
}
