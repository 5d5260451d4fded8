/** Seconds in bins that grow with them: below 32 each second has its own, above it a bin is at most 1/16 wide. */
const exactBits = 4;

export function binOf(seconds: number): number {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 2 ** (exactBits + 1)) return whole;
  const shift = Math.floor(Math.log2(whole)) - exactBits;
  return shift * 2 ** exactBits + Math.floor(whole / 2 ** shift);
}

/** The middle of a bin; off by 3 % at most from any of the seconds in it. */
export function secondsOf(bin: number): number {
  if (bin < 2 ** (exactBits + 1)) return bin;
  const shift = Math.floor(bin / 2 ** exactBits) - 1;
  const least = (bin - shift * 2 ** exactBits) * 2 ** shift;
  return least + (2 ** shift - 1) / 2;
}

/** Count, sum and longest, then pairs of bin and count: what a tally looks like in a row of a day's figures. */
export type StoredTally = number[];

/** Lengths of time in seconds, added up so that those of many days can be added again and still tell a percentile. */
export class Tally {
  count = 0;
  sum = 0;
  longest = 0;
  readonly #bins = new Map<number, number>();

  note(seconds: number): void {
    const length = Math.max(0, Math.round(seconds));
    this.count += 1;
    this.sum += length;
    this.longest = Math.max(this.longest, length);
    this.#put(binOf(length), 1);
  }

  #put(bin: number, count: number): void {
    this.#bins.set(bin, (this.#bins.get(bin) ?? 0) + count);
  }

  add(stored: StoredTally): void {
    this.count += stored[0] ?? 0;
    this.sum += stored[1] ?? 0;
    this.longest = Math.max(this.longest, stored[2] ?? 0);
    for (let at = 3; at + 1 < stored.length; at += 2) this.#put(stored[at] ?? 0, stored[at + 1] ?? 0);
  }

  stored(): StoredTally {
    const pairs = [...this.#bins].sort(([left], [right]) => left - right).flat();
    return [this.count, this.sum, this.longest, ...pairs];
  }

  /** Seconds; null where nothing was noted. */
  get mean(): number | null {
    return this.count === 0 ? null : this.sum / this.count;
  }

  /** The nearest rank: so long or shorter was the given share of all. Null where nothing was noted. */
  quantile(share: number): number | null {
    if (this.count === 0) return null;
    let left = Math.max(1, Math.ceil(share * this.count));
    for (const [bin, count] of [...this.#bins].sort(([one], [other]) => one - other)) {
      left -= count;
      if (left <= 0) return Math.min(secondsOf(bin), this.longest);
    }
    return this.longest;
  }
}
