/** How music gives way: it falls to `duckedShare` of its level within `downSeconds`, and is back within `upSeconds`. */
export interface Ducking {
  duckedShare: number;
  downSeconds: number;
  upSeconds: number;
}
export const usualDucking: Ducking = { duckedShare: 0.12, downSeconds: 0.25, upSeconds: 1.5 };

/** An announcement that is taken back falls silent within this time, so that nothing clicks. */
const hushSeconds = 0.02;

/**
 * Puts music and announcements into one stream of samples: the music's loudness moves in straight lines, an announcement is
 * always at its own and begins with the very next block. Pure: samples in, samples out.
 */
export class Mixer {
  readonly #rate: number;
  readonly #ducking: Ducking;
  #gain = 0;
  #speech: { samples: Float32Array; at: number; hushedAt: number | null } | null = null;

  constructor(rate: number, ducking: Ducking = usualDucking) {
    this.#rate = rate;
    this.#ducking = ducking;
  }

  get speaking(): boolean {
    return this.#speech !== null;
  }

  /** True while music is still to be heard, be it on its way to silence. */
  get sounding(): boolean {
    return this.#gain > 0;
  }

  /** Begins an announcement in place of any other. */
  say(samples: Float32Array): void {
    this.#speech = samples.length > 0 ? { samples, at: 0, hushedAt: null } : null;
  }

  hush(): void {
    if (this.#speech) this.#speech.hushedAt ??= this.#speech.at;
  }

  /** The next samples, as many as there are of `music`, which is to have `level` between announcements. */
  mix(music: Float32Array, level: number): Float32Array {
    const { duckedShare, downSeconds, upSeconds } = this.#ducking;
    const down = 1 / (downSeconds * this.#rate);
    const up = 1 / (upSeconds * this.#rate);
    return music.map((sample) => {
      const wanted = level * (this.#speech ? duckedShare : 1);
      this.#gain = this.#gain > wanted ? Math.max(wanted, this.#gain - down) : Math.min(wanted, this.#gain + up);
      return Math.max(-1, Math.min(1, sample * this.#gain + this.#nextSpoken()));
    });
  }

  #nextSpoken(): number {
    const speech = this.#speech;
    if (!speech) return 0;
    const { samples, at, hushedAt } = speech;
    const left = hushedAt === null ? 1 : 1 - (at - hushedAt) / (hushSeconds * this.#rate);
    speech.at += 1;
    if (speech.at >= samples.length || left <= 0) this.#speech = null;
    return (samples[at] ?? 0) * Math.max(0, left);
  }
}

/** 16 bits, little-endian, as `aplay -t raw -f S16_LE` takes them. */
export function pcmBytes(samples: Float32Array): Buffer {
  const bytes = Buffer.alloc(samples.length * 2);
  for (const [index, sample] of samples.entries()) bytes.writeInt16LE(Math.round(sample * 32_767), index * 2);
  return bytes;
}
