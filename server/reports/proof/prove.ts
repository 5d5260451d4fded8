import type { GatheredDay, Job } from './gather.ts';
import { type Replayed, replay, type Way } from './replay.ts';

/** Waits of one day in minutes. */
export interface WaitFigures {
  /** Waits, each ended by a call; a visit with several services has several. */
  waits: number;
  /** Waits that no call ended; they count until the end of the record. */
  uncalled: number;
  meanMinutes: number;
  p95Minutes: number;
  longestMinutes: number;
  /** Most who came later for the same service and were called before somebody. */
  overtakenMost: number;
}

/** The daily proof (R16). */
export interface Proof {
  recorded: WaitFigures;
  /** The same day replayed under the posts in force, by hand, and with everybody doing everything. */
  present: WaitFigures;
  byHand: WaitFigures;
  pooled: WaitFigures;
  /** Share of the gap between by hand and pooled that the posts in force closed, of the mean; null where there is no gap. */
  gapClosed: number | null;
}

const minuteMs = 60_000;
/** A gap below this is none, minutes. */
const gapLeast = 0.05;

/** Compares the day as it was with what it would have been; null for a day on which nobody waited. */
export function* proveDay(day: GatheredDay): Generator<void, Proof | null> {
  if (day.jobs.length === 0) return null;
  const under = function* (way: Way): Generator<void, WaitFigures> {
    return figuresOf(yield* replay(day, way), day.endsAt);
  };
  const recorded = figuresOf(
    day.jobs.map((job) => ({ job, calledAt: job.calledAt })),
    day.endsAt,
  );
  const present = yield* under('present');
  const byHand = yield* under('by-hand');
  const pooled = yield* under('pooled');
  const gap = byHand.meanMinutes - pooled.meanMinutes;
  const gapClosed = gap < gapLeast ? null : rounded((byHand.meanMinutes - present.meanMinutes) / gap, 3);
  return { recorded, present, byHand, pooled, gapClosed };
}

function figuresOf(calls: readonly Replayed[], endsAt: number): WaitFigures {
  const waits = waitMinutes(calls, endsAt);
  return {
    waits: calls.length,
    uncalled: calls.filter(({ calledAt }) => calledAt === null).length,
    ...spreadOf(waits),
    overtakenMost: overtakenMost(calls),
  };
}

/** Waits of a replayed day in minutes, each to its call or to the end of the record. */
export function waitMinutes(calls: readonly Replayed[], endsAt: number): number[] {
  return calls.map(
    ({ job, calledAt }) => Math.max(0, (calledAt ?? Math.max(endsAt, job.arrives)) - job.arrives) / minuteMs,
  );
}

/** Mean, 95th percentile and longest of waits in minutes; 0 without any. */
export function spreadOf(waits: readonly number[]) {
  const sorted = waits.toSorted((one, other) => one - other);
  return {
    meanMinutes: rounded(sorted.reduce((sum, wait) => sum + wait, 0) / Math.max(1, sorted.length), 2),
    p95Minutes: rounded(sorted[Math.floor(0.95 * (sorted.length - 1))] ?? 0, 1),
    longestMinutes: rounded(sorted.at(-1) ?? 0, 1),
  };
}

/** Goes through each service's calls in their order, and counts for each how many went before who came later. */
function overtakenMost(calls: readonly Replayed[]): number {
  const byService = new Map<string, { job: Job; at: number }[]>();
  for (const { job, calledAt } of calls) {
    if (calledAt === null) continue;
    const list = byService.get(job.service) ?? [];
    list.push({ job, at: calledAt });
    byService.set(job.service, list);
  }
  let most = 0;
  for (const list of byService.values()) {
    list.sort((one, other) => one.at - other.at || one.job.arrives - other.job.arrives);
    const came: number[] = [];
    for (const { job } of list) {
      const place = firstAbove(came, job.arrives);
      most = Math.max(most, came.length - place);
      came.splice(place, 0, job.arrives);
    }
  }
  return most;
}

function firstAbove(ascending: readonly number[], value: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
