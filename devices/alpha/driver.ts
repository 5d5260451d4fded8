import type { AlphaConfig, CounterSign, DeviceHealth } from '../../server/contract/device.ts';
import type { DeviceDriver, DriverDeps } from '../driver.ts';
import { Rest } from '../rest.ts';
import { Reconnect } from '../wire/reconnect.ts';
import { type Wire, WireError } from '../wire/wire.ts';
import { type ExchangeTiming, SignExchange, type SignOutcome } from './exchange.ts';
import { glyphHeightDots } from './glyphs.ts';
import { SignMemory, type Step } from './memory.ts';
import { everyAddress, pauseMs } from './packet.ts';
import { type SignText, signText, testText } from './sign.ts';

/** Times of the driver, milliseconds unless the name says otherwise. */
export interface AlphaTiming extends ExchangeTiming {
  /** Attempts in a row before a sign that answered counts as dead. */
  attemptsMost: number;
  /** First pause before a dead sign is tried again; doubles up to `backOffMostMs`. */
  backOffMs: number;
  backOffMostMs: number;
  /** The text is sent again after this time, which finds out whether the sign is still there. */
  refreshMs: number;
  /** The text is sent once more this soon when an answer may have been meant for the packet before. */
  doubtMs: number;
  /** A sign that never answers is given its whole memory again after this time, because it may have lost it. */
  reloadMs: number;
  /** First pause before the wire is opened again; doubles up to `reopenMostMs`. */
  reopenMs: number;
  reopenMostMs: number;
  /** How long a test pattern stands. */
  testMs: number;
}

export const alphaTiming: AlphaTiming = {
  answerMs: 800,
  pauseMs,
  assumedBaud: 9600,
  attemptsMost: 2,
  backOffMs: 2_000,
  backOffMostMs: 20_000,
  refreshMs: 30_000,
  doubtMs: 1_500,
  reloadMs: 600_000,
  reopenMs: 1_000,
  reopenMostMs: 30_000,
  testMs: 3_000,
};

/** Drives one sign that speaks the Alpha protocol. Needs `deps.wire`. */
export function createAlphaDriver(
  config: AlphaConfig,
  deps: DriverDeps,
  timing: AlphaTiming = alphaTiming,
): DeviceDriver {
  if (!deps.wire) throw new TypeError(`device ${config.id} needs a wire`);
  return new AlphaDriver(config, deps, deps.wire, timing);
}

class AlphaDriver implements DeviceDriver {
  readonly id: string;
  readonly #config: AlphaConfig;
  readonly #deps: DriverDeps;
  readonly #wire: Wire;
  readonly #timing: AlphaTiming;
  readonly #exchange: SignExchange;
  readonly #rest: Rest;
  readonly #reconnect: Reconnect;
  readonly #low: boolean;
  #memory = new SignMemory();
  #sign: CounterSign | null = null;
  #testing = false;
  #stopped = false;
  #work: Promise<void> | null = null;
  #pauseMs = 0;
  #failures = 0;
  #refreshAt = 0;
  #reloadAt = 0;
  #wireProblem: string | null = null;
  #problem: string | null = null;
  #lastSuccessAt: number | null = null;
  #lastHealth = '';
  readonly #watchers = new Set<() => void>();

  constructor(config: AlphaConfig, deps: DriverDeps, wire: Wire, timing: AlphaTiming) {
    this.id = config.id;
    this.#config = config;
    this.#deps = deps;
    this.#wire = wire;
    this.#timing = timing;
    this.#low = config.heightPx < glyphHeightDots;
    this.#exchange = new SignExchange(wire, config.wire, deps.clock, timing);
    this.#rest = new Rest(deps.clock);
    const { reopenMs, reopenMostMs } = timing;
    this.#reconnect = new Reconnect({ firstMs: reopenMs, mostMs: reopenMostMs, random: deps.random });
    wire.onClose(() => this.#rest.wake());
  }

  start(): void {
    this.#work ??= this.#run().catch((error: unknown) => this.#deps.log(`${this.id}: ${String(error)}`));
  }

  showSigns(signs: CounterSign[]): void {
    const { counter } = this.#config;
    this.#sign = signs.find((sign) => sign.counter === counter) ?? { state: 'closed', counter };
    if (this.#isBehind()) this.#rest.wake();
    this.#changed();
  }

  health(): DeviceHealth {
    const { id, name, kind, wire } = this.#config;
    const waitingJobs = this.#isBehind() ? 1 : 0;
    const base = { id, name, kind, waitingJobs, lastSuccessAt: this.#lastSuccessAt, fake: wire.kind === 'fake' };
    if (this.#wireProblem !== null) return { ...base, state: 'offline', reason: this.#wireProblem };
    if (!this.#wire.isOpen || this.#memory.answers === null) return { ...base, state: 'starting', reason: null };
    if (this.#problem !== null) return { ...base, state: 'trouble', reason: this.#problem };
    return { ...base, state: waitingJobs > 0 ? 'busy' : 'ready', reason: null };
  }

  /** Shows the sign's address for a moment; a call is shown instead, once more. */
  async test(): Promise<void> {
    if (!this.#wire.isOpen) throw new Error(this.#wireProblem ?? 'closed');
    this.#testing = true;
    this.#memory.forgetText();
    this.#rest.wake();
    const done = await this.#untilShown();
    this.#deps.clock.after(this.#timing.testMs, () => {
      this.#testing = false;
      if (!this.#stopped) this.#rest.wake();
    });
    if (!done) throw new Error(this.#problem ?? this.#wireProblem ?? 'no-answer');
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#rest.end();
    await this.#wire.close();
    await this.#work;
  }

  #wanted(): SignText | null {
    if (this.#testing && this.#sign?.state !== 'calling') return testText(this.#config.address, this.#config);
    return this.#sign && signText(this.#sign, this.#config);
  }

  #isBehind(): boolean {
    const wanted = this.#wanted();
    return wanted !== null && !this.#memory.shows(wanted);
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      if (!this.#wire.isOpen) {
        await this.#open();
        continue;
      }
      this.#forgetWhatIsOld();
      const step = this.#memory.nextStep(this.#wanted(), this.#low);
      if (step) await this.#send(step);
      else await this.#rest.take(Math.max(1, this.#refreshAt - this.#deps.clock.now()), true);
    }
    await this.#wire.close();
  }

  /** A sign without answers may have been away and be back, even have begun to answer. */
  #forgetWhatIsOld(): void {
    const now = this.#deps.clock.now();
    if (now < this.#refreshAt) return;
    this.#refreshAt = now + this.#timing.refreshMs;
    this.#memory.forgetText();
    if (this.#memory.answers !== false) return;
    this.#memory.asking = true;
    if (now < this.#reloadAt || this.#sign?.state === 'calling') return;
    this.#reloadAt = now + this.#timing.reloadMs;
    this.#memory.forgetAll();
  }

  async #open(): Promise<void> {
    if (this.#pauseMs > 0) await this.#rest.take(this.#pauseMs, false);
    if (this.#stopped) return;
    this.#pauseMs = this.#reconnect.nextDelayMs();
    try {
      await this.#wire.open();
    } catch (error) {
      this.#lose(error instanceof WireError ? error.fault : 'unreachable');
      return;
    }
    if (this.#wireProblem !== null) this.#deps.log(`${this.id}: ${this.#wire.address} is back`);
    this.#wireProblem = null;
    this.#problem = null;
    this.#failures = 0;
    this.#memory = new SignMemory();
    const now = this.#deps.clock.now();
    this.#refreshAt = now + this.#timing.refreshMs;
    this.#reloadAt = now + this.#timing.reloadMs;
    this.#changed();
  }

  async #send(step: Step): Promise<void> {
    const { address } = this.#config;
    const memory = this.#memory;
    const expectAnswer = address !== everyAddress && (step.kind === 'ask' || memory.answers === true);
    const outcome = await this.#exchange.send(step.command, address, expectAnswer);
    if (this.#stopped || memory !== this.#memory) return;
    if (outcome.kind === 'lost') {
      this.#lose('closed');
      await this.#wire.close();
    } else if (step.kind === 'ask') await this.#learn(outcome);
    else if (outcome.kind === 'ack' || (outcome.kind === 'silence' && !expectAnswer)) this.#succeed(step, outcome);
    else await this.#fail(outcome);
    this.#changed();
  }

  /** What a sign holds that has only now begun to answer, or to answer again, is not known. */
  async #learn(outcome: SignOutcome): Promise<void> {
    const answers = outcome.kind === 'ack' || outcome.kind === 'nak';
    if (!answers && this.#memory.answers === true) return this.#fail(outcome);
    this.#memory.asking = false;
    this.#memory.answers = answers;
    if (!answers) return;
    this.#memory.forgetAll();
    this.#answered();
  }

  #answered(): void {
    const now = this.#deps.clock.now();
    this.#lastSuccessAt = now;
    // An answer after a silence may belong to the packet before.
    if (this.#failures > 0) this.#refreshAt = Math.min(this.#refreshAt, now + this.#timing.doubtMs);
    if (this.#problem !== null) this.#deps.log(`${this.id}: sign is back`);
    this.#problem = null;
    this.#failures = 0;
  }

  #succeed(step: Step, outcome: SignOutcome): void {
    this.#memory.take(step);
    if (outcome.kind === 'ack') this.#answered();
    this.#reconnect.succeeded();
    this.#pauseMs = this.#reconnect.nextDelayMs();
  }

  async #fail(outcome: SignOutcome): Promise<void> {
    this.#failures += 1;
    const problem = outcome.kind === 'nak' ? outcome.error : 'no-answer';
    // A label that the sign does not know was lost with its memory.
    if (problem === 'illegal-command') this.#memory.forgetAll();
    const times = this.#failures - this.#timing.attemptsMost;
    if (times < 0) return;
    if (this.#problem !== problem) this.#deps.log(`${this.id}: sign ${problem}`);
    this.#problem = problem;
    // After a power cut a sign has forgotten its memory, and that it was to answer.
    if (outcome.kind === 'silence') this.#memory.asking = true;
    this.#changed();
    const backOffMs = this.#timing.backOffMs * 2 ** Math.min(times, 20);
    await this.#rest.take(Math.min(this.#timing.backOffMostMs, backOffMs), false);
  }

  #lose(problem: string): void {
    if (this.#stopped) return;
    if (this.#wireProblem !== problem) this.#deps.log(`${this.id}: ${this.#wire.address} ${problem}`);
    this.#wireProblem = problem;
    this.#changed();
  }

  /** Resolves with true once the sign shows what is wanted, with false when it failed, was lost or took too long. */
  #untilShown(): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = (shown: boolean) => {
        this.#watchers.delete(check);
        callOff();
        resolve(shown);
      };
      const check = () => {
        if (this.#stopped || !this.#wire.isOpen || this.#problem !== null) settle(false);
        else if (!this.#isBehind()) settle(true);
      };
      const callOff = this.#deps.clock.after(60 * this.#timing.answerMs, () => settle(false));
      this.#watchers.add(check);
    });
  }

  #changed(): void {
    const { state, reason, waitingJobs } = this.health();
    const health = `${state} ${reason} ${waitingJobs}`;
    if (health !== this.#lastHealth) {
      this.#lastHealth = health;
      this.#deps.healthChanged();
    }
    for (const watcher of this.#watchers) watcher();
  }
}
