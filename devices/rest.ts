import type { Clock } from './clock.ts';

/** The one place where a driver's loop waits, and from where it is called back. */
export class Rest {
  readonly #clock: Clock;
  #wake: ((always: boolean) => void) | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Resolves after the time, or without end where it is null. `wake` ends it early only where `wakeable` says that this
   * cannot lead to hammering.
   */
  take(milliseconds: number | null, wakeable: boolean): Promise<void> {
    return new Promise((resolve) => {
      const finish = () => {
        callOff?.();
        this.#wake = null;
        resolve();
      };
      const callOff = milliseconds === null ? null : this.#clock.after(milliseconds, finish);
      this.#wake = (always) => {
        if (wakeable || always) finish();
      };
    });
  }

  /** There is news. */
  wake(): void {
    this.#wake?.(false);
  }

  /** Ends any rest, as when the driver stops. */
  end(): void {
    this.#wake?.(true);
  }
}
