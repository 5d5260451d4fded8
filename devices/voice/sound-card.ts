import { type ChildProcess, spawn } from 'node:child_process';
import type { HouseMusic } from '../../server/contract/speaker.ts';
import type { Clock } from '../clock.ts';
import { Mixer, pcmBytes } from './mixer.ts';
import { MusicTape } from './music-tape.ts';
import { type Player, PlayerError } from './player.ts';
import { houseRate, resample, secondsOf } from './wav.ts';

/** What takes the samples: `aplay`, or a stand-in for it. */
export interface CardSink {
  /** False while what was written before is still waiting. */
  write(bytes: Buffer): boolean;
  /** Lets what was written sound, and then ends. */
  end(): void;
  /** Called once when it has ended by itself. */
  onEnd(listener: (error: PlayerError) => void): void;
}

const stepMs = 40;
/** Between two looks while nothing sounds. */
const quietStepMs = 500;
/**
 * A card's clock is not ours: what it runs behind in so long is less than it holds ready. Then it begins anew, between two
 * announcements, after a pause in which the old program lets the card go.
 */
const usualRenewMs = 20 * 60_000;
const renewPauseMs = 800;
/** Samples are written so far ahead of their time: a call begins that much later, and a busy machine has that much rest. */
const aheadMs = 160;
/** What the card itself holds back; a reading counts as heard so much after its last sample was written. */
const cardBufferMs = 200;
/** A card that broke is tried for music again after this time; a call tries it at once. */
const restMs = 10_000;
/** The card is let go when nothing has sounded for so long. */
const idleMs = 2000;

interface Reading {
  resolve(): void;
  reject(error: PlayerError): void;
}

/** A loudspeaker that goes on all the time. */
export interface MusicPlayer extends Player {
  start(): void;
  stop(): Promise<void>;
  /** Why there is no music although it is time for it, or null. */
  trouble(): string | null;
}

export interface MusicPlayerParts {
  clock: Clock;
  music: HouseMusic;
  openSink(): CardSink;
  renewMs?: number;
}

/**
 * One sound card for music and announcements: one stream of samples into one `aplay`, because ALSA's plain devices take
 * one program alone. Music ducks under announcements, which begin at once and are never cut off by it.
 */
export function musicPlayer({ clock, music, openSink, renewMs = usualRenewMs }: MusicPlayerParts): MusicPlayer {
  return new RunningCard(clock, music, openSink, renewMs);
}

class RunningCard implements MusicPlayer {
  readonly #clock: Clock;
  readonly #music: HouseMusic;
  readonly #openSink: () => CardSink;
  readonly #renewMs: number;
  readonly #mixer = new Mixer(houseRate);
  readonly #tape = new MusicTape(houseRate);
  #sink: CardSink | null = null;
  #reading: Reading | null = null;
  /** Written up to here, in milliseconds of the clock. */
  #writtenTo = 0;
  #openedAt = 0;
  #soundedAt = 0;
  #brokeAt = Number.NEGATIVE_INFINITY;
  #callOff = () => {};
  #running = false;

  constructor(clock: Clock, music: HouseMusic, openSink: () => CardSink, renewMs: number) {
    this.#renewMs = renewMs;
    this.#clock = clock;
    this.#music = music;
    this.#openSink = openSink;
  }

  start(): void {
    this.#running = true;
    this.#step();
  }

  async stop(): Promise<void> {
    this.#running = false;
    this.#callOff();
    this.#letGo();
    await this.#tape.stop();
  }

  trouble(): string | null {
    const { on, files, others } = this.#music.now();
    if (!on || !others) return null;
    return files.length === 0 ? 'music-needs-wav' : 'music-partly-wav';
  }

  play({ sound }: Parameters<Player['play']>[0], _sentence: unknown, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#reading?.reject(new PlayerError('stopped', 'another announcement began'));
      this.#reading = { resolve, reject };
      const spoken = resample(sound, houseRate);
      this.#mixer.say(spoken.samples);
      const hush = () => this.#reading?.resolve === resolve && this.#mixer.hush();
      signal.addEventListener('abort', hush, { once: true });
      this.#brokeAt = Number.NEGATIVE_INFINITY;
      this.#callOff();
      this.#step();
      this.#clock.after(secondsOf(spoken) * 1000 + aheadMs + cardBufferMs, () => this.#heard(resolve));
    });
  }

  #heard(resolve: () => void): void {
    if (this.#reading?.resolve !== resolve) return;
    this.#reading = null;
    resolve();
  }

  /** Writes what is due now and comes back. */
  #step(): void {
    const now = this.#clock.now();
    const { on, level, files } = this.#music.now();
    this.#tape.load(files);
    const plays = on && files.length > 0;
    if (plays || this.#mixer.speaking || this.#mixer.sounding) this.#soundedAt = now;
    if (this.#sink === null && (this.#mixer.speaking || plays) && now - this.#brokeAt >= restMs) this.#open(now);
    if (this.#sink !== null) this.#write(now, plays ? level : 0);
    if (now - this.#soundedAt >= idleMs) this.#letGo();
    if (now - this.#openedAt >= this.#renewMs && this.#reading === null && this.#letGo()) {
      this.#brokeAt = now - restMs + renewPauseMs;
    }
    const waitMs = this.#sink === null ? quietStepMs : stepMs;
    if (this.#running || this.#reading !== null) this.#callOff = this.#clock.after(waitMs, () => this.#step());
  }

  #letGo(): boolean {
    const sink = this.#sink;
    this.#sink = null;
    sink?.end();
    return sink !== null;
  }

  #open(now: number): void {
    const sink = this.#openSink();
    this.#sink = sink;
    this.#writtenTo = now;
    this.#openedAt = now;
    sink.onEnd((error) => {
      if (this.#sink !== sink) return;
      this.#sink = null;
      this.#brokeAt = this.#clock.now();
      const reading = this.#reading;
      this.#reading = null;
      this.#mixer.say(new Float32Array(0));
      reading?.reject(error);
    });
  }

  #write(now: number, level: number): void {
    // After a pause of the whole machine the stream goes on from now: nothing is made up for.
    this.#writtenTo = Math.max(this.#writtenTo, now);
    const count = Math.floor(((now + aheadMs - this.#writtenTo) * houseRate) / 1000);
    if (count <= 0) return;
    this.#writtenTo += (count * 1000) / houseRate;
    this.#sink?.write(pcmBytes(this.#mixer.mix(this.#tape.take(count), level)));
  }
}

/** Bytes that the program has not taken after so long mean that it hangs. */
const unreadMostBytes = houseRate * 2 * 3;

/** An ALSA device, through one `aplay` that reads samples as they come. */
export function aplaySink(device: string, command = 'aplay'): CardSink {
  const format = ['-t', 'raw', '-f', 'S16_LE', '-r', String(houseRate), '-c', '1'];
  const args = ['-q', '-D', device, ...format, `--buffer-time=${cardBufferMs * 1000}`, '-'];
  const child: ChildProcess = spawn(command, args, { stdio: ['pipe', 'ignore', 'ignore'], windowsHide: true });
  const listeners = new Set<(error: PlayerError) => void>();
  let ended = false;
  const over = (error: PlayerError) => {
    if (ended) return;
    ended = true;
    child.kill('SIGKILL');
    for (const listener of listeners) listener(error);
  };
  child.on('error', (error: NodeJS.ErrnoException) =>
    over(new PlayerError(error.code === 'ENOENT' ? 'aplay-missing' : 'sound-device', error.message)),
  );
  child.on('close', (code) => over(new PlayerError('sound-device', `${command} ended with ${code}`)));
  child.stdin?.on('error', () => {});
  return {
    write: (bytes) => {
      const { stdin } = child;
      if (ended || !stdin) return false;
      if (stdin.writableLength > unreadMostBytes) over(new PlayerError('sound-device', `${command} takes no sound`));
      return stdin.write(bytes);
    },
    end: () => child.stdin?.end(),
    onEnd: (listener) => void listeners.add(listener),
  };
}
