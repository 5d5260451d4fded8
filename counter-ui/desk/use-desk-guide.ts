import { computed, onMounted, onScopeDispose, ref, shallowRef, watch } from 'vue';
import { guides, kioskSessions } from '../../server/client/guides.ts';
import type { GuideStep } from '../../server/contract/guide.ts';
import type { HelpLine } from '../../server/contract/help-call.ts';
import type { KioskSession } from '../../server/contract/kiosk-session.ts';
import { guideMirrorTexts as texts } from '../../server/contract/texts/guide-screen.ts';
import type { TakenTicket } from '../../server/contract/ticket.ts';
import type { DeskView } from '../../server/contract/views.ts';
import { placeWords } from '../kit/help-words.ts';
import { useLiveView } from '../kit/live.ts';
import { useNotices } from '../kit/notices.ts';
import { problemWords } from '../kit/problem-words.ts';
import { useSpeech } from '../kit/speech.ts';
import { t } from '../kit/text.ts';
import { deskTerminal } from './terminal-name.ts';

/** The matter before the visitor: what the mirror's keys can show of it. */
export interface Subject {
  service: string;
  ticked: number[];
  counter: number | null;
}
const kioskWords = (terminal: string) => placeWords({ kind: 'kiosk', id: terminal });

/**
 * The screen that faces the visitor, as the desk works it. Words go out one after another; of steps that are still waiting
 * to go only the newest does, because an older one would show what is over.
 */
export function useVisitorScreen() {
  const live = useLiveView('mirror', deskTerminal);
  const notices = useNotices();
  const speech = useSpeech();
  const subject = shallowRef<Subject | null>(null);
  let waiting: (() => Promise<unknown>) | null = null;
  let sending = false;

  async function send(next: () => Promise<unknown>): Promise<void> {
    waiting = next;
    if (sending) return;
    sending = true;
    try {
      while (waiting !== null) {
        const now = waiting;
        waiting = null;
        await now().catch((error: unknown) => notices.tell('trouble', problemWords(error)));
      }
    } finally {
      sending = false;
    }
  }
  const show = (step: GuideStep) => send(() => guides.show(deskTerminal, step));
  const kind = computed(() => live.view.value?.shown.kind ?? 'welcome');
  const clear = () => {
    subject.value = null;
    return send(() => guides.clear(deskTerminal));
  };
  const voices = computed(() => speech.voices.value);
  const voiceName = computed(() => {
    const id = live.view.value?.voice ?? 'mandarin';
    const found = voices.value.find((voice) => voice.id === id);
    return found === undefined ? t(texts.mandarin) : `${found.dialect} ${found.name}`.trim();
  });
  function nextVoice(): void {
    const at = voices.value.findIndex(({ id }) => id === live.view.value?.voice);
    const next = voices.value[(at + 1) % Math.max(1, voices.value.length)];
    if (next !== undefined) void send(() => guides.voice(deskTerminal, next.id));
  }
  /** Nobody looks at this page any more: the visitor's screen must not go on without it. */
  const left = () => {
    if (kind.value !== 'welcome') guides.clearAndLeave(deskTerminal);
  };
  onMounted(() => {
    void speech.loadVoices();
    addEventListener('pagehide', left);
  });
  onScopeDispose(() => {
    removeEventListener('pagehide', left);
    left();
  });
  return {
    live,
    kind,
    subject,
    voices,
    voiceName,
    show,
    clear,
    nextVoice,
    replay: () => send(() => guides.replay(deskTerminal)),
    notice: (no: string, code: string) => guides.notice(deskTerminal, no, code),
    /** Another visitor is asked what they came for: a number or a notice that still stands there is the last one's. */
    nextVisitor: () => (['ticket', 'notice', 'way'].includes(kind.value) ? clear() : undefined),
  };
}
export type VisitorScreen = ReturnType<typeof useVisitorScreen>;

/** The kiosk whose visitor this desk goes on for, if it does. */
export function useTakeOver(view: () => DeskView | null) {
  const notices = useNotices();
  const own = ref<{ terminal: string; session: string } | null>(null);
  const sessions = computed(() => view()?.kiosks ?? []);
  const helping = computed<KioskSession | null>(() => {
    const mine = own.value;
    return (
      sessions.value.find(
        (each) =>
          each.terminal === mine?.terminal && each.session === mine.session && each.taken?.desk === deskTerminal,
      ) ?? null
    );
  });

  async function takeOver({ terminal, session }: KioskSession): Promise<boolean> {
    try {
      if (own.value !== null && own.value.session !== session) await giveBack();
      await kioskSessions.takeOver(terminal, session, deskTerminal);
      own.value = { terminal, session };
      notices.tell('good', t(texts.tookOver, { place: kioskWords(terminal) }));
      return true;
    } catch (error) {
      notices.tell('trouble', problemWords(error));
      return false;
    }
  }
  async function giveBack(number?: string): Promise<void> {
    const mine = own.value;
    own.value = null;
    if (mine === null) return;
    try {
      await kioskSessions.release(mine.terminal, mine.session, number);
      notices.tell('good', t(texts.gaveBack, { place: kioskWords(mine.terminal) }));
    } catch (error) {
      notices.tell('trouble', problemWords(error));
    }
  }
  // The visitor went on alone, left, or the time is over: the desk learns of it and works for itself again.
  watch(helping, (now, before) => {
    if (now !== null || before === null || own.value === null) return;
    notices.tell('trouble', t(texts.over, { place: kioskWords(own.value.terminal) }));
    own.value = null;
  });
  return { sessions, helping, takeOver, giveBack, kioskWords };
}
export type TakeOver = ReturnType<typeof useTakeOver>;

/** Who the desk works for now: whoever stands at it, or a kiosk's visitor, who looks at the kiosk. */
export function useHandOver(screen: VisitorScreen, kiosks: TakeOver, answer: (call: HelpLine) => void) {
  const handed = shallowRef<{ services: string[]; terminal: string } | null>(null);
  watch(kiosks.helping, (now) => {
    if (now === null) handed.value = null;
  });
  return {
    handed,
    /** One press: somebody comes, the kiosk says so, and the desk stands where its visitor stood. */
    async goOn(call: HelpLine, kiosk: KioskSession): Promise<void> {
      if (!(await kiosks.takeOver(kiosk))) return;
      handed.value = { services: kiosk.services, terminal: kiosk.terminal };
      if (call.state === 'open') answer(call);
    },
    showVisitor(subject: Subject, part: 'item' | 'papers'): void {
      screen.subject.value = subject;
      if (handed.value !== null) return;
      const { service, ticked } = subject;
      void screen.show(part === 'item' ? { kind: 'item', service } : { kind: 'papers', service, ticked });
    },
    tookNumber(ticket: TakenTicket): void {
      if (handed.value !== null) void kiosks.giveBack(ticket.number);
      else void screen.show({ kind: 'ticket', ticketId: ticket.id });
    },
    leftEntry(): void {
      screen.subject.value = null;
      if (handed.value === null && screen.kind.value !== 'welcome') void screen.clear();
    },
  };
}
