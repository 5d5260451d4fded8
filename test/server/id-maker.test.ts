import { describe, expect, test } from 'vitest';
import { idMaker } from '../../server/id-maker.ts';

const morning = Date.UTC(2026, 10, 23, 1);

describe('an id', () => {
  test('has 18 letters that need no escaping in an address', () => {
    const newId = idMaker(() => morning);
    for (let count = 0; count < 1000; count += 1) expect(newId()).toMatch(/^[A-Za-z0-9_-]{18}$/);
  });

  test('that is made later sorts behind, through all of sixty years', () => {
    let at = morning;
    const newId = idMaker(() => at);
    const ids = Array.from({ length: 700 }, () => {
      at += 31 * 24 * 3_600_000;
      return newId();
    });
    expect([...ids].sort()).toEqual(ids);
  });

  test('is never made twice, and ids of one moment share no more than their beginning', () => {
    const newId = idMaker(() => morning);
    const ids = Array.from({ length: 20_000 }, newId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(ids.map((id) => id.slice(0, 6))).size).toBe(1);
    expect(new Set(ids.map((id) => id.slice(6, 10))).size).toBeGreaterThan(19_000);
  });

  test('is still an id when the clock is set before 2026', () => {
    expect(idMaker(() => 0)()).toMatch(/^[A-Za-z0-9_-]{18}$/);
  });
});
