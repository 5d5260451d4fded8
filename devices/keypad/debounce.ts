import type { PadKey } from '../../server/contract/device.ts';

/** Lets a key through once and then not again until it has been still for a time, so that a held key counts once. */
export class Debounce {
  readonly #stillMs: number;
  readonly #lastAt = new Map<PadKey, number>();

  constructor(stillMs: number) {
    this.#stillMs = stillMs;
  }

  /** True when this is a press of its own. `now` in milliseconds. */
  lets(key: PadKey, now: number): boolean {
    const lastAt = this.#lastAt.get(key);
    this.#lastAt.set(key, now);
    return lastAt === undefined || now - lastAt >= this.#stillMs;
  }
}
