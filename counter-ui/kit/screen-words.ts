import type { Text } from '../../server/contract/texts/define.ts';
import { screenTexts } from '../../server/contract/texts/screens.ts';
import { t } from './text.ts';

const words: Record<string, Text> = screenTexts;

/** `叫号大屏 north`, `3 号窗口屏`. */
export function screenWords(screen: string): string {
  const [page = '', place = ''] = screen.split('/');
  const text = words[page];
  if (text === undefined) return screen;
  const filled = t(text, { place });
  return (text.zh.includes('{place}') ? filled : `${filled} ${place}`).trim();
}

export function screenTrouble(reason: string): string {
  const text = words[reason];
  return text === undefined ? reason : t(text);
}
