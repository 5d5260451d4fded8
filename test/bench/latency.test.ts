import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LatencyHistogram } from './latency.ts';
import { median, pairedRatio } from './measure.ts';

describe('latencies', () => {
  test('a percentile is told to within two of a hundred, and never too low', () => {
    const times = fc.array(fc.integer({ min: 20, max: 5_000_000 }), { minLength: 1, maxLength: 400 });
    fc.assert(
      fc.property(times, fc.constantFrom(0.01, 0.5, 0.9, 0.99, 1), (microseconds, share) => {
        const histogram = new LatencyHistogram();
        for (const each of microseconds) histogram.note(each);
        const sorted = [...microseconds].sort((left, right) => left - right);
        const exact = (sorted[Math.ceil(sorted.length * share) - 1] ?? 0) / 1000;
        expect(histogram.percentileMs(share)).toBeGreaterThanOrEqual(exact * 0.9999);
        expect(histogram.percentileMs(share)).toBeLessThanOrEqual(exact * 1.0201);
      }),
    );
  });

  test('of several rounds add up to those of all rounds', () => {
    const [first, second, all] = [new LatencyHistogram(), new LatencyHistogram(), new LatencyHistogram()];
    for (let each = 1; each < 2000; each += 1) {
      (each % 3 === 0 ? first : second).note(each * 37);
      all.note(each * 37);
    }
    first.add(second.buckets);
    expect(first.buckets).toEqual(all.buckets);
    expect(first.count).toBe(1999);
  });

  test('that were never noted have no percentile', () => {
    expect(new LatencyHistogram().percentileMs(0.99)).toBe(0);
  });
});

test('the middle of an even number of rounds is the mean of two', () => {
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([9, 1, 5])).toBe(5);
});

test('a ratio is taken round by round, so that a slow round of both changes nothing', () => {
  expect(pairedRatio([50, 5, 60], [100, 10, 100])).toBe(0.5);
});
