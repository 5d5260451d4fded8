import { createHmac, randomBytes } from 'node:crypto';
import type { StaffActor } from './contract/actor.ts';
import type { CardTrouble } from './contract/card.ts';
import type { CounterCommand } from './contract/commands.ts';
import type { DeviceSignal, PadKey, ReadCard } from './contract/device.ts';
import type { RatingLevel } from './contract/rating.ts';
import { ratingLevels } from './contract/rating-levels.ts';
import { Refused } from './contract/refusal.ts';
import type { CardNotice } from './contract/views.ts';
import type { Hall, HallLog } from './hall.ts';

/** A card stays at hand for the form it was laid down for, and no longer. */
const cardKeptMs = 60_000;
/** Longest visit to a kiosk. What is kept so long is a hash, not the card. */
const visitorKeptMs = 600_000;
const cardsMost = 100;

interface HeldCard {
  place: string;
  card: ReadCard;
  until: number;
}

/** What devices say unasked, brought to where it belongs. Cards are held for a minute in memory and never recorded. */
export interface SignalDesk {
  /** The whole card for the form, once; null when it is gone. */
  takeCard(place: string, token: string): ReadCard | null;
  /** The whole card for its holder's own form, also a second time after a lost answer; null when it is gone. */
  ownCard(place: string, token: string): ReadCard | null;
  onCard(listener: (notice: CardNotice) => void): () => void;
  /** A card was given up: whoever laid it down has to know that waiting is of no use. */
  onCardTrouble(listener: (trouble: CardTrouble) => void): () => void;
  /** Who laid this card down, as a keyed hash that holds for one day; null once it was forgotten. */
  visitor(place: string, token: string): string | null;
  /** The visitor has left. */
  forget(place: string, token: string): void;
}

export interface SignalSource {
  onSignal(listener: (signal: DeviceSignal) => void): () => void;
}

export function signalDesk(
  hall: Hall,
  source: SignalSource,
  log: HallLog,
  secret: string = randomBytes(32).toString('base64'),
): SignalDesk {
  const held = new Map<string, HeldCard>();
  const visitors = new Map<string, { place: string; person: string; until: number }>();
  const cardListeners = new Set<(notice: CardNotice) => void>();
  const troubleListeners = new Set<(trouble: CardTrouble) => void>();

  function holdCard(place: string, card: ReadCard): void {
    for (const [token, each] of held)
      if (each.until <= hall.now() || each.place === place || held.size >= cardsMost) held.delete(token);
    const token = randomBytes(12).toString('base64url');
    held.set(token, { place, card, until: hall.now() + cardKeptMs });
    for (const [known, each] of visitors)
      if (each.until <= hall.now() || each.place === place || visitors.size >= cardsMost) visitors.delete(known);
    // With the day in it, nobody can tell from two days that it was the same person.
    const person = createHmac('sha256', secret).update(`${hall.state.date} ${card.number}`).digest('base64url');
    visitors.set(token, { place, person: person.slice(0, 22), until: hall.now() + visitorKeptMs });
    const notice = { place, token, name: maskedName(card.name), number: maskedNumber(card.number) };
    for (const listener of cardListeners) listener(notice);
  }

  source.onSignal((signal) => {
    if (signal.kind === 'card') holdCard(signal.place, signal.card);
    else if (signal.kind === 'key') pressKey(hall, signal, log);
    else for (const listener of troubleListeners) listener({ place: signal.place, reason: signal.reason });
  });

  const ownCard = (place: string, token: string): ReadCard | null => {
    const found = held.get(token);
    return found?.place === place && found.until > hall.now() ? found.card : null;
  };
  return {
    ownCard,
    takeCard(place, token) {
      const card = ownCard(place, token);
      if (card !== null) held.delete(token);
      return card;
    },
    visitor(place, token) {
      const found = visitors.get(token);
      return found?.place === place && found.until > hall.now() ? found.person : null;
    },
    forget(place, token) {
      if (visitors.get(token)?.place === place) visitors.delete(token);
      if (held.get(token)?.place === place) held.delete(token);
    },
    onCard(listener) {
      cardListeners.add(listener);
      return () => cardListeners.delete(listener);
    },
    onCardTrouble(listener) {
      troubleListeners.add(listener);
      return () => troubleListeners.delete(listener);
    },
  };
}

/** First and last character of a name of three and more, the first of a shorter one. */
export function maskedName(name: string): string {
  const letters = [...name];
  const first = letters[0] ?? '';
  return letters.length < 3 ? `${first}*` : `${first}*${letters.at(-1)}`;
}

/** First six and last four, which hides the date of birth. */
export function maskedNumber(number: string): string {
  return number.length < 11 ? '****' : `${number.slice(0, 6)}********${number.slice(-4)}`;
}

type KeySignal = Extract<DeviceSignal, { kind: 'key' }>;

const verbs: Partial<Record<PadKey, (counter: number) => CounterCommand>> = {
  'call-next': (counter) => ({ type: 'call-next', counter, result: null }),
  recall: (counter) => ({ type: 'recall', counter }),
  start: (counter) => ({ type: 'start', counter }),
  finish: (counter) => ({ type: 'finish', counter, result: null, note: null }),
  'no-show': (counter) => ({ type: 'no-show', counter }),
  resume: (counter) => ({ type: 'resume', counter }),
};

/** A visitor needs longer than this from the call to the counter. */
const callStandsMs = 5_000;

/**
 * Whether the number on this counter's sign was called only just now. A pad has no question before and no way back after: a
 * finger that presses again because nobody came at once must not take the turn of the visitor who is on the way.
 */
function calledJustNow(hall: Hall, counter: number): boolean {
  const ticketId = hall.state.counters.get(counter)?.ticketId;
  const standing = ticketId == null ? undefined : hall.state.tickets.get(ticketId)?.standing;
  return standing?.status === 'called' && hall.now() - standing.calledAt < callStandsMs;
}

/** A key on a counter's call pad does what the clerk's own key would do, in the name of whoever has the counter open. */
function pressKey(hall: Hall, { counter, key, device }: KeySignal, log: HallLog): void {
  if (isLevel(key)) {
    rateByKey(hall, counter, key, device, log);
    return;
  }
  if (key === 'call-next' && calledJustNow(hall, counter)) {
    log.info({ counter, key, outcome: 'called-just-now' }, 'a call pad was refused');
    return;
  }
  const command = key === 'pause' ? pauseOf(hall, counter) : verbs[key]?.(counter);
  const staff = hall.state.counters.get(counter)?.staff;
  if (command === undefined || staff == null) return;
  const actor: StaffActor = { kind: 'staff', staff, role: 'clerk' };
  hall.act(command, actor).catch((error: unknown) => {
    const code = error instanceof Refused ? error.code : String(error);
    log.info({ counter, key, outcome: code }, 'a call pad was refused');
  });
}

const isLevel = (key: PadKey): key is RatingLevel => ratingLevels.some((level) => level === key);

/** A face on the evaluator rates the visit whose window is open at its counter; outside a window it says nothing. */
function rateByKey(hall: Hall, counter: number, level: RatingLevel, device: string, log: HallLog): void {
  const window = hall.state.ratings.windows.get(counter);
  if (window === undefined) return;
  const through = { counter, window: window.opened };
  hall
    .act({ type: 'rate', through, level, reasons: [], channel: 'evaluator' }, { kind: 'device', device })
    .catch((error: unknown) => {
      const code = error instanceof Refused ? error.code : String(error);
      log.info({ counter, outcome: code }, 'a rating by key was refused');
    });
}

/** A pad has one pause key and no list of reasons: the hall file's first reason stands for it. */
function pauseOf(hall: Hall, counter: number): CounterCommand | undefined {
  const reason = hall.model.file.pauseReasons[0];
  return reason === undefined ? undefined : { type: 'pause', counter, reason: reason.code };
}
