import type { HallEvent, Recorded } from '../../contract/events.ts';
import type { TicketClass, WaitRange } from '../../contract/ticket.ts';
import type { HallModel } from '../hall-model.ts';
import type { HallState } from '../hall-state.ts';
import { LearnedTimes } from './learned-times.ts';
import { chanceOf } from './log-normal.ts';
import { playOnce } from './play.ts';
import { type Corrected, Residuals } from './residuals.ts';
import { snapshotOf } from './snapshot.ts';

/** Ranges that were worked out before anybody asked. */
export interface Forecast {
  /** What somebody who takes a ticket now is told; null when nothing was prepared or nobody is there to serve it. */
  rangeFor(service: string, ticketClass: TicketClass): WaitRange | null;
}

const plays = 60;
/** The 10th and the 90th percentile of the plays, as indices of the sorted. */
const lowPlay = 6;
const highPlay = 53;

/**
 * The expected wait of every service, from playing the live state forward 60 times (hall-rules, section 3). `note` learns
 * from the record, `prepare` plays; the answers stand until the next `prepare`, so that taking a ticket only looks them up.
 */
export class Forecaster implements Forecast {
  readonly #model: HallModel;
  readonly #learned: LearnedTimes;
  readonly #residuals = new Residuals();
  #prepared = new Map<string, Corrected>();
  #seq = 0;

  constructor(model: HallModel) {
    this.#model = model;
    this.#learned = new LearnedTimes(model);
  }

  note(recorded: Recorded<HallEvent>): void {
    this.#seq = recorded.seq;
    this.#learned.note(recorded);
    const { event, at } = recorded;
    if (event.type === 'DayOpened') this.#residuals.forgetOpen();
    else if (event.type === 'TicketCalled') this.#residuals.called(event.ticketId, at);
    else if (event.type === 'TicketTaken') {
      const prepared = this.#preparedFor(event.services[0] ?? '', event.class);
      if (prepared !== undefined && isSame(prepared.told, event.wait))
        this.#residuals.told(event.ticketId, prepared, at);
    }
  }

  /** Plays the state as it is at this moment, epoch milliseconds. The last event noted seeds the plays. */
  prepare(state: HallState, at: number): void {
    const prepared = new Map<string, Corrected>();
    const snapshot = snapshotOf(state, this.#model, this.#learned, at);
    if (snapshot !== null) {
      const { greenHeadStartMinutes, completedHeadStartMinutes } = this.#model.rules;
      const headStarts = [...new Set([0, greenHeadStartMinutes, completedHeadStartMinutes])];
      const chance = chanceOf(this.#seq);
      const waits = Array.from({ length: plays }, () => playOnce(snapshot, headStarts, chance));
      const asked = headStarts.flatMap((headStart) => snapshot.services.map((service) => `${headStart} ${service}`));
      for (const [place, what] of asked.entries()) {
        const sorted = Float64Array.from(waits, (play) => play[place] ?? Number.POSITIVE_INFINITY).sort();
        const [low = 0, high = 0] = [sorted[lowPlay], sorted[highPlay]];
        if (Number.isFinite(high)) prepared.set(what, this.#residuals.correct(low, high));
      }
    }
    this.#prepared = prepared;
  }

  rangeFor(service: string, ticketClass: TicketClass): WaitRange | null {
    return this.#preparedFor(service, ticketClass)?.told ?? null;
  }

  #preparedFor(service: string, ticketClass: TicketClass): Corrected | undefined {
    const { greenHeadStartMinutes, completedHeadStartMinutes } = this.#model.rules;
    const headStart = { ordinary: 0, booked: 0, green: greenHeadStartMinutes, completed: completedHeadStartMinutes }[
      ticketClass
    ];
    return this.#prepared.get(`${headStart} ${service}`);
  }
}

/** What was told came from the present preparation, and not from one before it. */
function isSame(prepared: WaitRange, told: WaitRange | null): boolean {
  return told !== null && told.lowMinutes === prepared.lowMinutes && told.highMinutes === prepared.highMinutes;
}
