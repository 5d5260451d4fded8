import type { Database } from 'better-sqlite3';
import { isKept, keepDay, keepMonth } from '../report-table.ts';
import type { Projection, ProjectionHandlers } from './projection.ts';

const schema = `
  CREATE TABLE report_figures (
    span TEXT NOT NULL,
    dimension TEXT NOT NULL,
    key TEXT NOT NULL,
    figures TEXT NOT NULL,
    PRIMARY KEY (span, dimension, key)
  ) STRICT, WITHOUT ROWID;
`;

function handlers(database: Database): ProjectionHandlers {
  const before = database
    .prepare<[string], string>(
      `SELECT stream FROM journal WHERE stream >= 'hall:' AND stream < ? ORDER BY stream DESC LIMIT 1`,
    )
    .pluck();
  return {
    DayOpened: ({ date }) => {
      const last = before.get(`hall:${date}`);
      if (typeof last !== 'string') return;
      const over = last.slice('hall:'.length);
      const month = over.slice(0, 'yyyy-MM'.length);
      if (!isKept(database, over)) keepDay(database, over);
      if (!date.startsWith(month) && !isKept(database, month)) keepMonth(database, month);
    },
  };
}

/**
 * The figures of each day that is over, added up when the next one opens, and of each month: a report over a year reads these
 * rows alone. They are made of other projections, which must stand before this one.
 */
export const reportFiguresProjection: Projection = { tables: ['report_figures'], schema, prepare: handlers };
