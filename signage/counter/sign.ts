import type { IconName } from '../../counter-ui/kit/pictogram/drawings.ts';
import type { CounterSign } from '../../server/contract/device.ts';

const flashMs = 10_000;
/** A call found on switching on flashes only while it is this young. */
const freshMs = 20_000;

/** Which call flashes and until when, by this machine's clock. */
export interface Flash {
  callSeq: number;
  until: number;
}

/**
 * Follows the sign's calls: each new sequence number flashes for ten seconds, a recall again; what was called long before
 * the display came up stands still. `serverNow` and `now` are the two clocks at the same moment, milliseconds.
 */
export function followFlash(flash: Flash | null, sign: CounterSign, serverNow: number, now: number): Flash | null {
  if (sign.state !== 'calling') return null;
  if (flash !== null && sign.callSeq <= flash.callSeq) return flash;
  const isFresh = serverNow - sign.calledAt < freshMs;
  return { callSeq: sign.callSeq, until: isFresh ? now + flashMs : now };
}

/** A picture for each reason of a pause in the sample hall; any other reason shows an empty chair (rule D5). */
const reasonIcons: Record<string, IconName> = {
  water: 'coffee',
  papers: 'files',
  meeting: 'users-group',
  site: 'walk',
  meal: 'bowl-chopsticks',
  machine: 'tool',
};
export const reasonIcon = (reason: string): IconName => reasonIcons[reason] ?? 'armchair';
