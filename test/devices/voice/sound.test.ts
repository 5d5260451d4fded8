import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chime, chimeNotes, chimeSeconds } from '../../../devices/voice/chime.ts';
import { levelTo, peakDbfs, soundingRmsDbfs, trim } from '../../../devices/voice/level.ts';
import {
  houseRate,
  join,
  readWav,
  resample,
  type Sound,
  secondsOf,
  silence,
  writeWav,
} from '../../../devices/voice/wav.ts';

/** Power of one frequency in a stretch of sound, relative to a full-scale tone there. */
function goertzel({ samples, sampleRate }: Sound, hertz: number, fromSeconds: number, seconds: number): number {
  const part = samples.subarray(Math.round(fromSeconds * sampleRate), Math.round((fromSeconds + seconds) * sampleRate));
  const factor = 2 * Math.cos((2 * Math.PI * hertz) / sampleRate);
  let [one, two] = [0, 0];
  for (const sample of part) [one, two] = [sample + factor * one - two, one];
  return Math.sqrt(Math.max(0, one * one + two * two - factor * one * two)) / (part.length / 2);
}

const tone = (hertz: number, seconds: number, size: number, sampleRate = houseRate): Sound => ({
  sampleRate,
  samples: Float32Array.from(
    { length: seconds * sampleRate },
    (_, at) => size * Math.sin((2 * Math.PI * hertz * at) / sampleRate),
  ),
});

describe('the chime', () => {
  const sound = chime();

  test('lasts no longer than 1.2 s', () => {
    expect(secondsOf(sound)).toBeCloseTo(chimeSeconds, 3);
    expect(chimeSeconds).toBeLessThanOrEqual(1.2);
  });

  test('is two notes between 400 and 1,000 Hz, the higher one first', () => {
    const [first = 0, second = 0] = chimeNotes;
    for (const hertz of chimeNotes) expect(hertz > 400 && hertz < 1000).toBe(true);
    expect(goertzel(sound, first, 0.05, 0.3)).toBeGreaterThan(20 * goertzel(sound, second, 0.05, 0.3));
    expect(goertzel(sound, second, 0.7, 0.3)).toBeGreaterThan(5 * goertzel(sound, first, 0.7, 0.3));
  });

  test('holds nothing outside that range that could be heard', () => {
    const loudest = goertzel(sound, chimeNotes[0] ?? 0, 0.05, 0.3);
    for (const hertz of [60, 150, 250, 1046.5, 1318.5, 2000, 4000, 8000]) {
      expect(goertzel(sound, hertz, 0.05, 0.3)).toBeLessThan(loudest / 50);
    }
  });

  test('does not click: it begins and ends at zero and never jumps', () => {
    expect(Math.abs(sound.samples[0] ?? 1)).toBeLessThan(1e-6);
    expect(Math.abs(sound.samples.at(-1) ?? 1)).toBeLessThan(1e-3);
    // The steepest a sum of these notes can rise from one sample to the next.
    const steepest = 0.64 * ((2 * Math.PI * 660) / houseRate);
    const jumps = sound.samples.map((sample, at) => Math.abs(sample - (sound.samples[at - 1] ?? 0)));
    expect(Math.max(...jumps)).toBeLessThan(steepest);
  });

  test('stays clear of full scale', () => {
    expect(peakDbfs(sound)).toBeLessThan(-6);
  });
});

describe('WAVE files', () => {
  test('a sound survives writing and reading within half a step', () => {
    fc.assert(
      fc.property(
        fc.float32Array({ min: -1, max: 1, noNaN: true, maxLength: 300 }),
        fc.constantFrom(8000, 22_050, 44_100, 48_000),
        (samples, sampleRate) => {
          const read = readWav(writeWav({ samples, sampleRate }));
          expect(read.sampleRate).toBe(sampleRate);
          expect(read.samples).toHaveLength(samples.length);
          for (const [at, sample] of samples.entries())
            expect(Math.abs((read.samples[at] ?? 9) - sample)).toBeLessThan(1 / 16_000);
        },
      ),
    );
  });

  test('a length that a pipe could not know means up to the end', () => {
    const bytes = writeWav(tone(440, 0.1, 0.5));
    bytes.writeUInt32LE(0x7ffff000, 40);
    expect(secondsOf(readWav(bytes))).toBeCloseTo(0.1, 3);
  });

  test('two channels become their mean, and foreign chunks are passed over', () => {
    const bytes = writeWav({ sampleRate: houseRate, samples: Float32Array.of(0.5, -0.5, 0.25, 0.75) });
    bytes.writeUInt16LE(2, 22);
    const list = Buffer.concat([Buffer.from('LIST'), Buffer.from([3, 0, 0, 0]), Buffer.from('abc\0')]);
    const read = readWav(Buffer.concat([bytes.subarray(0, 36), list, bytes.subarray(36)]));
    expect([...read.samples].map((sample) => sample.toFixed(2))).toEqual(['0.00', '0.50']);
  });

  test('32-bit float, as macOS writes it, is read', () => {
    const head = writeWav({ sampleRate: 32_000, samples: new Float32Array(0) });
    head.writeUInt16LE(3, 20);
    head.writeUInt16LE(32, 34);
    head.writeUInt32LE(8, 40);
    const data = Buffer.from(Float32Array.of(0.125, -0.75).buffer);
    expect([...readWav(Buffer.concat([head, data])).samples]).toEqual([0.125, -0.75]);
  });

  test('anything else is refused with a plain reason, and no bytes make it hang', () => {
    expect(() => readWav(Buffer.from('OggS....'))).toThrow('not a WAVE file');
    expect(() => readWav(writeWav(silence(1)).subarray(0, 36))).toThrow('without sound');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          readWav(Buffer.concat([Buffer.from('RIFF0000WAVE'), Buffer.from(bytes)]));
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
      }),
    );
  });

  test('sounds of different rates cannot be joined, but resampled they can', () => {
    const [low, high] = [tone(440, 0.1, 0.5, 22_050), tone(440, 0.1, 0.5, 44_100)];
    expect(() => join([low, high])).toThrow(RangeError);
    expect(secondsOf(join([low, resample(high, 22_050)]))).toBeCloseTo(0.2, 2);
  });
});

describe('loudness', () => {
  test.each([0.01, 0.1, 0.7])('a tone of size %d is brought to the same level', (size) => {
    const sound = join([silence(0.5), tone(500, 0.5, size), silence(0.5)]);
    expect(soundingRmsDbfs(levelTo(sound, -18))).toBeCloseTo(-18, 0);
  });

  test('no peak goes beyond -1 dBFS however loud it is wanted', () => {
    const spiky = {
      sampleRate: houseRate,
      samples: tone(200, 0.3, 0.02).samples.map((s, at) => (at % 500 === 0 ? 0.9 : s)),
    };
    expect(peakDbfs(levelTo(spiky, -3))).toBeLessThanOrEqual(-1);
  });

  test('silence stays silence', () => {
    expect(peakDbfs(levelTo(silence(0.2), -18))).toBeLessThan(-100);
    expect(trim(silence(0.2)).samples).toHaveLength(0);
  });

  test('trimming takes the pauses at both ends and leaves soft edges', () => {
    const trimmed = trim(join([silence(0.3), tone(300, 0.2, 0.5), silence(0.4)]));
    expect(secondsOf(trimmed)).toBeCloseTo(0.2, 2);
    expect(trimmed.samples[0]).toBe(0);
    expect(Math.abs(trimmed.samples.at(-1) ?? 1)).toBeLessThan(0.01);
  });
});
