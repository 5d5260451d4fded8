import type { Database } from 'better-sqlite3';
import type { RecordedEvent } from '../contract/events.ts';
import type { RatingLevel } from '../contract/rating.ts';
import { ratingLevels } from '../contract/rating-levels.ts';
import { DayPresence, type PresenceFigures, presenceTypes } from './day-presence.ts';
import { type CoverFigures, type ServiceFigures, ServiceSums } from './figure-sums.ts';

/** What a row is about. `acting` tells the waits of visitors whom B served (`cover`) from the others (`own`). */
export type FigureDimension = 'hall' | 'item' | 'counter' | 'person' | 'hour' | 'acting';

export type DayRow =
  | { dimension: FigureDimension; key: string; figures: ServiceFigures }
  | { dimension: 'cover'; key: string; figures: CoverFigures }
  | { dimension: 'presence'; key: string; figures: PresenceFigures };

interface TicketRow {
  id: string;
  services: string;
  taken_at: number;
  status: string;
}
interface PeriodRow {
  ticket_id: string;
  no: number;
  service: string;
  counter: number;
  clerk: string;
  acting_for: string | null;
  waiting_since: number;
  called_at: number;
  started_at: number | null;
  start_assumed: number;
  ended_at: number | null;
  outcome: string | null;
}
interface RatingRow {
  counter: number;
  service: string;
  staff: string;
  level: RatingLevel;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Adds up one day under all its headings. */
class DaySums {
  readonly #sums = new Map<string, ServiceSums>();

  under(dimension: FigureDimension, key: string | number): ServiceSums {
    const name = `${dimension} ${key}`;
    const known = this.#sums.get(name);
    if (known !== undefined) return known;
    const fresh = new ServiceSums();
    this.#sums.set(name, fresh);
    return fresh;
  }

  rows(): DayRow[] {
    return [...this.#sums].map(([name, sums]) => {
      const space = name.indexOf(' ');
      return {
        dimension: name.slice(0, space) as FigureDimension,
        key: name.slice(space + 1),
        figures: sums.figures(),
      };
    });
  }
}

/** The figures of one day from the record: from its tickets, service periods and ratings, and from its stream. */
export function dayFigures(database: Database, date: string): DayRow[] {
  const stream = `hall:${date}`;
  const range = database
    .prepare<[string], { first: number | null; last: number | null }>(
      'SELECT min(seq) AS first, max(seq) AS last FROM journal WHERE stream = ?',
    )
    .get(stream);
  if (range?.first == null || range.last === null) return [];
  const presence = presenceOf(database, stream);
  const sums = new DaySums();
  const { first, last } = range;
  const called = addPeriods(database, { first, last, date }, presence.midnight, sums);
  addTickets(database, date, presence.midnight, { sums, called });
  addRatings(database, date, sums);
  const { day } = presence;
  return [
    ...sums.rows(),
    ...[...day.covers()].map(([counter, figures]) => ({ dimension: 'cover' as const, key: String(counter), figures })),
    ...[...day.people()].map(([staff, figures]) => ({ dimension: 'presence' as const, key: staff, figures })),
  ];
}

/** People and posts of a day, and the moment at which it began by the hall's own clocks. */
function presenceOf(database: Database, stream: string): { day: DayPresence; midnight: number } {
  const marks = presenceTypes.map(() => '?').join();
  const lines = database.prepare<string[], { at: number; event: string }>(
    `SELECT at, event FROM journal WHERE stream = ? AND type IN (${marks}) ORDER BY version`,
  );
  const day = new DayPresence();
  let midnight = Date.parse(`${stream.slice('hall:'.length)}T00:00:00Z`);
  for (const line of lines.iterate(stream, ...presenceTypes)) {
    const event = JSON.parse(line.event) as RecordedEvent;
    if (event.type === 'DayOpened') midnight = midnightOf(event.opensAt, event.rules.opensAt);
    day.note({ at: line.at, event });
  }
  return { day, midnight };
}

function midnightOf(opensAt: number, local: string): number {
  const [hours = 0, minutes = 0] = local.split(':').map(Number);
  return opensAt - (hours * 60 + minutes) * 60_000;
}

const hourOf = (at: number, midnight: number) => Math.floor(Math.min(Math.max(at - midnight, 0), dayMs - 1) / hourMs);

function addTickets(
  database: Database,
  date: string,
  midnight: number,
  { sums, called }: { sums: DaySums; called: ReadonlySet<string> },
): void {
  const rows = database.prepare<[string], TicketRow>(
    'SELECT id, services, taken_at, status FROM ticket WHERE date = ?',
  );
  for (const row of rows.iterate(date)) {
    const [first = ''] = JSON.parse(row.services) as string[];
    const over = row.status === 'cancelled' || row.status === 'expired' || row.status === 'abandoned';
    for (const sum of [
      sums.under('hall', ''),
      sums.under('item', first),
      sums.under('hour', hourOf(row.taken_at, midnight)),
    ]) {
      sum.counts.taken += 1;
      if (over && !called.has(row.id)) sum.counts.uncalled += 1;
    }
  }
}

/** Returns the tickets that were called at all. */
function addPeriods(
  database: Database,
  { first, last, date }: { first: number; last: number; date: string },
  midnight: number,
  sums: DaySums,
): Set<string> {
  const called = new Set<string>();
  const rows = database.prepare<[number, number, string], PeriodRow>(
    `SELECT ticket_id, no, service, service_period.counter, clerk, acting_for, waiting_since, called_at, started_at, start_assumed,
        ended_at, outcome
      FROM service_period JOIN ticket ON id = ticket_id
      WHERE begun_seq BETWEEN ? AND ? AND date = ?`,
  );
  for (const row of rows.iterate(first, last, date)) {
    if (row.outcome === 'withdrawn') continue;
    called.add(row.ticket_id);
    for (const sum of [
      sums.under('hall', ''),
      sums.under('item', row.service),
      sums.under('counter', row.counter),
      sums.under('person', row.clerk),
      sums.under('hour', hourOf(row.waiting_since, midnight)),
      sums.under('acting', row.acting_for === null ? 'own' : 'cover'),
    ])
      addPeriod(sum, row);
  }
  return called;
}

function addPeriod(sum: ServiceSums, row: PeriodRow): void {
  // The next service of a visit goes on at the counter: nobody waited for it, and nobody was called.
  const goesOn =
    row.no > 1 && row.start_assumed === 0 && row.waiting_since === row.called_at && row.started_at === row.called_at;
  if (!goesOn) {
    sum.counts.calls += 1;
    sum.wait.note((row.called_at - row.waiting_since) / 1000);
    if (row.started_at !== null && row.start_assumed === 0) sum.walk.note((row.started_at - row.called_at) / 1000);
  }
  if (row.outcome === 'missed') sum.counts.missed += 1;
  if (row.outcome !== 'finished' || row.ended_at === null) return;
  sum.counts.served += 1;
  if (row.started_at !== null) sum.service.note((row.ended_at - row.started_at) / 1000);
}

function addRatings(database: Database, date: string, sums: DaySums): void {
  const rows = database.prepare<[string], RatingRow>(
    'SELECT counter, service, staff, level FROM rating WHERE date = ?',
  );
  for (const { counter, service, staff, level } of rows.iterate(date)) {
    const at = ratingLevels.indexOf(level);
    for (const sum of [
      sums.under('hall', ''),
      sums.under('item', service),
      sums.under('counter', counter),
      sums.under('person', staff),
    ])
      sum.rate(at);
  }
}
