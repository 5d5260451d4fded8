import type { SpeechJob } from '../../server/contract/device.ts';

/** Load rule D7, seconds of speech a minute: above the first the repeat is left out, above the second calls are merged. */
export const loadWithoutRepeats = 42;
export const loadWithMerging = 54;
const loadWindowMs = 60_000;
/** Longer announcements are no longer taken in by ear. */
const mergedMost = 4;
const waitingMost = 100;

export interface QueueRules {
  /** Readings of each call in all. */
  repeat: number;
  /** From the end of one reading to the start of the next. */
  repeatGapSeconds: number;
}

/** One reading to be given now: of one call, or of several under one chime. */
export interface Reading {
  calls: readonly SpeechJob[];
  /** 1 for the first reading. */
  no: number;
}

export type QueueOutcome = { id: number; outcome: 'spoken' | 'dropped'; detail?: string };

interface Repeat {
  call: SpeechJob;
  no: number;
  dueAt: number;
}

interface Spoken {
  startedAt: number;
  endedAt: number;
}

/**
 * The one ordered queue of a loudspeaker zone. Pure: it holds no timer, the caller says what time it is and what became
 * of each reading. First readings go before repeats, in the order of the calls; every call comes out exactly once, as
 * `spoken` when its first reading ended or as `dropped`.
 */
export class SpeechQueue {
  readonly #rules: QueueRules;
  #waiting: SpeechJob[] = [];
  #repeats: Repeat[] = [];
  #reading: Reading | null = null;
  #startedAt = 0;
  /** The call in the running reading that was withdrawn. */
  #withdrawn = new Set<number>();
  #spoken: Spoken[] = [];
  #secondsPerReading = 6;
  #outcomes: QueueOutcome[] = [];

  constructor(rules: QueueRules) {
    this.#rules = rules;
  }

  /** Calls that have not been read yet. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Outcomes since the last time, oldest first. */
  takeOutcomes(): QueueOutcome[] {
    return this.#outcomes.splice(0);
  }

  /** Takes a call; one that is already here is ignored. A recall takes the place of what is left of the earlier call. */
  offer(call: SpeechJob): void {
    const here = [...this.#waiting, ...(this.#reading?.calls ?? []), ...this.#repeats.map((repeat) => repeat.call)];
    if (here.some(({ id }) => id === call.id)) return;
    const same = (other: SpeechJob) => call.number !== '' && other.number === call.number && other.id < call.id;
    for (const older of this.#waiting.filter(same)) this.#drop(older, 'recalled');
    this.#repeats = this.#repeats.filter((repeat) => !same(repeat.call));
    this.#waiting.push(call);
    // A notice that counters changed waits until nobody is called.
    this.#waiting.sort((a, b) => (a.moved ? 1 : 0) - (b.moved ? 1 : 0) || a.id - b.id);
    const [oldest] = this.#waiting;
    if (this.#waiting.length > waitingMost && oldest) this.#drop(oldest, 'overflow');
  }

  /** Takes a call back. True when it is being read now, alone: the caller then silences the loudspeaker. */
  withdraw(id: number): boolean {
    this.#repeats = this.#repeats.filter((repeat) => repeat.call.id !== id);
    const call = this.#waiting.find((waiting) => waiting.id === id);
    if (call) this.#drop(call, 'withdrawn');
    if (!this.#reading?.calls.some((reading) => reading.id === id)) return false;
    this.#withdrawn.add(id);
    return this.#reading.calls.every((reading) => this.#withdrawn.has(reading.id));
  }

  /** Seconds of speech in the last minute and the next, as far as it is known: what was spoken and what waits. */
  loadSeconds(now: number): number {
    const from = now - loadWindowMs;
    this.#spoken = this.#spoken.filter(({ endedAt }) => endedAt > from);
    const spokenMs = this.#spoken.reduce((sum, part) => sum + part.endedAt - Math.max(part.startedAt, from), 0);
    const runningMs = this.#reading ? now - this.#startedAt : 0;
    return (spokenMs + runningMs) / 1000 + this.#waiting.length * this.#secondsPerReading;
  }

  /** The reading to begin now, or how long there is nothing to do (null: until a call comes). One reading at a time. */
  next(now: number): { reading: Reading } | { waitMs: number | null } {
    if (this.#reading) return { waitMs: null };
    for (const late of this.#waiting.filter(({ expiresAt }) => expiresAt < now)) this.#drop(late, 'expired');
    const load = this.loadSeconds(now);
    this.#leaveOutRepeats(now, load);
    if (load > loadWithoutRepeats)
      for (const notice of this.#waiting.filter(({ moved }) => moved)) this.#drop(notice, 'load');
    const calls = this.#waiting.splice(0, load > loadWithMerging ? this.#mergeable() : 1);
    if (calls.length > 0) return { reading: this.#begin({ calls, no: 1 }, now) };
    const due = this.#repeats.filter(({ dueAt }) => dueAt <= now)[0];
    if (due) {
      this.#repeats = this.#repeats.filter((repeat) => repeat !== due);
      return { reading: this.#begin({ calls: [due.call], no: due.no }, now) };
    }
    const [first] = this.#repeats;
    return { waitMs: first ? first.dueAt - now : null };
  }

  /** The running reading ended: `completed`, or with the reason why it was cut off or never sounded. */
  ended(result: 'completed' | string, now: number): void {
    const reading = this.#reading;
    if (!reading) return;
    this.#reading = null;
    const withdrawn = new Set(this.#withdrawn);
    this.#withdrawn.clear();
    this.#spoken.push({ startedAt: this.#startedAt, endedAt: now });
    if (result === 'completed' && reading.calls.length === 1) this.#secondsPerReading = (now - this.#startedAt) / 1000;
    for (const call of reading.calls) {
      if (reading.no === 1) this.#report(call.id, result, withdrawn.has(call.id));
      if (result === 'completed' && !withdrawn.has(call.id)) this.#planRepeat(reading, call, now);
    }
  }

  #report(id: number, result: string, withdrawn: boolean): void {
    if (result === 'completed') this.#outcomes.push({ id, outcome: 'spoken' });
    else this.#outcomes.push({ id, outcome: 'dropped', detail: withdrawn ? 'withdrawn' : result });
  }

  /** A call that was read with others is not read again: when calls are merged there is no time for it. */
  #planRepeat(reading: Reading, call: SpeechJob, now: number): void {
    if (reading.calls.length > 1 || call.moved || reading.no >= this.#rules.repeat) return;
    const recalled = this.#waiting.some(({ number, id }) => number !== '' && number === call.number && id > call.id);
    if (recalled || this.#repeats.length >= waitingMost) return;
    this.#repeats.push({ call, no: reading.no + 1, dueAt: now + this.#rules.repeatGapSeconds * 1000 });
    this.#repeats.sort((a, b) => a.dueAt - b.dueAt);
  }

  #leaveOutRepeats(now: number, load: number): void {
    const tooLoaded = load + this.#secondsPerReading > loadWithoutRepeats;
    this.#repeats = this.#repeats.filter(({ call, dueAt }) => {
      if (dueAt > now) return true;
      return !tooLoaded && call.expiresAt >= now;
    });
  }

  /** How many of the calls that wait fit under one chime. An announcement is read by itself. */
  #mergeable(): number {
    const first = this.#waiting.findIndex(({ text }) => text !== undefined);
    return Math.max(1, Math.min(mergedMost, first === -1 ? mergedMost : first));
  }

  #begin(reading: Reading, now: number): Reading {
    this.#reading = reading;
    this.#startedAt = now;
    return reading;
  }

  #drop(call: SpeechJob, detail: string): void {
    this.#waiting = this.#waiting.filter((waiting) => waiting !== call);
    this.#outcomes.push({ id: call.id, outcome: 'dropped', detail });
  }
}
