import type { Recorded } from '../contract/events.ts';

/**
 * Reads an event of an older release in today's form. The journal itself keeps the old text. Every form recorded so
 * far is still today's.
 */
export function upcast(recorded: Recorded): Recorded {
  return recorded;
}
