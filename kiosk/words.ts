import { t } from '../counter-ui/kit/text.ts';
import { kioskTexts } from '../server/contract/texts/kiosk.ts';
import type { WaitRange } from '../server/contract/ticket.ts';

/** Below this many minutes a visitor had better stay near the counter. */
const soonMinutes = 5;

/** The expected wait as a visitor is told it: a range, or that it is very soon. */
export function waitWords(wait: WaitRange | null): string {
  if (wait === null) return t(kioskTexts.waitUnknown);
  if (wait.highMinutes < soonMinutes) return t(kioskTexts.waitSoon);
  if (wait.lowMinutes === wait.highMinutes) return t(kioskTexts.waitAbout, { minutes: wait.highMinutes });
  return t(kioskTexts.waitRange, { low: wait.lowMinutes, high: wait.highMinutes });
}
