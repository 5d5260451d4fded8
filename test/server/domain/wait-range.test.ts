import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { waitRange } from '../../../server/domain/forecast/wait-range.ts';
import { HallDay } from '../../fixtures/hall-script.ts';
import { sampleModel, smallModel } from '../../fixtures/halls.ts';

describe('the expected wait', () => {
  it('grows with the people ahead, is never below zero, and low is never above high', () => {
    const model = smallModel();
    const counters = [1, 2, 3, 4, 5];
    const standing = fc.record({
      open: fc.subarray(counters),
      paused: fc.subarray(counters),
      busy: fc.subarray(counters),
      spentSeconds: fc.integer({ min: 0, max: 7200 }),
      asked: fc.subarray(counters, { minLength: 1 }),
    });
    fc.assert(
      fc.property(standing, ({ open, paused, busy, spentSeconds, asked }) => {
        const day = new HallDay(model);
        const services: Record<number, string> = { 1: 'GS02', 2: 'ZJ01', 3: 'RS01', 4: 'RS02', 5: 'ZP' };
        for (const no of open) {
          const counter = day.counter(no);
          if (busy.includes(no)) {
            day.take(services[no] ?? '');
            counter.callNext();
            if (spentSeconds % 2 === 0) counter.simply('start');
          } else if (paused.includes(no)) counter.pause('meal');
        }
        day.wait(spentSeconds);
        let before = { lowMinutes: 0, highMinutes: 0 };
        for (let ahead = 0; ahead <= 60; ahead += 1) {
          const range = waitRange(day.state, model, asked, ahead, day.at);
          expect(range.lowMinutes).toBeGreaterThanOrEqual(before.lowMinutes);
          expect(range.highMinutes).toBeGreaterThanOrEqual(before.highMinutes);
          expect(range.lowMinutes).toBeLessThanOrEqual(range.highMinutes);
          expect(Number.isInteger(range.lowMinutes) && Number.isInteger(range.highMinutes)).toBe(true);
          before = range;
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is at once when a counter is free', () => {
    const day = new HallDay();
    day.counter(1);
    expect(waitRange(day.state, day.model, [1], 0, day.at)).toEqual({ lowMinutes: 0, highMinutes: 1 });
  });

  it('counts the time already spent with the visitor at the counter', () => {
    const day = new HallDay();
    day.take('GS02');
    const counter = day.counter(1);
    counter.callNext();
    counter.simply('start');
    const early = waitRange(day.state, day.model, [1], 0, day.at);
    const later = waitRange(day.state, day.model, [1], 0, day.at + 8 * 60_000);
    expect(later.highMinutes).toBeLessThan(early.highMinutes);
    expect(early.highMinutes).toBeGreaterThanOrEqual(14);
  });

  it('is shorter with two counters open than with one', () => {
    const model = smallModel();
    const day = new HallDay(model);
    day.counter(1);
    const one = waitRange(day.state, model, [1, 2], 10, day.at);
    day.counter(2);
    const two = waitRange(day.state, model, [1, 2], 10, day.at);
    expect(two.highMinutes).toBeLessThan(one.highMinutes);
  });

  it('with no counter open counts from the moment one opens', () => {
    const day = new HallDay();
    const { lowMinutes, highMinutes } = waitRange(day.state, sampleModel(), [1], 10, day.at);
    expect(lowMinutes).toBeGreaterThan(30);
    expect(highMinutes).toBeLessThan(240);
  });
});
