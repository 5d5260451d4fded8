import { createHmac, timingSafeEqual } from 'node:crypto';
import type { RateCommand } from './contract/rating.ts';
import { Refused } from './contract/refusal.ts';

/**
 * One-time tokens of ratings: one for each opening of a counter's window, one for each ticket's own page. Signed, so that
 * nothing has to be kept: a window that was used, closed or opened anew has no token any more.
 */
export interface RatingTokens {
  ofCounter(counter: number, window: number): string;
  ofTicket(ticketId: string): string;
  /** What the token is for. Throws `wrong-rating-token` where this server did not make it. */
  read(token: string): RateCommand['through'];
}

export function ratingTokens(secret: string): RatingTokens {
  const sign = (text: string) => createHmac('sha256', secret).update(text).digest('base64url').slice(0, 22);
  const signed = (text: string) => `${text}.${sign(text)}`;
  return {
    ofCounter: (counter, window) => signed(`c.${counter}.${window}`),
    ofTicket: (ticketId) => signed(`t.${ticketId}`),
    read(token) {
      const end = token.lastIndexOf('.');
      const text = token.slice(0, Math.max(0, end));
      const given = Buffer.from(token.slice(end + 1));
      const right = Buffer.from(sign(text));
      if (given.length !== right.length || !timingSafeEqual(given, right)) throw new Refused('wrong-rating-token');
      const [kind, first = '', second = ''] = text.split('.');
      return kind === 't' ? { ticketId: first } : { counter: Number(first), window: Number(second) };
    },
  };
}
