import { defineStore } from 'pinia';
import { computed, shallowRef, watch } from 'vue';
import { useClock } from '../../counter-ui/kit/clock.ts';
import { useLiveView } from '../../counter-ui/kit/live.ts';
import type { CallNotice } from '../../server/contract/views.ts';
import { offlineStage } from '../link.ts';
import { Chime, type ChimeState } from './chime.ts';
import { advance, emptyHero, type HeroStep, isFlashing, noteCall, present, withoutOver, withoutStale } from './hero.ts';

const listedMost = 8;

/** The hall board: what is called now, what was called before, and whether the board may still be believed. */
export const useBoard = defineStore('board', () => {
  const announces = new URLSearchParams(location.search).get('announcer') === '1';
  const chime = announces ? new Chime(new AudioContext()) : null;
  const soundState = shallowRef<ChimeState>(chime === null ? 'off' : chime.state);
  const hero = shallowRef(emptyHero);
  const now = useClock();
  const live = useLiveView('hall', null, (notice) => take(noteCall(hero.value, notice, Date.now())));
  const offline = computed(() => offlineStage(live.lostAt.value, now.value));
  /** Whole seconds of the server's clock: what hangs on it is drawn once a second, not at each tick. */
  const serverSecond = computed(() => Math.floor((now.value + live.clockOffsetMs.value) / 1000));
  const flashing = computed(() => {
    if (offline.value !== 'live' && offline.value !== 'mark') return '';
    return hero.value.cards
      .filter((card) => isFlashing(card, now.value))
      .map((card) => card.call.seq)
      .join();
  });
  const recent = computed<CallNotice[]>(() =>
    (live.view.value?.calls ?? []).filter((call) => call.kind !== 'withdrawn').slice(0, listedMost),
  );

  function take(step: HeroStep): void {
    hero.value = step.hero;
    for (let sounds = step.sounding.length; sounds > 0; sounds -= 1) chime?.ring();
  }
  /** A whole view came: the first one, or the one after a cut. What is called from then on is told by call events. */
  watch(live.link, (state) => {
    const view = live.view.value;
    if (state !== 'live' || view === null) return;
    hero.value = present(hero.value, view.calls, Date.now() + live.clockOffsetMs.value, Date.now());
  });
  watch(now, () => {
    if (chime !== null) soundState.value = chime.state;
    if (offline.value === 'live') hero.value = withoutOver(hero.value, live.view.value?.calls ?? [], now.value);
    if (offline.value === 'live' || offline.value === 'mark') take(advance(hero.value, now.value));
    else hero.value = withoutStale(hero.value, now.value);
  });
  async function turnSoundOn(): Promise<void> {
    await chime?.resume();
    if (chime !== null) soundState.value = chime.state;
  }

  return { view: live.view, now, serverSecond, hero, flashing, recent, offline, soundState, turnSoundOn };
});
