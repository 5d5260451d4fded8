import type { Forecaster } from '../../server/domain/forecast/forecast.ts';
import { planDay } from './day-plan.ts';
import { type DayFigures, dayFigures } from './figures.ts';
import { runDay } from './run-day.ts';
import type { Scenario } from './scenario.ts';
import type { Strategy } from './strategies.ts';

/** A Monday; simulated weeks begin here. */
const firstMonday = Date.UTC(2026, 10, 23);
const dayMs = 86_400_000;

/** The date of the nth working day from that Monday. */
export function dateOf(day: number): string {
  const calendarDay = Math.floor(day / 5) * 7 + (day % 5);
  return new Date(firstMonday + calendarDay * dayMs).toISOString().slice(0, 10);
}

/** One day under one strategy, in figures. */
export function simulateDay(
  scenario: Scenario,
  strategy: Strategy,
  seed: number,
  day: number,
  forecaster?: Forecaster,
): DayFigures {
  return dayFigures(runDay(scenario, strategy, planDay(scenario, seed, day), dateOf(day), forecaster));
}
