import { Refused } from '../contract/refusal.ts';
import type { ScreenAlarm, ScreenBeat, ScreenBeatTaken, ScreenState } from '../contract/screen.ts';
import { screenBeatMs, screenSilentMs } from '../contract/screen-times.ts';
import { boardCalls } from '../domain/view/live-views.ts';
import type { Hall } from '../hall.ts';

/** Rule D13: a clock further off than this shows people a wrong time. */
const clockOffMostMs = 5000;
/** A call must be on the board by then, or the board has lost its thread. */
const callReachesMs = 15_000;
/** A screen that was taken down for good is remembered no longer than this. */
const forgottenAfterMs = 24 * 3_600_000;
const screensMost = 200;
/** One machine may drive a handful of displays; whoever says more is not one. */
const wordsPerWindow = 60;
const sendersMost = 1000;

interface Known extends ScreenState {
  /** Since when each trouble stands. */
  troubles: Map<ScreenAlarm['reason'], number>;
}

export interface ScreenWatchOptions {
  now(): number;
  /** Whether the hall has such a place: a counter, a zone, any kiosk. */
  knows(screen: string): boolean;
  /** Newest call that a screen should have taken in: those of before `until`, epoch milliseconds; 0 for none. */
  newestCall(screen: string, until: number): number;
}

/** What every public screen said last. Kept in memory alone: after a restart each says it anew within ten seconds. */
export class ScreenWatch {
  readonly #options: ScreenWatchOptions;
  readonly #screens = new Map<string, Known>();
  readonly #senders = new Map<string, { since: number; words: number }>();

  constructor(options: ScreenWatchOptions) {
    this.#options = options;
  }

  /** Throws `too-many-beats` for a sender who floods, `unknown-screen` for a place that the hall does not have. */
  note(beat: ScreenBeat, sender: string): ScreenBeatTaken {
    const now = this.#options.now();
    this.#count(sender, now);
    const { screen, leaving, clock, ...said } = beat;
    if (!this.#options.knows(screen)) throw new Refused('unknown-screen', { screen });
    if (leaving) this.#screens.delete(screen);
    else this.#keep({ ...said, screen, heardAt: now, clockOffMs: Math.round(clock - now) });
    return { now, nextSeconds: screenBeatMs / 1000 };
  }

  /** All that were heard of within a day, by name. */
  screens(): ScreenState[] {
    this.#forget();
    return [...this.#screens.values()]
      .map(({ troubles, ...state }) => state)
      .sort((one, other) => one.screen.localeCompare(other.screen));
  }

  /** What stands now, oldest first. A silent screen has no other trouble: nothing is known of it. */
  alarms(): ScreenAlarm[] {
    this.#forget();
    const now = this.#options.now();
    const found = [...this.#screens.values()].flatMap(({ screen, heardAt, troubles }): ScreenAlarm[] => {
      if (now - heardAt >= screenSilentMs) return [{ screen, reason: 'screen-silent', since: heardAt }];
      return [...troubles].map(([reason, since]) => ({ screen, reason, since }));
    });
    return found.sort((one, other) => one.since - other.since);
  }

  #keep(state: ScreenState): void {
    const known = this.#screens.get(state.screen);
    if (known === undefined && this.screens().length >= screensMost) throw new Refused('too-many-beats');
    const troubles = new Map<ScreenAlarm['reason'], number>();
    for (const reason of this.#troublesOf(state)) troubles.set(reason, known?.troubles.get(reason) ?? state.heardAt);
    this.#screens.set(state.screen, { ...state, troubles });
  }

  #troublesOf({ screen, frames, audio, lastCallSeq, clockOffMs, heardAt }: ScreenState): ScreenAlarm['reason'][] {
    const newest = lastCallSeq === null ? 0 : this.#options.newestCall(screen, heardAt - callReachesMs);
    return [
      ...(frames === 0 ? ['screen-frozen' as const] : []),
      ...((lastCallSeq ?? 0) < newest ? ['screen-behind' as const] : []),
      ...(audio === 'blocked' ? ['screen-mute' as const] : []),
      ...(Math.abs(clockOffMs) > clockOffMostMs ? ['screen-clock' as const] : []),
    ];
  }

  #forget(): void {
    const oldest = this.#options.now() - forgottenAfterMs;
    for (const [screen, { heardAt }] of this.#screens) if (heardAt < oldest) this.#screens.delete(screen);
  }

  #count(sender: string, now: number): void {
    const known = this.#senders.get(sender);
    if (known === undefined || now - known.since >= screenBeatMs || now < known.since) {
      this.#senders.delete(sender);
      this.#senders.set(sender, { since: now, words: 1 });
      const [first] = this.#senders.keys();
      if (this.#senders.size > sendersMost && first !== undefined) this.#senders.delete(first);
      return;
    }
    known.words += 1;
    if (known.words > wordsPerWindow) throw new Refused('too-many-beats');
  }
}

/** The watch over the screens of this hall. */
export function hallScreens(hall: Hall): ScreenWatch {
  return new ScreenWatch({
    now: () => hall.now(),
    knows: (screen) => {
      const [page, place = ''] = screen.split('/');
      if (page === 'counter' || page === 'rating') return hall.model.counters.has(Number(place));
      if (page === 'zone') return hall.model.zones.has(Number(place));
      return true;
    },
    newestCall: (screen, until) => {
      const [page, place] = screen.split('/');
      const { state, model } = hall;
      const zoneOf = (no: number) => model.counters.get(no)?.zone;
      const calls = boardCalls(
        state,
        model,
        (no) => page === 'hall' || (page === 'zone' ? zoneOf(no) : no) === Number(place),
      );
      return calls.reduce((newest, { seq, at }) => (at <= until ? Math.max(newest, seq) : newest), 0);
    },
  });
}
