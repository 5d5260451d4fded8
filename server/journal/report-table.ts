import type { Database } from 'better-sqlite3';
import { type DayRow, dayFigures } from './day-figures.ts';
import { CoverSums, ServiceSums } from './figure-sums.ts';

/** A row as it is kept. `span` is a day, `2026-11-23`, or a whole month, `2026-11`. */
export interface KeptRow {
  span: string;
  dimension: DayRow['dimension'];
  key: string;
  figures: string;
}

const insert = 'INSERT OR REPLACE INTO report_figures VALUES (?, ?, ?, ?)';

/** Whether a day or a month was added up. */
export function isKept(database: Database, span: string): boolean {
  return database.prepare<[string]>('SELECT 1 FROM report_figures WHERE span = ? LIMIT 1').get(span) !== undefined;
}

/** Writes the figures of a day that is over; a second time changes nothing. */
export function keepDay(database: Database, date: string): void {
  const keep = database.prepare(insert);
  for (const { dimension, key, figures } of dayFigures(database, date))
    keep.run(date, dimension, key, JSON.stringify(figures));
}

/** Adds up the kept days of a month that is over: a year is then twelve spans instead of 250. */
export function keepMonth(database: Database, month: string): void {
  const services = new Map<string, ServiceSums>();
  const covers = new Map<string, CoverSums>();
  const days = database.prepare<[string, string], KeptRow>(
    `SELECT * FROM report_figures WHERE span >= ? AND span < ? AND dimension <> 'presence'`,
  );
  for (const { dimension, key, figures } of days.iterate(`${month}-`, `${month}-~`)) {
    const name = `${dimension} ${key}`;
    const row = { dimension, figures: JSON.parse(figures) } as DayRow;
    if (row.dimension === 'cover') sumsOf(covers, name, () => new CoverSums()).add(row.figures);
    else if (row.dimension !== 'presence') sumsOf(services, name, () => new ServiceSums()).add(row.figures);
  }
  const keep = database.prepare(insert);
  for (const [name, sums] of [...services, ...covers]) {
    const space = name.indexOf(' ');
    keep.run(month, name.slice(0, space), name.slice(space + 1), JSON.stringify(sums.figures()));
  }
}

function sumsOf<S>(all: Map<string, S>, name: string, fresh: () => S): S {
  const sums = all.get(name) ?? fresh();
  all.set(name, sums);
  return sums;
}
