import type { DeviceHealth, DeviceJob, PrinterConfig, SlipJob } from '../../server/contract/device.ts';
import { pause } from '../clock.ts';
import type { DeviceDriver, DriverDeps } from '../driver.ts';
import { Reconnect } from '../wire/reconnect.ts';
import { type Wire, WireError } from '../wire/wire.ts';
import { encodeTestSlip } from './encode.ts';
import { encodeJob } from './encode-leaflet.ts';
import { askIdentity } from './identity.ts';
import type { JobPlan, JobResult, JobWaits } from './job-machine.ts';
import { usualWaits } from './job-machine.ts';
import { type JobEnd, runJob } from './job-run.ts';
import { PrinterKnowledge } from './knowledge.ts';
import { SlipQueue, type SlipTask } from './slip-queue.ts';
import { isPaperNearEnd } from './status.ts';

export interface PrinterDriverOptions {
  waits?: Partial<JobWaits>;
  /** Between two looks at an idle printer. */
  idleLookMs?: number;
  /** First and longest wait before a job that was held is tried again. */
  retryFirstMs?: number;
  retryMostMs?: number;
  /** How long `stop` lets a slip under way come to its end. */
  stopGraceMs?: number;
}

type Outcome = JobResult | { result: 'held'; reason: string };
const usualOptions = { idleLookMs: 20_000, retryFirstMs: 1000, retryMostMs: 30_000, stopGraceMs: 3000 };
/** Troubles that a person is about to clear: they are looked at more often than a printer that is not there. */
const attended = new Set(['paper-out', 'cover-open', 'busy']);
const ATTENDED_RETRY_MS = 2000;
/** After the last answer a printer gets so long to close its side. */
const PARTING_MS = 1000;

/** Drives one ticket printer: one slip at a time, in order, none twice, none lost. */
export function createPrinterDriver(
  config: PrinterConfig,
  deps: DriverDeps,
  options: PrinterDriverOptions = {},
): DeviceDriver {
  if (!deps.wire) throw new Error(`printer ${config.id} needs a wire`);
  return new PrinterDriver(config, deps, deps.wire, options);
}

class PrinterDriver implements DeviceDriver {
  readonly id: string;
  readonly #config: PrinterConfig;
  readonly #deps: DriverDeps;
  readonly #wire: Wire;
  readonly #options: Required<Omit<PrinterDriverOptions, 'waits'>>;
  readonly #waits: JobWaits;
  readonly #queue = new SlipQueue();
  readonly #retry: Reconnect;
  readonly #known: PrinterKnowledge;
  #state: DeviceHealth['state'] = 'starting';
  #reason: string | null = null;
  #lastSuccessAt: number | null = null;
  #introduced = false;
  #firmware: string | null = null;
  #working: Promise<void> | null = null;
  #callOffTimer: (() => void) | null = null;
  #holding = false;
  #stopped = true;

  constructor(config: PrinterConfig, deps: DriverDeps, wire: Wire, options: PrinterDriverOptions) {
    this.id = config.id;
    this.#config = config;
    this.#deps = deps;
    this.#wire = wire;
    this.#options = { ...usualOptions, ...options };
    this.#waits = { ...usualWaits, ...options.waits };
    this.#known = new PrinterKnowledge(config.answersStatus);
    const { retryFirstMs, retryMostMs } = this.#options;
    this.#retry = new Reconnect({ firstMs: retryFirstMs, mostMs: retryMostMs, random: deps.random });
    wire.onClose(() => this.#known.connectionEnded());
  }

  start(): void {
    this.#stopped = false;
    // Loads icon sets and the packer now, rather than while the first visitor waits.
    encodeTestSlip(this.#config.name, this.#config.paperMm).catch(() => {});
    if (!this.#config.answersStatus) this.#setHealth('ready', null);
    this.#next();
  }

  offer(job: DeviceJob): void {
    if (job.kind !== 'slip' || this.#stopped || this.#queue.knows(job.id)) return;
    const task: SlipTask = {
      id: job.id,
      encode: () => encodeJob(job.slip, this.#config.paperMm),
      begin: () => this.#deps.beginSlip(job),
      settle: (outcome) => this.#settleSlip(job, outcome),
    };
    if (!this.#queue.add(task)) {
      this.#deps.report({ kind: 'slip', id: job.id, outcome: 'failed', detail: 'queue-full' });
      return;
    }
    this.#deps.healthChanged();
    this.#next();
  }

  test(): Promise<void> {
    if (this.#stopped) return Promise.reject(new Error('stopped'));
    // Behind a slip that cannot be printed now a test would only wait as well.
    if (this.#holding && this.#queue.length > 0) return Promise.reject(new Error(this.#reason ?? 'busy'));
    if (this.#queue.tests > 0) return Promise.reject(new Error('busy'));
    return new Promise((resolve, reject) => {
      const task: SlipTask = {
        id: null,
        encode: () => encodeTestSlip(this.#config.name, this.#config.paperMm),
        begin: () => Promise.resolve(),
        settle: (outcome) => {
          if (outcome.result === 'printed') resolve();
          else reject(new Error('reason' in outcome ? outcome.reason : outcome.result));
        },
      };
      if (!this.#queue.add(task)) return reject(new Error('queue-full'));
      this.#deps.healthChanged();
      this.#next();
    });
  }

  health(): DeviceHealth {
    return {
      id: this.id,
      name: this.#config.name,
      kind: 'printer',
      state: this.#state,
      reason: this.#reason,
      waitingJobs: this.#queue.length,
      lastSuccessAt: this.#lastSuccessAt,
      fake: this.#config.wire.kind === 'fake',
      ...(this.#firmware === null ? {} : { firmware: this.#firmware }),
    };
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#callOffTimer?.();
    const working = this.#working;
    if (working) await Promise.race([working, pause(this.#deps.clock, this.#options.stopGraceMs)]);
    await this.#wire.close();
    await working;
    this.#queue.abandon('stopped');
  }

  /** Takes the next task or look, unless one is in work or a held one is waiting for its time. */
  #next(): void {
    if (this.#working || this.#stopped || (this.#holding && this.#queue.length > 0)) return;
    this.#callOffTimer?.();
    this.#callOffTimer = null;
    const task = this.#queue.first();
    if (!task && !this.#config.answersStatus) return;
    this.#working = (task ? this.#print(task) : this.#look())
      .catch((error) => this.#deps.log(`${this.id}: ${error instanceof Error ? error.message : error}`))
      .then(() => {
        this.#working = null;
        if (this.#queue.length === 0) this.#later(this.#options.idleLookMs);
        else if (!this.#callOffTimer) this.#next();
      });
  }

  /** Comes back after a while, unless that is already arranged. */
  #later(milliseconds: number): void {
    if (this.#stopped || this.#callOffTimer) return;
    this.#callOffTimer = this.#deps.clock.after(milliseconds, () => {
      this.#callOffTimer = null;
      this.#holding = false;
      this.#next();
    });
  }

  async #look(): Promise<void> {
    const outcome = await this.#attempt('look', new Uint8Array(), () => Promise.resolve());
    if (outcome.result === 'held') this.#hold(outcome.reason);
  }

  async #print(task: SlipTask): Promise<void> {
    const slip = await this.#queue.bytesOf(task).catch((error) => {
      this.#deps.log(`${this.id}: slip ${task.id} cannot be drawn: ${error instanceof Error ? error.message : error}`);
      return null;
    });
    if (!slip) return this.#end(task, { result: 'held', reason: 'not-printable' });
    this.#setHealth('busy', this.#reason);
    const outcome = await this.#attempt('slip', slip, () => this.#queue.begun(task));
    if (outcome.result === 'held') {
      if (task.id === null) this.#end(task, outcome);
      this.#hold(outcome.reason);
      return;
    }
    if (outcome.result === 'uncertain') {
      this.#known.slipUncertain(slip.length);
      this.#setHealth(attended.has(outcome.reason) ? 'trouble' : 'offline', outcome.reason);
    }
    this.#end(task, outcome);
    // What is wrong with the printer shows best on a fresh connection, and soon.
    if (outcome.result === 'uncertain' && this.#queue.length === 0) this.#later(this.#options.retryFirstMs);
  }

  #end(task: SlipTask, outcome: Outcome): void {
    const mayComeAgain = outcome.result === 'held' || outcome.result === 'dropped';
    this.#queue.remove(task, mayComeAgain);
    task.settle(outcome);
    this.#deps.healthChanged();
  }

  #settleSlip(job: SlipJob, outcome: Outcome): void {
    if (outcome.result === 'printed') this.#deps.report({ kind: 'slip', id: job.id, outcome: 'printed' });
    if (outcome.result === 'uncertain') {
      this.#deps.report({ kind: 'slip', id: job.id, outcome: 'uncertain', detail: outcome.reason });
    }
    if (outcome.result === 'held') {
      this.#deps.report({ kind: 'slip', id: job.id, outcome: 'failed', detail: outcome.reason });
    }
  }

  #hold(reason: string): void {
    this.#queue.turnTestsAway(reason);
    this.#setHealth(attended.has(reason) ? 'trouble' : 'offline', reason);
    // A task that comes while an empty queue waits is tried at once.
    this.#holding = this.#queue.length > 0;
    const delayMs = this.#retry.nextDelayMs();
    this.#later(attended.has(reason) ? Math.min(delayMs, ATTENDED_RETRY_MS) : delayMs);
  }

  /** One try on an open wire, and the wire let go again where each job has its own. */
  async #attempt(purpose: JobPlan['purpose'], slip: Uint8Array, begin: () => Promise<void>): Promise<Outcome> {
    try {
      await this.#wire.open();
    } catch (error) {
      return { result: 'held', reason: reasonOf(error) };
    }
    const end = await runJob({
      clock: this.#deps.clock,
      wire: this.#wire,
      plan: this.#known.plan(this.#waits, purpose),
      slip,
      recovery: this.#known.recovery(),
      begin,
      onQueued: (change) => this.#known.queued(change),
    });
    this.#learn(end);
    if (end.outcome.result === 'looked') await this.#introduce();
    await this.#part(end);
    return end.outcome;
  }

  /** Asks once what the printer is, while nothing else is being said. */
  async #introduce(): Promise<void> {
    if (!this.#config.asksModel || this.#introduced || !this.#wire.isOpen) return;
    this.#introduced = true;
    this.#firmware = await askIdentity(this.#wire, this.#deps.clock, this.#waits.answerMs);
    // An answer that still comes would be taken for the end of somebody's slip: it must find nobody.
    if (this.#firmware === null) await this.#wire.close();
    this.#deps.healthChanged();
  }

  #learn(end: JobEnd): void {
    this.#known.learn(end);
    if (end.outcome.result !== 'printed' && end.outcome.result !== 'looked') return;
    this.#retry.succeeded();
    this.#lastSuccessAt = this.#deps.clock.now();
    this.#setHealth('ready', isPaperNearEnd(end.answers) ? 'paper-near-end' : null);
  }

  async #part(end: JobEnd): Promise<void> {
    if (!this.#wire.opensPerJob) return;
    const settled = end.outcome.result === 'printed' || end.outcome.result === 'looked';
    if (settled && this.#wire.isOpen) {
      const finished = this.#wire.finish().catch(() => {});
      await Promise.race([finished, pause(this.#deps.clock, PARTING_MS)]);
    }
    await this.#wire.close();
  }

  #setHealth(state: DeviceHealth['state'], reason: string | null): void {
    if (this.#state === state && this.#reason === reason) return;
    this.#state = state;
    this.#reason = reason;
    this.#deps.healthChanged();
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof WireError)) return 'offline';
  if (error.fault === 'refused' || error.fault === 'busy') return error.fault;
  return 'offline';
}
