import type { Sound } from './wav.ts';

/** Blocks of this length are weighed; those far below full scale are pauses and do not count as speech. */
const blockSeconds = 0.05;
const pauseDbfs = -45;
/** Nothing goes beyond -1 dBFS; from 6 dB below full scale on, peaks are bent down softly instead of cut. */
export const peakMostDbfs = -1;
const kneeDbfs = -6;

export const ratioOf = (decibels: number): number => 10 ** (decibels / 20);
export const decibelsOf = (ratio: number): number => 20 * Math.log10(Math.max(ratio, 1e-9));

export function peakDbfs({ samples }: Sound): number {
  let peak = 0;
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  return decibelsOf(peak);
}

/** Root mean square of the parts where something sounds; -180 for silence. */
export function soundingRmsDbfs({ samples, sampleRate }: Sound): number {
  const length = Math.max(1, Math.round(blockSeconds * sampleRate));
  let power = 0;
  let count = 0;
  for (let from = 0; from < samples.length; from += length) {
    const block = samples.subarray(from, from + length);
    const blockPower = block.reduce((sum, sample) => sum + sample * sample, 0);
    if (decibelsOf(Math.sqrt(blockPower / block.length)) < pauseDbfs) continue;
    power += blockPower;
    count += block.length;
  }
  return decibelsOf(count > 0 ? Math.sqrt(power / count) : 0);
}

function bend(sample: number): number {
  const knee = ratioOf(kneeDbfs);
  const room = ratioOf(peakMostDbfs) - knee;
  const size = Math.abs(sample);
  return size <= knee ? sample : Math.sign(sample) * (knee + room * Math.tanh((size - knee) / room));
}

/** To the given loudness, with soft peaks of at most -1 dBFS. Silence stays silence. */
export function levelTo(sound: Sound, rmsDbfs: number): Sound {
  const now = soundingRmsDbfs(sound);
  if (now <= -180) return sound;
  const gain = ratioOf(rmsDbfs - now);
  return { sampleRate: sound.sampleRate, samples: sound.samples.map((sample) => bend(sample * gain)) };
}

/** Cuts what is silent before the first and after the last sound, and lets the edges rise and fall so that nothing clicks. */
export function trim(sound: Sound, edgeSeconds = 0.005): Sound {
  const threshold = ratioOf(-50);
  const first = sound.samples.findIndex((sample) => Math.abs(sample) > threshold);
  if (first < 0) return { ...sound, samples: new Float32Array(0) };
  let last = sound.samples.length - 1;
  while (Math.abs(sound.samples[last] ?? 0) <= threshold) last -= 1;
  const samples = sound.samples.slice(first, last + 1);
  const edge = Math.min(Math.round(edgeSeconds * sound.sampleRate), samples.length >> 1);
  for (let index = 0; index < edge; index += 1) {
    const share = index / edge;
    samples[index] = (samples[index] ?? 0) * share;
    const mirrored = samples.length - 1 - index;
    samples[mirrored] = (samples[mirrored] ?? 0) * share;
  }
  return { sampleRate: sound.sampleRate, samples };
}
