import type { Database } from 'better-sqlite3';
import type { DossierReport } from '../contract/dossier-statistics.ts';
import type { HallFigures } from '../contract/notices.ts';
import type { Period } from './dossier-statistics.ts';

const minuteMs = 60_000;

/** 服务数据 from a local date on until today: sums that name nobody. */
export function serviceFiguresReader(
  database: Database,
  statistics: (period: Period) => DossierReport,
): (period: Period) => HallFigures {
  const begin = database.prepare<[string, string], { seq: number }>(
    'SELECT seq FROM journal WHERE stream >= ? AND stream <= ? ORDER BY stream, version LIMIT 1',
  );
  // Periods are kept by the sequence number of their call: only those of the days asked for are read.
  const visits = database.prepare<[number], { served: number; waitMs: number | null }>(
    `SELECT coalesce(sum(outcome = 'finished'), 0) AS served, avg(iif(no = 1, called_at - waiting_since, NULL)) AS waitMs
      FROM service_period WHERE begun_seq >= ?`,
  );
  return ({ from, until }) => {
    const first = begin.get(`hall:${from}`, `hall:${until}`);
    const { served = 0, waitMs = null } = (first === undefined ? undefined : visits.get(first.seq)) ?? {};
    const { dossiers, onTimePercent } = statistics({ from, until }).all;
    return {
      served,
      meanWaitMinutes: waitMs === null ? null : Math.round((Math.max(0, waitMs) / minuteMs) * 10) / 10,
      dossiers,
      onTimePercent: dossiers === 0 ? null : onTimePercent,
    };
  };
}
