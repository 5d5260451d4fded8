import { t } from '../../counter-ui/kit/text.ts';
import type { HallCard, ItemCard } from '../../server/contract/catalogue.ts';
import { noticeTexts as texts } from '../../server/contract/texts/notices.ts';

function days(item: ItemCard, count: number): string {
  return t(item.limitUnit === 'Z' ? texts.naturalDays : texts.workingDays, { days: count });
}

/** `承诺 15 个工作日`, `当场办结`. */
export function promisedWords(item: ItemCard): string {
  return item.promisedDays === 0 ? t(texts.onTheSpot) : t(texts.promised, { limit: days(item, item.promisedDays) });
}

export function legalWords(item: ItemCard): string {
  return t(texts.legal, { limit: days(item, item.legalDays) });
}

export function feeWords(item: ItemCard): string {
  if (item.fee === 0) return item.feeNote ?? t(texts.free);
  const amount = t(texts.yuan, { fee: item.fee });
  return item.feeNote === undefined ? amount : `${amount}（${item.feeNote}）`;
}

/** Without the note, where there is little room: `400 元`. */
export function feeInShort(item: ItemCard): string {
  return item.fee === 0 ? t(texts.free) : t(texts.yuan, { fee: item.fee });
}

/** Who decides: the body that the item names, another deciding body, else the department itself. */
export function decidesWords(item: ItemCard, departments: HallCard['departments']): string {
  const body = departments.find(({ code }) => code === item.decidingBody)?.name;
  return item.decidedBy ?? body ?? item.departmentName;
}

export function whereWords(item: ItemCard): string {
  if (item.counters.length === 0) return t(texts.notHere, { department: item.departmentName });
  return t(texts.counter, { counter: item.counters.join('、') });
}
