import type { RecordLine } from '../fairness/ledger.ts';

/** A stretch of time; epoch milliseconds, `until` not included. */
export interface Span {
  from: number;
  until: number;
}

/** A stretch in which somebody was ready to serve at a counter. */
export interface Manned extends Span {
  counter: number;
  staff: string;
  /** It ended because its clerk paused or went away, and not because the shift was over. */
  left: boolean;
}

interface Person {
  signedIn: boolean;
  away: boolean;
  silent: boolean;
  /** At hand since, or null. */
  since: number | null;
}

const open = Number.POSITIVE_INFINITY;

/** Who was in the hall, and who was at which counter, from the record of one day. */
export class Presence {
  /** Ready to serve, by the time of beginning. */
  readonly manned: Manned[] = [];
  readonly #atHand = new Map<string, Span[]>();
  readonly #people = new Map<string, Person>();
  readonly #counters = new Map<number, { staff: string; paused: boolean; now: Manned | null }>();

  note({ type, event, at }: RecordLine): void {
    const staff = event.staff as string;
    switch (type) {
      case 'CounterOpened':
        this.#counters.set(event.counter as number, { staff, paused: false, now: null });
        this.#person(staff, at, {});
        break;
      case 'CounterClosed': {
        const closed = this.#counters.get(event.counter as number);
        if (closed?.now != null) closed.now.until = at;
        this.#counters.delete(event.counter as number);
        if (closed !== undefined) this.#person(closed.staff, at, {});
        break;
      }
      case 'CounterPaused':
      case 'CounterResumed': {
        const counter = this.#counters.get(event.counter as number);
        if (counter !== undefined) counter.paused = type === 'CounterPaused';
        if (counter?.now != null) counter.now.left = counter.paused;
        break;
      }
      case 'StaffSignedIn':
        this.#person(staff, at, { signedIn: true, silent: false });
        break;
      case 'StaffSignedOut':
        this.#person(staff, at, { signedIn: false, silent: false });
        break;
      case 'StaffWentAway':
      case 'StaffCameBack':
        this.#person(staff, at, { away: type === 'StaffWentAway' });
        if (type === 'StaffWentAway') this.#leave(staff, at);
        break;
      case 'StaffFellSilent':
      case 'StaffHeardAgain':
        this.#person(staff, at, { silent: type === 'StaffFellSilent' });
        break;
      default:
        return;
    }
    this.#settle(at);
  }

  /** Since when a person has not been at hand at a moment, or null when they were. */
  goneSince(staff: string, at: number, from: number): number | null {
    let gone = from;
    for (const span of this.#atHand.get(staff) ?? []) {
      if (span.from > at) break;
      if (span.until > at) return null;
      gone = Math.max(from, span.until);
    }
    return gone;
  }

  /** Moments at which a person came or went. */
  turns(staff: string): number[] {
    return (this.#atHand.get(staff) ?? []).flatMap(({ from, until }) => (until === open ? [from] : [from, until]));
  }

  #person(id: string, at: number, change: Partial<Person>): void {
    const person = this.#people.get(id) ?? { signedIn: false, away: false, silent: false, since: null };
    Object.assign(person, change);
    this.#people.set(id, person);
    const seated = [...this.#counters.values()].some((counter) => counter.staff === id);
    const isHere = (person.signedIn || seated) && !person.away && !person.silent;
    const spans = this.#atHand.get(id) ?? [];
    const last = spans.at(-1);
    if (isHere && person.since === null) spans.push({ from: at, until: open });
    else if (!isHere && person.since !== null && last !== undefined) last.until = at;
    person.since = isHere ? (person.since ?? at) : null;
    this.#atHand.set(id, spans);
  }

  /** Whoever goes away for long has the counter closed at the same moment. */
  #leave(staff: string, at: number): void {
    for (let index = this.manned.length - 1; index >= 0; index -= 1) {
      const manned = this.manned[index];
      if (manned?.staff !== staff) continue;
      if (manned.until >= at) manned.left = true;
      return;
    }
  }

  /** Begins and ends the stretches in which counters were manned. */
  #settle(at: number): void {
    for (const [no, counter] of this.#counters) {
      const ready = !counter.paused && this.#people.get(counter.staff)?.since != null;
      if (ready && counter.now === null) {
        counter.now = { counter: no, staff: counter.staff, from: at, until: open, left: false };
        this.manned.push(counter.now);
      } else if (!ready && counter.now !== null) {
        counter.now.until = at;
        counter.now = null;
      }
    }
  }
}
