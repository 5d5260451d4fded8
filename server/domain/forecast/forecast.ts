import type { HallEvent, Recorded } from '../../contract/events.ts';
import type { PastVisit } from '../../contract/past-visit.ts';
import type { TicketClass, WaitRange } from '../../contract/ticket.ts';
import type { HallModel } from '../hall-model.ts';
import type { HallState } from '../hall-state.ts';
import { countAhead, countersOfService } from '../routing/next.ts';
import { LearnedExits } from './learned-exits.ts';
import { LearnedTimes } from './learned-times.ts';
import { chanceOf, type LogNormal } from './log-normal.ts';
import { type Played, playOnce } from './play.ts';
import { type Corrected, Residuals } from './residuals.ts';
import { type Snapshot, snapshotOf } from './snapshot.ts';

/** Who asks how long it would take. */
export interface Newcomer {
  service: string;
  class: TicketClass;
  /** Tickets before this one now. */
  ahead: number;
  /** Epoch milliseconds. */
  at: number;
}

/** Ranges that were worked out before anybody asked. */
export interface Forecast {
  /** What somebody who takes a ticket now is told; null when nothing was prepared or nobody is there to serve it. */
  rangeFor(newcomer: Newcomer): WaitRange | null;
  /** How long a ticket that waits must go on waiting; null when it was not waiting yet at the last preparation. */
  rangeOf(ticketId: string, at: number): WaitRange | null;
  /** The time of a service from call to end, as learned so far; minutes. */
  timeOf(service: string): LogNormal;
}

const minuteMs = 60_000;
const plays = 60;
/** The 10th, the 50th and the 90th percentile of the plays, as indices of the sorted. */
const lowPlay = 6;
const middlePlay = 30;
const highPlay = 53;
/** An answer that is older than this is no answer. */
const staleMs = 120_000;

/** After these others serve, or the same at other times: until the next preparation the usual estimate is told. */
const turnsHall: ReadonlySet<HallEvent['type']> = new Set([
  'DayOpened',
  'PostsChanged',
  'CounterOpened',
  'CounterClosed',
  'CounterPaused',
  'CounterResumed',
  'StaffWentAway',
  'StaffCameBack',
  'StaffFellSilent',
  'StaffHeardAgain',
  'CoverBegan',
  'CoverEnded',
  'TicketPutFirst',
]);

/** Percentiles of the plays, minutes. */
interface Percentiles {
  low: number;
  middle: number;
  high: number;
}

/** What the plays gave, and the hall they were played from. */
interface Prepared {
  snapshot: Snapshot;
  at: number;
  headStarts: readonly number[];
  played: readonly Played[];
  /** By service: how many were before a newcomer, and minutes that each more of them adds. */
  ahead: ReadonlyMap<string, { count: number; minutesEach: number }>;
  /** Raw percentiles by place among newcomers, worked out on first asking. */
  newcomers: Map<number, Percentiles | null>;
}

/**
 * The expected wait of every service and every ticket, from playing the live state forward 60 times (hall-rules, section
 * 3). `note` learns from the record, `prepare` plays; the answers stand until the next preparation, so that asking only
 * looks them up: tickets taken in between, and the time that has passed, are allowed for.
 */
export class Forecaster implements Forecast {
  readonly #model: HallModel;
  readonly #times: LearnedTimes;
  readonly #exits = new LearnedExits();
  readonly #residuals = new Residuals();
  #prepared: Prepared | null = null;
  #seq = 0;
  /** Counts what changes who serves: what was played of another hall is no answer. */
  #turns = 0;

  constructor(model: HallModel) {
    this.#model = model;
    this.#times = new LearnedTimes(model);
  }

  /** Takes in what happened on earlier days, oldest first. */
  relearn(visits: Iterable<PastVisit>): void {
    let ticket = 0;
    for (const { takenAt, told, calledAt, service, endedAt, outcome } of visits) {
      if (endedAt !== null && outcome !== null) this.#times.past(service, (endedAt - calledAt) / minuteMs, outcome);
      if (told === null || told.highMinutes <= 1) continue;
      ticket += 1;
      this.#residuals.told(`past ${ticket}`, this.#residuals.asTold(told), takenAt);
      this.#residuals.called(`past ${ticket}`, calledAt);
    }
  }

  note(recorded: Recorded<HallEvent>): void {
    this.#seq = recorded.seq;
    this.#times.note(recorded);
    this.#exits.note(recorded);
    const { event, at } = recorded;
    if (turnsHall.has(event.type)) {
      this.#turns += 1;
      this.#prepared = null;
    }
    if (event.type === 'DayOpened') this.#residuals.forgetOpen();
    else if (event.type === 'TicketCalled') this.#residuals.called(event.ticketId, at);
    else if (event.type === 'TicketTaken') {
      const { class: ticketClass, ahead } = event;
      const corrected = this.#corrected({ service: event.services[0] ?? '', class: ticketClass, ahead, at });
      if (corrected !== null && isSame(corrected.told, event.wait)) this.#residuals.told(event.ticketId, corrected, at);
    }
  }

  /** Plays the state as it is at this moment, epoch milliseconds. The last event noted seeds the plays. */
  prepare(state: HallState, at: number): void {
    for (const _ of this.preparing(state, at));
  }

  /** The same in steps of a fraction of a millisecond in a usual hall; the old answers stand until the last. */
  *preparing(state: HallState, at: number): Generator<void> {
    const turn = this.#turns;
    const learned = { times: this.#times, exits: this.#exits };
    const snapshot = snapshotOf(state, this.#model, learned, at);
    if (snapshot === null) {
      this.#prepared = null;
      return;
    }
    const ahead = aheadOf(state, this.#model, this.#times, at);
    const { greenHeadStartMinutes, completedHeadStartMinutes } = this.#model.rules;
    const headStarts = [...new Set([0, greenHeadStartMinutes, completedHeadStartMinutes])];
    const chance = chanceOf(this.#seq);
    const played: Played[] = [];
    while (played.length < plays) {
      yield;
      played.push(playOnce(snapshot, headStarts, chance));
    }
    if (turn !== this.#turns) return;
    this.#prepared = { snapshot, at, headStarts, played, ahead, newcomers: new Map() };
  }

  rangeFor(newcomer: Newcomer): WaitRange | null {
    return this.#corrected(newcomer)?.told ?? null;
  }

  /** The middle of the plays that `rangeFor` tells the ends of, minutes: half of them called the newcomer sooner. */
  middleFor(newcomer: Newcomer): number | null {
    return this.#played(newcomer)?.middle ?? null;
  }

  rangeOf(ticketId: string, at: number): WaitRange | null {
    const prepared = this.#current(at);
    const place = prepared?.snapshot.placeOf.get(ticketId);
    if (prepared === null || place === undefined) return null;
    const raw = percentiles(prepared.played, (play) => play.waiting[place]);
    if (raw === null) return null;
    const { low, high } = since(prepared, raw, at);
    return this.#residuals.correct(low, high).told;
  }

  timeOf(service: string): LogNormal {
    return this.#times.of(service);
  }

  #current(at: number): Prepared | null {
    const prepared = this.#prepared;
    return prepared === null || at - prepared.at > staleMs ? null : prepared;
  }

  #corrected(newcomer: Newcomer): Corrected | null {
    const played = this.#played(newcomer);
    return played === null ? null : this.#residuals.correct(played.low, played.high);
  }

  /** What the plays say of a newcomer at this moment. */
  #played({ service, class: ticketClass, ahead, at }: Newcomer): Percentiles | null {
    const prepared = this.#current(at);
    const line = prepared?.snapshot.services.indexOf(service) ?? -1;
    // A booking's key is its slot's, which no newcomer of the plays has.
    if (prepared === null || line === -1 || ticketClass === 'booked') return null;
    const { greenHeadStartMinutes, completedHeadStartMinutes } = this.#model.rules;
    const headStart = { ordinary: 0, green: greenHeadStartMinutes, completed: completedHeadStartMinutes }[ticketClass];
    const place = prepared.headStarts.indexOf(headStart) * prepared.snapshot.services.length + line;
    let raw = prepared.newcomers.get(place);
    if (raw === undefined) {
      raw = percentiles(prepared.played, (play) => play.newcomers[place]);
      prepared.newcomers.set(place, raw);
    }
    if (raw === null) return null;
    const { low, middle, high } = since(prepared, raw, at);
    // Whoever came since the plays, and is not before a ticket with a head start, makes the wait longer.
    const known = prepared.ahead.get(service);
    const more = headStart > 0 || known === undefined ? 0 : Math.max(0, ahead - known.count);
    const added = more * (known?.minutesEach ?? 0);
    return {
      low: low + added * 0.7,
      middle: middle + added,
      high: high + added * (1 + 0.6 / Math.sqrt(Math.max(1, more))),
    };
  }
}

/** What was played a while ago, less the time that has passed. */
function since({ at: playedAt }: Prepared, { low, middle, high }: Percentiles, at: number): Percentiles {
  const passed = Math.max(0, (at - playedAt) / minuteMs);
  return {
    low: Math.max(0, low - passed),
    middle: Math.max(0, middle - passed),
    high: Math.max(0, high - passed),
  };
}

/** Null when the 90th percentile lies beyond what is played: nobody is there to serve it. */
function percentiles(played: readonly Played[], of: (play: Played) => number | undefined): Percentiles | null {
  const sorted = Float64Array.from(played, (play) => of(play) ?? Number.POSITIVE_INFINITY).sort();
  const [low = 0, middle = 0, high = 0] = [sorted[lowPlay], sorted[middlePlay], sorted[highPlay]];
  return Number.isFinite(high) ? { low, middle, high } : null;
}

/** How many stand before a newcomer of each service, asked once for services that the same counters serve. */
function aheadOf(state: HallState, model: HallModel, times: LearnedTimes, at: number): Prepared['ahead'] {
  const counted = new Map<string, number>();
  const ahead = new Map<string, { count: number; minutesEach: number }>();
  for (const service of model.countersOf.keys()) {
    const counters = countersOfService(state, model, service);
    const key = counters.join();
    let count = counted.get(key);
    if (count === undefined) {
      count = countAhead(state, model, counters, { key: at, order: Number.MAX_SAFE_INTEGER });
      counted.set(key, count);
    }
    const { mu, sigma } = times.of(service);
    const mean = Math.exp(mu + sigma ** 2 / 2);
    ahead.set(service, { count, minutesEach: mean / Math.max(1, counters.length) });
  }
  return ahead;
}

/** What was told came from the present preparation, and not from the usual estimate. */
function isSame(prepared: WaitRange, told: WaitRange | null): boolean {
  return told !== null && told.lowMinutes === prepared.lowMinutes && told.highMinutes === prepared.highMinutes;
}
