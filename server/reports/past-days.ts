import type { Database } from 'better-sqlite3';

/** What was served on the days before one. */
export interface PastDays {
  /** Days on which anything was served, oldest first. */
  dates: string[];
  /** Service periods that were finished. */
  served: number;
  /** Minutes at the counter on such a day, by service. */
  minutesADay: Map<string, number>;
}

const dayMs = 86_400_000;

/** The last `days` days before `today`, a local date, which itself does not count. */
export function past(database: Database, days: number, today: string): PastDays {
  const since = new Date(Date.parse(today) - days * dayMs).toISOString().slice(0, 10);
  const rows = database
    .prepare<[string, string], { date: string; service: string; served: number; minutes: number }>(
      `SELECT date, service, count(*) AS served, sum(max(ended_at - called_at, 30000)) / 60000.0 AS minutes
        FROM ticket JOIN service_period ON ticket_id = id
        WHERE date >= ? AND date < ? AND outcome = 'finished' AND ended_at IS NOT NULL
        GROUP BY date, service ORDER BY date`,
    )
    .all(since, today);
  const dates = [...new Set(rows.map(({ date }) => date))];
  const minutesADay = new Map<string, number>();
  for (const { service, minutes } of rows)
    minutesADay.set(service, (minutesADay.get(service) ?? 0) + minutes / dates.length);
  return { dates, served: rows.reduce((sum, { served }) => sum + served, 0), minutesADay };
}
