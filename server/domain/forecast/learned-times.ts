import type { HallEvent, Recorded } from '../../contract/events.ts';
import { forcedResult } from '../../contract/supervise.ts';
import type { HallModel } from '../hall-model.ts';
import type { LogNormal } from './log-normal.ts';

const minuteMs = 60_000;
/** How many services the hall file's mean and the usual spread are worth against what was seen. */
const meanWorth = 5;
const spreadWorth = 20;
/** Deviation of the logarithm of service times where nothing was learned (hall-rules, section 7). */
const usualSigma = 0.5;
/** So many recent services count; what is older fades. */
const memoryMost = 400;
/** A shorter time says that a key was pressed by mistake, a longer one that nobody pressed it. */
const shortestMinutes = 0.2;
const longestMinutes = 240;

/** A service's time at the counter where nothing was learned, from the hall file's mean. */
export function usualTime(model: HallModel, service: string): LogNormal {
  const mean = model.services.get(service)?.meanMinutes ?? 10;
  return { mu: Math.log(mean) - usualSigma ** 2 / 2, sigma: usualSigma };
}

interface Seen {
  count: number;
  sum: number;
  squares: number;
}

/**
 * Each service's own time at the counter, from call to end, and how often a called ticket is not there: learned from the
 * record alone, so that replaying it gives the same numbers.
 */
export class LearnedTimes {
  readonly #model: HallModel;
  readonly #seen = new Map<string, Seen>();
  readonly #open = new Map<string, { service: string; at: number }>();
  #calls = 20;
  #missed = 1;

  constructor(model: HallModel) {
    this.#model = model;
  }

  note({ event, at }: Recorded<HallEvent>): void {
    switch (event.type) {
      case 'TicketCalled':
        this.#open.set(event.ticketId, { service: event.service, at });
        return;
      case 'ServiceFinished': {
        const call = this.#open.get(event.ticketId);
        this.#open.delete(event.ticketId);
        // How long a forgotten ticket stood open tells nothing of the service.
        if (call !== undefined && event.result !== forcedResult) this.#learn(call.service, (at - call.at) / minuteMs);
        this.#count(0);
        return;
      }
      case 'TicketMissed':
        this.#open.delete(event.ticketId);
        return this.#count(1);
      case 'TicketHeld':
      case 'TicketTransferred':
      case 'ActionUndone':
      case 'TicketExpired':
        this.#open.delete(event.ticketId);
    }
  }

  /** A service period of an earlier day; `minutes` from call to end. */
  past(service: string, minutes: number, outcome: string): void {
    if (outcome !== 'finished' && outcome !== 'missed') return;
    if (outcome === 'finished') this.#learn(service, minutes);
    this.#count(outcome === 'missed' ? 1 : 0);
  }

  /** Share of calls that nobody follows. */
  get missedShare(): number {
    return this.#missed / this.#calls;
  }

  of(service: string): LogNormal {
    const { count, sum, squares } = this.#seen.get(service) ?? { count: 0, sum: 0, squares: 0 };
    const mu = (usualTime(this.#model, service).mu * meanWorth + sum) / (meanWorth + count);
    const average = count === 0 ? 0 : sum / count;
    const variance = (usualSigma ** 2 * spreadWorth + squares - count * average ** 2) / (spreadWorth + count);
    return { mu, sigma: Math.sqrt(Math.max(0.01, variance)) };
  }

  #learn(service: string, minutes: number): void {
    if (minutes < shortestMinutes || minutes > longestMinutes) return;
    const seen = this.#seen.get(service) ?? { count: 0, sum: 0, squares: 0 };
    const kept = seen.count >= memoryMost ? (memoryMost - 1) / seen.count : 1;
    const logarithm = Math.log(minutes);
    this.#seen.set(service, {
      count: seen.count * kept + 1,
      sum: seen.sum * kept + logarithm,
      squares: seen.squares * kept + logarithm ** 2,
    });
  }

  #count(missed: 0 | 1): void {
    const kept = this.#calls >= memoryMost ? (memoryMost - 1) / this.#calls : 1;
    this.#calls = this.#calls * kept + 1;
    this.#missed = this.#missed * kept + missed;
  }
}
