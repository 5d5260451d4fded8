import { defineStore } from 'pinia';
import { shallowRef, watch } from 'vue';
import { useCalls } from './calls.ts';
import { Chime, type ChimeState } from './chime.ts';

/** The hall board: what is called now, what was called before, and whether the board may still be believed. */
export const useBoard = defineStore('board', () => {
  const announces = new URLSearchParams(location.search).get('announcer') === '1';
  const chime = announces ? new Chime(new AudioContext()) : null;
  const soundState = shallowRef<ChimeState>(chime === null ? 'off' : chime.state);
  const board = useCalls('hall', null, () => chime?.ring());
  watch(board.now, () => {
    if (chime !== null) soundState.value = chime.state;
  });
  async function turnSoundOn(): Promise<void> {
    await chime?.resume();
    if (chime !== null) soundState.value = chime.state;
  }

  return { ...board, soundState, turnSoundOn };
});
