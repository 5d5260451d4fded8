import { onScopeDispose, type ShallowRef, shallowRef } from 'vue';
import { useNotices } from '../kit/notices.ts';
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

/** One command at a time; what came of it is a side notice. Resolves to whether it was done. */
export function useCommand(after: () => Promise<void>) {
  const notices = useNotices();
  const busy = shallowRef(false);
  async function perform(send: () => Promise<unknown>, done: string | null): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    try {
      await send();
      if (done !== null) notices.tell('good', done);
      await after();
      return true;
    } catch (error) {
      notices.tell('trouble', problemWords(error));
      return false;
    } finally {
      busy.value = false;
    }
  }
  return { busy, perform };
}
