import { type Elsewhere, Item, type Material } from '../../server/contract/item.ts';
import type { Text } from '../../server/contract/texts/define.ts';
import { itemPageTexts as texts } from '../../server/contract/texts/settings-items.ts';
import { t } from '../kit/text.ts';
import { sameValue } from './differences.ts';
import { valueWords } from './field-words.ts';

/** An element that is not the same in two versions. */
export interface ItemDifference {
  element: string;
  before: unknown;
  after: unknown;
}

const fields: Readonly<Record<string, Text>> = texts;

export function itemFieldWords(element: string): string {
  const text = fields[element];
  return text === undefined ? element : t(text);
}

/** Elements in which two versions differ, in the order of the form; all that are set where there was none before. */
export function itemDifferences(before: Item | null, after: Item | null): ItemDifference[] {
  const value = (item: Item | null, key: string) => (item as Record<string, unknown> | null)?.[key];
  return Object.keys(Item.properties)
    .map((element) => ({ element, before: value(before, element), after: value(after, element) }))
    .filter((each) => !(each.before === each.after || bothEmpty(each) || sameElement(each)));
}

const isEmpty = (value: unknown) => value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
const bothEmpty = ({ before, after }: ItemDifference) => isEmpty(before) && isEmpty(after);
const sameElement = ({ before, after }: ItemDifference) =>
  before !== undefined && after !== undefined && sameValue(before, after);

/** An element's value as a person reads it. */
export function itemValueWords(element: string, value: unknown): string {
  if (value === undefined || value === null) return valueWords(value);
  if (element === 'materials') return (value as Material[]).map(materialWords).join('；') || valueWords([]);
  if (element === 'elsewhere') {
    const { where, when, how, phone } = value as Elsewhere;
    return [where, when, how, phone].filter((part) => part !== undefined).join('；');
  }
  if (element === 'prerequisitesAnyOf') return groupWords(value as string[][]);
  if (element === 'kind') return itemFieldWords(String(value));
  if (element === 'limitUnit') return t(value === 'Z' ? texts.unitNatural : texts.unitWorking);
  return Array.isArray(value) ? value.join('、') || valueWords([]) : valueWords(value);
}

function materialWords({ name, form, shared, sourceItem, source }: Material): string {
  const parts = [
    t(texts[form]),
    source === undefined ? '' : t(texts[source]),
    shared ? t(texts.shared) : '',
    sourceItem ?? '',
  ];
  return `${name}（${parts.filter((part) => part !== '').join('，')}）`;
}

/** Groups of which one each is needed: `GS02/GS05 FG01`. */
export const groupWords = (groups: readonly (readonly string[])[]) => groups.map((group) => group.join('/')).join(' ');

export function groupsOf(words: string): string[][] {
  const groups = words.toUpperCase().split(/[\s、，,]+/);
  return groups.map((group) => group.split('/').filter((code) => code !== '')).filter((group) => group.length > 0);
}
