import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoTime } from '../../../server/domain/view/brief.ts';

test('a moment is written as the language itself writes it', () => {
  const moments = fc.integer({ min: 0, max: Date.UTC(2099, 11, 31) });
  fc.assert(
    fc.property(fc.array(moments, { maxLength: 200 }), (all) => {
      for (const at of [...all, ...all.map((each) => each + 1)]) expect(isoTime(at)).toBe(new Date(at).toISOString());
    }),
  );
});

test('each millisecond of a second, and the seconds that share a place, keep apart', () => {
  const start = Date.UTC(2026, 10, 23, 1);
  for (let at = start; at < start + 1000; at += 1) expect(isoTime(at)).toBe(new Date(at).toISOString());
  for (const second of [0, 64, 128, 64, 0]) {
    const at = start + second * 1000 + 7;
    expect(isoTime(at)).toBe(new Date(at).toISOString());
  }
});
