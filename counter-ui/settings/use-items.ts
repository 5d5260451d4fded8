import { computed, reactive, ref, shallowRef } from 'vue';
import { api } from '../../server/client/api.ts';
import { itemsApi } from '../../server/client/items.ts';
import type { SearchWords } from '../../server/contract/catalogue.ts';
import type { Item } from '../../server/contract/item.ts';
import { problemWords } from '../kit/problem-words.ts';
import { foundItems, type ItemFilter } from './item-edits.ts';

/** All items of the county as they will be, and those that fit what is looked for. */
export function useItems() {
  const items = shallowRef<Item[] | null>(null);
  const sounds = shallowRef<ReadonlyMap<string, SearchWords>>(new Map());
  const problem = ref<string | null>(null);
  const filter = reactive<ItemFilter>({ words: '', department: '', kind: '', place: '' });
  const found = computed(() => foundItems(items.value ?? [], sounds.value, filter));
  const names = computed(() => new Map((items.value ?? []).map(({ code, name }) => [code, name])));

  async function load(): Promise<void> {
    try {
      items.value = (await itemsApi.newest()).items;
      problem.value = null;
    } catch (error) {
      problem.value = problemWords(error);
      return;
    }
    // Names can be searched without their sounds.
    const words = await api.searchWords().catch((): SearchWords[] => []);
    sounds.value = new Map(words.map((each) => [each.code, each]));
  }
  void load();
  return { items, names, filter, found, problem, load };
}
