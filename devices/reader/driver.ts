import type { DeviceHealth, ReaderConfig } from '../../server/contract/device.ts';
import type { DeviceDriver, DriverDeps } from '../driver.ts';
import { Reconnect } from '../wire/reconnect.ts';
import { type Wire, WireError } from '../wire/wire.ts';
import { begin, type Conversation, type Finding, nextTurn, type ReaderTiming, readerTiming } from './conversation.ts';
import { Exchange } from './exchange.ts';

/** So many questions in a row without an answer mean that the connection itself is stale. */
const missesMost = 8;
/** The longest answer that is asked for, text and photo; each byte is ten bits on the line. */
const answerBytes = 1295;

/**
 * Drives one resident id card reader: looks for a card, reads its text and tells it through `deps.signal`, once for
 * each time that a card is laid down. Nothing of a person is kept, logged or told elsewhere. Needs `deps.wire`.
 */
export function createReaderDriver(
  config: ReaderConfig,
  deps: DriverDeps,
  timing: ReaderTiming = readerTiming,
): DeviceDriver {
  if (!deps.wire) throw new TypeError(`device ${config.id} needs a wire`);
  return new ReaderDriver(config, deps, deps.wire, timing);
}

class ReaderDriver implements DeviceDriver {
  readonly id: string;
  readonly #config: ReaderConfig;
  readonly #deps: DriverDeps;
  readonly #wire: Wire;
  readonly #timing: ReaderTiming;
  readonly #exchange: Exchange;
  readonly #reconnect: Reconnect;
  #conversation: Conversation | null = null;
  #answered = false;
  #wireProblem: string | null = null;
  #pauseMs = 0;
  #stopped = false;
  #work: Promise<void> | null = null;
  #endRest: (() => void) | null = null;
  #lastSuccessAt: number | null = null;
  #lastHealth = '';
  readonly #afterReply = new Set<() => void>();

  constructor(config: ReaderConfig, deps: DriverDeps, wire: Wire, timing: ReaderTiming) {
    this.id = config.id;
    this.#config = config;
    this.#deps = deps;
    this.#wire = wire;
    this.#timing = timing;
    this.#exchange = new Exchange(wire, deps.clock, timing.quietMs);
    const { reopenMs, reopenMostMs } = timing;
    this.#reconnect = new Reconnect({ firstMs: reopenMs, mostMs: reopenMostMs, random: deps.random });
    wire.onClose(() => {
      if (this.#conversation) this.#lose('closed');
    });
  }

  start(): void {
    this.#work ??= this.#run().catch((error: unknown) => this.#deps.log(`${this.id}: ${String(error)}`));
  }

  health(): DeviceHealth {
    const { id, name, kind, wire } = this.#config;
    const base = { id, name, kind, waitingJobs: 0, lastSuccessAt: this.#lastSuccessAt, fake: wire.kind === 'fake' };
    if (this.#wireProblem !== null) return { ...base, state: 'offline', reason: this.#wireProblem };
    const problem = this.#conversation?.readerProblem ?? null;
    if (problem !== null) return { ...base, state: 'trouble', reason: problem };
    return { ...base, state: this.#answered && this.#wire.isOpen ? 'ready' : 'starting', reason: null };
  }

  /** Resolves when the reader has answered its next question well; rejects with the plain reason. */
  async test(): Promise<void> {
    if (!this.#wire.isOpen) throw new Error(this.#wireProblem ?? 'closed');
    await new Promise<void>((resolve) => {
      this.#afterReply.add(resolve);
    });
    if (this.#stopped) throw new Error('closed');
    if (this.#wireProblem !== null) throw new Error(this.#wireProblem);
    const { misses = 0, readerProblem = null } = this.#conversation ?? {};
    if (misses > 0 || readerProblem !== null) throw new Error(readerProblem ?? 'no-answer');
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#endRest?.();
    await this.#wire.close();
    await this.#work;
    this.#replied();
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      if (this.#wire.isOpen && this.#conversation) await this.#turn(this.#conversation);
      else await this.#open();
    }
  }

  async #open(): Promise<void> {
    if (this.#pauseMs > 0) await this.#rest(this.#pauseMs);
    if (this.#stopped) return;
    this.#pauseMs = this.#reconnect.nextDelayMs();
    try {
      await this.#wire.open();
    } catch (error) {
      this.#lose(error instanceof WireError ? error.fault : 'unreachable');
      return;
    }
    if (this.#stopped) return this.#wire.close();
    if (this.#wireProblem !== null) this.#deps.log(`${this.id}: ${this.#wire.address} is back`);
    this.#wireProblem = null;
    this.#answered = false;
    this.#conversation = begin(this.#conversation);
    this.#changed();
  }

  async #turn(conversation: Conversation): Promise<void> {
    const { command } = conversation;
    const { readMs, answerMs } = this.#timing;
    const reply = await this.#exchange.ask(command, command === 'read' ? readMs + this.#lineMs() : answerMs);
    if (this.#stopped) return;
    if (reply.kind === 'lost') {
      this.#lose('closed');
      await this.#wire.close();
      return;
    }
    const { next, afterMs, finding } = nextTurn(conversation, reply, this.#timing);
    // A person's data live only as long as it takes to hand them over.
    if (reply.kind === 'answer') reply.answer.data.fill(0);
    this.#conversation = next;
    if (reply.kind === 'answer') {
      this.#answered = true;
      this.#reconnect.succeeded();
    }
    if (finding) this.#tell(finding);
    this.#changed();
    this.#replied();
    if (next.misses >= missesMost) {
      this.#lose('no-answer');
      await this.#wire.close();
      return;
    }
    await this.#rest(afterMs);
    if (next.misses > 0) await this.#untilQuiet();
  }

  #lineMs(): number {
    const { wire } = this.#config;
    return wire.kind === 'serial' ? (answerBytes * 10 * 1000) / wire.baudRate : 0;
  }

  /** Lets the rest of a late or broken answer run out, for at most as long as the longest answer takes. */
  async #untilQuiet(): Promise<void> {
    const deadline = this.#deps.clock.now() + this.#timing.readMs + this.#lineMs();
    for (;;) {
      const quietInMs = this.#exchange.quietInMs;
      if (this.#stopped || quietInMs === 0 || this.#deps.clock.now() >= deadline) break;
      await this.#rest(quietInMs);
    }
    this.#exchange.forget();
  }

  #tell(finding: Finding): void {
    const { id: device, place } = this.#config;
    if (finding.kind === 'card') {
      this.#lastSuccessAt = this.#deps.clock.now();
      this.#deps.signal?.({ kind: 'card', device, place, card: finding.card });
      return;
    }
    this.#deps.log(`${device}: a card could not be read: ${finding.reason}`);
    this.#deps.signal?.({ kind: 'card-failed', device, place, reason: finding.reason });
  }

  #lose(problem: string): void {
    if (this.#stopped) return;
    // Silence on a connection that stands says more than that it was then closed.
    const told = problem === 'closed' && this.#wireProblem === 'no-answer' ? 'no-answer' : problem;
    if (this.#wireProblem !== told) this.#deps.log(`${this.id}: ${this.#wire.address} ${told}`);
    this.#wireProblem = told;
    this.#changed();
    this.#replied();
  }

  #rest(milliseconds: number): Promise<void> {
    if (milliseconds <= 0 || this.#stopped) return Promise.resolve();
    return new Promise((resolve) => {
      const finish = () => {
        callOff();
        this.#endRest = null;
        resolve();
      };
      const callOff = this.#deps.clock.after(milliseconds, finish);
      this.#endRest = finish;
    });
  }

  #replied(): void {
    for (const told of this.#afterReply) told();
    this.#afterReply.clear();
  }

  #changed(): void {
    const { state, reason } = this.health();
    const health = `${state} ${reason}`;
    if (health === this.#lastHealth) return;
    this.#lastHealth = health;
    this.#deps.healthChanged();
  }
}
