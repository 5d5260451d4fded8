import type { Database } from 'better-sqlite3';
import type { CoverReportLine, Lengths, ServiceLine, ServiceReport } from '../contract/service-report.ts';
import { type DayRow, dayFigures, type FigureDimension } from '../journal/day-figures.ts';
import { CoverSums, ServiceSums } from '../journal/figure-sums.ts';
import type { KeptRow } from '../journal/report-table.ts';
import type { Tally } from '../journal/tally.ts';
import type { Period } from './dossier-statistics.ts';
import { keepMissing, monthOf } from './missing-days.ts';
import { inSlices } from './slices.ts';

/** What the report calls things. */
export interface ReportNames {
  item(code: string): string;
  counter(no: number): string;
  person(staff: string): string;
}

function serviceLine(sums: ServiceSums, key: string, name: string): ServiceLine {
  const { missed, calls } = sums.counts;
  const rated = sums.ratings.reduce((sum, each) => sum + each, 0);
  const satisfied = (sums.ratings[0] ?? 0) + (sums.ratings[1] ?? 0);
  return {
    key,
    name,
    ...sums.counts,
    missedPercent: percent(missed, calls),
    wait: lengths(sums.wait),
    service: lengths(sums.service),
    walk: lengths(sums.walk),
    ratings: { levels: [...sums.ratings], rated, satisfiedPercent: percent(satisfied, rated) },
  };
}

function coverLine(sums: CoverSums, counter: number, name: string): CoverReportLine {
  const { absentCoveredSeconds, ...counts } = sums.counts;
  const coveredPercent = percent(absentCoveredSeconds, counts.absentSeconds);
  return { counter, name, ...counts, coveredPercent, delay: lengths(sums.delay) };
}

function percent(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 10_000) / 100;
}

function lengths(tally: Tally): Lengths | null {
  const { mean } = tally;
  if (mean === null) return null;
  const at = (share: number) => Math.round(tally.quantile(share) ?? 0);
  return {
    count: tally.count,
    meanSeconds: Math.round(mean),
    p50Seconds: at(0.5),
    p90Seconds: at(0.9),
    p95Seconds: at(0.95),
    longestSeconds: tally.longest,
  };
}

/** Everything under its headings while the rows are read. */
class ReportSums {
  readonly lines = new Map<FigureDimension, Map<string, ServiceSums>>();
  readonly covers = new Map<number, CoverSums>();
  readonly allCovers = new CoverSums();
  readonly daily = new Map<string, ServiceSums>();

  of(dimension: FigureDimension, key: string): ServiceSums {
    const under = this.lines.get(dimension) ?? new Map<string, ServiceSums>();
    this.lines.set(dimension, under);
    const sums = under.get(key) ?? new ServiceSums();
    under.set(key, sums);
    return sums;
  }

  /** A row of a day or of a month. */
  add(row: DayRow): void {
    if (row.dimension === 'presence') return;
    if (row.dimension === 'cover') {
      const counter = Number(row.key);
      const sums = this.covers.get(counter) ?? new CoverSums();
      this.covers.set(counter, sums);
      sums.add(row.figures);
      this.allCovers.add(row.figures);
      return;
    }
    this.of(row.dimension, row.key).add(row.figures);
  }

  addDay(date: string, row: DayRow): void {
    if (row.dimension !== 'hall') return;
    const day = new ServiceSums();
    day.add(row.figures);
    this.daily.set(date, day);
  }
}

export interface ServiceReporter {
  /** With `people`, the figures of each person too. */
  of(period: Period, people: boolean): Promise<ServiceReport>;
}

/** Reports over any days: from the kept figures, and for the day that is not over from the record itself. */
export function serviceReporter(database: Database, today: () => string, names: ReportNames): ServiceReporter {
  const rowsOf = database.prepare<[string], KeptRow>(
    `SELECT * FROM report_figures WHERE span = ? AND dimension <> 'presence'`,
  );
  const hallOf = database.prepare<[string, string], KeptRow>(
    `SELECT * FROM report_figures WHERE span BETWEEN ? AND ? AND dimension = 'hall' AND length(span) = 10`,
  );
  const parsed = ({ dimension, key, figures }: KeptRow) => ({ dimension, key, figures: JSON.parse(figures) }) as DayRow;

  function* read({ from, until }: Period): Generator<void, ReportSums> {
    const sums = new ReportSums();
    const now = today();
    yield* keepMissing(database, { from, until }, now);
    const days = hallOf.all(from, until);
    for (const row of days) sums.addDay(row.span, parsed(row));
    for (const span of spansOf(
      days.map((row) => row.span),
      { from, until },
      now,
    )) {
      yield;
      for (const row of rowsOf.all(span)) sums.add(parsed(row));
    }
    if (now < from || now > until || sums.daily.has(now)) return sums;
    for (const row of dayFigures(database, now)) {
      sums.add(row);
      sums.addDay(now, row);
    }
    return sums;
  }

  return {
    async of(period, people) {
      return reportOf(period, await inSlices(read(period)), names, people);
    },
  };
}

/** Months that are over and wholly asked about stand for their days. */
function spansOf(days: readonly string[], { from, until }: Period, today: string): string[] {
  const next = nextDay(until);
  const whole = (month: string) => from <= `${month}-01` && month < monthOf(next) && month < monthOf(today);
  return [...new Set(days.map((day) => (whole(monthOf(day)) ? monthOf(day) : day)))];
}

function nextDay(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

function reportOf({ from, until }: Period, sums: ReportSums, names: ReportNames, people: boolean): ServiceReport {
  const under = (dimension: FigureDimension, name: (key: string) => string): ServiceLine[] =>
    [...(sums.lines.get(dimension) ?? [])].map(([key, each]) => serviceLine(each, key, name(key)));
  const busiest = (left: ServiceLine, right: ServiceLine) =>
    right.calls - left.calls || right.taken - left.taken || (left.key < right.key ? -1 : 1);
  const byNumber = (left: { key: string }, right: { key: string }) => Number(left.key) - Number(right.key);
  return {
    from,
    until,
    days: [...sums.daily.values()].filter(({ counts }) => counts.taken > 0).length,
    total: serviceLine(sums.of('hall', ''), '', ''),
    items: under('item', names.item).sort(busiest),
    counters: under('counter', (key) => names.counter(Number(key))).sort(byNumber),
    people: people ? under('person', names.person).sort(busiest) : null,
    hours: under('hour', (key) => `${key.padStart(2, '0')}:00`).sort(byNumber),
    daily: [...sums.daily]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([date, { counts, wait }]) => ({
        date,
        taken: counts.taken,
        served: counts.served,
        missed: counts.missed,
        meanWaitSeconds: wait.mean === null ? null : Math.round(wait.mean),
        p90WaitSeconds: wait.mean === null ? null : Math.round(wait.quantile(0.9) ?? 0),
      })),
    cover: {
      total: coverLine(sums.allCovers, 0, ''),
      posts: [...sums.covers]
        .sort(([left], [right]) => left - right)
        .map(([counter, each]) => coverLine(each, counter, names.counter(counter))),
      own: serviceLine(sums.of('acting', 'own'), 'own', ''),
      covered: serviceLine(sums.of('acting', 'cover'), 'cover', ''),
    },
  };
}
