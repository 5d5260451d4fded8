import type { CounterSign, DeviceHealth, LampConfig } from '../../server/contract/device.ts';
import type { DeviceDriver, DriverDeps } from '../driver.ts';
import { ModbusBus, type Question, type Reply } from '../modbus/bus.ts';
import { Reconnect } from '../wire/reconnect.ts';
import { type Wire, WireError } from '../wire/wire.ts';
import {
  allLit,
  coilsOf,
  forgetShown,
  isBehind,
  type LampTiming,
  lampTiming,
  nextDueAt,
  nextSlave,
  runsOf,
  type Slave,
  settle,
  slavesOf,
  want,
} from './slave.ts';

/** So many attempts without one answer from any slave mean that the connection itself is stale. */
const silencesMost = 8;

/**
 * Drives the relays of one Modbus-RTU bus so that the counters' lamps show the present: one queue, calls first, each
 * slave with its own back-off. Needs `deps.wire`.
 */
export function createLampDriver(config: LampConfig, deps: DriverDeps, timing: LampTiming = lampTiming): DeviceDriver {
  if (!deps.wire) throw new TypeError(`device ${config.id} needs a wire`);
  return new LampDriver(config, deps, deps.wire, timing);
}

class LampDriver implements DeviceDriver {
  readonly id: string;
  readonly #config: LampConfig;
  readonly #deps: DriverDeps;
  readonly #wire: Wire;
  readonly #timing: LampTiming;
  readonly #bus: ModbusBus;
  readonly #slaves: Slave[];
  readonly #reconnect: Reconnect;
  #signs: CounterSign[] | null = null;
  #testing = false;
  #stopped = false;
  #work: Promise<void> | null = null;
  #wake: (() => void) | null = null;
  #wireProblem: string | null = null;
  #pauseMs = 0;
  #silences = 0;
  #brokeIt: Slave | null = null;
  #lastSuccessAt: number | null = null;
  #lastHealth = '';
  readonly #watchers = new Set<() => void>();

  constructor(config: LampConfig, deps: DriverDeps, wire: Wire, timing: LampTiming) {
    this.id = config.id;
    this.#config = config;
    this.#deps = deps;
    this.#wire = wire;
    this.#timing = timing;
    this.#bus = new ModbusBus(wire, config.wire, deps.clock);
    this.#slaves = slavesOf(config.lamps);
    const { reopenMs, reopenMostMs } = timing;
    this.#reconnect = new Reconnect({ firstMs: reopenMs, mostMs: reopenMostMs, random: deps.random });
    wire.onClose(() => this.#wake?.());
  }

  start(): void {
    this.#work ??= this.#run().catch((error: unknown) => this.#deps.log(`${this.id}: ${String(error)}`));
  }

  showSigns(signs: CounterSign[]): void {
    this.#signs = signs;
    const now = this.#deps.clock.now();
    for (const slave of this.#slaves) {
      const counters = new Set(slave.lamps.map(({ counter }) => counter));
      const calling = signs.some(({ state, counter }) => state === 'calling' && counters.has(counter));
      // A call is shown even while all lamps are being tested.
      if (!this.#testing || calling) want(slave, coilsOf(slave.lamps, signs), calling, now);
    }
    this.#changed();
    this.#wake?.();
  }

  health(): DeviceHealth {
    const { id, name, kind, wire } = this.#config;
    const failing = this.#failing();
    const waitingJobs = this.#slaves.filter(isBehind).length;
    const base = { id, name, kind, waitingJobs, lastSuccessAt: this.#lastSuccessAt, fake: wire.kind === 'fake' };
    if (this.#wireProblem !== null) return { ...base, state: 'offline', reason: this.#wireProblem };
    if (!this.#wire.isOpen) return { ...base, state: 'starting', reason: null };
    if (failing.length > 0) {
      const detail = failing.map(({ address }) => address).join(', ');
      return { ...base, state: 'trouble', reason: failing[0]?.problem ?? null, detail };
    }
    return { ...base, state: waitingJobs > 0 ? 'busy' : 'ready', reason: null };
  }

  /** Lights every lamp for a moment. The message of a rejection names the slaves that failed. */
  async test(): Promise<void> {
    if (!this.#wire.isOpen) throw new Error(this.#wireProblem ?? 'closed');
    this.#testing = true;
    for (const slave of this.#slaves) {
      want(slave, allLit(slave.lamps), false, this.#deps.clock.now());
      // Dead slaves are tried too: the person who asks for the test may just have plugged them in.
      slave.notBefore = 0;
    }
    this.#wake?.();
    await this.#untilTried();
    const failed = this.#slaves.filter(isBehind);
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
    this.#wake?.();
    await this.#wire.close();
    await this.#work;
  }

  #failing(): Slave[] {
    return this.#slaves.filter(({ problem, failures }) => problem !== null && failures >= this.#timing.attemptsMost);
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      if (!this.#wire.isOpen) {
        await this.#open();
        continue;
      }
      const now = this.#deps.clock.now();
      const slave = nextSlave(this.#slaves, now);
      if (slave) await this.#send(slave);
      else await this.#rest((nextDueAt(this.#slaves) ?? now + this.#timing.refreshMs) - now, true);
    }
  }

  /** Opens the wire after a pause that grows until some slave answers. */
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
    if (this.#stopped) return this.#wire.close();
    if (this.#wireProblem !== null) this.#deps.log(`${this.id}: ${this.#wire.address} is back`);
    this.#wireProblem = null;
    this.#silences = 0;
    for (const slave of this.#slaves) forgetShown(slave, slave === this.#brokeIt);
    this.#brokeIt = null;
    this.#changed();
  }

  async #send(slave: Slave): Promise<void> {
    const { wanted, wantedKey } = slave;
    if (!wanted || wantedKey === null) return;
    const reply = await this.#switch(slave, wanted);
    if (this.#stopped) return;
    const now = this.#deps.clock.now();
    const wasFailing = this.#failing().includes(slave);
    if (reply.kind === 'lost') {
      settle(slave, wantedKey, { kind: 'failed', problem: 'no-answer' }, now, this.#timing);
      this.#brokeIt = slave;
      this.#lose('closed');
      await this.#wire.close();
      return;
    }
    const outcome =
      reply.kind === 'done' ? ({ kind: 'done' } as const) : { kind: 'failed' as const, problem: reply.problem };
    settle(slave, wantedKey, outcome, now, this.#timing);
    if (reply.kind !== 'silence') this.#reconnect.succeeded();
    if (reply.kind === 'done') this.#lastSuccessAt = now;
    this.#silences = reply.kind === 'silence' ? this.#silences + 1 : 0;
    if (wasFailing !== this.#failing().includes(slave)) {
      this.#deps.log(`${this.id}: slave ${slave.address} ${slave.problem ?? 'is back'}`);
    }
    if (this.#silences >= silencesMost) {
      this.#lose('no-answer');
      await this.#wire.close();
    }
    this.#changed();
  }

  /** Switches all coils of a slave, run by run; ends at the first request that failed. */
  async #switch(slave: Slave, coils: ReadonlyMap<number, boolean>): Promise<Reply> {
    let reply: Reply = { kind: 'done', bits: [] };
    for (const { first, states } of runsOf(coils)) {
      if (!slave.onlySingle && states.length > 1) {
        reply = await this.#ask(slave, { kind: 'write-coils', first, states });
        slave.onlySingle = reply.kind === 'exception' && reply.problem === 'illegal-function';
      }
      if (slave.onlySingle || states.length === 1) {
        for (const [index, state] of states.entries()) {
          reply = await this.#ask(slave, { kind: 'write-coil', coil: first + index, state });
          if (reply.kind !== 'done') return reply;
        }
      }
      if (reply.kind !== 'done') return reply;
    }
    return reply;
  }

  #ask(slave: Slave, question: Question): Promise<Reply> {
    return this.#bus.ask(slave.address, question, this.#timing.answerMs);
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

  /** Resolves when every slave took the test or failed, or the bus was lost. */
  #untilTried(): Promise<void> {
    return new Promise((resolve) => {
      const { attemptsMost } = this.#timing;
      const enough = new Map(this.#slaves.map((slave) => [slave, Math.max(attemptsMost, slave.failures + 1)]));
      const tried = (slave: Slave) => !isBehind(slave) || slave.failures >= (enough.get(slave) ?? 0);
      const check = () => {
        if (!this.#stopped && this.#wire.isOpen && !this.#slaves.every(tried)) return;
        this.#watchers.delete(check);
        callOff();
        resolve();
      };
      const mostMs = (this.#slaves.length + 2) * this.#timing.answerMs * 4;
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
    for (const watcher of [...this.#watchers]) watcher();
  }
}
