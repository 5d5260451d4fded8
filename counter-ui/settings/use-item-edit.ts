import { computed, ref, shallowRef } from 'vue';
import { ApiError } from '../../server/client/api.ts';
import { itemsApi } from '../../server/client/items.ts';
import type { Item } from '../../server/contract/item.ts';
import type { ItemChanged } from '../../server/contract/item-version.ts';
import { itemPageTexts as texts } from '../../server/contract/texts/settings-items.ts';
import { problemWords } from '../kit/problem-words.ts';
import { t } from '../kit/text.ts';
import { faultWords, placeWords } from './fault-words.ts';
import { tidiedItem } from './item-edits.ts';
import { itemDifferences, itemFieldWords } from './item-words.ts';
import { momentWords } from './moment-words.ts';

const copied = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** One item as it is being edited. `start` is what the form begins with; `isNew` an item that is not there yet. */
export function useItemEdit(start: Item, isNew: boolean) {
  const before = shallowRef<Item | null>(isNew ? null : start);
  const item = ref<Item>(copied(start));
  const basedOn = ref(0);
  const validFrom = ref('');
  const problems = shallowRef<string[]>([]);
  const overtaken = ref<string | null>(null);
  const busy = ref(false);
  const tidied = computed(() => tidiedItem(item.value));
  const differences = computed(() => itemDifferences(before.value, tidied.value));
  const isChanged = computed(() => (isNew ? tidied.value.code !== '' : differences.value.length > 0));

  /** The newest version, which the change is based on. */
  async function load(): Promise<void> {
    if (isNew) return;
    try {
      const [newest] = await itemsApi.versions(start.code);
      basedOn.value = newest?.version ?? 0;
      before.value = newest?.item ?? null;
      item.value = copied(newest?.item ?? start);
      problems.value = [];
      overtaken.value = null;
    } catch (error) {
      problems.value = [problemWords(error)];
    }
  }
  void load();

  function takeRefusal(error: unknown): void {
    const facts = error instanceof ApiError ? error.problem?.facts : undefined;
    const code = error instanceof ApiError ? error.code : '';
    if (code === 'settings-overtaken' && facts !== undefined) {
      const { by, at } = facts as { by: string; at: string };
      overtaken.value = t(texts.overtaken, { by: by.replace('staff:', ''), at: momentWords(at) });
    } else if (code === 'settings-unsound' && Array.isArray(facts?.problems))
      problems.value = facts.problems.map((each) => faultWords(String(each).replace(/^[A-Z]{2}\d{2}: /, '')));
    else problems.value = [problemWords(error), ...detailsOf(error)];
  }

  /** Resolves to the recorded change, or null when it was not taken. */
  async function save(): Promise<ItemChanged | null> {
    if (busy.value || !isChanged.value) return null;
    busy.value = true;
    problems.value = [];
    try {
      return await itemsApi.put(tidied.value, basedOn.value, validFrom.value === '' ? undefined : validFrom.value);
    } catch (error) {
      takeRefusal(error);
      return null;
    } finally {
      busy.value = false;
    }
  }
  return { item, basedOn, validFrom, problems, overtaken, busy, differences, isChanged, load, save };
}

function detailsOf(error: unknown): string[] {
  if (!(error instanceof ApiError)) return [];
  const told = (error.problem?.errors ?? []).slice(0, 8).map(({ path, message }) => {
    const element = /^\/item\/(\w+)/.exec(path)?.[1];
    return `${element === undefined ? placeWords(path) : itemFieldWords(element)}：${faultWords(message)}`;
  });
  return [...new Set(told)];
}
