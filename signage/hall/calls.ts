import { computed, shallowRef, watch } from 'vue';
import { useClock } from '../../counter-ui/kit/clock.ts';
import { useLiveView } from '../../counter-ui/kit/live.ts';
import type { CallNotice } from '../../server/contract/views.ts';
import { offlineStage } from '../link.ts';
import { advance, emptyHero, type HeroStep, isFlashing, noteCall, present, withoutOver, withoutStale } from './hero.ts';

/**
 * What a board of calls stands on: the live view of the hall or of one zone, the cards that are called now, and whether
 * they may still be believed. `sound` is told of each call that comes onto the board or flashes anew.
 */
export function useCalls<Name extends 'hall' | 'zone'>(
  name: Name,
  zone: Name extends 'zone' ? number : null,
  sound: () => void = () => {},
) {
  const hero = shallowRef(emptyHero);
  const now = useClock();
  const live = useLiveView(name, zone, (notice) => take(noteCall(hero.value, notice, Date.now())));
  const offline = computed(() => offlineStage(live.lostAt.value, now.value));
  /** Whole seconds of the server's clock: what hangs on it is drawn once a second, not at each tick. */
  const serverSecond = computed(() => Math.floor((now.value + live.clockOffsetMs.value) / 1000));
  const believed = computed(() => offline.value === 'live' || offline.value === 'mark');
  const flashing = computed(() => {
    if (!believed.value) return '';
    return hero.value.cards
      .filter((card) => isFlashing(card, now.value))
      .map((card) => card.call.seq)
      .join();
  });
  const calls = computed<readonly CallNotice[]>(() =>
    (live.view.value?.calls ?? []).filter((call) => call.kind !== 'withdrawn'),
  );

  function take(step: HeroStep): void {
    hero.value = step.hero;
    for (let sounds = step.sounding.length; sounds > 0; sounds -= 1) sound();
  }
  /** A whole view came: the first one, or the one after a cut. What is called from then on is told by call events. */
  watch(live.link, (state) => {
    const view = live.view.value;
    if (state !== 'live' || view === null) return;
    hero.value = present(hero.value, view.calls, Date.now() + live.clockOffsetMs.value, Date.now());
  });
  watch(now, () => {
    if (offline.value === 'live') hero.value = withoutOver(hero.value, live.view.value?.calls ?? [], now.value);
    if (believed.value) take(advance(hero.value, now.value));
    else hero.value = withoutStale(hero.value, now.value);
  });

  return { view: live.view, now, serverSecond, hero, flashing, calls, offline };
}
