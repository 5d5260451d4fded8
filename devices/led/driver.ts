import type { CounterSign, DeviceHealth, LedBusConfig } from '../../server/contract/device.ts';
import type { DeviceDriver, DriverDeps } from '../driver.ts';
import { Reconnect } from '../wire/reconnect.ts';
import { type Wire, WireError } from '../wire/wire.ts';
import {
  type Card,
  forgetShown,
  isBehind,
  isFresh,
  type LedTiming,
  ledTiming,
  newCard,
  nextCard,
  nextDueAt,
  type Outcome,
  settle,
  want,
  wantTest,
} from './card.ts';
import { areasData } from './encode.ts';
import { Exchange } from './exchange.ts';
import { signAreas, signAreasMost, testAreas } from './sign.ts';

/** So many attempts without one answer from any card mean that the connection itself is stale. */
const silencesMost = 8;
/** A sign's frame and its answer are shorter than this; each byte is ten bits on the line. */
const lineBytes = 300;

/**
 * Drives one bus of BX-5K/6K cards over one wire: an ordered queue of one question at a time, always with the latest
 * sign of each card, calls first. Needs `deps.wire`.
 */
export function createLedBusDriver(
  config: LedBusConfig,
  deps: DriverDeps,
  timing: LedTiming = ledTiming,
): DeviceDriver {
  if (!deps.wire) throw new TypeError(`device ${config.id} needs a wire`);
  return new LedBusDriver(config, deps, deps.wire, timing);
}

class LedBusDriver implements DeviceDriver {
  readonly id: string;
  readonly #config: LedBusConfig;
  readonly #deps: DriverDeps;
  readonly #wire: Wire;
  readonly #timing: LedTiming;
  readonly #exchange: Exchange;
  readonly #cards: Card[];
  #signs: CounterSign[] | null = null;
  #testing = false;
  #stopped = false;
  #work: Promise<void> | null = null;
  #wake: (() => void) | null = null;
  #wireProblem: string | null = null;
  readonly #reconnect: Reconnect;
  #pauseMs = 0;
  #silences = 0;
  #callOffSettling: (() => void) | null = null;
  #brokeIt: Card | null = null;
  #lastSuccessAt: number | null = null;
  #lastHealth = '';
  /** Cards that have not had their turn in the test that runs. */
  readonly #untried = new Set<Card>();
  readonly #watchers = new Set<() => void>();

  constructor(config: LedBusConfig, deps: DriverDeps, wire: Wire, timing: LedTiming) {
    this.id = config.id;
    this.#config = config;
    this.#deps = deps;
    this.#wire = wire;
    this.#timing = timing;
    this.#exchange = new Exchange(wire, deps.clock);
    this.#cards = config.screens.map(({ address, counter }) => newCard(address, counter));
    const { reopenMs, reopenMostMs } = timing;
    this.#reconnect = new Reconnect({ firstMs: reopenMs, mostMs: reopenMostMs, random: deps.random });
    wire.onClose(() => this.#wake?.());
  }

  start(): void {
    this.#work ??= this.#run().catch((error: unknown) => this.#deps.log(`${this.id}: ${String(error)}`));
  }

  showSigns(signs: CounterSign[]): void {
    this.#signs = signs;
    for (const card of this.#cards) {
      const sign = this.#signOf(card);
      // A call is shown even while a test pattern stands.
      if (!this.#testing || sign.state === 'calling') this.#want(card, sign);
    }
    if (!this.#stopped) this.#planSettling();
    this.#changed();
    this.#wake?.();
  }

  health(): DeviceHealth {
    const { id, name, kind, wire } = this.#config;
    const failing = this.#failing();
    const waitingJobs = this.#cards.filter(isBehind).length;
    const base = { id, name, kind, waitingJobs, lastSuccessAt: this.#lastSuccessAt, fake: wire.kind === 'fake' };
    if (this.#wireProblem !== null) return { ...base, state: 'offline', reason: this.#wireProblem };
    if (!this.#wire.isOpen) return { ...base, state: 'starting', reason: null };
    if (failing.length > 0) {
      const detail = failing.map(({ address }) => address).join(', ');
      return { ...base, state: 'trouble', reason: failing[0]?.problem ?? null, detail };
    }
    return { ...base, state: waitingJobs > 0 ? 'busy' : 'ready', reason: null };
  }

  /** Shows each screen its own address for a moment. The message of a rejection names the screens that failed. */
  async test(): Promise<void> {
    if (!this.#wire.isOpen) throw new Error(this.#wireProblem ?? 'closed');
    this.#testing = true;
    for (const card of this.#cards) wantTest(card, testAreas(card.address, this.#config), this.#deps.clock.now());
    for (const card of this.#cards) this.#untried.add(card);
    this.#wake?.();
    await this.#untilTried();
    const failed = this.#cards.filter(isBehind);
    this.#untried.clear();
    this.#deps.clock.after(this.#timing.testMs, () => {
      this.#testing = false;
      if (!this.#stopped) this.showSigns(this.#signs ?? []);
    });
    if (failed.length === 0) return;
    const [first] = failed;
    throw new Error(`${first?.problem ?? 'no-answer'}: ${failed.map(({ address }) => address).join(', ')}`);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#callOffSettling?.();
    this.#wake?.();
    await this.#wire.close();
    await this.#work;
  }

  #signOf(card: Card): CounterSign {
    const { counter } = card;
    return this.#signs?.find((sign) => sign.counter === counter) ?? { state: 'closed', counter };
  }

  #want(card: Card, sign: CounterSign): void {
    const now = this.#deps.clock.now();
    if (sign.state === 'calling' && card.call?.seq !== sign.callSeq) {
      // The age of a call is counted from here, because the server's clock may be another machine's.
      card.call = { seq: sign.callSeq, seenAt: now };
    }
    const fresh = isFresh(card, now, this.#timing);
    // Every call brings the signs of all counters: those that are as they were are not drawn again.
    const signKey = `${fresh} ${JSON.stringify(sign)}`;
    if (card.signKey === signKey) return;
    want(card, signAreas(sign, this.#config, fresh), sign.state, now);
    card.signKey = signKey;
  }

  /** Comes back to the signs when the next called number has had its time with arrows. */
  #planSettling(): void {
    this.#callOffSettling?.();
    const now = this.#deps.clock.now();
    const fresh = this.#cards.filter((card) => isFresh(card, now, this.#timing));
    if (fresh.length === 0) return;
    const first = Math.min(...fresh.map(({ call }) => call?.seenAt ?? now));
    const waitMs = Math.max(1, first + this.#timing.turningMs - now);
    this.#callOffSettling = this.#deps.clock.after(waitMs, () => this.showSigns(this.#signs ?? []));
  }

  #failing(): Card[] {
    return this.#cards.filter(({ problem, failures }) => problem !== null && failures >= this.#timing.attemptsMost);
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      if (!this.#wire.isOpen) {
        await this.#open();
        continue;
      }
      const now = this.#deps.clock.now();
      const card = nextCard(this.#cards, now);
      if (card) await this.#send(card);
      else await this.#rest((nextDueAt(this.#cards) ?? now + this.#timing.refreshMs) - now, true);
    }
  }

  /** Opens the wire after a pause that grows until some card answers. */
  async #open(): Promise<void> {
    if (this.#pauseMs > 0) await this.#rest(this.#pauseMs, false);
    if (this.#stopped) return;
    this.#pauseMs = this.#reconnect.nextDelayMs();
    try {
      await this.#wire.open();
    } catch (error) {
      this.#lose(error instanceof WireError ? error.fault : 'unreachable');
      return;
    }
    if (this.#stopped) {
      await this.#wire.close();
      return;
    }
    if (this.#wireProblem !== null) this.#deps.log(`${this.id}: ${this.#wire.address} is back`);
    this.#wireProblem = null;
    this.#silences = 0;
    for (const card of this.#cards) forgetShown(card, card === this.#brokeIt);
    this.#brokeIt = null;
    this.#changed();
  }

  async #send(card: Card): Promise<void> {
    const { wanted, wantedKey } = card;
    if (!wanted || wantedKey === null) return;
    const unused = Array.from({ length: signAreasMost }, (_, id) => id).filter((id) => id >= wanted.length);
    const options = { generation: this.#config.generation, fonts: card.fonts, deleteIds: unused };
    const outcome = await this.#exchange
      .ask(card.address, areasData(wanted, options), this.#answerMs())
      .catch((): Outcome => ({ kind: 'nack', error: 'too-long' }));
    if (this.#stopped) return;
    const now = this.#deps.clock.now();
    if (outcome.kind === 'lost') {
      settle(card, wantedKey, { kind: 'silence', problem: 'no-answer' }, now, this.#timing);
      this.#brokeIt = card;
      this.#lose('closed');
      await this.#wire.close();
      return;
    }
    const wasFailing = this.#failing().includes(card);
    this.#untried.delete(card);
    settle(card, wantedKey, outcome, now, this.#timing);
    if (outcome.kind === 'ack') {
      this.#reconnect.succeeded();
      this.#lastSuccessAt = now;
    }
    this.#silences = outcome.kind === 'silence' ? this.#silences + 1 : 0;
    if (wasFailing !== this.#failing().includes(card)) {
      this.#deps.log(`${this.id}: screen ${card.address} ${card.problem ?? 'is back'}`);
    }
    if (this.#silences >= silencesMost) {
      this.#lose('no-answer');
      await this.#wire.close();
    }
    this.#changed();
  }

  /** A serial port takes the bytes long before they are out: the line's own time comes on top. */
  #answerMs(): number {
    const { wire } = this.#config;
    return this.#timing.answerMs + (wire.kind === 'serial' ? (lineBytes * 10 * 1000) / wire.baudRate : 0);
  }

  #lose(problem: string): void {
    if (this.#stopped) return;
    if (this.#wireProblem !== problem) this.#deps.log(`${this.id}: ${this.#wire.address} ${problem}`);
    this.#wireProblem = problem;
    this.#changed();
  }

  /** Waits; a wake-up ends it early only where that cannot lead to hammering. */
  #rest(milliseconds: number, wakeable: boolean): Promise<void> {
    return new Promise((resolve) => {
      const finish = () => {
        callOff();
        this.#wake = null;
        resolve();
      };
      const callOff = this.#deps.clock.after(Math.max(0, milliseconds), finish);
      this.#wake = () => {
        if (wakeable || this.#stopped) finish();
      };
    });
  }

  /** Resolves when every card took the test pattern or failed, or the bus was lost. */
  #untilTried(): Promise<void> {
    return new Promise((resolve) => {
      const tried = (card: Card) => !this.#untried.has(card) && (!isBehind(card) || card.failures > 0);
      const done = () => !this.#wire.isOpen || this.#cards.every(tried);
      const check = () => {
        if (!this.#stopped && !done()) return;
        this.#watchers.delete(check);
        callOff();
        resolve();
      };
      const mostMs = (this.#cards.length + 2) * this.#answerMs() * 2;
      const callOff = this.#deps.clock.after(mostMs, () => {
        this.#watchers.delete(check);
        resolve();
      });
      this.#watchers.add(check);
    });
  }

  #changed(): void {
    const { state, reason, detail, waitingJobs } = this.health();
    const health = `${state} ${reason} ${detail} ${waitingJobs}`;
    if (health !== this.#lastHealth) {
      this.#lastHealth = health;
      this.#deps.healthChanged();
    }
    for (const watcher of this.#watchers) watcher();
  }
}
