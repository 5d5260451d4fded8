import { defineStore } from 'pinia';
import { ref } from 'vue';
import { api } from '../../server/client/api.ts';

/** `slow`: nobody has gone for a minute. `failed`: the call could not be sent, so the visitor has to walk. */
export type HelpPhase = 'none' | 'calling' | 'taken' | 'slow' | 'failed';

const askEveryMs = 2000;
const slowAfterMs = 60_000;
/** A call that nobody ever answers is asked after for so long at most. */
const askMostMs = 10 * 60_000;

/** The call for a person from this screen, and what has become of it (guidance T10). */
export const useHelpCall = defineStore('help-call', () => {
  const phase = ref<HelpPhase>('none');
  /** This visitor called for a person, whatever has become of it. */
  const called = ref(false);
  let turn = 0;

  /** Calls somebody to the kiosk. A second press while one is on its way calls nobody twice. */
  async function call(terminal: string, reason: string): Promise<void> {
    if (phase.value === 'calling' || phase.value === 'taken') return;
    turn += 1;
    const mine = turn;
    called.value = true;
    phase.value = 'calling';
    try {
      const { id } = await api.callHelp({ kind: 'kiosk', id: terminal }, reason);
      if (mine === turn) void follow(id, mine);
    } catch {
      if (mine === turn) phase.value = 'failed';
    }
  }

  async function follow(id: string, mine: number): Promise<void> {
    const since = Date.now();
    while (mine === turn && Date.now() - since < askMostMs) {
      await new Promise((resolve) => setTimeout(resolve, askEveryMs));
      if (mine !== turn) return;
      const state = await api.helpCall(id).then(
        (told) => told.state,
        () => null,
      );
      if (mine !== turn) return;
      if (state === 'taken') phase.value = 'taken';
      else if (state === 'done' || state === 'expired') break;
      else if (phase.value === 'calling' && Date.now() - since >= slowAfterMs) phase.value = 'slow';
    }
    if (mine === turn) phase.value = 'none';
  }

  /** The screen forgets the call; the desk does not. */
  function forget(): void {
    turn += 1;
    called.value = false;
    phase.value = 'none';
  }
  return { phase, called, call, forget };
});
