import { ratingLevels } from './rating-levels.ts';
import type { CoverReportLine, Lengths, ServiceLine, ServiceReport } from './service-report.ts';
import { fillText, type Language, type Text } from './texts/define.ts';
import { levelTexts } from './texts/rating.ts';
import { reportTexts as texts } from './texts/reports.ts';

/** A table as it goes into a file: headings, then rows of words and numbers; null is an empty cell. */
export interface ReportTable {
  title: Text;
  columns: Text[];
  rows: (string | number | null)[][];
}

export const serviceTables = ['items', 'counters', 'people', 'hours', 'daily', 'cover', 'ratings'] as const;
export type ServiceTable = (typeof serviceTables)[number];

type Column<T> = [heading: Text, value: (line: T) => string | number | null];

const minutes = (seconds: number | null | undefined) => (seconds == null ? null : Math.round(seconds / 6) / 10);
const of = (lengths: Lengths | null, which: Exclude<keyof Lengths, 'count'>) => lengths?.[which] ?? null;

const serviceColumns: Column<ServiceLine>[] = [
  [texts.key, ({ key }) => key],
  [texts.name, ({ name }) => name],
  [texts.taken, ({ taken }) => taken],
  [texts.uncalled, ({ uncalled }) => uncalled],
  [texts.calls, ({ calls }) => calls],
  [texts.served, ({ served }) => served],
  [texts.missed, ({ missed }) => missed],
  [texts.missedPercent, ({ missedPercent }) => missedPercent],
  [texts.waitMean, ({ wait }) => minutes(of(wait, 'meanSeconds'))],
  [texts.waitHalf, ({ wait }) => minutes(of(wait, 'p50Seconds'))],
  [texts.waitMost, ({ wait }) => minutes(of(wait, 'p90Seconds'))],
  [texts.waitRare, ({ wait }) => minutes(of(wait, 'p95Seconds'))],
  [texts.waitLongest, ({ wait }) => minutes(of(wait, 'longestSeconds'))],
  [texts.serviceMean, ({ service }) => minutes(of(service, 'meanSeconds'))],
  [texts.serviceMost, ({ service }) => minutes(of(service, 'p90Seconds'))],
  [texts.walkMean, ({ walk }) => of(walk, 'meanSeconds')],
  [texts.rated, ({ ratings }) => ratings.rated],
  [texts.satisfied, ({ ratings }) => ratings.satisfiedPercent],
];
/** Nobody takes a number at a counter or from a person. */
const withoutTaken = serviceColumns.filter(([heading]) => heading !== texts.taken && heading !== texts.uncalled);

const dailyColumns: Column<ServiceReport['daily'][number]>[] = [
  [texts.date, ({ date }) => date],
  [texts.taken, ({ taken }) => taken],
  [texts.served, ({ served }) => served],
  [texts.missed, ({ missed }) => missed],
  [texts.waitMean, ({ meanWaitSeconds }) => minutes(meanWaitSeconds)],
  [texts.waitMost, ({ p90WaitSeconds }) => minutes(p90WaitSeconds)],
];

const coverColumns: Column<CoverReportLine>[] = [
  [texts.key, ({ counter }) => (counter === 0 ? '' : counter)],
  [texts.name, ({ name }) => name],
  [texts.covers, ({ covers }) => covers],
  [texts.planned, ({ planned }) => planned],
  [texts.stepIn, ({ stepIn }) => stepIn],
  [texts.rescue, ({ rescue }) => rescue],
  [texts.notHandedOver, ({ notHandedOver }) => notHandedOver],
  [texts.absentMinutes, ({ absentSeconds }) => minutes(absentSeconds)],
  [texts.coveredMinutes, ({ coveredSeconds }) => minutes(coveredSeconds)],
  [texts.coveredPercent, ({ coveredPercent }) => coveredPercent],
  [texts.delayMean, ({ delay }) => minutes(of(delay, 'meanSeconds'))],
  [texts.delayMost, ({ delay }) => minutes(of(delay, 'p90Seconds'))],
];

const ratingColumns: Column<ServiceLine>[] = [
  [texts.key, ({ key }) => key],
  [texts.name, ({ name }) => name],
  [texts.rated, ({ ratings }) => ratings.rated],
  ...ratingLevels.map(
    (level, at): Column<ServiceLine> => [levelTexts[level], ({ ratings }) => ratings.levels[at] ?? 0],
  ),
  [texts.satisfied, ({ ratings }) => ratings.satisfiedPercent],
];

function table<T>(title: Text, columns: readonly Column<T>[], lines: readonly T[]): ReportTable {
  return {
    title,
    columns: columns.map(([heading]) => heading),
    rows: lines.map((line) => columns.map(([, value]) => value(line))),
  };
}

/** One table of a report, the sum of the whole hall last where there is one. */
export function serviceTable(report: ServiceReport, which: ServiceTable, language: Language): ReportTable {
  const total = { ...report.total, name: fillText(texts.total, language) };
  switch (which) {
    case 'items':
      return table(texts.items, serviceColumns, [...report.items, total]);
    case 'hours':
      return table(texts.hours, serviceColumns, [...report.hours, total]);
    case 'counters':
      return table(texts.counters, withoutTaken, [...report.counters, total]);
    case 'people':
      return table(texts.people, withoutTaken, [...(report.people ?? []), total]);
    case 'daily':
      return table(texts.daily, dailyColumns, report.daily);
    case 'ratings':
      return table(texts.ratings, ratingColumns, [...report.counters, total]);
    case 'cover':
      return table(texts.cover, coverColumns, [
        ...report.cover.posts,
        { ...report.cover.total, name: fillText(texts.total, language) },
      ]);
  }
}
