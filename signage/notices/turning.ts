/** Where the wall stands in its pages. Times are milliseconds of this machine's clock. */
export interface Turning {
  at: number;
  /** Since when the page has been up. */
  since: number;
  /** Somebody reads: no page turns by itself before. */
  heldUntil: number;
  /** Somebody pressed "stop here": it stays until told otherwise, or until they have long left. */
  stopped: boolean;
}

/** After a touch the page stays for a minute, and a stopped wall turns again after five. */
const holdMs = 60_000;
const stopMs = 5 * 60_000;

export const firstPage = (now: number): Turning => ({ at: 0, since: now, heldUntil: 0, stopped: false });

export const touched = (turning: Turning, now: number): Turning => ({
  ...turning,
  heldUntil: now + (turning.stopped ? stopMs : holdMs),
});

/** Goes to a page by hand. */
export const goTo = (turning: Turning, at: number, pages: number, now: number): Turning =>
  touched({ ...turning, at: pages === 0 ? 0 : (at + pages) % pages, since: now }, now);

export const stop = (turning: Turning, now: number): Turning => touched({ ...turning, stopped: true }, now);
export const play = (turning: Turning, now: number): Turning => ({
  ...turning,
  stopped: false,
  heldUntil: 0,
  since: now,
});

/** Lets time pass: turns to the next page once this one has been up for `seconds` and nobody holds it. */
export function turn(turning: Turning, pages: number, seconds: number, now: number): Turning {
  if (pages === 0 || now < turning.heldUntil || now - turning.since < seconds * 1000) return turning;
  return { at: (turning.at + 1) % pages, since: now, heldUntil: 0, stopped: false };
}
