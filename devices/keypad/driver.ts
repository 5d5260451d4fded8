import type { DeviceHealth, KeypadConfig, PadKey } from '../../server/contract/device.ts';
import type { DeviceDriver, DriverDeps } from '../driver.ts';
import { ModbusBus } from '../modbus/bus.ts';
import { Reconnect } from '../wire/reconnect.ts';
import { type Wire, WireError } from '../wire/wire.ts';
import { Debounce } from './debounce.ts';
import { createDecoder } from './decoders.ts';
import type { PadDecoder } from './frame-decoder.ts';
import { InputEdges, type InputRange, inputRanges } from './inputs.ts';

/** Times of a pad in milliseconds. */
export interface KeypadTiming {
  /** A key counts again after it has been still for so long. */
  stillMs: number;
  /** A frame is begun and ended within this time; what is older is forgotten. */
  frameMs: number;
  /** Between two looks at a Modbus slave's inputs: a press that is shorter may be missed. */
  pollMs: number;
  answerMs: number;
  /** Between looks at a slave that does not answer. */
  silentMs: number;
  /** First pause before the wire is opened again; doubles up to `reopenMostMs`. */
  reopenMs: number;
  reopenMostMs: number;
  /** A connection that held for so long was a good one: the next pause is the first again. */
  heldMs: number;
}

export const keypadTiming: KeypadTiming = {
  stillMs: 300,
  frameMs: 500,
  pollMs: 50,
  answerMs: 200,
  silentMs: 1_000,
  reopenMs: 1_000,
  reopenMostMs: 30_000,
  heldMs: 10_000,
};

/** So many damaged frames or missed answers in a row are trouble, such as a wrong line speed. */
const damagesMost = 3;
/** So many missed answers in a row mean that the connection itself is stale. */
const missesMost = 8;

/**
 * Reads one evaluator or call pad and tells its keys through `deps.signal`. A Linux input device is read as a file
 * (wire `usb`, `/dev/input/event5`). Node cannot grab it, so a udev rule has to keep the desktop from listening too
 * (`ENV{LIBINPUT_IGNORE_DEVICE}="1"`). Needs `deps.wire`.
 */
export function createKeypadDriver(
  config: KeypadConfig,
  deps: DriverDeps,
  timing: KeypadTiming = keypadTiming,
): DeviceDriver {
  if (!deps.wire) throw new TypeError(`device ${config.id} needs a wire`);
  return new KeypadDriver(config, deps, deps.wire, timing);
}

class KeypadDriver implements DeviceDriver {
  readonly id: string;
  readonly #config: KeypadConfig;
  readonly #deps: DriverDeps;
  readonly #wire: Wire;
  readonly #timing: KeypadTiming;
  readonly #debounce: Debounce;
  readonly #reconnect: Reconnect;
  readonly #decoder: PadDecoder | null;
  readonly #bus: ModbusBus | null;
  readonly #ranges: InputRange[] | null;
  readonly #edges = new InputEdges();
  readonly #unknown = new Set<string>();
  #heardAt = 0;
  #damages = 0;
  #problem: string | null = null;
  #wireProblem: string | null = null;
  #pauseMs = 0;
  #stopped = false;
  #work: Promise<void> | null = null;
  #wake: (() => void) | null = null;
  #lastSuccessAt: number | null = null;
  #lastHealth = '';
  readonly #afterLook = new Set<() => void>();

  constructor(config: KeypadConfig, deps: DriverDeps, wire: Wire, timing: KeypadTiming) {
    this.id = config.id;
    this.#config = config;
    this.#deps = deps;
    this.#wire = wire;
    this.#timing = timing;
    this.#debounce = new Debounce(timing.stillMs);
    const { reopenMs, reopenMostMs } = timing;
    this.#reconnect = new Reconnect({ firstMs: reopenMs, mostMs: reopenMostMs, random: deps.random });
    const { profile } = config;
    const isModbus = profile.kind === 'modbus';
    this.#decoder = isModbus ? null : createDecoder(profile);
    this.#bus = isModbus ? new ModbusBus(wire, config.wire, deps.clock) : null;
    this.#ranges = isModbus ? inputRanges(Object.keys(profile.keys).map(Number)) : null;
    if (!this.#decoder && !this.#ranges) this.#problem = 'bad-profile';
    wire.onBytes((bytes) => this.#hear(bytes));
    wire.onClose(() => this.#wake?.());
  }

  start(): void {
    if (this.#problem === 'bad-profile') {
      this.#deps.log(`${this.id}: its profile describes no possible pad`);
      return;
    }
    this.#work ??= this.#run().catch((error: unknown) => this.#deps.log(`${this.id}: ${String(error)}`));
  }

  health(): DeviceHealth {
    const { id, name, kind, wire, profile } = this.#config;
    const base = { id, name, kind, waitingJobs: 0, lastSuccessAt: this.#lastSuccessAt, fake: wire.kind === 'fake' };
    if (this.#wireProblem !== null) return { ...base, state: 'offline', reason: this.#wireProblem };
    if (this.#problem !== null) {
      const trouble = { ...base, state: 'trouble' as const, reason: this.#problem };
      return profile.kind === 'modbus' ? { ...trouble, detail: String(profile.slave) } : trouble;
    }
    return { ...base, state: this.#wire.isOpen ? 'ready' : 'starting', reason: null };
  }

  /** A pad that speaks unasked cannot be asked: it passes when its wire is open. A Modbus slave has to answer. */
  async test(): Promise<void> {
    if (this.#problem === 'bad-profile') throw new Error(this.#problem);
    if (!this.#wire.isOpen) throw new Error(this.#wireProblem ?? 'closed');
    if (this.#bus) {
      await new Promise<void>((resolve) => {
        this.#afterLook.add(resolve);
      });
    }
    const problem = this.#wireProblem ?? this.#problem ?? (this.#damages > 0 && this.#bus ? 'no-answer' : null);
    if (problem !== null) throw new Error(problem);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wake?.();
    await this.#wire.close();
    await this.#work;
    this.#looked();
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      if (!(await this.#open())) continue;
      const openedAt = this.#deps.clock.now();
      while (this.#wire.isOpen && !this.#stopped) {
        if (this.#bus && this.#ranges) await this.#lookAll(this.#bus, this.#ranges);
        else await this.#rest(this.#timing.heldMs);
      }
      if (this.#deps.clock.now() - openedAt >= this.#timing.heldMs) this.#reconnect.succeeded();
      this.#lose('closed');
    }
  }

  /** Opens the wire after a pause that grows until a connection holds or a slave answers. */
  async #open(): Promise<boolean> {
    const until = this.#deps.clock.now() + this.#pauseMs;
    while (!this.#stopped && this.#deps.clock.now() < until) await this.#rest(until - this.#deps.clock.now());
    if (this.#stopped) return false;
    this.#pauseMs = this.#reconnect.nextDelayMs();
    try {
      await this.#wire.open();
    } catch (error) {
      this.#lose(error instanceof WireError ? error.fault : 'unreachable');
      return false;
    }
    if (this.#stopped) {
      await this.#wire.close();
      return false;
    }
    if (this.#wireProblem !== null) this.#deps.log(`${this.id}: ${this.#wire.address} is back`);
    this.#wireProblem = null;
    this.#damages = 0;
    this.#decoder?.reset();
    this.#edges.reset();
    this.#changed();
    return true;
  }

  #hear(bytes: Uint8Array): void {
    if (!this.#decoder || this.#stopped) return;
    const now = this.#deps.clock.now();
    if (now - this.#heardAt > this.#timing.frameMs) this.#decoder.reset();
    this.#heardAt = now;
    for (const event of this.#decoder.push(bytes)) {
      if (event.kind === 'damaged') this.#damaged('damaged-answer');
      else this.#pressed(event.code);
    }
  }

  async #lookAll(bus: ModbusBus, ranges: readonly InputRange[]): Promise<void> {
    const { profile } = this.#config;
    if (profile.kind !== 'modbus') return;
    for (const range of ranges) {
      const reply = await bus.ask(profile.slave, { kind: 'read-inputs', ...range }, this.#timing.answerMs);
      if (this.#stopped) return;
      if (reply.kind === 'lost') {
        await this.#wire.close();
        break;
      }
      if (reply.kind !== 'done') {
        // What was pressed meanwhile nobody knows; a button that is down now may have been so for long.
        this.#edges.reset();
        this.#damaged(reply.problem);
        if (this.#damages >= missesMost && reply.kind === 'silence') {
          this.#lose('no-answer');
          await this.#wire.close();
        }
        break;
      }
      this.#reconnect.succeeded();
      this.#well();
      for (const input of this.#edges.look(range, reply.bits)) this.#pressed(String(input));
    }
    this.#looked();
    await this.#rest(this.#problem === null ? this.#timing.pollMs : this.#timing.silentMs);
  }

  #pressed(code: string): void {
    const { profile, counter, id: device } = this.#config;
    const keys: Record<string, PadKey> = profile.keys;
    const key = Object.hasOwn(keys, code) ? keys[code] : undefined;
    if (key === undefined) {
      // Inputs between the keys are read along; nobody wired them.
      if (profile.kind !== 'modbus') this.#unknownKey(code);
      return;
    }
    this.#well();
    const now = this.#deps.clock.now();
    if (!this.#debounce.lets(key, now)) return;
    this.#lastSuccessAt = now;
    this.#deps.signal?.({ kind: 'key', device, counter, key });
  }

  /** Said once for each code, to help whoever sets the pad up. A line or a typed key may be personal and is not named. */
  #unknownKey(code: string): void {
    const told = this.#config.profile.kind === 'frame' ? `key ${code}` : 'a key';
    if (this.#unknown.has(told)) return;
    this.#unknown.add(told);
    this.#deps.log(`${this.id}: ${told} has no meaning`);
  }

  #well(): void {
    this.#damages = 0;
    if (this.#problem === null) return;
    this.#deps.log(`${this.id}: is well again`);
    this.#problem = null;
    this.#changed();
  }

  #damaged(problem: string): void {
    this.#damages += 1;
    if (this.#damages < damagesMost || this.#problem === problem) return;
    this.#deps.log(`${this.id}: ${problem}`);
    this.#problem = problem;
    this.#changed();
  }

  #lose(problem: string): void {
    if (this.#stopped) return;
    // Silence on a connection that stands says more than that it was then closed.
    const told = problem === 'closed' && this.#wireProblem !== null ? this.#wireProblem : problem;
    if (this.#wireProblem !== told) this.#deps.log(`${this.id}: ${this.#wire.address} ${told}`);
    this.#wireProblem = told;
    this.#changed();
    this.#looked();
  }

  #looked(): void {
    for (const told of this.#afterLook) told();
    this.#afterLook.clear();
  }

  /** Waits; ends early when the wire closes or the driver stops. */
  #rest(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const finish = () => {
        callOff();
        this.#wake = null;
        resolve();
      };
      const callOff = this.#deps.clock.after(Math.max(0, milliseconds), finish);
      this.#wake = finish;
    });
  }

  #changed(): void {
    const { state, reason } = this.health();
    const health = `${state} ${reason}`;
    if (health === this.#lastHealth) return;
    this.#lastHealth = health;
    this.#deps.healthChanged();
  }
}
