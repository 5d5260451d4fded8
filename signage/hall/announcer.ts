import type { PageAnnouncement } from '../../server/contract/speaker.ts';

/** Rule D8: the music falls to this share before speech begins, and comes back a little after it. */
export const duckedShare = 0.15;
const duckLeadSeconds = 0.3;
const duckFallSeconds = 0.12;
const duckBackAfterSeconds = 0.4;
const duckRiseSeconds = 0.8;
/** From the order to the sound, so that a busy machine does not swallow the first note. */
const startSeconds = 0.05;

export type SoundState = 'running' | 'blocked';

/**
 * The hall board as a loudspeaker: announcements on the audio clock, each decoded before it begins and never two at once,
 * over music that is turned down while they last.
 */
export class Announcer {
  readonly music: GainNode;
  readonly #context: AudioContext;
  readonly #speech: GainNode;
  #freeAt = 0;
  #playing: { no: number; source: AudioBufferSourceNode } | null = null;

  constructor(context: AudioContext) {
    this.#context = context;
    this.music = context.createGain();
    this.music.connect(context.destination);
    this.#speech = context.createGain();
    this.#speech.connect(context.destination);
  }

  get state(): SoundState {
    return this.#context.state === 'running' ? 'running' : 'blocked';
  }

  async resume(): Promise<void> {
    await this.#context.resume();
  }

  /** Resolves with whether it was heard to its end; `load` brings the bytes of the WAV. */
  async play({ no, wav }: PageAnnouncement, load: (address: string) => Promise<ArrayBuffer>): Promise<boolean> {
    if (this.state !== 'running') return false;
    const buffer = await this.#context.decodeAudioData(await load(wav));
    const source = this.#context.createBufferSource();
    source.buffer = buffer;
    source.connect(this.#speech);
    const at = Math.max(this.#context.currentTime + startSeconds + duckLeadSeconds, this.#freeAt);
    this.#duck(at, at + buffer.duration);
    this.#freeAt = at + buffer.duration;
    this.#playing = { no, source };
    source.start(at);
    return new Promise((resolve) => {
      source.onended = () => {
        const heard = this.#playing?.source === source;
        if (heard) this.#playing = null;
        resolve(heard);
      };
    });
  }

  /** Ends the announcement at once; the music comes back. */
  silence(): void {
    const playing = this.#playing;
    if (playing === null) return;
    this.#playing = null;
    playing.source.stop();
    this.#freeAt = this.#context.currentTime;
    this.#comeBack(this.#context.currentTime);
  }

  #duck(begins: number, ends: number): void {
    const gain = this.music.gain;
    gain.cancelScheduledValues(this.#context.currentTime);
    gain.setTargetAtTime(duckedShare, Math.max(this.#context.currentTime, begins - duckLeadSeconds), duckFallSeconds);
    this.#comeBackAt(ends);
  }

  #comeBack(ends: number): void {
    this.music.gain.cancelScheduledValues(this.#context.currentTime);
    this.#comeBackAt(ends);
  }

  #comeBackAt(ends: number): void {
    this.music.gain.setTargetAtTime(1, ends + duckBackAfterSeconds, duckRiseSeconds);
  }
}
