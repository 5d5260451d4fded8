import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Forecaster } from '../../server/domain/forecast/forecast.ts';
import { learnedForecaster } from '../../server/forecast-desk.ts';
import { clockAt, HallDay, monday } from '../fixtures/hall-script.ts';
import { smallFile, smallModel } from '../fixtures/halls.ts';
import { TestHouse } from '../fixtures/house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.open({ file: smallFile(), playWaits: true });
});
afterAll(() => house.close());

describe('the expected wait of a running hall', () => {
  it('comes from the plays once they are done, and grows with every ticket taken before the next', async () => {
    await house.counter(1, 'open');
    await vi.waitFor(() => expect(forecastOf().rangeFor(newcomer(0))).toEqual({ lowMinutes: 0, highMinutes: 1 }), {
      timeout: 10_000,
    });
    const told: number[] = [];
    for (let visitor = 0; visitor < 6; visitor += 1) told.push((await house.take('GS02')).wait?.highMinutes ?? 0);
    expect(told).toEqual([...told].sort((left, right) => left - right));
    expect(told[5]).toBeGreaterThan(20);
    await vi.waitFor(() => expect(forecastOf().rangeFor(newcomer(6))?.lowMinutes).toBeGreaterThan(10), {
      timeout: 10_000,
    });
  });

  it('is known for each who waits, with the same range on the page behind the slip', async () => {
    const last = await house.take('GS02');
    await vi.waitFor(() => expect(forecastOf().rangeOf(last.id, house.at)).not.toBeNull(), { timeout: 10_000 });
    const range = forecastOf().rangeOf(last.id, house.at);
    const page = await house.inject({ method: 'GET', url: `/api/tickets/${last.id}` });
    expect(page.json()).toMatchObject({ wait: range, unattended: null });
    expect(range?.highMinutes).toBeGreaterThan(range?.lowMinutes ?? 0);
  });
});

describe('a restart', () => {
  it('has learned from the days on record before anything new has happened', async () => {
    const counter = 1;
    for (let visitor = 0; visitor < 7; visitor += 1) {
      await house.counter(counter, 'call-next');
      house.at += 21 * 60_000;
      await house.counter(counter, 'finish');
    }
    await house.counter(counter, 'close');
    house.at = clockAt('09:00') + 86_400_000;
    await house.restart();
    const forecaster = learnedForecaster(smallModel(), house.house.journal, '2026-11-24');
    const fresh = new Forecaster(smallModel());
    const high = (each: Forecaster) => {
      const day = new HallDay(smallModel());
      day.counter(1);
      day.takeMany(4, 'GS02');
      each.prepare(day.state, day.at);
      return each.rangeFor({ service: 'GS02', class: 'ordinary', ahead: 4, at: day.at })?.highMinutes ?? 0;
    };
    expect(high(forecaster)).toBeGreaterThan(1.2 * high(fresh));
    expect(house.house.hall.state.date).not.toBe(monday);
  });
});

function forecastOf() {
  const { forecast } = house.house.hall;
  if (forecast === undefined) throw new Error('this house plays nothing');
  return forecast;
}

function newcomer(ahead: number) {
  return { service: 'GS02', class: 'ordinary' as const, ahead, at: house.at };
}
