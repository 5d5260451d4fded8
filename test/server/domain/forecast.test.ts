import { describe, expect, it } from 'vitest';
import { Forecaster, type Newcomer } from '../../../server/domain/forecast/forecast.ts';
import { LearnedTimes } from '../../../server/domain/forecast/learned-times.ts';
import { chanceOf, drawTime, normalQuantile, normalShare } from '../../../server/domain/forecast/log-normal.ts';
import { Residuals } from '../../../server/domain/forecast/residuals.ts';
import { countAhead, countersOfService } from '../../../server/domain/routing/next.ts';
import { HallDay } from '../../fixtures/hall-script.ts';
import { smallModel } from '../../fixtures/halls.ts';

function asked(service: string, { state, model, at }: HallDay): Newcomer {
  const counters = countersOfService(state, model, service);
  const ahead = countAhead(state, model, counters, { key: at, order: Number.MAX_SAFE_INTEGER });
  return { service, class: 'ordinary', ahead, at };
}

function forecastOf(day: HallDay): Forecaster {
  const forecaster = new Forecaster(day.model);
  for (const recorded of day.recorded) forecaster.note(recorded);
  forecaster.prepare(day.state, day.at);
  return forecaster;
}

describe('the forecast', () => {
  it('is at once for what a free counter serves, and unknown for what nobody serves', () => {
    const day = new HallDay(smallModel());
    day.counter(1);
    const forecast = forecastOf(day);
    expect(forecast.rangeFor(asked('GS02', day))).toEqual({ lowMinutes: 0, highMinutes: 1 });
    expect(forecast.rangeFor(asked('ZP', day))).toBeNull();
  });

  it('has its middle between the ends of its range, unrounded', () => {
    const day = new HallDay(smallModel());
    day.counter(1);
    day.takeMany(6, 'GS01');
    const forecast = forecastOf(day);
    const { lowMinutes = 0, highMinutes = 0 } = forecast.rangeFor(asked('GS01', day)) ?? {};
    const middle = forecast.middleFor(asked('GS01', day)) ?? 0;
    expect(middle).toBeGreaterThan(lowMinutes);
    expect(middle).toBeLessThan(highMinutes);
    expect(forecast.middleFor(asked('ZP', day))).toBeNull();
  });

  it('grows with the people ahead, and is shorter with a second counter', () => {
    const high = (waiting: number, counters: number[]) => {
      const day = new HallDay(smallModel());
      for (const no of counters) day.counter(no);
      day.takeMany(waiting, 'GS01');
      return forecastOf(day).rangeFor(asked('GS01', day))?.highMinutes ?? 0;
    };
    expect(high(4, [1])).toBeGreaterThan(high(1, [1]));
    expect(high(12, [1])).toBeGreaterThan(high(4, [1]));
    expect(high(12, [1, 2])).toBeLessThan(high(12, [1]));
  });

  it('lets a green ticket wait for those only who came a quarter of an hour before', () => {
    const day = new HallDay(smallModel());
    day.counter(1);
    day.takeMany(8, 'GS01');
    const forecast = forecastOf(day);
    const [green, ordinary] = [
      forecast.rangeFor({ ...asked('GS01', day), class: 'green' }),
      forecast.rangeFor(asked('GS01', day)),
    ];
    expect(green?.highMinutes).toBe(1);
    expect(ordinary?.lowMinutes).toBeGreaterThan(10);
  });

  it('knows when somebody who went away comes back', () => {
    const day = new HallDay(smallModel());
    const counter = day.counter(1);
    counter.pause('meal');
    day.act({ type: 'go-away', reason: 'short', until: day.at + 25 * 60_000 }, counter.actor);
    const range = forecastOf(day).rangeFor(asked('GS02', day));
    expect(range?.lowMinutes).toBeGreaterThanOrEqual(23);
    expect(range?.highMinutes).toBeLessThanOrEqual(27);
  });

  it('forgets what it played as soon as others serve', () => {
    const day = new HallDay(smallModel());
    day.counter(1);
    const forecast = forecastOf(day);
    const steps = forecast.preparing(day.state, day.at);
    steps.next();
    const before = day.recorded.length;
    day.counter(2);
    for (const recorded of day.recorded.slice(before)) forecast.note(recorded);
    expect(forecast.rangeFor(asked('GS01', day))).toBeNull();
    for (const _ of steps);
    expect(forecast.rangeFor(asked('GS01', day))).toBeNull();
    forecast.prepare(day.state, day.at);
    expect(forecast.rangeFor(asked('GS01', day))).toEqual({ lowMinutes: 0, highMinutes: 1 });
  });

  it('is the same again from the same record', () => {
    const day = new HallDay(smallModel());
    day.counter(1);
    day.takeMany(9, 'GS01');
    expect(forecastOf(day).rangeFor(asked('GS01', day))).toEqual(forecastOf(day).rangeFor(asked('GS01', day)));
  });
});

describe('learned times', () => {
  it('come from the hall file at first and from what was seen later', () => {
    const day = new HallDay(smallModel());
    const learned = new LearnedTimes(day.model);
    const before = learned.of('GS01');
    const counter = day.counter(1);
    for (let visitor = 0; visitor < 60; visitor += 1) {
      day.take('GS01');
      counter.callNext();
      day.wait(20 * 60);
      counter.finish();
    }
    for (const recorded of day.recorded) learned.note(recorded);
    const after = learned.of('GS01');
    expect(Math.exp(before.mu)).toBeLessThan(7);
    expect(Math.exp(after.mu)).toBeGreaterThan(17);
    expect(Math.exp(after.mu)).toBeLessThan(20);
    expect(after.sigma).toBeLessThan(before.sigma);
  });
});

describe('the corrected range', () => {
  it('comes to hold four true waits of five, though the plays were far off', () => {
    const residuals = new Residuals();
    const chance = chanceOf(5);
    let inside = 0;
    for (let ticket = 0; ticket < 8000; ticket += 1) {
      const corrected = residuals.correct(10, 14);
      const wait = corrected.told;
      const trueWait = 8 + 30 * chance();
      residuals.told(`ticket-${ticket}`, corrected, 0);
      residuals.called(`ticket-${ticket}`, trueWait * 60_000);
      if (ticket >= 3000 && trueWait >= wait.lowMinutes && trueWait <= wait.highMinutes) inside += 1;
    }
    expect(inside / 5000).toBeGreaterThan(0.77);
    expect(inside / 5000).toBeLessThan(0.83);
  });
});

describe('a drawn time', () => {
  it('is longer than what was already spent, and in the middle the median', () => {
    expect(drawTime({ mu: Math.log(6), sigma: 0.5 }, 0.5)).toBeCloseTo(6, 1);
    for (const u of [0, 0.3, 0.9, 0.999])
      for (const spent of [1, 6, 40])
        expect(drawTime({ mu: Math.log(6), sigma: 0.5 }, u, spent)).toBeGreaterThanOrEqual(spent);
  });

  it('has share and quantile that undo each other', () => {
    for (const share of [0.01, 0.1, 0.4, 0.5, 0.77, 0.99])
      expect(normalShare(normalQuantile(share))).toBeCloseTo(share, 3);
  });
});
