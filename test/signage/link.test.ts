import { expect, it } from 'vitest';
import { isMirrorDay, offlineStage, pictureShift } from '../../signage/link.ts';

it('a lost link sinks in steps at 5, 30 and 120 seconds', () => {
  const stages = [0, 4999, 5000, 29_999, 30_000, 119_999, 120_000, 3_600_000].map((ms) =>
    offlineStage(1000, 1000 + ms),
  );
  expect(stages).toEqual(['live', 'live', 'mark', 'mark', 'banner', 'banner', 'full', 'full']);
  expect(offlineStage(null, 9_999_999)).toBe('live');
});

it('the picture moves every three minutes and never by more than four pixels', () => {
  const places = Array.from({ length: 10 }, (_, index) => pictureShift(index * 180_000));
  expect(new Set(places.map(({ x, y }) => `${x},${y}`)).size).toBe(5);
  for (const { x, y } of places) expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(4);
  expect(pictureShift(0)).toEqual(pictureShift(179_999));
});

it('the strip changes sides from one day to the next', () => {
  expect(isMirrorDay(0)).not.toBe(isMirrorDay(86_400_000));
});
