import { type ComputedRef, computed, type Ref } from 'vue';
import type { CounterStage } from '../../server/contract/counter.ts';
import type { TicketBrief } from '../../server/contract/ticket.ts';
import type { Intent } from './key-map.ts';
import { hastyFinishSeconds, type Nudge, nudgeAfter, ticketTimes } from './ticket-times.ts';
import type { Actions } from './use-actions.ts';
import type { Terminal } from './use-terminal.ts';

/** 预叫 as it is shown: off, set, or the seconds until the call goes out. */
export type StandbyState = 'off' | 'armed' | number;

/** What the terminal and its strip show of this moment. */
export interface TerminalState {
  stage: ComputedRef<CounterStage>;
  inHand: ComputedRef<TicketBrief | null>;
  /** Nothing may be pressed: a command is under way or the link is gone. */
  busy: ComputedRef<boolean>;
  nudge: ComputedRef<Nudge>;
  /** The clerk is asked whether the visitor came at all; the question lapses with the haste that raised it. */
  asked: ComputedRef<boolean>;
  /** The button that the clock points at. */
  nudgedKey: ComputedRef<Intent | null>;
  standby: ComputedRef<StandbyState>;
}

/** `clock` is this machine's, `nowMs` the server's; both epoch milliseconds. */
export function useTerminalState(
  terminal: Terminal,
  actions: Actions,
  clock: Ref<number>,
  nowMs: ComputedRef<number>,
): TerminalState {
  const stage = computed(() => terminal.view.value?.counterState.stage ?? 'closed');
  const inHand = computed(() => {
    const ticket = terminal.view.value?.ticket ?? null;
    return ticket !== null && (stage.value === 'called' || stage.value === 'serving') ? ticket : null;
  });
  const busy = computed(() => terminal.underway.value !== null || terminal.live.link.value !== 'live');
  const sinceCallSeconds = computed(() =>
    inHand.value === null ? 0 : (ticketTimes(inHand.value, nowMs.value).sinceCallSeconds ?? 0),
  );
  const nudge = computed(() => (stage.value === 'called' ? nudgeAfter(sinceCallSeconds.value) : 'none'));
  const asked = computed(() => actions.askCame.value && sinceCallSeconds.value < hastyFinishSeconds);
  const nudgedKey = computed<Intent | null>(() => {
    // A service that was not begun pulses its own button before the clock asks for a recall (C5).
    if (nudge.value === 'none')
      return stage.value === 'called' && sinceCallSeconds.value >= 15 ? 'start-or-finish' : null;
    if (nudge.value !== 'no-show') return 'recall';
    return (inHand.value?.assist ?? []).length > 0 ? 'help' : 'no-show';
  });
  const standby = computed<StandbyState>(() => {
    const callsAt = actions.standby.callsAt.value;
    if (callsAt !== null) return Math.max(1, Math.ceil((callsAt - clock.value) / 1000));
    return actions.standby.armed.value ? 'armed' : 'off';
  });
  return { stage, inHand, busy, nudge, asked, nudgedKey, standby };
}
