import type { DeviceHealth, DeviceJob, SpeakerConfig, SpokenCall } from '../../server/contract/device.ts';
import type { DeviceDriver, DriverDeps } from '../driver.ts';
import { type Announcer, announcer } from './announcer.ts';
import type { Announcement } from './engine.ts';
import { createHouseVoices } from './house-voices.ts';
import { movedSentence } from './moved-sentence.ts';
import { plainSentence } from './plain-sentence.ts';
import { type Player, PlayerError, playerFor, readingLimitMs } from './player.ts';
import { type Reading, SpeechQueue } from './queue.ts';
import { Recordings } from './recordings.ts';
import { callSentence, mergedSentence, type Sentence, testSentence } from './sentence.ts';
import { aplaySink, musicPlayer } from './sound-card.ts';

export interface SpeakerParts {
  voice: Announcer;
  player: Player;
}

/** Outputs whose sound the devices page can play again. */
const keepsSound: ReadonlySet<SpeakerConfig['output']> = new Set(['record', 'signage']);

interface TestRequest {
  resolve(): void;
  reject(error: Error): void;
}

/**
 * Drives the loudspeaker of one zone: one queue, one reading at a time, each with a time limit, so that one lost
 * completion never silences the hall. `parts` replaces the voice and the loudspeaker, in tests.
 */
export function createSpeakerDriver(
  config: SpeakerConfig,
  deps: DriverDeps,
  parts: Partial<SpeakerParts> = {},
): DeviceDriver {
  const voices = deps.voices ?? createHouseVoices({ packFolder: null, cacheFolder: null });
  const voice = parts.voice ?? announcer(voices, config.voices);
  return new SpeakerDriver(config, deps, { voice, player: parts.player ?? playerOf(config, deps) });
}

/** With music on it the sound card is kept open; without, each announcement has it for itself. */
function playerOf(config: SpeakerConfig, { clock, pages, music }: DriverDeps): Player {
  if (config.output !== 'aplay' || config.music !== true || music === undefined) {
    return playerFor(config, clock, pages);
  }
  const device = config.alsaDevice ?? 'default';
  return musicPlayer({ clock, music, openSink: () => aplaySink(device) });
}

/** A call or several, an announcement in its own words, or a notice that people wait elsewhere now. */
function sentenceOf({ calls }: Reading): Sentence {
  const [{ text, moved } = {}] = calls;
  if (moved !== undefined) return movedSentence(moved);
  return text === undefined ? mergedSentence(calls) : plainSentence(text);
}

class SpeakerDriver implements DeviceDriver {
  readonly id: string;
  readonly #config: SpeakerConfig;
  readonly #deps: DriverDeps;
  readonly #parts: SpeakerParts;
  readonly #queue: SpeechQueue;
  readonly #recordings: Recordings;
  #silence: ((why: string) => void) | null = null;
  #test: TestRequest | null = null;
  #stopped = false;
  #work: Promise<void> | null = null;
  #wake: (() => void) | null = null;
  /** The engine that spoke last; null until the first sound was made. */
  #voiceName: string | null = null;
  #problem: string | null = null;
  #stopPages = () => {};
  #lastSuccessAt: number | null = null;
  #lastHealth = '';

  constructor(config: SpeakerConfig, deps: DriverDeps, parts: SpeakerParts) {
    this.id = config.id;
    this.#config = config;
    this.#deps = deps;
    this.#parts = parts;
    this.#queue = new SpeechQueue(config);
    this.#recordings = new Recordings(config.id);
  }

  start(): void {
    this.#stopPages = this.#deps.pages?.onChange(() => this.#changed()) ?? this.#stopPages;
    this.#parts.player.start?.();
    this.#work ??= this.#run().catch((error: unknown) => this.#deps.log(`${this.id}: ${String(error)}`));
    // Every digit once, so that the first call of the day does not wait for recordings to be read.
    const digits = [
      { number: '1023', counter: 45 },
      { number: '6789', counter: 10 },
    ];
    for (const each of digits) void this.#say(callSentence(each));
  }

  offer(job: DeviceJob): void {
    if (job.kind !== 'speech' || this.#stopped) return;
    this.#queue.offer(job);
    this.#changed();
    this.#wake?.();
  }

  /** Also ends a reading that has begun: better half a sentence than sending somebody to the wrong counter. */
  withdraw(callSeq: number): void {
    if (this.#queue.withdraw(callSeq)) this.#silence?.('withdrawn');
    this.#wake?.();
  }

  spoken(): SpokenCall[] {
    return this.#recordings.list();
  }

  sound(id: number): Uint8Array | null {
    return this.#recordings.wav(id);
  }

  health(): DeviceHealth {
    const { id, name, kind, output } = this.#config;
    const waitingJobs = this.#queue.waiting;
    const speechSeconds = Math.round(this.#queue.loadSeconds(this.#deps.clock.now()));
    const told = { waitingJobs, lastSuccessAt: this.#lastSuccessAt, speechSeconds };
    const base = { id, name, kind, ...told, fake: output === 'record' };
    const silent = this.#pageTrouble();
    if (silent !== null) return { ...base, ...silent };
    if (this.#problem !== null) return { ...base, state: 'trouble', reason: this.#problem };
    if (this.#voiceName === null) return { ...base, state: 'starting', reason: null };
    // A system voice speaks by itself; for the others the chime alone is not enough.
    if (this.#voiceName === 'chime' && output !== 'say') return { ...base, state: 'trouble', reason: 'no-voice' };
    const music = this.#parts.player.trouble?.() ?? null;
    return { ...base, state: waitingJobs > 0 || this.#silence ? 'busy' : 'ready', reason: music };
  }

  /** A loudspeaker that is a page: whether one is open, and whether its browser lets it sound. */
  #pageTrouble(): Pick<DeviceHealth, 'state' | 'reason'> | null {
    if (this.#config.output !== 'signage') return null;
    const state = this.#deps.pages?.state(this.id) ?? 'none';
    if (state === 'none') return { state: 'offline', reason: 'no-announcer' };
    return state === 'blocked' ? { state: 'trouble', reason: 'sound-blocked' } : null;
  }

  /** Says a test sentence between two calls. */
  test(): Promise<void> {
    if (this.#stopped) return Promise.reject(new Error('stopped'));
    if (this.#test) return Promise.reject(new Error('busy'));
    return new Promise((resolve, reject) => {
      this.#test = { resolve, reject };
      this.#wake?.();
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#silence?.('stopped');
    this.#stopPages();
    this.#wake?.();
    await this.#work;
    await this.#parts.player.stop?.();
    this.#test?.reject(new Error('stopped'));
    this.#test = null;
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      if (this.#test) {
        await this.#runTest(this.#test);
        continue;
      }
      const step = this.#queue.next(this.#deps.clock.now());
      if ('reading' in step) await this.#read(step.reading);
      this.#tellOutcomes();
      if ('waitMs' in step && !this.#stopped) await this.#rest(step.waitMs);
    }
  }

  async #read(reading: Reading): Promise<void> {
    const sentence = sentenceOf(reading);
    const result = await this.#play(sentence, (announcement) => {
      if (!keepsSound.has(this.#config.output)) return;
      const at = this.#deps.clock.now();
      const ids = reading.calls.map(({ id }) => id);
      if (reading.no === 1) this.#recordings.add(ids, at, sentence, announcement);
      else for (const id of ids) this.#recordings.repeated(id, at);
    });
    // A stop leaves the call without an outcome, so that it is offered again while it is fresh.
    if (this.#stopped && result === 'stopped') return;
    this.#queue.ended(result, this.#deps.clock.now());
  }

  async #runTest(request: TestRequest): Promise<void> {
    const result = await this.#play(testSentence(), () => {});
    this.#test = null;
    if (result === 'completed') request.resolve();
    else request.reject(new Error(result));
  }

  async #say(sentence: Sentence) {
    const announcement = await this.#parts.voice.announce(sentence, this.#deps.clock.now());
    if (this.#voiceName !== announcement.voice) {
      const why = announcement.passedOver.map((reason) => ` (${reason})`).join('');
      this.#deps.log(`${this.id}: voice ${announcement.voice}${why}`);
    }
    this.#voiceName = announcement.voice;
    this.#changed();
    return announcement;
  }

  /** Resolves with `completed`, or with why the loudspeaker fell silent before the end. */
  async #play(sentence: Sentence, begins: (announcement: Announcement) => void) {
    const cut = new AbortController();
    const silenced = new Promise<string>((resolve) => {
      this.#silence = (why) => {
        resolve(why);
        cut.abort();
      };
    });
    this.#changed();
    const announcement = await this.#say(sentence);
    if (cut.signal.aborted) return this.#over(await silenced);
    const limitMs = readingLimitMs(this.#config, announcement, sentence);
    const callOff = this.#deps.clock.after(limitMs, () => this.#silence?.('time-limit'));
    begins(announcement);
    const played = this.#parts.player.play(announcement, sentence, cut.signal).then(
      () => 'completed',
      (error: unknown) => {
        const reason = error instanceof PlayerError ? error.reason : 'sound-device';
        if (!cut.signal.aborted)
          this.#deps.log(`${this.id}: ${error instanceof Error ? error.message : String(error)}`);
        return reason;
      },
    );
    const result = await Promise.race([silenced, played]);
    callOff();
    return this.#over(result);
  }

  #over(result: string): string {
    this.#silence = null;
    if (result === 'completed') {
      this.#problem = null;
      this.#lastSuccessAt = this.#deps.clock.now();
    } else if (result !== 'withdrawn' && result !== 'stopped') this.#problem = result;
    this.#changed();
    return result;
  }

  #tellOutcomes(): void {
    for (const outcome of this.#queue.takeOutcomes()) this.#deps.report({ kind: 'speech', ...outcome });
    this.#changed();
  }

  #rest(milliseconds: number | null): Promise<void> {
    return new Promise((resolve) => {
      let callOff = () => {};
      const finish = () => {
        callOff();
        this.#wake = null;
        resolve();
      };
      if (milliseconds !== null) callOff = this.#deps.clock.after(Math.max(0, milliseconds), finish);
      this.#wake = finish;
    });
  }

  #changed(): void {
    const { state, reason, waitingJobs } = this.health();
    const health = `${state} ${reason} ${waitingJobs}`;
    if (health === this.#lastHealth) return;
    this.#lastHealth = health;
    this.#deps.healthChanged();
  }
}
