export interface ReconnectOptions {
  firstMs?: number;
  mostMs?: number;
  /** Between 0 inclusive and 1 exclusive. */
  random?: () => number;
}

/**
 * How long to wait before the next try: doubling from 1 s to 30 s, each wait shortened by up to a quarter at random so
 * that devices which went down together do not come back in step.
 */
export class Reconnect {
  readonly #firstMs: number;
  readonly #mostMs: number;
  readonly #random: () => number;
  #failures = 0;

  constructor({ firstMs = 1000, mostMs = 30_000, random = Math.random }: ReconnectOptions = {}) {
    this.#firstMs = firstMs;
    this.#mostMs = mostMs;
    this.#random = random;
  }

  /** Milliseconds until the next try; each call counts as one more failure. */
  nextDelayMs(): number {
    const fullMs = Math.min(this.#mostMs, this.#firstMs * 2 ** Math.min(this.#failures, 20));
    this.#failures += 1;
    return Math.round(fullMs * (1 - this.#random() / 4));
  }

  /** The device was reached: the next failure waits the first delay again. */
  succeeded(): void {
    this.#failures = 0;
  }
}
