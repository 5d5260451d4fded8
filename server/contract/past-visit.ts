import type { WaitRange } from './ticket.ts';

/** One service period of a day gone by, for learning from. Times are epoch milliseconds. */
export interface PastVisit {
  takenAt: number;
  /** What was told when the number was taken; null for any period but a visit's first. */
  told: WaitRange | null;
  calledAt: number;
  service: string;
  endedAt: number | null;
  outcome: string | null;
}
