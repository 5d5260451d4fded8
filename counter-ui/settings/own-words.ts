import { keepingPageTexts as texts } from '../../server/contract/texts/settings-pages.ts';
import { t } from '../kit/text.ts';

const braces = (words: string) => [...new Set(words.match(/\{\w+\}/g) ?? [])].sort();

/** Why words of one's own cannot stand for the usual ones; empty when they can. */
export function bracesProblem(usual: string, own: string): string {
  if (own.trim() === '') return t(texts.bothNeeded);
  const [wanted, found] = [braces(usual), braces(own)];
  if (wanted.join() === found.join()) return '';
  return wanted.length === 0 ? t(texts.noBraces) : t(texts.bracesWrong, { names: wanted });
}
