import { t } from '../counter-ui/kit/text.ts';
import { kioskTexts } from '../server/contract/texts/kiosk.ts';
import type { WaitRange } from '../server/contract/ticket.ts';
import { aboutMinutes, soonMinutes } from '../server/contract/wait.ts';

/** The expected wait as a visitor is told it: a range, or that it is very soon. */
export function waitWords(wait: WaitRange | null): string {
  if (wait === null) return t(kioskTexts.waitUnknown);
  if (wait.highMinutes < soonMinutes) return t(kioskTexts.waitSoon);
  const minutes = aboutMinutes(wait);
  if (wait.lowMinutes === wait.highMinutes) return t(kioskTexts.waitAbout, { minutes });
  return t(kioskTexts.waitRange, { minutes, low: wait.lowMinutes, high: wait.highMinutes });
}
