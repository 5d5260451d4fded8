import type { JobOutcome } from '../server/contract/device.ts';
import type { Clock } from './clock.ts';
import { Reconnect } from './wire/reconnect.ts';

const PENDING_MOST = 5000;

export interface DeliveriesParts {
  clock: Clock;
  random(): number;
  report(outcome: JobOutcome, deviceId: string): Promise<void>;
  log(line: string): void;
}

/** Outcomes on their way to the server: each is offered again, from 1 s to 30 s apart, until it was taken. */
export class Deliveries {
  readonly #parts: DeliveriesParts;
  readonly #pending = new Set<Promise<void>>();
  readonly #wakes = new Set<() => void>();
  #stopped = false;

  constructor(parts: DeliveriesParts) {
    this.#parts = parts;
  }

  /** How many outcomes the server does not have yet. */
  get waiting(): number {
    return this.#pending.size;
  }

  deliver(outcome: JobOutcome, deviceId: string): void {
    if (this.#pending.size >= PENDING_MOST) {
      this.#parts.log(`${deviceId}: outcome ${outcome.outcome} of job ${outcome.id} is lost, too many are waiting`);
      return;
    }
    const delivery: Promise<void> = this.#untilTaken(outcome, deviceId).finally(() => this.#pending.delete(delivery));
    this.#pending.add(delivery);
  }

  async #untilTaken(outcome: JobOutcome, deviceId: string): Promise<void> {
    const retry = new Reconnect({ random: () => this.#parts.random() });
    for (;;) {
      try {
        await this.#parts.report(outcome, deviceId);
        return;
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        this.#parts.log(`${deviceId}: outcome of job ${outcome.id} was not taken: ${reason}`);
      }
      if (this.#stopped) return;
      await this.#pauseOrStop(retry.nextDelayMs());
    }
  }

  #pauseOrStop(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        callOff();
        this.#wakes.delete(wake);
        resolve();
      };
      const callOff = this.#parts.clock.after(milliseconds, wake);
      this.#wakes.add(wake);
    });
  }

  /** Offers each waiting outcome one last time. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const wake of [...this.#wakes]) wake();
    await Promise.all([...this.#pending]);
  }
}
