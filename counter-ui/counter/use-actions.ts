import { type ComputedRef, type Ref, ref, shallowRef, watch } from 'vue';
import { api } from '../../server/client/api.ts';
import type { UndoOffer } from '../../server/contract/counter.ts';
import { counterTexts as texts } from '../../server/contract/texts/counter.ts';
import { useNotices } from '../kit/notices.ts';
import { problemWords } from '../kit/problem-words.ts';
import { t } from '../kit/text.ts';
import type { Overlay } from './command.ts';
import type { Intent } from './key-map.ts';
import { hastyFinishSeconds, ticketTimes } from './ticket-times.ts';
import { type Standby, useStandby } from './use-standby.ts';
import type { Terminal } from './use-terminal.ts';
import { undoOverWords } from './words.ts';

/** Choices that are not about the ticket in hand: the next one does not close them. */
const stays: readonly Overlay[] = ['close', 'keys', 'consults'];

export interface Actions {
  overlay: Ref<Overlay | null>;
  intakeOpen: Ref<boolean>;
  /** The clerk called on within seconds of the last call: done, or was nobody there? */
  askCame: Ref<boolean>;
  standby: Standby;
  /** Any stroke stops an automatic call that counts down, and is used up by that. */
  stopsStandby(intent: Intent | null): boolean;
  perform(intent: Intent): void;
}

/** What each intent does at this terminal now; keys and buttons come through the same door. `openStrip` needs the press. */
export function useActions(terminal: Terminal, nowMs: ComputedRef<number>, openStrip: () => void): Actions {
  const notices = useNotices();
  const overlay = ref<Overlay | null>(null);
  const intakeOpen = ref(false);
  const askCame = ref(false);
  const standby = useStandby(terminal);
  /** The newest offer to take something back, also after its time. */
  const lastOffer = shallowRef<UndoOffer | null>(null);
  watch(
    () => terminal.view.value?.undo ?? null,
    (offer) => {
      if (offer !== null) lastOffer.value = offer;
    },
    { immediate: true },
  );

  watch([() => terminal.view.value?.ticket?.id, () => terminal.view.value?.counterState.stage], () => {
    askCame.value = false;
    if (overlay.value !== null && !stays.includes(overlay.value)) overlay.value = null;
  });

  function hasty(): boolean {
    const ticket = terminal.view.value?.ticket ?? null;
    if (ticket === null || terminal.view.value?.counterState.stage !== 'called') return false;
    return (ticketTimes(ticket, nowMs.value).sinceCallSeconds ?? hastyFinishSeconds) < hastyFinishSeconds;
  }

  async function callNext(): Promise<void> {
    const view = terminal.view.value;
    if (view === null) return;
    if (hasty() && !askCame.value && terminal.underway.value === null) {
      askCame.value = true;
      return;
    }
    const seen = view.ticket?.id ?? null;
    await terminal.send('call-next', seen === null ? { seen } : { seen, result: terminal.result.value });
  }

  /** Enter is the one key of the steady state: it opens, resumes, or calls. */
  function advance(): void {
    const stage = terminal.view.value?.counterState.stage;
    if (stage === 'closed') void terminal.send('open');
    else if (stage === 'paused') void terminal.send('resume');
    else void callNext();
  }

  /** What can no longer be taken back is said, with the limit that was passed (rule C4). */
  function takeBack(): void {
    const offer = terminal.view.value?.undo ?? lastOffer.value;
    const over = offer !== null && offer.until !== null && Date.parse(offer.until) < nowMs.value;
    if (!over && terminal.may('undo')) void terminal.send('undo');
    else notices.tell('plain', over ? undoOverWords(offer) : t(texts.undoNothing));
  }

  function startOrFinish(): void {
    if (terminal.view.value?.counterState.stage === 'called') void terminal.send('start');
    else void terminal.send('finish', { result: terminal.result.value });
  }

  function choose(asked: Overlay, verb: Parameters<Terminal['may']>[0]): void {
    if (terminal.underway.value === null && terminal.ready(verb)) overlay.value = asked;
  }

  /** Opening the form is the first activity, so it starts the service (rule C5). */
  function toggleIntake(): void {
    const stage = terminal.view.value?.counterState.stage;
    if (!intakeOpen.value && stage !== 'called' && stage !== 'serving') {
      notices.tell('plain', t(texts.notNow, { action: t(texts.intake) }));
      return;
    }
    if (!intakeOpen.value && stage === 'called') void terminal.send('start');
    intakeOpen.value = !intakeOpen.value;
  }

  const deeds: Record<Intent, () => void> = {
    'call-next': advance,
    recall: () => void terminal.send('recall'),
    'start-or-finish': startOrFinish,
    'no-show': () => void terminal.send('no-show'),
    hold: () => choose('hold', 'hold'),
    transfer: () => choose('transfer', 'transfer'),
    'add-service': () => choose('add-service', 'add-service'),
    'call-back': () => choose('call-back', 'call'),
    pause: () => {
      if (terminal.view.value?.counterState.stage === 'paused') void terminal.send('resume');
      else choose('pause', 'pause');
    },
    intake: toggleIntake,
    undo: takeBack,
    evaluate: () => void terminal.send('evaluate'),
    'auto-call': () => {
      if (standby.kept.value) standby.cancel();
      else void terminal.send('store-next', { keep: true });
    },
    help: () => void callHelp(),
    strip: openStrip,
  };

  /** A person from the desk comes to the counter; a second call from here means the same one. */
  async function callHelp(): Promise<void> {
    try {
      await api.callHelp({ kind: 'counter', id: String(terminal.view.value?.counter ?? '') });
      notices.tell('good', t(texts.helpCalled));
    } catch (error) {
      notices.tell('trouble', problemWords(error));
    }
  }

  function stopsStandby(intent: Intent | null): boolean {
    if (!standby.armed.value || intent === 'call-next' || intent === 'auto-call') return false;
    const takesBack = intent === 'undo' && (terminal.view.value?.undo ?? null) === null;
    if (standby.callsAt.value === null && !takesBack) return false;
    standby.cancel();
    notices.tell('plain', t(texts.standbyOff));
    return true;
  }

  function perform(intent: Intent): void {
    if (stopsStandby(intent)) return;
    deeds[intent]();
  }
  return { overlay, intakeOpen, askCame, standby, stopsStandby, perform };
}
