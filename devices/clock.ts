/** Time as drivers see it, so that a test can turn the hands. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls `action` once after `milliseconds`; the returned function calls it off. */
  after(milliseconds: number, action: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (milliseconds, action) => {
    const timer = setTimeout(action, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** Resolves after `milliseconds` on this clock. */
export function pause(clock: Clock, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    clock.after(milliseconds, resolve);
  });
}
