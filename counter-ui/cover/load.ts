import { type ComputedRef, computed, type ShallowRef, shallowRef, watch } from 'vue';
import type { CoverView } from '../../server/contract/cover-view.ts';
import { type LiveView, useLiveView } from '../kit/live.ts';
import { problemWords } from '../kit/problem-words.ts';
import { namesOf } from './words.ts';

export interface Followed<T> {
  /** Null until the first answer. */
  data: ShallowRef<T | null>;
  /** What went wrong last, in words; null while it goes well. */
  problem: ShallowRef<string | null>;
  load(): Promise<void>;
  live: LiveView<CoverView>;
  /** Holders by id. */
  names: ComputedRef<ReadonlyMap<string, string>>;
  /** Name of a holder; the id of anybody else. */
  nameOf(staff: string): string;
}

/**
 * Asks once the live link stands, again whenever what `touched` picks out has changed, and after each new connection; what was
 * there stays shown. While one question is under way further ones are gathered into one.
 */
export function useFollowed<T>(ask: () => Promise<T>, touched: (view: CoverView) => unknown): Followed<T> {
  const live = useLiveView('cover');
  const data = shallowRef(null) as ShallowRef<T | null>;
  const problem = shallowRef<string | null>(null);
  let underway = false;
  let again = false;
  async function load(): Promise<void> {
    again = underway;
    if (underway) return;
    underway = true;
    try {
      const found = await ask();
      problem.value = null;
      // What was asked for meanwhile may be another question.
      if (!again || data.value === null) data.value = found;
    } catch (error) {
      problem.value = problemWords(error);
    }
    underway = false;
    if (again) await load();
  }
  const key = computed(() => {
    const view = live.view.value;
    return view === null ? null : JSON.stringify([view.date, touched(view)]);
  });
  watch([live.link, key], ([link]) => {
    if (link === 'live' || data.value === null) void load();
  });
  const names = computed(() => namesOf(live.view.value?.board ?? []));
  return { data, problem, load, live, names, nameOf: (staff) => names.value.get(staff) ?? staff };
}
