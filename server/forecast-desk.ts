import type { HallEvent, Recorded } from './contract/events.ts';
import { Forecaster } from './domain/forecast/forecast.ts';
import type { HallModel } from './domain/hall-model.ts';
import { upcast } from './domain/upcast.ts';
import type { Hall } from './hall.ts';
import type { Journal } from './journal/journal.ts';
import { pastPresence, pastVisits } from './reports/past-visits.ts';

const dayMs = 86_400_000;
const learnedDays = 30;
const presenceDays = 5;
/** A request that comes in the middle of a preparation waits no longer than this. */
const sliceMs = 3;
/** Preparing takes at most a twentieth of the time, and none begins sooner than this after the one before. */
const restShare = 20;
const restLeastMs = 100;
const restMostMs = 2000;
/** The present wait changes although nothing happens: who is being served has been served for longer. */
const refreshMs = 10_000;

/** How the preparations have gone. */
export interface ForecastWork {
  preparations: number;
  /** Of the last one: time spent, and the longest piece of it during which nothing else was done; milliseconds. */
  lastMs: number;
  longestSliceMs: number;
}

export interface ForecastDesk {
  readonly work: Readonly<ForecastWork>;
  stop(): void;
}

/** A forecaster that has learned from the days on record up to the day before `today`, a local date. */
export function learnedForecaster(model: HallModel, journal: Journal, today: string): Forecaster {
  const forecaster = new Forecaster(model);
  const before = (days: number) => new Date(Date.parse(`${today}T00:00:00Z`) - days * dayMs).toISOString().slice(0, 10);
  forecaster.relearn(pastVisits(journal.database, before(learnedDays), today));
  for (const recorded of pastPresence(journal.database, before(presenceDays), today))
    forecaster.note(recorded as Recorded<HallEvent>);
  for (const recorded of journal.read(`hall:${today}`)) forecaster.note(upcast(recorded) as Recorded<HallEvent>);
  return forecaster;
}

/** Keeps the forecaster up to date with the hall in the background, a few milliseconds at a time. */
export function startForecast(hall: Hall, forecaster: Forecaster): ForecastDesk {
  const work = { preparations: 0, lastMs: 0, longestSliceMs: 0 };
  let running: { steps: Generator<void>; spentMs: number; longestMs: number } | null = null;
  let changed = true;
  let timer: NodeJS.Timeout | undefined;
  let turn: NodeJS.Immediate | undefined;

  const slice = () => {
    if (running === null) return;
    const since = performance.now();
    let done = false;
    do done = running.steps.next().done === true;
    while (!done && performance.now() - since < sliceMs);
    const tookMs = performance.now() - since;
    running.spentMs += tookMs;
    running.longestMs = Math.max(running.longestMs, tookMs);
    if (!done) {
      turn = setImmediate(slice);
      return;
    }
    work.preparations += 1;
    work.lastMs = running.spentMs;
    work.longestSliceMs = Math.max(work.longestSliceMs, running.longestMs);
    running = null;
    timer = setTimeout(rested, Math.min(restMostMs, Math.max(restLeastMs, restShare * work.lastMs)));
  };
  const begin = () => {
    changed = false;
    running = { steps: forecaster.preparing(hall.state, hall.now()), spentMs: 0, longestMs: 0 };
    turn = setImmediate(slice);
  };
  const rested = () => {
    timer = undefined;
    if (changed) begin();
  };
  const wake = () => {
    changed = true;
    if (running === null && timer === undefined) begin();
  };

  const stopListening = hall.onRecorded((recorded) => {
    for (const each of recorded) if (each.stream.startsWith('hall:')) forecaster.note(each as Recorded<HallEvent>);
    wake();
  });
  const refresh = setInterval(wake, refreshMs);
  begin();
  return {
    work,
    stop() {
      stopListening();
      clearInterval(refresh);
      clearTimeout(timer);
      if (turn !== undefined) clearImmediate(turn);
      running = null;
    },
  };
}
