import { computed, type Ref, ref, watch } from 'vue';
import type { GuideShown } from '../../../server/contract/guide.ts';
import { deskOf, screenOf } from '../../../server/contract/guide-places.ts';
import { useWay, type WayFollower } from '../wayfinding/use-way.ts';

/** The counter that a step leads to, or null. */
export function goalOf(shown: GuideShown): number | null {
  if (shown.kind === 'ticket') return shown.counters[0] ?? null;
  return shown.kind === 'way' ? shown.counter : null;
}

/**
 * The way from the visitor's screen. A map is turned by where that screen stands; while the plan does not tell, there is
 * none, because a map turned wrongly leads astray (guidance W1).
 */
export function useGuideWay(
  desk: string,
  shown: Readonly<Ref<GuideShown>>,
): WayFollower & { goal: Ref<number | null> } {
  const goal = computed(() => goalOf(shown.value));
  const placed = ref(false);
  const follower = useWay(screenOf(deskOf(desk)), () => (placed.value ? goal.value : null));
  watch(
    follower.plan,
    (plan) => {
      placed.value = plan?.places.some(({ id }) => id === screenOf(deskOf(desk))) ?? false;
    },
    { immediate: true },
  );
  return { ...follower, goal };
}
