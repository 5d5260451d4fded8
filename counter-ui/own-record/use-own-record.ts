import { computed, ref, shallowRef, watch } from 'vue';
import { reportApi } from '../../server/client/reports.ts';
import type { Inspection } from '../../server/contract/inspection.ts';
import type { OwnRecord } from '../../server/contract/own-record.ts';
import type { OwnStars, StarSource } from '../../server/contract/stars.ts';
import { useHall } from '../kit/hall.ts';
import { problemWords } from '../kit/problem-words.ts';

/** A month such as `2026-11`, so many months on. */
export function monthAfter(month: string, by: number): string {
  const [year = 0, no = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, no - 1 + by, 1)).toISOString().slice(0, 'yyyy-MM'.length);
}

/**
 * Where the record behind a deduction is shown to the person it is about: on this very page, but for a card, which stands
 * in its dossier. The supervisor's own screens are not open to everybody.
 */
export function recordAddress({ kind, id, link }: StarSource): string | null {
  if (kind === 'adjustment') return null;
  return kind === 'card' ? link : `#${kind}-${id}`;
}

/** One's own month. An answer that is overtaken by the next question is thrown away. */
export function useOwnRecord() {
  const hall = useHall();
  const thisMonth = new Date()
    .toLocaleDateString('en-CA', { timeZone: hall.card?.timeZone })
    .slice(0, 'yyyy-MM'.length);
  const month = ref(thisMonth);
  const record = shallowRef<OwnRecord | null>(null);
  const stars = shallowRef<OwnStars | null>(null);
  const checks = shallowRef<Inspection[]>([]);
  const problem = ref<string | null>(null);
  let asked = 0;

  async function load(): Promise<void> {
    asked += 1;
    const mine = asked;
    problem.value = null;
    try {
      const [own, points, all] = await Promise.all([
        reportApi.ownRecord(month.value),
        reportApi.ownStars(month.value),
        reportApi.ownInspections(),
      ]);
      if (mine !== asked) return;
      record.value = own;
      stars.value = points;
      checks.value = all;
    } catch (error) {
      if (mine === asked) problem.value = problemWords(error);
    }
  }
  const inspections = computed(() => checks.value.filter(({ on }) => on.startsWith(month.value)));
  /** Throws `ApiError`; then nothing has changed. */
  async function answer(id: string, text: string): Promise<void> {
    const now = await reportApi.answerInspection(id, text);
    checks.value = checks.value.map((each) => (each.id === id ? now : each));
  }
  const go = (by: number) => {
    month.value = monthAfter(month.value, by);
  };
  watch(month, () => {
    record.value = null;
    void load();
  });
  void load();
  return { month, thisMonth, record, stars, inspections, problem, load, answer, go };
}
