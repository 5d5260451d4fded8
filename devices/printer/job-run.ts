import type { Clock } from '../clock.ts';
import type { Wire } from '../wire/wire.ts';
import {
  type Barrier,
  type JobEffect,
  type JobInput,
  type JobPlan,
  type JobResult,
  type JobState,
  type JobStep,
  startJob,
  stepJob,
} from './job-machine.ts';
import { askQueued, askStatus, type StatusAnswers, StatusReader } from './status.ts';

export interface JobRunParts {
  clock: Clock;
  /** Open. */
  wire: Wire;
  plan: JobPlan;
  slip: Uint8Array;
  recovery: Uint8Array;
  /** Resolves when the record says that the slip may leave; rejects when it must not. */
  begin(): Promise<void>;
  /** A GS r was sent (1) or answered (-1), or those owed were given up (0). */
  onQueued(change: 1 | -1 | 0): void;
}

/** How a job ended, and what was learned of the printer. */
export interface JobEnd {
  outcome: JobResult;
  answers: StatusAnswers;
  barrier: Barrier;
  /** True when the recovery bytes were sent. */
  recovered: boolean;
}

/** Plays the job machine on a wire: turns what happens into inputs and carries out the effects. Never rejects. */
export function runJob(parts: JobRunParts): Promise<JobEnd> {
  return new Promise((resolve) => {
    new JobRun(parts, resolve).take(startJob(parts.plan));
  });
}

class JobRun {
  readonly #parts: JobRunParts;
  readonly #resolve: (end: JobEnd) => void;
  readonly #reader = new StatusReader();
  readonly #stopListening: (() => void)[];
  #state: JobState | null = null;
  #callOff: (() => void) | null = null;
  #recovered = false;

  constructor(parts: JobRunParts, resolve: (end: JobEnd) => void) {
    this.#parts = parts;
    this.#resolve = resolve;
    this.#stopListening = [
      parts.wire.onBytes((bytes) => this.#hear(bytes)),
      parts.wire.onClose(() => this.#input({ kind: 'closed' })),
    ];
  }

  #hear(bytes: Uint8Array): void {
    for (const sign of this.#reader.feed(bytes)) {
      if (sign.kind === 'queued') this.#parts.onQueued(-1);
      this.#input({ kind: 'sign', sign });
    }
  }

  #input(input: JobInput): void {
    if (!this.#state || this.#state.phase === 'done') return;
    this.take(stepJob(this.#parts.plan, this.#state, input, this.#parts.clock.now()));
  }

  take(step: JobStep): void {
    this.#state = step.state;
    if (step.wakeMs !== 'keep') this.#setTimer(step.wakeMs);
    if (step.state.phase === 'done') {
      for (const stop of this.#stopListening) stop();
      const { outcome, answers, barrier } = step.state;
      this.#resolve({ outcome, answers, barrier, recovered: this.#recovered });
      return;
    }
    for (const effect of step.effects) this.#perform(effect);
  }

  #setTimer(wakeMs: number | null): void {
    this.#callOff?.();
    this.#callOff = wakeMs === null ? null : this.#parts.clock.after(wakeMs, () => this.#input({ kind: 'timeout' }));
  }

  #perform(effect: JobEffect): void {
    const { wire, slip, recovery, begin, onQueued } = this.#parts;
    switch (effect.kind) {
      case 'ask':
        this.#send(askStatus(effect.question));
        return;
      case 'recover':
        this.#recovered = true;
        this.#send(recovery);
        return;
      case 'sync':
      case 'ask-barrier':
        onQueued(1);
        this.#send(askQueued);
        return;
      case 'begin':
        onQueued(0);
        begin().then(
          () => this.#input({ kind: 'begun' }),
          () => this.#input({ kind: 'begin-refused' }),
        );
        return;
      case 'send-slip':
        this.#sendSlip(wire, slip);
        return;
      case 'finish':
        wire.finish().then(
          () => this.#input({ kind: 'finished' }),
          () => this.#input({ kind: 'finish-failed' }),
        );
    }
  }

  #sendSlip(wire: Wire, slip: Uint8Array): void {
    if (!wire.isOpen) {
      this.#input({ kind: 'write-failed', bytesMayHaveLeft: false });
      return;
    }
    wire.write(slip).then(
      () => this.#input({ kind: 'written' }),
      () => this.#input({ kind: 'write-failed', bytesMayHaveLeft: true }),
    );
  }

  #send(bytes: Uint8Array): void {
    this.#parts.wire.write(bytes).catch(() => this.#input({ kind: 'closed' }));
  }
}
