import { describe, expect, it } from 'vitest';
import type { CallNotice } from '../../server/contract/views.ts';
import {
  advance,
  emptyHero,
  type Hero,
  heroTimes,
  holdMs,
  isFlashing,
  noteCall,
  present,
  withoutOver,
  withoutStale,
} from '../../signage/hall/hero.ts';
import { there } from '../fixtures/there.ts';

let seq = 0;
const call = (number: string, counter: number, kind: CallNotice['kind'] = 'first', at = 0): CallNotice => ({
  seq: ++seq,
  kind,
  number,
  counter,
  zone: Number(number[0]),
  service: { pictogram: 'idcard' },
  at,
});
const numbers = (hero: Hero) => hero.cards.map((card) => card.call.number);
/** Plays calls `[at, call]` against a clock that ticks four times a second, and notes when each number first showed. */
function play(calls: [number, CallNotice][], untilMs: number) {
  let hero = emptyHero;
  const shownAt = new Map<string, number>();
  const leftAt = new Map<string, number>();
  let most = 0;
  let sounds = 0;
  for (let now = 0; now <= untilMs; now += 250) {
    const steps = calls.filter(([at]) => at === now).map(([, notice]) => notice);
    for (const notice of steps) {
      const step = noteCall(hero, notice, now);
      hero = step.hero;
      sounds += step.sounding.length;
    }
    const step = advance(hero, now);
    hero = step.hero;
    sounds += step.sounding.length;
    most = Math.max(most, hero.cards.length);
    for (const number of numbers(hero)) if (!shownAt.has(number)) shownAt.set(number, now);
    for (const number of shownAt.keys()) {
      if (!numbers(hero).includes(number) && !leftAt.has(number)) leftAt.set(number, now);
    }
  }
  return { hero, shownAt, leftAt, most, sounds };
}

describe('the large part of the hall board', () => {
  it('shows a call at once and keeps it alone while nobody else is called', () => {
    const { shownAt, hero } = play([[1000, call('1001', 3)]], 30_000);
    expect(shownAt.get('1001')).toBe(1000);
    expect(numbers(hero)).toEqual(['1001']);
  });

  it('splits for a second call instead of delaying it', () => {
    const { shownAt, leftAt } = play(
      [
        [0, call('1001', 3)],
        [1000, call('1002', 4)],
      ],
      11_000,
    );
    expect(shownAt.get('1002')).toBe(1000);
    expect(leftAt.has('1001')).toBe(false);
  });

  it('never shows more than four, and the fifth waits for the first to have had twelve seconds', () => {
    const calls = ['1001', '1002', '1003', '1004', '1005'].map((number, index): [number, CallNotice] => [
      index * 500,
      call(number, index + 1),
    ]);
    const { shownAt, leftAt, most } = play(calls, 20_000);
    expect(most).toBe(4);
    expect(shownAt.get('1005')).toBe(12_000);
    expect(leftAt.get('1001')).toBe(12_000);
  });

  it('shows waiting calls first in, first out', () => {
    const calls = Array.from({ length: 8 }, (_, index): [number, CallNotice] => [
      0,
      call(`20${10 + index}`, index + 1),
    ]);
    const { shownAt } = play(calls, 14_000);
    const order = [...shownAt.entries()].sort((one, other) => one[1] - other[1]).map(([number]) => number);
    expect(order).toEqual(['2010', '2011', '2012', '2013', '2014', '2015', '2016', '2017']);
  });

  it.each([
    [40, 20_000],
    [50, 25_000],
  ])('at %s calls a minute every one of a hundred gets its place, none more than %s ms late', (perMinute, lateMs) => {
    const calls = Array.from({ length: 100 }, (_, index): [number, CallNotice] => {
      const at = Math.floor((index * 60_000) / perMinute / 250) * 250;
      return [at, call(String(1001 + index), (index % 40) + 1, 'first', at)];
    });
    const { shownAt, leftAt, sounds } = play(calls, 180_000);
    for (const [at, notice] of calls) {
      const shown = shownAt.get(notice.number) ?? Number.POSITIVE_INFINITY;
      expect(shown - at).toBeLessThanOrEqual(lateMs);
      const left = leftAt.get(notice.number) ?? Number.POSITIVE_INFINITY;
      expect(left - shown).toBeGreaterThanOrEqual(heroTimes.holdLeastMs);
    }
    expect(sounds).toBe(100);
  });

  it('shortens the hold only when more wait than fit one screenful', () => {
    expect([0, 1, 4].map(holdMs)).toEqual([12_000, 12_000, 12_000]);
    expect([8, 12, 40].map(holdMs)).toEqual([6666, 5000, 4000]);
  });

  it('flashes and sounds again at each recall: three recalls, four sounds, one card', () => {
    const calls = [0, 21_000, 42_000, 63_000].map((at, index): [number, CallNotice] => [
      at,
      call('3021', 21, index === 0 ? 'first' : 'recall', at),
    ]);
    const { sounds, most, hero } = play(calls, 64_000);
    expect(sounds).toBe(4);
    expect(most).toBe(1);
    expect(isFlashing(there(hero.cards[0]), 64_000)).toBe(true);
    expect(isFlashing(there(hero.cards[0]), 63_000 + heroTimes.flashMs)).toBe(false);
  });

  it('keeps the place in the line of a waiting call that is recalled', () => {
    let hero = emptyHero;
    for (const number of ['1001', '1002', '1003', '1004', '1005', '1006'])
      hero = noteCall(hero, call(number, Number(number) - 1000), 0).hero;
    const recalled = noteCall(hero, call('1005', 5, 'recall'), 1000);
    expect(recalled.hero.pending.map((waiting) => waiting.number)).toEqual(['1005', '1006']);
    expect(recalled.sounding).toEqual([]);
  });

  it('takes a withdrawn call off at once, also while it waits', () => {
    let hero = emptyHero;
    for (const number of ['1001', '1002', '1003', '1004', '1005']) hero = noteCall(hero, call(number, 7), 0).hero;
    hero = noteCall(hero, call('1002', 7, 'withdrawn'), 100).hero;
    hero = noteCall(hero, call('1005', 7, 'withdrawn'), 100).hero;
    expect(numbers(hero)).toEqual(['1001', '1003', '1004']);
    expect(hero.pending).toEqual([]);
  });

  it('ignores a call that it has already taken in', () => {
    const first = call('1001', 3);
    const hero = noteCall(emptyHero, first, 0).hero;
    expect(noteCall(hero, first, 5000)).toEqual({ hero, sounding: [] });
  });

  it('replaces the old counter when a number is called to another one', () => {
    let hero = noteCall(emptyHero, call('1001', 3), 0).hero;
    hero = noteCall(hero, call('1001', 9), 2000).hero;
    expect(hero.cards.map((card) => card.call.counter)).toEqual([9]);
  });

  it('clears the board seventy seconds after the last call', () => {
    const { leftAt } = play([[0, call('1001', 3)]], 80_000);
    expect(leftAt.get('1001')).toBe(heroTimes.leaveMs);
  });
});

describe('coming back after a cut', () => {
  it('replays nothing that is older than twenty seconds', () => {
    const old = call('1001', 3, 'first', 100_000);
    const young = call('1002', 4, 'first', 125_000);
    const hero = present(emptyHero, [young, old], 130_000, 5000);
    expect(numbers(hero)).toEqual(['1002']);
    expect(there(hero.cards[0]).shownAt).toBe(0);
    expect(noteCall(hero, old, 6000).sounding).toEqual([]);
  });

  it('drops cards whose ticket is no longer called', () => {
    const gone = call('1001', 3);
    const here = call('1002', 4);
    let hero = noteCall(emptyHero, gone, 0).hero;
    hero = noteCall(hero, here, 0).hero;
    expect(numbers(present(hero, [here], 15_000, 15_000))).toEqual(['1002']);
  });

  it('shows at most four young calls, the newest ones', () => {
    const calls = Array.from({ length: 7 }, (_, index) => call(String(1001 + index), index + 1, 'first', 1000));
    expect(numbers(present(emptyHero, calls, 2000, 2000))).toEqual(['1004', '1005', '1006', '1007']);
  });
});

describe('what is over', () => {
  it('a missed ticket leaves when its twelve seconds are over', () => {
    const hero = noteCall(emptyHero, call('1001', 3), 0).hero;
    expect(numbers(withoutOver(hero, [], 11_000))).toEqual(['1001']);
    expect(numbers(withoutOver(hero, [], 12_000))).toEqual([]);
  });

  it('a board without news never shows a call older than a minute', () => {
    const hero = noteCall(emptyHero, call('1001', 3), 0).hero;
    expect(numbers(withoutStale(hero, 59_000))).toEqual(['1001']);
    expect(numbers(withoutStale(hero, 60_000))).toEqual([]);
  });
});
