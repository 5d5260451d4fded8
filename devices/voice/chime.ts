import { houseRate, type Sound } from './wav.ts';

interface Note {
  hertz: number;
  fromSeconds: number;
  seconds: number;
}

/** A falling third (E5, C5) between 400 and 1,000 Hz, where hearing stays best with age (rule D6). */
const notes: readonly Note[] = [
  { hertz: 659.26, fromSeconds: 0, seconds: 0.7 },
  { hertz: 523.25, fromSeconds: 0.4, seconds: 0.7 },
];
export const chimeNotes = notes.map(({ hertz }) => hertz);
export const chimeSeconds = 1.1;
const riseSeconds = 0.012;
const fallSeconds = 0.06;
const decaySeconds = 0.28;
const loudest = 0.32;

/** A struck note: rises softly, dies away, and ends at zero. */
function loudness(seconds: number, length: number): number {
  const rise = Math.min(1, seconds / riseSeconds);
  const fall = Math.min(1, (length - seconds) / fallSeconds);
  const soft = (share: number) => 0.5 - 0.5 * Math.cos(Math.PI * Math.max(0, share));
  return soft(rise) * soft(fall) * Math.exp(-seconds / decaySeconds);
}

/** Two notes, 1.1 s, pure tones without clicks. */
export function chime(sampleRate = houseRate): Sound {
  const samples = new Float32Array(Math.round(chimeSeconds * sampleRate));
  for (const { hertz, fromSeconds, seconds } of notes) {
    const from = Math.round(fromSeconds * sampleRate);
    const count = Math.min(Math.round(seconds * sampleRate), samples.length - from);
    for (let index = 0; index < count; index += 1) {
      const at = index / sampleRate;
      const sample = loudest * loudness(at, seconds) * Math.sin(2 * Math.PI * hertz * at);
      samples[from + index] = (samples[from + index] ?? 0) + sample;
    }
  }
  return { sampleRate, samples };
}
