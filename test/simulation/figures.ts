import { aboutMinutes } from '../../server/contract/wait.ts';
import { checkFairness } from '../../server/reports/fairness/check.ts';
import { minuteMs } from './day-plan.ts';
import type { SimulatedDay, Visit } from './run-day.ts';

/** One day in figures; times in minutes. */
export interface DayFigures {
  /** From taking to the first call, of everybody called, ascending. */
  waits: number[];
  unjust: number;
  turnedAway: number;
  turnedAwayInVain: number;
  overtimeMinutes: number;
  /** Waits that were told to begin at once, and of them those that did within the minute. */
  atOnce: number;
  atOnceTrue: number;
  /** Waits that were told any other range, and of them those inside, below and above it. */
  told: number;
  inside: number;
  below: number;
  above: number;
  /** Sum of the absolute distance between the range's middle and the true wait. */
  middleOff: number;
  /** Of the same waits, how far off lie the one figure that is told, the middle of the plays, and the usual estimate; minutes. */
  toldOff: number[];
  playedOff: number[];
  usualOff: number[];
}

export function dayFigures({ hall, visits, overtimeMinutes }: SimulatedDay): DayFigures {
  const fairness = checkFairness(hall.date, hall.lines());
  const figures: DayFigures = {
    waits: [],
    unjust: fairness.unjust.length + fairness.unqualified.length,
    turnedAway: visits.filter((visit) => visit.turnedAway).length,
    turnedAwayInVain: visits.filter((visit) => visit.turnedAwayInVain).length,
    overtimeMinutes,
    atOnce: 0,
    atOnceTrue: 0,
    told: 0,
    inside: 0,
    below: 0,
    above: 0,
    middleOff: 0,
    toldOff: [],
    playedOff: [],
    usualOff: [],
  };
  for (const visit of visits) noteWait(figures, visit);
  figures.waits.sort((left, right) => left - right);
  return figures;
}

function noteWait(figures: DayFigures, { calledAt, takenAt, told, middleMinutes, usualMinutes }: Visit): void {
  if (calledAt === null) return;
  const wait = (calledAt - takenAt) / minuteMs;
  figures.waits.push(wait);
  if (told === null) return;
  if (told.highMinutes <= 1) {
    figures.atOnce += 1;
    if (wait <= 1) figures.atOnceTrue += 1;
    return;
  }
  figures.told += 1;
  figures.toldOff.push(Math.abs(wait - aboutMinutes(told)));
  if (middleMinutes !== null) figures.playedOff.push(Math.abs(wait - middleMinutes));
  figures.usualOff.push(Math.abs(wait - usualMinutes));
  figures.middleOff += Math.abs(wait - (told.lowMinutes + told.highMinutes) / 2);
  if (wait < told.lowMinutes) figures.below += 1;
  else if (wait > told.highMinutes) figures.above += 1;
  else figures.inside += 1;
}

/** Several days in one. */
export interface Summary {
  visits: number;
  mean: number;
  p50: number;
  p90: number;
  p95: number;
  p99: number;
  longest: number;
  /** Share of waits over 30 minutes. */
  over30: number;
  unjust: number;
  turnedAway: number;
  turnedAwayInVain: number;
  /** Minutes a day. */
  overtimeMinutes: number;
  /** Share of waits that were told to begin at once, and how many of them did. */
  atOnce: number;
  atOnceTrue: number;
  /** Of the others, the share inside, below and above the range that was told. */
  coverage: number;
  below: number;
  above: number;
  /** Mean distance of the range's middle from the true wait, minutes. */
  middleOff: number;
  /** Median distance from the true wait of the one figure that is told, of the middle of the plays, and of the usual estimate; minutes. */
  toldOff: number;
  playedOff: number;
  usualOff: number;
}

export function summaryOf(days: readonly DayFigures[]): Summary {
  const waits = days.flatMap((day) => day.waits).sort((left, right) => left - right);
  const sum = (of: (day: DayFigures) => number) => days.reduce((total, day) => total + of(day), 0);
  const told = Math.max(
    1,
    sum((day) => day.told),
  );
  return {
    visits: waits.length,
    mean: meanOf(waits),
    p50: quantile(waits, 0.5),
    p90: quantile(waits, 0.9),
    p95: quantile(waits, 0.95),
    p99: quantile(waits, 0.99),
    longest: waits.at(-1) ?? 0,
    over30: waits.filter((wait) => wait > 30).length / Math.max(1, waits.length),
    unjust: sum((day) => day.unjust),
    turnedAway: sum((day) => day.turnedAway),
    turnedAwayInVain: sum((day) => day.turnedAwayInVain),
    overtimeMinutes: sum((day) => day.overtimeMinutes) / Math.max(1, days.length),
    atOnce: sum((day) => day.atOnce) / Math.max(1, waits.length),
    atOnceTrue:
      sum((day) => day.atOnceTrue) /
      Math.max(
        1,
        sum((day) => day.atOnce),
      ),
    coverage: sum((day) => day.inside) / told,
    below: sum((day) => day.below) / told,
    above: sum((day) => day.above) / told,
    middleOff: sum((day) => day.middleOff) / told,
    toldOff: medianOf(days.flatMap((day) => day.toldOff)),
    playedOff: medianOf(days.flatMap((day) => day.playedOff)),
    usualOff: medianOf(days.flatMap((day) => day.usualOff)),
  };
}

function medianOf(values: readonly number[]): number {
  return quantile(
    [...values].sort((left, right) => left - right),
    0.5,
  );
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

/** Of ascending values; 0 when there are none. */
export function quantile(ascending: readonly number[], share: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(share * ascending.length))] ?? 0;
}
