import { type ComputedRef, computed, ref, watch } from 'vue';

const perPage = 20;

/** One page of a long list: every key pressed in a table draws all of its rows anew. */
export function usePage<T>(list: ComputedRef<readonly T[]>) {
  const page = ref(1);
  const shown = computed(() => list.value.slice((page.value - 1) * perPage, page.value * perPage));
  const pages = computed(() => Math.max(1, Math.ceil(list.value.length / perPage)));
  watch(pages, (most) => {
    page.value = Math.min(page.value, most);
  });
  return { page, shown, perPage };
}
