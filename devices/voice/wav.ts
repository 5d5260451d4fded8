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
  for (const [index, sample] of samples.entries()) {
    bytes.writeInt16LE(Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), 44 + index * 2);
  }
  return bytes;
}

interface Format {
  code: number;
  channels: number;
  sampleRate: number;
  bits: number;
}

/**
 * Reads 16-bit and 32-bit float WAVE; several channels become their mean. Lengths beyond the end mean up to the end:
 * programs that write into a pipe cannot know them. Throws an Error with a plain reason for anything else.
 */
export function readWav(bytes: Buffer): Sound {
  if (bytes.length < 12 || bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WAVE') {
    throw new Error('not a WAVE file');
  }
  let format: Format | null = null;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const name = bytes.toString('latin1', at, at + 4);
    const end = Math.min(bytes.length, at + 8 + bytes.readUInt32LE(at + 4));
    if (name === 'fmt ' && end - at >= 24) format = readFormat(bytes, at + 8, end);
    if (name === 'data') return readSamples(bytes.subarray(at + 8, end), format);
    at = end + (end % 2);
  }
  throw new Error('a WAVE file without sound');
}

function readFormat(bytes: Buffer, at: number, end: number): Format {
  const plain = bytes.readUInt16LE(at);
  // An extensible format says what it really is in the first half of its identifier.
  const code = plain === 0xfffe && end - at >= 26 ? bytes.readUInt16LE(at + 24) : plain;
  return {
    code,
    channels: bytes.readUInt16LE(at + 2),
    sampleRate: bytes.readUInt32LE(at + 4),
    bits: bytes.readUInt16LE(at + 14),
  };
}

function readSamples(data: Buffer, format: Format | null): Sound {
  if (!format) throw new Error('a WAVE file without a format');
  const { code, channels, sampleRate, bits } = format;
  const whole = code === 1 && bits === 16;
  if (!whole && !(code === 3 && bits === 32)) throw new Error(`WAVE format ${code} of ${bits} bits`);
  if (channels < 1 || channels > 8 || sampleRate < 8000 || sampleRate > 192_000) throw new Error('odd WAVE format');
  const frameBytes = (channels * bits) / 8;
  const frames = Math.floor(data.length / frameBytes);
  if (frames / sampleRate > secondsMost) throw new Error(`longer than ${secondsMost} s`);
  const samples = new Float32Array(frames);
  for (let frame = 0; frame < frames; frame += 1) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel += 1) {
      const at = frame * frameBytes + (channel * bits) / 8;
      sum += whole ? data.readInt16LE(at) / 32_768 : data.readFloatLE(at);
    }
    const mean = sum / channels;
    samples[frame] = Number.isFinite(mean) ? mean : 0;
  }
  return { sampleRate, samples };
}
