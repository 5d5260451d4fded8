import { computed, onMounted, ref, shallowRef } from 'vue';
import { type RecordingsCard, recordings } from '../../server/client/recordings.ts';
import type { PackCard } from '../../server/contract/recording.ts';
import { problemWords } from '../kit/problem-words.ts';

/** The lines to be read, which of them are recorded in the chosen voice, and the one that is read now. */
export function useScript() {
  const card = shallowRef<RecordingsCard | null>(null);
  const pack = shallowRef<PackCard | null>(null);
  const at = ref(0);
  const trouble = ref<string | null>(null);
  const words = computed(() => (card.value?.script ?? []).flatMap((group) => group.words));
  const current = computed(() => words.value[at.value] ?? '');
  const recorded = computed(() => new Set(pack.value?.recorded ?? []));
  const done = computed(() => words.value.filter((each) => recorded.value.has(each)).length);

  /** What the server refuses is shown, not thrown. */
  async function guarded(action: () => Promise<void>): Promise<void> {
    trouble.value = null;
    try {
      await action();
    } catch (error) {
      trouble.value = problemWords(error);
    }
  }
  const load = () =>
    guarded(async () => {
      card.value = await recordings.all();
    });
  /** Begins at the first line that is not recorded yet. */
  function choose(chosen: PackCard): void {
    pack.value = chosen;
    at.value = Math.max(
      0,
      words.value.findIndex((each) => !chosen.recorded.includes(each)),
    );
  }
  async function keep(wav: ArrayBuffer): Promise<void> {
    const chosen = pack.value;
    if (chosen === null) return;
    const said = current.value;
    await recordings.keep(chosen.id, said, wav);
    pack.value = { ...chosen, recorded: [...new Set([...chosen.recorded, said])] };
  }
  onMounted(load);
  return { card, pack, at, trouble, words, current, recorded, done, guarded, load, choose, keep };
}
