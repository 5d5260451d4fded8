import { describe, expect, it } from 'vitest';
import { stripButtons } from '../../counter-ui/counter/strip/strip-buttons.ts';
import {
  bindKey,
  boundKeys,
  isBindable,
  meaningOf,
  ownOf,
  sharedKey,
  usualKeys,
} from '../../server/contract/counter-keys.ts';

describe('keys of one clerk', () => {
  it('the usual keys mean one thing each', () => expect(sharedKey(usualKeys)).toBeNull());
  it('a key that is given away means the new thing only', () => {
    const bound = bindKey(usualKeys, 'recall', 0, 'F4');
    expect(bound.recall).toEqual(['F4', 'F2']);
    expect(bound['no-show']).toEqual(['-']);
    expect(meaningOf(bound, 'F4')).toBe('recall');
    expect(sharedKey(bound)).toBeNull();
  });
  it('a second place is filled, and no intent takes a third', () => {
    expect(bindKey(usualKeys, 'undo', 1, 'Z').undo).toEqual(['Backspace', 'Z']);
    expect(bindKey(usualKeys, 'pause', 0, 'T').pause).toEqual(['T', 'F5']);
  });
  it('only what differs is kept, so that usual keys may change with the house', () => {
    const bound = bindKey(usualKeys, 'help', 0, 'J');
    expect(ownOf(bound)).toEqual({ help: ['J'] });
    expect(boundKeys(ownOf(bound))).toEqual(bound);
    expect(ownOf(usualKeys)).toEqual({});
  });
  it('1 to 9, Esc, Tab, arrows and the space bar keep their own meaning', () => {
    for (const key of ['1', '9', 'Escape', 'Tab', 'ArrowUp', ' ', 'F12', '中'])
      expect([key, isBindable(key)]).toEqual([key, false]);
    for (const key of ['0', 'A', 'F1', 'F11', '+', 'Insert']) expect([key, isBindable(key)]).toEqual([key, true]);
  });
});

describe('the strip', () => {
  const names = (now: Parameters<typeof stripButtons>[0]) => stripButtons(now).map(({ intent }) => intent);
  it('has at most four keys, the one of the steady state first', () => {
    for (const stage of ['closed', 'paused', 'free', 'called', 'serving'] as const)
      for (const undo of [true, false]) {
        const shown = names({ stage, asked: false, undo });
        expect(shown[0]).toBe('call-next');
        expect(shown.length).toBeLessThanOrEqual(4);
        expect(new Set(shown).size).toBe(shown.length);
      }
  });
  it('offers the undo while it stands, in place of the recall', () => {
    expect(names({ stage: 'called', asked: false, undo: true })).toEqual([
      'call-next',
      'start-or-finish',
      'undo',
      'no-show',
    ]);
    expect(names({ stage: 'called', asked: false, undo: false })).toContain('recall');
  });
  it('a hasty call is answered with two keys', () =>
    expect(names({ stage: 'called', asked: true, undo: true })).toEqual(['call-next', 'no-show']));
});

it('F1 to F8 are 呼叫 重呼 评价 弃号 暂停 转移 挂起 回呼', () => {
  const order = ['F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8'].map((key) => meaningOf(usualKeys, key));
  const known = ['call-next', 'recall', 'evaluate', 'no-show', 'pause', 'transfer', 'hold', 'call-back'];
  expect(order).toEqual(known);
});
