import type { Slip, Ticket } from './ticket.ts';

/** A ticket waits for other counters than the paper in its holder's hand names. */
export interface MovedAway {
  /** When it was moved last, epoch milliseconds. */
  since: number;
  /** What the paper says. */
  paper: readonly number[];
  counters: readonly number[];
}

const lost: readonly Slip['status'][] = ['failed', 'expired'];

/** The slip that replaces the old one after the last move and that came out, may have or still will. */
function replacement({ moved, slips }: Ticket): Slip | undefined {
  if (moved === null) return undefined;
  return slips.find((slip) => slip.replaces?.since === moved.since && !lost.includes(slip.status));
}

/** Whoever comes back to a counter that the paper names needs no other paper. */
export function noteMoved(ticket: Ticket, told: readonly number[], counters: readonly number[], since: number): void {
  const before = ticket.moved;
  const paper = before === null ? told : replacement(ticket) === undefined ? before.paper : before.counters;
  ticket.moved = counters.some((counter) => paper.includes(counter)) ? null : { since, paper, counters };
}

/** The move that the holder of a waiting ticket is told of, or null. */
export function movedNow(ticket: Ticket): MovedAway | null {
  return ticket.standing.status === 'waiting' ? ticket.moved : null;
}

/** Whether a new slip may be printed: one for each move, and another only where that one did not come out. */
export function newSlipFree(ticket: Ticket): boolean {
  return movedNow(ticket) !== null && replacement(ticket) === undefined;
}
