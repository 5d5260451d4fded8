import type { HallEvent, Recorded } from '../../contract/events.ts';

const minuteMs = 60_000;
/** What is believed before anything was seen: a counter is left about every five hours. */
const usualCounterMinutes = 1500;
const usualExits = 5;
/** Lengths in minutes, as short as most and as long as some, that stand for what was not seen yet. */
const usualLengths = [5, 8, 11, 15, 19, 40, 90];
const lengthsMost = 200;
/** An exit over the noon or into the evening lasts no longer than this for those who wait; minutes. */
const longestMinutes = 120;

/** How counters are left now and then. */
export interface Exits {
  /** Mean minutes at a counter between two exits. */
  everyMinutes: number;
  /** Length of an exit in minutes, for a chance in [0, 1). */
  length(chance: number): number;
}

interface Seat {
  staff: string;
  /** Open since this moment; null once it closed. */
  since: number | null;
  closedAt: number | null;
  leftAt: number | null;
}

/**
 * Learns from the record how often an open counter is left, by a pause or an absence, and how long until somebody is
 * there again, whoever it is. A counter that closes because its clerk goes off duty was not left.
 */
export class LearnedExits implements Exits {
  readonly #lengths: number[] = [...usualLengths];
  readonly #seats = new Map<number, Seat>();
  #exits = usualExits;
  #minutes = usualCounterMinutes;
  #next = 0;

  get everyMinutes(): number {
    return this.#minutes / this.#exits;
  }

  length(chance: number): number {
    return this.#lengths[Math.floor(chance * this.#lengths.length)] ?? 10;
  }

  note({ event, at }: Recorded<HallEvent>): void {
    switch (event.type) {
      case 'DayOpened':
        this.#seats.clear();
        return;
      case 'CounterOpened':
        this.#back(event.counter, at);
        this.#seats.set(event.counter, { staff: event.staff, since: at, closedAt: null, leftAt: null });
        return;
      case 'CounterPaused':
        return this.#leave(event.counter, at);
      case 'CounterResumed':
        return this.#back(event.counter, at);
      case 'CounterClosed':
        return this.#stop(event.counter, at);
      case 'StaffWentAway':
        for (const [counter, seat] of this.#seats) if (seat.staff === event.staff) this.#leave(counter, at);
        return;
      case 'StaffCameBack':
        for (const [counter, seat] of this.#seats)
          if (seat.staff === event.staff && seat.since !== null) this.#back(counter, at);
    }
  }

  /** Going away for long closes the counter at the same moment: that is told apart from the end of a shift. */
  #leave(counter: number, at: number): void {
    const seat = this.#seats.get(counter);
    if (seat === undefined || seat.leftAt !== null || (seat.since === null && seat.closedAt !== at)) return;
    if (seat.since !== null) this.#minutes += (at - seat.since) / minuteMs;
    this.#exits += 1;
    seat.leftAt = at;
  }

  #stop(counter: number, at: number): void {
    const seat = this.#seats.get(counter);
    if (seat === undefined) return;
    if (seat.leftAt === null && seat.since !== null) this.#minutes += (at - seat.since) / minuteMs;
    seat.since = null;
    seat.closedAt = at;
  }

  #back(counter: number, at: number): void {
    const seat = this.#seats.get(counter);
    if (seat === undefined || seat.leftAt === null) return;
    const minutes = Math.min(longestMinutes, (at - seat.leftAt) / minuteMs);
    if (this.#lengths.length < lengthsMost) this.#lengths.push(minutes);
    else this.#lengths[this.#next] = minutes;
    this.#next = (this.#next + 1) % lengthsMost;
    seat.leftAt = null;
    seat.since = at;
  }
}
