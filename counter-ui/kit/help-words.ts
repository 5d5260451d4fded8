import type { HelpPlace } from '../../server/contract/help-call.ts';
import { helpTexts as texts } from '../../server/contract/texts/help.ts';
import { t } from './text.ts';

/** `取号机 1`, `12 号窗口`, `屏幕 guide-1`. */
export function placeWords({ kind, id }: HelpPlace): string {
  if (kind === 'kiosk') return t(texts.kiosk, { id: id.replace(/^kiosk-/, '') });
  return t(kind === 'counter' ? texts.counter : texts.screen, { id });
}
