import type {
  CounterSign,
  DeviceConfig,
  DeviceHealth,
  DeviceJob,
  DeviceOutput,
  DeviceSignal,
  JobOutcome,
  SlipJob,
} from '../server/contract/device.ts';
import type { HouseMusic, PageSpeakers } from '../server/contract/speaker.ts';
import { type Clock, pause, systemClock } from './clock.ts';
import { Deliveries } from './deliveries.ts';
import type { DeviceDriver, DriverDeps } from './driver.ts';
import { createDriver, type DriverFactories, driverFactories, wireOf } from './factories.ts';
import type { HouseVoices } from './voice/house-voices.ts';
import { Listeners } from './wire/listeners.ts';
import type { Wire } from './wire/wire.ts';

export interface FleetOptions {
  /** Wires of kind `fake` must have been replaced by `startFakes`. */
  devices: readonly DeviceConfig[];
  /** Ids of devices whose wire leads to a fake, for the health list. */
  fakeDevices?: ReadonlySet<string>;
  /** Resolves once it is durably recorded that the slip is being printed; rejects when it must not be printed. */
  beginSlip(job: SlipJob): Promise<void>;
  /** Takes an outcome; a rejection is answered by offering it again. */
  report(outcome: JobOutcome, deviceId: string): Promise<void>;
  clock?: Clock;
  random?: () => number;
  log?: (line: string) => void;
  factories?: DriverFactories;
  /** What loudspeakers speak with; left out, the engines that this machine has. */
  voices?: HouseVoices;
  /** Loudspeakers that are pages of the hall board; left out, such a loudspeaker has no sound. */
  pages?: PageSpeakers;
  /** Background music for sound cards of this machine; left out, they play none. */
  music?: HouseMusic;
  /** The wire of a device; in tests a recording one. */
  openWire?: (config: DeviceConfig) => Wire | null;
}

export interface Fleet {
  /**
   * Hands a job to its device. At-least-once offering is safe: a job that waits, is in work, or was printed or became
   * uncertain is not taken again. A job for an unknown device is reported as `failed` or `dropped`.
   */
  offer(job: DeviceJob): void;
  /** The whole truth of all counters' signs. */
  showSigns(signs: CounterSign[]): void;
  /** Drops the speech of a call that has not begun. */
  withdraw(callSeq: number): void;
  health(): DeviceHealth[];
  /** Called with the whole list after a change, at most once in a turn of the loop. */
  onHealth(listener: (health: DeviceHealth[]) => void): () => void;
  /** Called with what a device says unasked: a card, a key. What nobody listens to is gone; nothing of it is kept. */
  onSignal(listener: (signal: DeviceSignal) => void): () => void;
  /** Rejects with an Error whose message is the plain reason, `test-late` after 40 s, or `unknown-device`. */
  test(deviceId: string): Promise<void>;
  /** What speakers with output `record` said. */
  outputs(): DeviceOutput[];
  /** The WAV of a recorded call. */
  sound(deviceId: string, id: number): Uint8Array | null;
  /** Lets slips under way end, delivers what is known, lets all wires go. Waiting jobs stay unreported. */
  stop(): Promise<void>;
}

/** How long `stop` waits for the server to take the last outcomes. */
const PARTING_MS = 3000;
/** Whoever pressed the button gets an answer within this time, also from a device that has much to do. */
const TEST_MOST_MS = 40_000;

/** Starts a driver for every device. Returns at once; devices that are not there come when they come. */
export function startFleet(options: FleetOptions): Fleet {
  return new RunningFleet(options);
}

class RunningFleet implements Fleet {
  readonly #options: FleetOptions;
  readonly #clock: Clock;
  readonly #drivers = new Map<string, DeviceDriver>();
  readonly #deliveries: Deliveries;
  readonly #healthListeners = new Listeners<DeviceHealth[]>();
  readonly #signalListeners = new Listeners<DeviceSignal>();
  #healthTold = true;
  #stopped = false;

  constructor(options: FleetOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#deliveries = new Deliveries({
      clock: this.#clock,
      random: options.random ?? Math.random,
      report: (outcome, deviceId) => options.report(outcome, deviceId),
      log: (line) => this.#log(line),
    });
    for (const config of options.devices) this.#add(config);
    for (const driver of this.#drivers.values()) this.#guarded(driver.id, () => driver.start());
  }

  #log(line: string): void {
    this.#options.log?.(line);
  }

  #add(config: DeviceConfig): void {
    if (this.#drivers.has(config.id)) throw new Error(`two devices are called ${config.id}`);
    const openWire = this.#options.openWire ?? wireOf;
    const deps: DriverDeps = {
      clock: this.#clock,
      random: this.#options.random ?? Math.random,
      wire: openWire(config),
      // The function of the server may throw before it returns a promise.
      beginSlip: async (job) => this.#options.beginSlip(job),
      report: (outcome) => this.#deliveries.deliver(outcome, config.id),
      signal: (signal) => this.#signalListeners.tell(signal),
      healthChanged: () => this.#healthChanged(),
      ...(this.#options.pages ? { pages: this.#options.pages } : {}),
      ...(this.#options.music ? { music: this.#options.music } : {}),
      ...(this.#options.voices ? { voices: this.#options.voices } : {}),
      log: (line) => this.#log(line),
    };
    this.#drivers.set(config.id, createDriver(this.#options.factories ?? driverFactories, config, deps));
  }

  /** A fault in one driver is logged and stays with it. */
  #guarded(deviceId: string, action: () => void): void {
    try {
      action();
    } catch (error) {
      this.#log(`${deviceId}: ${error instanceof Error ? (error.stack ?? error.message) : error}`);
    }
  }

  offer(job: DeviceJob): void {
    if (this.#stopped) return;
    const driver = this.#drivers.get(job.device);
    if (driver?.offer) {
      this.#guarded(driver.id, () => driver.offer?.(job));
      return;
    }
    const { id } = job;
    const outcome: JobOutcome =
      job.kind === 'slip'
        ? { kind: 'slip', id, outcome: 'failed', detail: 'unknown-device' }
        : { kind: 'speech', id, outcome: 'dropped', detail: 'unknown-device' };
    this.#deliveries.deliver(outcome, job.device);
  }

  showSigns(signs: CounterSign[]): void {
    for (const driver of this.#drivers.values()) this.#guarded(driver.id, () => driver.showSigns?.(signs));
  }

  withdraw(callSeq: number): void {
    for (const driver of this.#drivers.values()) this.#guarded(driver.id, () => driver.withdraw?.(callSeq));
  }

  health(): DeviceHealth[] {
    return [...this.#drivers.values()].map((driver) => {
      const health = driver.health();
      return { ...health, fake: health.fake || (this.#options.fakeDevices?.has(driver.id) ?? false) };
    });
  }

  onHealth(listener: (health: DeviceHealth[]) => void): () => void {
    return this.#healthListeners.add(listener);
  }

  onSignal(listener: (signal: DeviceSignal) => void): () => void {
    return this.#signalListeners.add(listener);
  }

  #healthChanged(): void {
    if (!this.#healthTold) return;
    this.#healthTold = false;
    queueMicrotask(() => {
      this.#healthTold = true;
      this.#healthListeners.tell(this.health());
    });
  }

  async test(deviceId: string): Promise<void> {
    const driver = this.#drivers.get(deviceId);
    if (!driver) throw new Error('unknown-device');
    await new Promise<void>((resolve, reject) => {
      const callOff = this.#clock.after(TEST_MOST_MS, () => reject(new Error('test-late')));
      driver.test().then(resolve, reject).finally(callOff);
    });
  }

  outputs(): DeviceOutput[] {
    return [...this.#drivers.values()].flatMap((driver) =>
      driver.spoken ? [{ kind: 'speaker' as const, device: driver.id, spoken: driver.spoken() }] : [],
    );
  }

  sound(deviceId: string, id: number): Uint8Array | null {
    return this.#drivers.get(deviceId)?.sound?.(id) ?? null;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.allSettled([...this.#drivers.values()].map((driver) => driver.stop()));
    await Promise.race([this.#deliveries.stop(), pause(this.#clock, PARTING_MS)]);
  }
}
