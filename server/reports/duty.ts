import type { Database } from 'better-sqlite3';
import type { HallEvent, Recorded } from '../contract/events.ts';
import type { Responsible } from '../contract/post.ts';
import { responsibleAt } from '../domain/post/responsible.ts';

interface Row {
  seq: number;
  stream: string;
  version: number;
  at: number;
  by: string;
  acting_for: string | null;
  event: string;
}

/** Events that bear on who answers for a post. */
const dutyTypes = [
  'DayOpened',
  'PostsChanged',
  'CoverBegan',
  'CoverEnded',
  'StaffSignedIn',
  'StaffSignedOut',
  'StaffWentAway',
  'StaffCameBack',
  'StaffFellSilent',
  'StaffHeardAgain',
  'CounterOpened',
];

export interface DutyReader {
  /** Null when that day has no such post on record. `at` is epoch milliseconds. */
  responsible(counter: number, at: number): Responsible | null;
}

export function dutyReader(database: Database, dateOf: (at: number) => string): DutyReader {
  const rows = database.prepare<[string, number], Row>(
    `SELECT seq, stream, version, at, by, acting_for, event FROM journal
      WHERE stream = ? AND at <= ? AND type IN (${dutyTypes.map((type) => `'${type}'`).join(', ')}) ORDER BY version`,
  );
  return {
    responsible(counter, at) {
      const record = rows.all(`hall:${dateOf(at)}`, at).map(
        (row): Recorded<HallEvent> => ({
          seq: row.seq,
          stream: row.stream,
          version: row.version,
          at: row.at,
          by: row.by,
          actingFor: row.acting_for,
          event: JSON.parse(row.event) as HallEvent,
        }),
      );
      return responsibleAt(record, counter, at);
    },
  };
}
