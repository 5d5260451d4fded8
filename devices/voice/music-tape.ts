import { type FileHandle, open } from 'node:fs/promises';
import { readWavHead, type WavHead } from './wav-head.ts';

/** So much is held ready, and read at a time. */
const aheadSeconds = 3;
const pieceSeconds = 1;
const headBytes = 65_536;

/** An open track: its samples at the tape's rate, one channel. */
class Track {
  readonly #file: FileHandle;
  readonly #head: WavHead;
  readonly #rate: number;
  #at: number;
  /** Where between two samples of the file the next one stands. */
  #phase = 0;
  #last = 0;

  constructor(file: FileHandle, head: WavHead, rate: number) {
    this.#file = file;
    this.#head = head;
    this.#rate = rate;
    this.#at = head.dataFrom;
  }

  /** The next second or less; null at the end. */
  async read(): Promise<Float32Array | null> {
    const { frameBytes, sampleRate, dataEnd } = this.#head;
    const bytes = Buffer.alloc(Math.round(pieceSeconds * sampleRate) * frameBytes);
    const { bytesRead } = await this.#file.read(bytes, 0, Math.min(bytes.length, dataEnd - this.#at), this.#at);
    const frames = Math.floor(bytesRead / frameBytes);
    if (frames === 0) return null;
    this.#at += frames * frameBytes;
    return this.#atRate(
      Float32Array.from({ length: frames }, (_, frame) => this.#head.meanOf(bytes, frame * frameBytes)),
    );
  }

  /** By straight lines between samples, going on where the last piece ended. */
  #atRate(piece: Float32Array): Float32Array {
    const step = this.#head.sampleRate / this.#rate;
    const samples: number[] = [];
    let place = this.#phase;
    for (; place < piece.length; place += step) {
      const index = Math.floor(place);
      const before = index === 0 ? this.#last : (piece[index - 1] ?? 0);
      samples.push(before + ((piece[index] ?? 0) - before) * (place - index));
    }
    this.#phase = place - piece.length;
    this.#last = piece.at(-1) ?? 0;
    return Float32Array.from(samples);
  }

  close(): Promise<void> {
    return this.#file.close().catch(() => {});
  }
}

/** Plays WAVE files one after the other, over and over. Only a few seconds of them are in memory. */
export class MusicTape {
  readonly #rate: number;
  #tracks: readonly string[] = [];
  #next = 0;
  #open: Track | null = null;
  #ready: Float32Array[] = [];
  #readySamples = 0;
  #filling: Promise<void> | null = null;

  constructor(rate: number) {
    this.#rate = rate;
  }

  /** Paths of the tracks. The one that plays goes on until its end. */
  load(tracks: readonly string[]): void {
    this.#tracks = tracks;
  }

  /** The next samples; silence where the disk did not keep up or there is no track. */
  take(count: number): Float32Array {
    const samples = new Float32Array(count);
    let at = 0;
    while (at < count) {
      const [first] = this.#ready;
      if (first === undefined) break;
      const part = first.subarray(0, count - at);
      samples.set(part, at);
      at += part.length;
      if (part.length === first.length) this.#ready.shift();
      else this.#ready[0] = first.subarray(part.length);
    }
    this.#readySamples -= at;
    void this.fill();
    return samples;
  }

  /** Resolves when enough is held ready, or nothing can be had. */
  fill(): Promise<void> {
    this.#filling ??= this.#fill().finally(() => {
      this.#filling = null;
    });
    return this.#filling;
  }

  /** Forgets what was held ready and lets the file go. */
  async stop(): Promise<void> {
    await this.#filling;
    await this.#open?.close();
    this.#open = null;
    this.#ready = [];
    this.#readySamples = 0;
  }

  async #fill(): Promise<void> {
    let misses = 0;
    while (this.#readySamples < aheadSeconds * this.#rate && misses <= this.#tracks.length) {
      this.#open ??= await this.#openNext();
      const piece = (await this.#open?.read().catch(() => null)) ?? null;
      if (piece === null) {
        await this.#open?.close();
        this.#open = null;
        misses += 1;
        continue;
      }
      misses = 0;
      this.#ready.push(piece);
      this.#readySamples += piece.length;
    }
  }

  async #openNext(): Promise<Track | null> {
    const path = this.#tracks[this.#next % Math.max(1, this.#tracks.length)];
    this.#next += 1;
    if (path === undefined) return null;
    const file = await open(path, 'r').catch(() => null);
    if (file === null) return null;
    try {
      const start = Buffer.alloc(headBytes);
      const { bytesRead } = await file.read(start, 0, headBytes, 0);
      return new Track(file, readWavHead(start.subarray(0, bytesRead), (await file.stat()).size), this.#rate);
    } catch {
      await file.close();
      return null;
    }
  }
}
