import type {
  CounterSign,
  DeviceHealth,
  DeviceJob,
  DeviceSignal,
  JobOutcome,
  SlipJob,
  SpokenCall,
} from '../server/contract/device.ts';
import type { HouseMusic, PageSpeakers } from '../server/contract/speaker.ts';
import type { Clock } from './clock.ts';
import type { HouseVoices } from './voice/house-voices.ts';
import type { Wire } from './wire/wire.ts';

/** What the fleet gives to every driver. None of these functions throws at the driver. */
export interface DriverDeps {
  clock: Clock;
  /** Between 0 inclusive and 1 exclusive; used for jitter only. */
  random(): number;
  /** The wire of this device, closed; null for a device that needs none (a loudspeaker). The driver opens and closes it. */
  wire: Wire | null;
  /** Resolves once it is on record that this slip may begin to leave; rejects when the slip must not be printed. */
  beginSlip(job: SlipJob): Promise<void>;
  /** Takes a finished job's outcome; the fleet repeats the delivery until the server has it. */
  report(outcome: JobOutcome): void;
  /** Takes what a device says unasked: a card, a key. Left out where nobody listens; nothing of it is kept or logged. */
  signal?(signal: DeviceSignal): void;
  /** To be called whenever `health()` would answer differently in `state`, `reason` or `waitingJobs`. */
  healthChanged(): void;
  /** What loudspeakers speak with; left out, the engines that this machine has. */
  voices?: HouseVoices;
  /** Loudspeakers that are pages of the hall board; only the server itself has them. */
  pages?: PageSpeakers;
  /** Background music for sound cards of this machine. */
  music?: HouseMusic;
  /** One line for the operator's log. */
  log(line: string): void;
}

/**
 * One device being driven. Methods return at once and never throw; work goes on inside, and what became of a job
 * comes out through `report`. A driver leaves out the methods that its device has no use for.
 */
export interface DeviceDriver {
  readonly id: string;
  /** Begins to work; called once. */
  start(): void;
  /** Takes a job into the driver's bounded queue. A job whose id is already waiting or in work is ignored. */
  offer?(job: DeviceJob): void;
  /** The whole truth of all signs; the driver sends only what its device does not yet show. */
  showSigns?(signs: CounterSign[]): void;
  /** Drops the speech of this call if it has not begun. */
  withdraw?(callSeq: number): void;
  /** What a speaker with output `record` said, newest last, bounded. */
  spoken?(): SpokenCall[];
  /** The WAV of a recorded call by its id. */
  sound?(id: number): Uint8Array | null;
  health(): DeviceHealth;
  /** Puts out a test slip, pattern or sentence; rejects with an Error whose message is the plain reason. */
  test(): Promise<void>;
  /** Ends the work and lets the wire go; waiting jobs stay unreported, so the server offers them again. */
  stop(): Promise<void>;
}
