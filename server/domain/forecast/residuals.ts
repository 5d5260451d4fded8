import type { WaitRange } from '../../contract/ticket.ts';

const minuteMs = 60_000;
/** Upper ends of the bands that are corrected apart, minutes: short and long waits err differently. */
const bandEnds = [5, 15, 40] as const;
/** How far one true wait moves its band: little, because an hour with long waits tells of all its errors at once. */
const step = 0.008;
const shiftMost = 1;
/** The plays know nothing of what they have not been taught, so that their ranges are a little too narrow at first. */
const firstShift = 0.05;
/** Added before scaling, so that a range near zero can widen too; minutes. */
const floorMinutes = 2;
/** Waits whose end is not known yet; more are never open on one day. */
const openMost = 20_000;

interface Shift {
  lower: number;
  upper: number;
}

/** A range as told, and the band by which it was corrected; null for one that needs none, because somebody is free. */
export interface Corrected {
  told: WaitRange;
  band: number | null;
}

/** A played range that ends sooner says that somebody is free, minutes. */
const atOnceMinutes = 0.5;

/**
 * Holds the told range to its promise (adaptive conformal inference, Gibbs and Candès 2021): each true wait above its
 * range widens its band upwards, each one inside narrows it a little, so that in the long run a tenth lies above and a
 * tenth below. Where the range begins at zero nothing can lie below, and a fifth may lie above.
 */
export class Residuals {
  readonly #bands: Shift[] = Array.from({ length: bandEnds.length + 1 }, () => ({
    lower: -firstShift,
    upper: firstShift,
  }));
  readonly #open = new Map<string, { told: WaitRange; band: number; at: number }>();

  /** The range to tell for one that was played, minutes; whole minutes with `low <= high`. */
  correct(lowMinutes: number, highMinutes: number): Corrected {
    if (highMinutes < atOnceMinutes) return { told: { lowMinutes: 0, highMinutes: 1 }, band: null };
    const band = bandOf(highMinutes);
    const { lower, upper } = this.#shift(band);
    const high = Math.max(1, Math.ceil((highMinutes + floorMinutes) * Math.exp(upper) - floorMinutes));
    const low = Math.max(0, Math.floor((lowMinutes + floorMinutes) * Math.exp(lower) - floorMinutes));
    return { told: { lowMinutes: Math.min(low, high), highMinutes: high }, band };
  }

  /** A range as it stands on record, where the one that was played is not known any more. */
  asTold(told: WaitRange): Corrected {
    return { told, band: bandOf(told.highMinutes) };
  }

  /** A ticket was taken and told this, at epoch milliseconds. */
  told(ticketId: string, { told, band }: Corrected, at: number): void {
    if (band !== null && this.#open.size < openMost) this.#open.set(ticketId, { told, band, at });
  }

  /** A ticket's first call ends its wait; any further call of it is none of ours. */
  called(ticketId: string, at: number): void {
    const open = this.#open.get(ticketId);
    if (open === undefined) return;
    this.#open.delete(ticketId);
    const waitMinutes = (at - open.at) / minuteMs;
    const shift = this.#shift(open.band);
    const fromZero = open.told.lowMinutes === 0;
    const above = waitMinutes > open.told.highMinutes ? 1 : 0;
    shift.upper = within(shift.upper + step * (above - (fromZero ? 0.2 : 0.1)));
    if (fromZero) return;
    const below = waitMinutes < open.told.lowMinutes ? 1 : 0;
    shift.lower = within(shift.lower + step * (0.1 - below));
  }

  /** A new day: what yesterday left waiting has no end to learn from. */
  forgetOpen(): void {
    this.#open.clear();
  }

  #shift(band: number): Shift {
    const shift = this.#bands[band];
    if (shift === undefined) throw new Error(`there is no band ${band}`);
    return shift;
  }
}

function bandOf(highMinutes: number): number {
  const found = bandEnds.findIndex((end) => highMinutes <= end);
  return found === -1 ? bandEnds.length : found;
}

function within(shift: number): number {
  return Math.max(-shiftMost, Math.min(shiftMost, shift));
}
