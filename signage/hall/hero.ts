import type { CallNotice } from '../../server/contract/views.ts';

/** One called number on the large part of the board. Times are milliseconds of the board's own clock. */
export interface HeroCard {
  call: CallNotice;
  shownAt: number;
}
export interface Hero {
  /** At most four, oldest call first. */
  cards: readonly HeroCard[];
  /** Calls that found four on the board already; first in, first out. */
  pending: readonly CallNotice[];
  /** Highest sequence number of a call that was taken in; an older one is never shown again. */
  lastSeq: number;
}
export interface HeroStep {
  hero: Hero;
  /** Calls that came onto the board in this step, or flash anew: each sounds once. */
  sounding: readonly CallNotice[];
}

/** Rules D3, D4 and D12. */
export const heroTimes = {
  cardsMost: 4,
  holdMs: 12_000,
  flashMs: 10_000,
  /** Flash, then a minute of steady light; after that the board is free for something else. */
  leaveMs: 70_000,
  delayMostMs: 20_000,
  /** In a rush nobody is on the board for less than this. */
  holdLeastMs: 4000,
  pendingMost: 40,
  /** A call found on coming back after a cut is shown only while it is this young. */
  freshMs: 20_000,
  /** While the link is lost nothing older than this stands as if it were now. */
  staleMs: 60_000,
};

export const emptyHero: Hero = { cards: [], pending: [], lastSeq: 0 };

/**
 * How long a card stays before another may take its place: twelve seconds, and less only when so many wait that the
 * last of them would be shown more than twenty seconds late.
 */
export function holdMs(pendingCount: number): number {
  if (pendingCount <= heroTimes.cardsMost) return heroTimes.holdMs;
  const rounds = Math.ceil(pendingCount / heroTimes.cardsMost) + 1;
  return Math.max(heroTimes.holdLeastMs, Math.floor(heroTimes.delayMostMs / rounds));
}

/** Takes in one call event: a first call, a recall, or the withdrawal of a call. */
export function noteCall(hero: Hero, call: CallNotice, now: number): HeroStep {
  if (call.kind === 'withdrawn') return { hero: withdraw(hero, call), sounding: [] };
  if (call.seq <= hero.lastSeq) return { hero, sounding: [] };
  const taken = { ...hero, lastSeq: call.seq };
  const shown = taken.cards.findIndex((card) => sameCall(card.call, call));
  if (shown >= 0) {
    const cards = taken.cards.map((card, index) => (index === shown ? { call, shownAt: now } : card));
    return { hero: { ...taken, cards }, sounding: [call] };
  }
  if (taken.pending.some((waiting) => sameCall(waiting, call))) {
    // A recall of a call that still waits for the board keeps its place in the line.
    return {
      hero: { ...taken, pending: taken.pending.map((one) => (sameCall(one, call) ? call : one)) },
      sounding: [],
    };
  }
  // The same number at another counter replaces what was said before.
  const cards = taken.cards.filter((card) => card.call.number !== call.number);
  const pending = [...taken.pending.filter((waiting) => waiting.number !== call.number), call];
  return advance({ ...taken, cards, pending: pending.slice(-heroTimes.pendingMost) }, now);
}

/** Lets time pass: brings waiting calls onto the board and takes off what has been there long enough. */
export function advance(hero: Hero, now: number): HeroStep {
  const lasting = hero.cards.filter((card) => now - card.shownAt < heroTimes.leaveMs);
  if (hero.pending.length === 0) {
    return { hero: withCards(hero, lasting), sounding: [] };
  }
  const hold = holdMs(hero.pending.length);
  const kept = lasting.filter((card) => now - card.shownAt < hold);
  const room = heroTimes.cardsMost - kept.length;
  const entering = hero.pending.slice(0, room);
  if (entering.length === 0) return { hero: withCards(hero, lasting), sounding: [] };
  const cards = [...kept, ...entering.map((call) => ({ call, shownAt: now }))];
  return { hero: { ...hero, cards, pending: hero.pending.slice(room) }, sounding: entering };
}

/**
 * Takes in the whole state on connecting: nothing is replayed. Calls younger than twenty seconds by the server's clock
 * come onto the board silently; cards whose ticket is no longer called or served leave it.
 */
export function present(hero: Hero, calls: readonly CallNotice[], serverNow: number, now: number): Hero {
  const stillTrue = (call: CallNotice) =>
    calls.some((known) => known.number === call.number && known.counter === call.counter);
  const cards = hero.cards.filter((card) => stillTrue(card.call));
  const pending = hero.pending.filter(stillTrue);
  const fresh = calls
    .filter((call) => call.kind !== 'withdrawn' && call.seq > hero.lastSeq && serverNow - call.at < heroTimes.freshMs)
    .sort((one, other) => one.seq - other.seq)
    .slice(-heroTimes.cardsMost);
  const replaced = cards.filter((card) => !fresh.some((call) => call.number === card.call.number));
  const shown = [...replaced, ...fresh.map((call) => ({ call, shownAt: now - Math.max(0, serverNow - call.at) }))];
  const lastSeq = calls.reduce((highest, call) => Math.max(highest, call.seq), hero.lastSeq);
  return { cards: shown.slice(-heroTimes.cardsMost), pending, lastSeq };
}

/**
 * Takes off what is over: a ticket that is neither called nor served any more leaves once its hold has passed. Within
 * the hold it stays, because the call event may come before the list that names it.
 */
export function withoutOver(hero: Hero, calls: readonly CallNotice[], now: number): Hero {
  const cards = hero.cards.filter(
    (card) => now - card.shownAt < heroTimes.holdMs || calls.some((call) => sameCall(call, card.call)),
  );
  return withCards(hero, cards);
}

/** While the link is lost: only what was called within the last minute may still stand as called. */
export function withoutStale(hero: Hero, now: number): Hero {
  const cards = hero.cards.filter((card) => now - card.shownAt < heroTimes.staleMs);
  return hero.pending.length === 0 ? withCards(hero, cards) : { ...hero, cards, pending: [] };
}

export const isFlashing = (card: HeroCard, now: number) => now - card.shownAt < heroTimes.flashMs;

/** The same object while nothing left the board, so that a quiet board draws nothing anew. */
const withCards = (hero: Hero, cards: HeroCard[]): Hero =>
  cards.length === hero.cards.length ? hero : { ...hero, cards };

const sameCall = (one: CallNotice, other: CallNotice) => one.number === other.number && one.counter === other.counter;

function withdraw(hero: Hero, notice: CallNotice): Hero {
  return {
    cards: hero.cards.filter((card) => card.call.number !== notice.number),
    pending: hero.pending.filter((waiting) => waiting.number !== notice.number),
    lastSeq: Math.max(hero.lastSeq, notice.seq),
  };
}
