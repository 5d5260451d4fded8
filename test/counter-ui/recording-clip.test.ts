import { expect, it } from 'vitest';
import { checkTake, waveOf } from '../../counter-ui/recording/clip.ts';

const sampleRate = 8000;
const take = (size: number, seconds = 1, lead = 0.5) => ({
  sampleRate,
  samples: Float32Array.from({ length: sampleRate * (seconds + 2 * lead) }, (_, at) =>
    at >= lead * sampleRate && at < (lead + seconds) * sampleRate ? size * Math.sin(at / 2) : 0,
  ),
});

it('a take loses the silence around it, but not its edges', () => {
  const { fault, seconds, peakDbfs } = checkTake(take(0.5));
  expect(fault).toBeNull();
  expect(seconds).toBeGreaterThan(1.05);
  expect(seconds).toBeLessThan(1.1);
  expect(peakDbfs).toBeCloseTo(-6, 0);
});

it('a take that cannot be used says why', () => {
  expect(checkTake(take(0)).fault).toBe('silent');
  expect(checkTake(take(0.001)).fault).toBe('silent');
  expect(checkTake(take(0.02)).fault).toBe('too-quiet');
  const overdriven = take(1.4);
  overdriven.samples.forEach((sample, at) => {
    overdriven.samples[at] = Math.max(-1, Math.min(1, sample));
  });
  expect(checkTake(overdriven).fault).toBe('overdriven');
  expect(checkTake(take(0.5, 9)).fault).toBe('too-long');
  expect(checkTake({ sampleRate, samples: new Float32Array(0) }).fault).toBe('silent');
});

it('it becomes a WAVE of 16 bits', () => {
  const view = new DataView(waveOf({ sampleRate, samples: Float32Array.of(0, 1, -1, 0.5) }));
  expect(view.byteLength).toBe(52);
  expect([view.getUint32(24, true), view.getUint16(34, true)]).toEqual([8000, 16]);
  expect([view.getInt16(46, true), view.getInt16(48, true), view.getInt16(50, true)]).toEqual([
    32_767, -32_767, 16_384,
  ]);
});
