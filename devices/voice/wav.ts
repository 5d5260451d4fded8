import { readWavHead } from './wav-head.ts';

/** One channel of sound, samples between -1 and 1. */
export interface Sound {
  sampleRate: number;
  samples: Float32Array;
}

/** The house's rate: what espeak-ng delivers, and enough for speech in a hall. */
export const houseRate = 22_050;
/** No announcement is longer; a file that says so is wrong. */
const secondsMost = 120;

export const secondsOf = ({ samples, sampleRate }: Sound): number => samples.length / sampleRate;

export function silence(seconds: number, sampleRate = houseRate): Sound {
  return { sampleRate, samples: new Float32Array(Math.round(Math.max(0, seconds) * sampleRate)) };
}

/** One after another. All must have one rate. */
export function join(sounds: readonly Sound[]): Sound {
  const sampleRate = sounds[0]?.sampleRate ?? houseRate;
  if (sounds.some((sound) => sound.sampleRate !== sampleRate)) throw new RangeError('sounds of different rates');
  const samples = new Float32Array(sounds.reduce((sum, sound) => sum + sound.samples.length, 0));
  let at = 0;
  for (const sound of sounds) {
    samples.set(sound.samples, at);
    at += sound.samples.length;
  }
  return { sampleRate, samples };
}

/** To another rate by straight lines between samples: enough for speech, and for rates that are near. */
export function resample(sound: Sound, sampleRate: number): Sound {
  if (sound.sampleRate === sampleRate) return sound;
  const step = sound.sampleRate / sampleRate;
  const samples = new Float32Array(Math.floor(sound.samples.length / step));
  for (let index = 0; index < samples.length; index += 1) {
    const place = index * step;
    const left = Math.floor(place);
    const from = sound.samples[left] ?? 0;
    samples[index] = from + ((sound.samples[left + 1] ?? from) - from) * (place - left);
  }
  return { sampleRate, samples };
}

/** RIFF WAVE, 16 bits, one channel. */
export function writeWav({ samples, sampleRate }: Sound): Buffer {
  const bytes = Buffer.alloc(44 + samples.length * 2);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(sampleRate, 24);
  bytes.writeUInt32LE(sampleRate * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(samples.length * 2, 40);
  const view = new DataView(bytes.buffer, bytes.byteOffset + 44, samples.length * 2);
  for (let index = 0; index < samples.length; index += 1) {
    view.setInt16(index * 2, Math.round(Math.max(-1, Math.min(1, samples[index] ?? 0)) * 32_767), true);
  }
  return bytes;
}

/** Reads a whole announcement; several channels become their mean. Throws an Error with a plain reason. */
export function readWav(bytes: Buffer): Sound {
  const { sampleRate, frameBytes, dataFrom, dataEnd, meanOf } = readWavHead(bytes, bytes.length);
  const frames = Math.floor((dataEnd - dataFrom) / frameBytes);
  if (frames / sampleRate > secondsMost) throw new Error(`longer than ${secondsMost} s`);
  const samples = new Float32Array(frames);
  for (let frame = 0; frame < frames; frame += 1) samples[frame] = meanOf(bytes, dataFrom + frame * frameBytes);
  return { sampleRate, samples };
}
