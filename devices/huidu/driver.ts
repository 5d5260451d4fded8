import type { CounterSign, DeviceHealth, HuiduConfig } from '../../server/contract/device.ts';
import type { DeviceDriver, DriverDeps } from '../driver.ts';
import { Rest } from '../rest.ts';
import { Reconnect } from '../wire/reconnect.ts';
import { type Wire, WireError } from '../wire/wire.ts';
import { type Board, boardFor, callsOf, testBoard } from './board.ts';
import { HuiduSession, plainReason, type SessionTiming } from './session.ts';
import { nextStep, Shown, type Step } from './shown.ts';

/** Times of the driver in milliseconds. */
export interface HuiduTiming extends SessionTiming {
  /** First pause before the wire is opened again; doubles up to `reopenMostMs`. */
  reopenMs: number;
  reopenMostMs: number;
  /** Pause after an answer that says that the box is busy. */
  busyMs: number;
  /** First pause after the box refused the whole board; doubles up to `backOffMostMs`. A new board is tried at once. */
  backOffMs: number;
  backOffMostMs: number;
  /** How long a test pattern stands. */
  testMs: number;
}

export const huiduTiming: HuiduTiming = {
  answerMs: 5_000,
  heartbeatMs: 10_000,
  heartbeatAnswerMs: 5_000,
  reopenMs: 1_000,
  reopenMostMs: 30_000,
  busyMs: 250,
  backOffMs: 2_000,
  backOffMostMs: 20_000,
  testMs: 3_000,
};

/** Answers by which a box says that it will be ready soon. */
const busyResults: readonly string[] = ['kDownloadingFile', 'kProcessing', 'kDeviceOccupa', 'kFileOccupa'];
/** So many busy answers in a row are told as trouble. */
const busyMost = 8;

/**
 * Drives the hall's main board on a Huidu card: over one kept connection it always shows the present calls of its
 * zones. Needs `deps.wire`.
 */
export function createHuiduDriver(
  config: HuiduConfig,
  deps: DriverDeps,
  timing: HuiduTiming = huiduTiming,
): DeviceDriver {
  if (!deps.wire) throw new TypeError(`device ${config.id} needs a wire`);
  return new HuiduDriver(config, deps, deps.wire, timing);
}

class HuiduDriver implements DeviceDriver {
  readonly id: string;
  readonly #config: HuiduConfig;
  readonly #deps: DriverDeps;
  readonly #wire: Wire;
  readonly #timing: HuiduTiming;
  readonly #rest: Rest;
  readonly #reconnect: Reconnect;
  readonly #refusals: Reconnect;
  #shown = new Shown();
  #signs: CounterSign[] | null = null;
  #testing = false;
  #stopped = false;
  #work: Promise<void> | null = null;
  #session: HuiduSession | null = null;
  #pauseMs = 0;
  #stampSeconds = 0;
  #renewals = 0;
  #busyAnswers = 0;
  #wireProblem: string | null = null;
  /** What the box complains of, in its own words; null when it is well. */
  #complaint: { reason: 'busy' | 'error'; detail: string } | null = null;
  #lastSuccessAt: number | null = null;
  #lastHealth = '';
  readonly #watchers = new Set<() => void>();

  constructor(config: HuiduConfig, deps: DriverDeps, wire: Wire, timing: HuiduTiming) {
    this.id = config.id;
    this.#config = config;
    this.#deps = deps;
    this.#wire = wire;
    this.#timing = timing;
    this.#rest = new Rest(deps.clock);
    const { random } = deps;
    this.#reconnect = new Reconnect({ firstMs: timing.reopenMs, mostMs: timing.reopenMostMs, random });
    this.#refusals = new Reconnect({ firstMs: timing.backOffMs, mostMs: timing.backOffMostMs, random });
  }

  start(): void {
    this.#work ??= this.#run().catch((error: unknown) => this.#deps.log(`${this.id}: ${String(error)}`));
  }

  showSigns(signs: CounterSign[]): void {
    const before = this.#wantedKey();
    this.#signs = signs;
    if (before !== this.#wantedKey()) this.#rest.wake();
    this.#changed();
  }

  health(): DeviceHealth {
    const { id, name, kind, wire } = this.#config;
    const waitingJobs = this.#isBehind() ? 1 : 0;
    const base = { id, name, kind, waitingJobs, lastSuccessAt: this.#lastSuccessAt, fake: wire.kind === 'fake' };
    if (this.#wireProblem !== null) return { ...base, state: 'offline', reason: this.#wireProblem };
    if (this.#session?.guid == null) return { ...base, state: 'starting', reason: null };
    if (this.#complaint !== null) return { ...base, state: 'trouble', ...this.#complaint };
    return { ...base, state: waitingJobs > 0 ? 'busy' : 'ready', reason: null };
  }

  /** Shows a test pattern for a moment; while somebody is called, the present is sent once more instead. */
  async test(): Promise<void> {
    if (!this.#session) throw new Error(this.#wireProblem ?? 'closed');
    this.#testing = true;
    this.#shown.forget();
    this.#rest.wake();
    const done = await this.#untilShown();
    this.#deps.clock.after(this.#timing.testMs, () => {
      this.#testing = false;
      if (!this.#stopped) this.#rest.wake();
    });
    if (!done) throw new Error(this.#complaint?.detail ?? this.#wireProblem ?? 'no-answer');
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#session?.close();
    this.#rest.end();
    await this.#wire.close();
    await this.#work;
  }

  /** What the board is to show; null before the first signs came. */
  #wanted(): Board | null {
    if (this.#testing && callsOf(this.#signs ?? [], this.#config.zones).length === 0) return testBoard(this.#config);
    return this.#signs && boardFor(this.#signs, this.#config);
  }

  #wantedKey(): string {
    return JSON.stringify(this.#wanted());
  }

  #isBehind(): boolean {
    const wanted = this.#wanted();
    return wanted !== null && nextStep(this.#shown, wanted) !== null;
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      if (!this.#session) {
        await this.#open();
        continue;
      }
      const wanted = this.#wanted();
      const step = wanted && nextStep(this.#shown, wanted);
      if (step) await this.#send(this.#session, step);
      else await this.#rest.take(null, true);
    }
    await this.#wire.close();
  }

  async #open(): Promise<void> {
    // A box that fell silent may still hold the old connection, whose late answers nobody wants.
    await this.#wire.close();
    if (this.#pauseMs > 0) await this.#rest.take(this.#pauseMs, false);
    if (this.#stopped) return;
    this.#pauseMs = this.#reconnect.nextDelayMs();
    try {
      await this.#wire.open();
    } catch (error) {
      this.#lose(error instanceof WireError ? error.fault : 'unreachable');
      return;
    }
    const session = new HuiduSession(this.#wire, this.#deps.clock, this.#timing, (problem) => {
      if (this.#session === session) this.#session = null;
      this.#lose(problem);
      this.#rest.wake();
    });
    const outcome = this.#stopped ? null : await session.start();
    if (outcome !== null || this.#stopped) {
      session.close();
      this.#lose(plainReason(outcome));
      return;
    }
    this.#begin(session);
  }

  /** Nobody knows what the box shows after a break, nor what it has learned to do meanwhile. */
  #begin(session: HuiduSession): void {
    if (this.#wireProblem !== null) this.#deps.log(`${this.id}: ${this.#wire.address} is back`);
    this.#wireProblem = null;
    this.#complaint = null;
    this.#session = session;
    this.#shown = new Shown();
    this.#renewals = 0;
    this.#busyAnswers = 0;
    this.#changed();
  }

  async #send(session: HuiduSession, step: Step): Promise<void> {
    this.#stampSeconds = Math.max(this.#stampSeconds + 1, Math.floor(this.#deps.clock.now() / 1000));
    const outcome = await session.call(step.method, step.xml(session.guid ?? '', this.#stampSeconds));
    if (this.#stopped || outcome.kind === 'ended') return;
    const result = outcome.kind === 'reply' ? outcome.reply.result : outcome.error;
    if (result === 'kSuccess') this.#succeed(step);
    else if (result === 'kInvalidGUID' && this.#renewals < 1) await this.#renew(session);
    else await this.#takeRefusal(session, step.method, result);
    this.#changed();
  }

  #succeed(step: Step): void {
    this.#shown.take(step);
    this.#lastSuccessAt = this.#deps.clock.now();
    if (this.#complaint) this.#deps.log(`${this.id}: board is well again`);
    this.#complaint = null;
    this.#renewals = 0;
    this.#busyAnswers = 0;
    this.#reconnect.succeeded();
    this.#pauseMs = this.#reconnect.nextDelayMs();
    this.#refusals.succeeded();
  }

  /** The box has forgotten the session, and with it perhaps the board. */
  async #renew(session: HuiduSession): Promise<void> {
    this.#renewals += 1;
    this.#shown.forget();
    const outcome = await session.renew();
    if (outcome !== null && !this.#stopped) this.#drop(plainReason(outcome));
  }

  async #takeRefusal(session: HuiduSession, method: string, result: string): Promise<void> {
    if (result === 'kInvalidGUID') return this.#drop('error');
    if (busyResults.includes(result) && this.#busyAnswers < busyMost) {
      this.#busyAnswers += 1;
      return this.#rest.take(this.#timing.busyMs, false);
    }
    if (busyResults.includes(result)) {
      this.#complain('busy', result);
      return this.#rest.take(this.#refusals.nextDelayMs(), true);
    }
    if (this.#shown.refused(method, result)) {
      this.#deps.log(`${this.id}: ${method} was refused with ${result}`);
      return;
    }
    this.#complain('error', result);
    await this.#rest.take(this.#refusals.nextDelayMs(), true);
    if (this.#session === session) this.#shown.forget();
  }

  #complain(reason: 'busy' | 'error', detail: string): void {
    if (this.#complaint?.detail !== detail) this.#deps.log(`${this.id}: the board answers ${detail}`);
    this.#complaint = { reason, detail };
    this.#changed();
  }

  #drop(problem: string): void {
    this.#session?.close();
    this.#session = null;
    this.#lose(problem);
  }

  #lose(problem: string): void {
    if (this.#stopped) return;
    if (this.#wireProblem !== problem) this.#deps.log(`${this.id}: ${this.#wire.address} ${problem}`);
    this.#wireProblem = problem;
    this.#changed();
  }

  /** Resolves with true once the box shows what is wanted, with false when it complained, was lost or took too long. */
  #untilShown(): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = (shown: boolean) => {
        this.#watchers.delete(check);
        callOff();
        resolve(shown);
      };
      const check = () => {
        if (this.#stopped || !this.#session || this.#complaint) settle(false);
        else if (!this.#isBehind()) settle(true);
      };
      const callOff = this.#deps.clock.after(2 * this.#timing.answerMs, () => settle(false));
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
