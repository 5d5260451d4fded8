import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shortDigest } from '../../../server/journal/short-digest.ts';

describe('a short digest', () => {
  test('is 16 hexadecimal digits, the same for the same text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        expect(shortDigest(text)).toMatch(/^[0-9a-f]{16}$/);
        expect(shortDigest(text)).toBe(shortDigest(`${text}`));
      }),
    );
  });

  test('differs between a hundred thousand commands that differ in one digit', () => {
    const digests = new Set<string>();
    for (let counter = 0; counter < 100_000; counter += 1)
      digests.add(shortDigest(`staff:a01 {"type":"call-next","counter":${counter},"result":null}`));
    expect(digests.size).toBe(100_000);
  });

  test('differs when letters change places', () => {
    expect(shortDigest('staff:a01 GS01')).not.toBe(shortDigest('staff:a10 GS01'));
  });
});
