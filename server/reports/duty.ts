import type { Database } from 'better-sqlite3';
import type { HallEvent, Recorded } from '../contract/events.ts';
import type { Responsible } from '../contract/post.ts';
import { byHandover, responsibleAt } from '../domain/post/responsible.ts';
import type { Hall } from '../hall.ts';

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

/**
 * The day's record tells; where it was silent because the server was off, the record of leaves and the posts in force do.
 */
export function dutyReader(
  database: Database,
  dateOf: (at: number) => string,
  leaves: Pick<Hall['leaves'], 'standing' | 'postsAt'>,
): DutyReader {
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
      return withLeave(responsibleAt(record, counter, at), counter, at, leaves);
    },
  };
}

function withLeave(
  found: Responsible | null,
  counter: number,
  at: number,
  leaves: Pick<Hall['leaves'], 'standing' | 'postsAt'>,
): Responsible | null {
  const post = leaves.postsAt(at).find((each) => each.counter === counter);
  const holder = found?.actingFor ?? found?.staff ?? post?.a ?? null;
  if (holder === null) return found;
  const department = found?.department ?? post?.department ?? null;
  const moment = { counter, at: new Date(at).toISOString() };
  const standing = leaves.standing(counter, holder, at);
  if (standing !== null && standing.to !== null)
    return { ...moment, ...byHandover({ a: holder, department }, standing.to) };
  // A record that ends with the server may hold neither the beginning nor the end of a leave.
  const silent = found === null || found.rule === (standing === null ? 'handed-over' : 'holder');
  if (!silent) return found;
  if (standing === null) return { ...moment, staff: holder, actingFor: null, rule: 'holder', department };
  if (post?.b.length === 0)
    return { ...moment, staff: null, actingFor: holder, rule: 'head-of-department', department };
  return { ...moment, staff: holder, actingFor: null, rule: 'not-handed-over', department };
}
