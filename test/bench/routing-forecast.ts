import type { HallFile } from '../../server/contract/hall-file.ts';
import { Forecaster } from '../../server/domain/forecast/forecast.ts';
import { hallModel } from '../../server/domain/hall-model.ts';
import type { HallState } from '../../server/domain/hall-state.ts';
import { sampleHall } from '../../server/hall-file.ts';
import { simulateDay } from '../simulation/days.ts';
import { type DayFigures, type Summary, summaryOf } from '../simulation/figures.ts';
import { hallScenario, heavyScenario, type Scenario } from '../simulation/scenario.ts';
import { type StrategyName, strategyOf } from '../simulation/strategies.ts';

/** Visits a day at which full pooling gives about the study's own wait. */
export const studyVisits = 770;

/** How well waits were told in one hall. */
export interface ForecastRow {
  title: string;
  days: number;
  /** Tickets that were told a range. */
  told: number;
  summary: Summary;
  /** Time to play the hall forward, for each ticket. */
  milliseconds: number;
}

/** Counts what playing costs. */
class TimedForecaster extends Forecaster {
  spentMs = 0;
  prepared = 0;

  override prepare(state: HallState, at: number): void {
    const since = performance.now();
    super.prepare(state, at);
    this.spentMs += performance.now() - since;
    this.prepared += 1;
  }
}

/** The heavy hall at both loads and the sample hall; the first day only teaches. */
export function measureForecasts(base: HallFile, days: number): ForecastRow[] {
  const heavy = heavyScenario(base, 1);
  return [
    measure('heavy hall, one B in a chain', heavy, 'chain', days),
    measure('the same, helping the longer line', heavy, 'chain-longer', days),
    measure('heavy hall at the study’s load', { ...heavy, visitsPerDay: studyVisits }, 'chain', days),
    measure('sample hall, posts as filed', hallScenario(sampleHall), 'as-filed', days * 2),
  ];
}

function measure(title: string, scenario: Scenario, name: StrategyName, days: number): ForecastRow {
  const strategy = strategyOf(name, scenario);
  const forecaster = new TimedForecaster(hallModel(strategy.file));
  const figures: DayFigures[] = [];
  for (let day = 0; day <= days; day += 1) figures.push(simulateDay(scenario, strategy, 1, day, forecaster));
  const counted = figures.slice(1);
  process.stdout.write(`told waits: ${title} done\n`);
  return {
    title,
    days,
    told: counted.reduce((sum, day) => sum + day.told, 0),
    summary: summaryOf(counted),
    milliseconds: forecaster.spentMs / Math.max(1, forecaster.prepared),
  };
}
