import { computed, type Ref, ref, shallowRef, watch } from 'vue';
import { ApiError, api } from '../../../server/client/api.ts';
import type { FloorPlan, Way } from '../../../server/contract/floors.ts';
import { wayTexts } from '../../../server/contract/texts/way.ts';
import { language, t } from '../text.ts';

/** The plan of this hall: null while unknown, and for a hall that has none. Asked for once per page. */
const plan = shallowRef<FloorPlan | null>(null);
let asked = false;

async function loadPlan(): Promise<void> {
  try {
    const told = await api.floors();
    // An answer without places cannot begin a way anywhere.
    if (Array.isArray(told.places)) plan.value = told;
  } catch (error) {
    // A hall without a plan stays without; a cut line is asked again by the next page that needs it.
    if (!(error instanceof ApiError && error.status === 404)) asked = false;
  }
}

export interface WayFollower {
  plan: Readonly<Ref<FloorPlan | null>>;
  way: Readonly<Ref<Way | null>>;
  /** On: a way for wheels. */
  stepFree: Ref<boolean>;
  /** What to say on the way, one short sentence each. */
  sentences: Readonly<Ref<string[]>>;
}

/** The way from a place of the floor plan to a counter; null until it is known, and where there is none. */
export function useWay(from: string, counter: () => number | null): WayFollower {
  const way = shallowRef<Way | null>(null);
  const stepFree = ref(false);
  if (!asked) {
    asked = true;
    void loadPlan();
  }
  let turn = 0;
  watch(
    [counter, stepFree, plan],
    async ([no, free, known]) => {
      turn += 1;
      const mine = turn;
      if (no === null || known === null) {
        way.value = null;
        return;
      }
      const start = known.places.some((place) => place.id === from) ? from : 'entrance';
      const found = await api.way(start, no, free).catch(() => null);
      if (mine === turn) way.value = found;
    },
    { immediate: true },
  );
  const sentences = computed(() => (way.value === null ? [] : waySentences(way.value)));
  return { plan, way, stepFree, sentences };
}

/** The way in short sentences: where to turn and what stands there; the last names the counter. */
export function waySentences(way: Way): string[] {
  if (way.escort) return [t(wayTexts.escort)];
  return way.steps.map((step) => {
    if (step.kind === 'arrive') return t(wayTexts.arrive, { counter: way.counter });
    const turn = t(wayTexts[step.kind]);
    const mark = step.landmark?.[language.value];
    return mark === undefined || step === way.steps[0] ? turn : t(wayTexts.atLandmark, { landmark: mark, turn });
  });
}
