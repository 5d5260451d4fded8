import type { TicketBrief } from '../../server/contract/ticket.ts';

/** Seconds of a visit as the terminal shows them; null where that part has not begun. */
export interface TicketTimes {
  waitedSeconds: number;
  sinceCallSeconds: number | null;
  sinceStartSeconds: number | null;
}

const secondsBetween = (from: string, toMs: number) => Math.max(0, (toMs - Date.parse(from)) / 1000);

/** `nowMs` is the server's clock. The wait ends with the call. */
export function ticketTimes(ticket: TicketBrief, nowMs: number): TicketTimes {
  const calledMs = ticket.calledAt === null ? nowMs : Date.parse(ticket.calledAt);
  return {
    waitedSeconds: secondsBetween(ticket.takenAt, calledMs),
    sinceCallSeconds: ticket.calledAt === null ? null : secondsBetween(ticket.calledAt, nowMs),
    sinceStartSeconds: ticket.startedAt === null ? null : secondsBetween(ticket.startedAt, nowMs),
  };
}

export type Nudge = 'none' | 'recall' | 'again' | 'no-show';

/** Rule C5: remind at 30 s, again at 60 s, offer the no-show key at 90 s; nothing happens by itself. */
export function nudgeAfter(sinceCallSeconds: number): Nudge {
  if (sinceCallSeconds >= 90) return 'no-show';
  if (sinceCallSeconds >= 60) return 'again';
  if (sinceCallSeconds >= 30) return 'recall';
  return 'none';
}

/** A ticket finished this soon after its call was perhaps never there (rule C5). */
export const hastyFinishSeconds = 15;

/** Whole seconds left of an offer, rounded up so that the last second still reads 1; null means all day. */
export function secondsLeft(until: string | null, nowMs: number): number | null {
  return until === null ? null : Math.max(0, Math.ceil((Date.parse(until) - nowMs) / 1000));
}
