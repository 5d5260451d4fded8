/** A seeded source of chance in [0, 1), by Mulberry32: the same seed plays the same future. */
export function chanceOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A service time whose logarithm is normal; minutes. */
export interface LogNormal {
  mu: number;
  sigma: number;
}

/** A time drawn with chance `u` in [0, 1), given that `spent` minutes of it have passed: always more than that. */
export function drawTime({ mu, sigma }: LogNormal, u: number, spent = 0): number {
  const passed = spent > 0 ? normalShare((Math.log(spent) - mu) / sigma) : 0;
  const share = Math.min(0.9999, Math.max(0.0001, passed + u * (1 - passed)));
  return Math.max(spent, Math.exp(mu + sigma * normalQuantile(share)));
}

/** Share of a standard normal below z, to five digits (Abramowitz and Stegun 26.2.17). */
export function normalShare(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const tail =
    0.3989422804 *
    Math.exp((-z * z) / 2) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return z < 0 ? tail : 1 - tail;
}

/** The z below which a share of a standard normal lies, to three digits (Abramowitz and Stegun 26.2.23). */
export function normalQuantile(share: number): number {
  const least = Math.min(share, 1 - share);
  const t = Math.sqrt(-2 * Math.log(least));
  const z = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  return share < 0.5 ? -z : z;
}
