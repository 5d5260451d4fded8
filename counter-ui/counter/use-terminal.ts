import { type ComputedRef, computed, type Ref, ref, type ShallowRef, shallowRef, watch } from 'vue';
import { ApiError, api } from '../../server/client/api.ts';
import type { CounterAnswer, CounterVerb } from '../../server/contract/counter.ts';
import { staffTexts, counterTexts as texts } from '../../server/contract/texts/counter.ts';
import { readerWord } from '../../server/contract/texts/reader-words.ts';
import type { CardNotice, CounterTerminalView, LiveViews } from '../../server/contract/views.ts';
import { type LiveView, useLiveView } from '../kit/live.ts';
import { useNotices } from '../kit/notices.ts';
import { problemWords } from '../kit/problem-words.ts';
import { useStaffSession } from '../kit/staff-session.ts';
import { t } from '../kit/text.ts';
import type { FinishResult, Underway } from './command.ts';
import { actionName, announcementOf } from './words.ts';

/** A second press within this time is a slip of the finger (rule C2). */
export const doublePressMs = 400;

export interface Terminal {
  live: LiveView<LiveViews['counter']>;
  /** The newest card on this counter's reader; fetched by its token, once. */
  card: ShallowRef<CardNotice | null>;
  /** Null until the first snapshot, and where the server shows only the public part. */
  view: ComputedRef<CounterTerminalView | null>;
  underway: Ref<Underway | null>;
  /** Result that goes with the next finish; falls back to `done` with each new ticket. */
  result: Ref<FinishResult>;
  /** Said by screen readers after each command. */
  announcement: Ref<string>;
  may(verb: CounterVerb): boolean;
  /** Whether the action could be sent now; tells the clerk in words when it could not. */
  ready(action: Underway): boolean;
  /** Sends one command; resolves to the answer, or null where it was not sent or was refused. Never throws. */
  send(verb: CounterVerb, body?: Record<string, unknown>): Promise<CounterAnswer | null>;
  requeue(ticketId: string, number: string): Promise<boolean>;
}

const isTerminalView = (view: LiveViews['counter']): view is CounterTerminalView => 'counterState' in view;

/** One clerk's terminal at one counter: the live view, and one command at a time. */
export function useTerminal(counterNo: number): Terminal {
  const notices = useNotices();
  const staff = useStaffSession();
  const card = shallowRef<CardNotice | null>(null);
  const live = useLiveView(
    'counter',
    counterNo,
    undefined,
    (notice) => {
      card.value = notice;
    },
    ({ reason }) => notices.tell('trouble', t(readerWord(reason))),
  );
  const underway = ref<Underway | null>(null);
  const result = ref<FinishResult>('done');
  const announcement = ref('');
  let lastPressAt = Number.NEGATIVE_INFINITY;

  const view = computed(() => {
    const whole = live.view.value;
    return whole !== null && isTerminalView(whole) ? whole : null;
  });
  watch(
    () => view.value?.ticket?.id,
    () => {
      result.value = 'done';
    },
  );
  watch(live.link, (now, before) => {
    if (now === 'live' && before === 'lost') notices.tell('good', t(staffTexts.linkBack));
  });

  const may = (verb: CounterVerb): boolean => {
    if (verb === 'undo') return (view.value?.undo ?? null) !== null;
    return view.value?.counterState.allowed.includes(verb) ?? false;
  };

  function ready(action: Underway): boolean {
    if (live.link.value !== 'live') {
      notices.tell('trouble', t(staffTexts.linkRefused, { action: actionName(action) }));
      return false;
    }
    if (action !== 'requeue' && !may(action)) {
      notices.tell('plain', t(texts.notNow, { action: actionName(action) }));
      return false;
    }
    return true;
  }

  /** Takes a press, unless one is under way or it came too soon after the last. Taking back is never too soon. */
  function admit(action: Underway): boolean {
    const pressedAt = Date.now();
    if (underway.value !== null) return false;
    const takesBack = action === 'undo' || action === 'cancel-next';
    if (!takesBack && pressedAt - lastPressAt < doublePressMs) return false;
    if (!ready(action)) return false;
    lastPressAt = pressedAt;
    return true;
  }

  function fail(error: unknown): void {
    notices.tell('trouble', problemWords(error));
    if (error instanceof ApiError && error.code === 'sign-in-first') staff.forget();
  }

  /** The answer is shown at once, unless the live view has already brought this counter's newer state. */
  function adopt(answer: CounterAnswer, before: CounterTerminalView | null): void {
    const now = view.value;
    if (now === null || now.counterState !== before?.counterState) return;
    live.view.value = { ...now, counterState: answer.counter, ticket: answer.ticket, undo: answer.undo };
  }

  async function send(verb: CounterVerb, body: Record<string, unknown> = {}): Promise<CounterAnswer | null> {
    if (!admit(verb)) return null;
    const before = view.value;
    underway.value = verb;
    try {
      const answer = await api.counterVerb(counterNo, verb, body);
      adopt(answer, before);
      announcement.value = announcementOf(verb, answer, before?.ticket?.number ?? '');
      return answer;
    } catch (error) {
      fail(error);
      return null;
    } finally {
      underway.value = null;
    }
  }

  async function requeue(ticketId: string, number: string): Promise<boolean> {
    if (!admit('requeue')) return false;
    underway.value = 'requeue';
    try {
      await api.ticketVerb(ticketId, 'requeue', { reason: texts.reported.zh });
      announcement.value = t(texts.saidRequeued, { number });
      notices.tell('good', announcement.value);
      return true;
    } catch (error) {
      fail(error);
      return false;
    } finally {
      underway.value = null;
    }
  }

  return { live, card, view, underway, result, announcement, may, ready, send, requeue };
}
