import type { CounterSign } from '../../server/contract/device.ts';
import type { SignArea } from './encode.ts';

/** Times of the bus, milliseconds unless the name says otherwise. */
export interface LedTiming {
  /** From the last byte sent to the card's answer. */
  answerMs: number;
  /** Attempts in a row before a card that was well counts as dead; one that is dead gets one attempt each time. */
  attemptsMost: number;
  /** First pause before a dead card is tried again; doubles up to `backOffMostMs`. */
  backOffMs: number;
  backOffMostMs: number;
  /** Pause after the answer `busy`. */
  busyMs: number;
  /** Every screen is sent the present again after this time, because a card that lost its power forgets it and says nothing. */
  refreshMs: number;
  /** An answer after a time-out may belong to the frame before: the screen is sent the present once more after this time. */
  doubtMs: number;
  /** First pause before the wire is opened again; doubles up to `reopenMostMs`. */
  reopenMs: number;
  reopenMostMs: number;
  /** How long the way takes turns with arrows under a called number; then it stands still (rule D5). */
  turningMs: number;
  /** How long a test pattern stands. */
  testMs: number;
}

export const ledTiming: LedTiming = {
  answerMs: 600,
  attemptsMost: 2,
  backOffMs: 2_000,
  backOffMostMs: 20_000,
  busyMs: 150,
  refreshMs: 30_000,
  doubtMs: 1_500,
  reopenMs: 1_000,
  reopenMostMs: 30_000,
  turningMs: 10_000,
  testMs: 3_000,
};

/** What one card on the bus is to show, what it is known to show, and how it behaves. */
export interface Card {
  readonly address: number;
  readonly counter: number;
  /** Null until the first signs came. */
  wanted: SignArea[] | null;
  wantedKey: string | null;
  /** The sign that `wanted` was drawn from; null when it was drawn from something else. */
  signKey: string | null;
  wantedSince: number;
  calling: boolean;
  /** The call that was shown last, and when this driver first saw it; null when there was none. */
  call: { seq: number; seenAt: number } | null;
  /** Null when it is not known what the screen shows. */
  shownKey: string | null;
  refreshAt: number;
  notBefore: number;
  /** Attempts that failed since the last success. */
  failures: number;
  busyAnswers: number;
  /** `no-answer`, `damaged-answer`, or the error the card named; null when it is well. */
  problem: string | null;
  /** False once the card said that it lacks the fonts named. */
  fonts: boolean;
}

/** What became of one frame. */
export type Outcome =
  | { kind: 'ack' }
  | { kind: 'nack'; error: string }
  | { kind: 'silence'; problem: 'no-answer' | 'damaged-answer' };

export function newCard(address: number, counter: number): Card {
  return {
    address,
    counter,
    wanted: null,
    wantedKey: null,
    signKey: null,
    wantedSince: 0,
    calling: false,
    call: null,
    shownKey: null,
    refreshAt: 0,
    notBefore: 0,
    failures: 0,
    busyAnswers: 0,
    problem: null,
    fonts: true,
  };
}

/** Sets what the card is to show; a sign that looks the same changes nothing. */
export function want(card: Card, areas: SignArea[], state: CounterSign['state'], now: number): void {
  const key = JSON.stringify(areas);
  card.calling = state === 'calling';
  if (key === card.wantedKey) return;
  card.wanted = areas;
  card.wantedKey = key;
  card.wantedSince = now;
}

/** Sets a test pattern. Dead cards are tried too: the person who asks for the test may just have plugged them in. */
export function wantTest(card: Card, areas: SignArea[], now: number): void {
  want(card, areas, 'idle', now);
  card.signKey = null;
  card.notBefore = 0;
}

/** True while the call shown last is new enough to be pointed at with arrows. */
export function isFresh({ call }: Card, now: number, { turningMs }: LedTiming): boolean {
  return call !== null && now >= call.seenAt && now - call.seenAt < turningMs;
}

export function isBehind(card: Card): boolean {
  return card.wantedKey !== null && card.wantedKey !== card.shownKey;
}

/**
 * After a break nobody knows what the screens show, and a card that was dead may be alive. The card in whose answer
 * the connection broke keeps its pause, or it would break the next one as well before the others had their turn.
 */
export function forgetShown(card: Card, brokeIt: boolean): void {
  card.shownKey = null;
  card.busyAnswers = 0;
  if (!brokeIt) card.notBefore = 0;
}

/** Calls come first, then other changes, then cards that failed, then refreshes; within a rank the oldest wish. */
function rank(card: Card): number {
  if (!isBehind(card)) return 3;
  if (card.failures > 0) return 2;
  return card.calling ? 0 : 1;
}

const dueAt = (card: Card) => (isBehind(card) ? card.notBefore : Math.max(card.notBefore, card.refreshAt));

/** The card whose frame goes next; null when none is due. */
export function nextCard(cards: readonly Card[], now: number): Card | null {
  const due = cards.filter((card) => card.wantedKey !== null && dueAt(card) <= now);
  const since = (card: Card) => (isBehind(card) ? card.wantedSince : card.refreshAt);
  return due.sort((a, b) => rank(a) - rank(b) || since(a) - since(b) || a.address - b.address)[0] ?? null;
}

/** When the next card falls due; null when nothing is wanted yet. */
export function nextDueAt(cards: readonly Card[]): number | null {
  const times = cards.filter((card) => card.wantedKey !== null).map(dueAt);
  return times.length > 0 ? Math.min(...times) : null;
}

/** Takes what became of the frame that carried `sentKey`. */
export function settle(card: Card, sentKey: string, outcome: Outcome, now: number, timing: LedTiming): void {
  if (outcome.kind === 'ack') {
    card.shownKey = sentKey;
    card.refreshAt = now + (card.problem === null ? timing.refreshMs : timing.doubtMs);
    card.failures = 0;
    card.busyAnswers = 0;
    card.problem = null;
    card.notBefore = now;
    return;
  }
  card.shownKey = null;
  if (outcome.kind === 'nack' && outcome.error === 'font-missing' && card.fonts) {
    card.fonts = false;
    return;
  }
  card.problem = outcome.kind === 'nack' ? outcome.error : outcome.problem;
  if (outcome.kind === 'nack' && outcome.error === 'busy' && card.busyAnswers < 20) {
    card.busyAnswers += 1;
    card.notBefore = now + timing.busyMs;
    return;
  }
  card.failures += 1;
  const times = card.failures - timing.attemptsMost;
  card.notBefore = times < 0 ? now : now + Math.min(timing.backOffMostMs, timing.backOffMs * 2 ** Math.min(times, 20));
}
