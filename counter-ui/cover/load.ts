import { onScopeDispose, type ShallowRef, shallowRef } from 'vue';
import { problemWords } from '../kit/problem-words.ts';

export interface Loaded<T> {
  /** Null until the first answer. */
  data: ShallowRef<T | null>;
  /** What went wrong last, in words; null while it goes well. */
  problem: ShallowRef<string | null>;
  load(): Promise<void>;
}

/** Loads at once and then again and again for as long as the calling component lives; what was there stays shown. */
export function useLoaded<T>(ask: () => Promise<T>, everyMs = 8000): Loaded<T> {
  const data = shallowRef(null) as ShallowRef<T | null>;
  const problem = shallowRef<string | null>(null);
  let asked = 0;
  async function load(): Promise<void> {
    asked += 1;
    const turn = asked;
    try {
      const found = await ask();
      // An answer that was overtaken by a newer question is stale.
      if (turn !== asked) return;
      data.value = found;
      problem.value = null;
    } catch (error) {
      if (turn === asked) problem.value = problemWords(error);
    }
  }
  const timer = setInterval(load, everyMs);
  onScopeDispose(() => clearInterval(timer));
  void load();
  return { data, problem, load };
}
