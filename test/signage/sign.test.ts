import { expect, it } from 'vitest';
import type { CounterSign } from '../../server/contract/device.ts';
import { followFlash, reasonIcon } from '../../signage/counter/sign.ts';

const calling = (callSeq: number, calledAt: number): CounterSign => ({
  state: 'calling',
  counter: 3,
  number: '1047',
  callSeq,
  calledAt,
});

it('a new call flashes for ten seconds and a recall flashes again', () => {
  const first = followFlash(null, calling(7, 50_000), 50_100, 1000);
  expect(first).toEqual({ callSeq: 7, until: 11_000 });
  expect(followFlash(first, calling(7, 50_000), 58_000, 9000)).toBe(first);
  expect(followFlash(first, calling(9, 75_000), 75_100, 26_000)).toEqual({ callSeq: 9, until: 36_000 });
});

it('a call from before the display was switched on stands still', () => {
  expect(followFlash(null, calling(7, 10_000), 60_000, 1000)).toEqual({ callSeq: 7, until: 1000 });
});

it('nothing flashes once the ticket is served', () => {
  const flash = followFlash(null, calling(7, 0), 0, 0);
  expect(followFlash(flash, { state: 'serving', counter: 3, number: '1047' }, 100, 100)).toBeNull();
});

it('an unknown reason for a pause still has a picture', () => {
  expect(reasonIcon('meal')).toBe('bowl-chopsticks');
  expect(reasonIcon('anything')).toBe('armchair');
});
