import type { Text } from '../../server/contract/texts/define.ts';
import { itemFaultTexts, itemPlaceTexts } from '../../server/contract/texts/item-faults.ts';
import { t } from '../kit/text.ts';
import { itemFieldWords } from './item-words.ts';

/** Values of a filled-in English sentence, or null when it is not this text. */
function valuesIn(sentence: string, { en }: Text): Record<string, string> | null {
  const parts = en.split(/\{(\w+)\}/);
  const names = parts.filter((_, index) => index % 2 === 1);
  const literal = (part: string) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const pattern = parts.map((part, index) => (index % 2 === 1 ? '([\\s\\S]*?)' : literal(part))).join('');
  const match = new RegExp(`^${pattern}$`).exec(sentence);
  return match === null ? null : Object.fromEntries(names.map((name, index) => [name, match[index + 1] ?? '']));
}

function inOwnLanguage(sentence: string, texts: Record<string, Text>): string | null {
  for (const text of Object.values(texts)) {
    // A text with a list in braces is compared as it stands.
    const values = sentence === text.en ? {} : valuesIn(sentence, text);
    if (values !== null) return t(text, values);
  }
  return null;
}

/** What is wrong with an item, in the language of the screen; words that nobody foresaw stay as the server said them. */
export const faultWords = (message: string) => inOwnLanguage(message, itemFaultTexts) ?? message;

/** Where a mistake stands, in the language of the screen; elements of JSON by their own names. */
export function placeWords(path: string): string {
  return (inOwnLanguage(path, itemPlaceTexts) ?? path).replace(
    /items\[(\d+)\](\/\w+)?/,
    (_whole, index: string, element = '') =>
      [`#${Number(index) + 1}`, itemFieldWords(element.slice(1))].filter((part) => part !== '').join(' '),
  );
}
