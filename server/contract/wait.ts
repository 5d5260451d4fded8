import type { WaitRange } from './ticket.ts';

/** One figure between the ends of a range: waiting times are skewed, so their middle is the geometric one. */
export function aboutMinutes({ lowMinutes, highMinutes }: WaitRange): number {
  const middle = lowMinutes > 0 ? Math.sqrt(lowMinutes * highMinutes) : highMinutes / 2;
  const rounded = middle < 10 ? Math.round(middle) : Math.round(middle / 5) * 5;
  return Math.max(1, lowMinutes, Math.min(rounded, highMinutes));
}

/** A wait that ends below this many minutes is told as 马上. */
export const soonMinutes = 5;
