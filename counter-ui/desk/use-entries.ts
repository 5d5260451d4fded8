import { computed, onMounted, onScopeDispose, shallowRef } from 'vue';
import { api } from '../../server/client/api.ts';
import type { ItemCard, SearchWords } from '../../server/contract/catalogue.ts';
import { useHall } from '../kit/hall.ts';
import { entriesOf } from './search.ts';

const retryMs = 1500;

/** All that the desk can look up; asked for once, and again until it comes. */
export function useEntries() {
  const hall = useHall();
  const items = shallowRef<ItemCard[]>([]);
  const words = shallowRef<SearchWords[]>([]);
  let left = false;
  onScopeDispose(() => {
    left = true;
  });
  onMounted(async () => {
    while (!left && items.value.length === 0) {
      try {
        [items.value, words.value] = await Promise.all([api.items(), api.searchWords()]);
      } catch {
        await new Promise((resolve) => setTimeout(resolve, retryMs));
      }
    }
  });
  const entries = computed(() => entriesOf(items.value, hall.services, words.value));
  const nameOf = (code: string) => entries.value.find((entry) => entry.code === code)?.name ?? code;
  return { entries, nameOf };
}
