import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readHallFile, sampleHall } from '../../server/hall-file.ts';
import { absentShare, planDay } from '../simulation/day-plan.ts';
import { simulateDay } from '../simulation/days.ts';
import type { DayFigures } from '../simulation/figures.ts';
import { hallScenario, heavyScenario, type Scenario } from '../simulation/scenario.ts';
import { type StrategyName, strategyNames, strategyOf } from '../simulation/strategies.ts';
import { type Compared, compare } from './routing-figures.ts';
import { measureForecasts, studyVisits } from './routing-forecast.ts';
import { routingReport } from './routing-report.ts';

export interface RoutingOptions {
  /** Halls drawn anew: items, loads and people. */
  seeds: number;
  /** Days in each. */
  days: number;
}

/** One hall under all strategies. */
export interface RoutingResult {
  strategies: readonly Compared[];
  /** Share of working time that A holders are away. */
  absent: number;
  days: number;
}

const compared: readonly StrategyName[] = strategyNames.filter((name) => name !== 'as-filed');

/** The same seeds and days under every strategy, one after another. */
function measure(scenarioOf: (seed: number) => Scenario, { seeds, days }: RoutingOptions): RoutingResult {
  const figures = new Map<StrategyName, DayFigures[]>(compared.map((name) => [name, []]));
  const titles = new Map<StrategyName, string>();
  let absent = 0;
  for (let seed = 1; seed <= seeds; seed += 1) {
    const scenario = scenarioOf(seed);
    for (let day = 0; day < days; day += 1) absent += absentShare(scenario, planDay(scenario, seed, day));
    for (const name of compared) {
      const strategy = strategyOf(name, scenario);
      titles.set(name, strategy.title);
      for (let day = 0; day < days; day += 1) figures.get(name)?.push(simulateDay(scenario, strategy, seed, day));
    }
    process.stdout.write(`${scenario.name}: hall ${seed} of ${seeds} done\n`);
  }
  const dayCount = seeds * days;
  return { strategies: compare(figures, titles), absent: absent / dayCount, days: dayCount };
}

/** Measures both halls, writes `routing.md` and says whether every aim is met. */
export function benchRouting(options: RoutingOptions): boolean {
  const base = readHallFile(sampleHall);
  const heavy = measure((seed) => heavyScenario(base, seed), options);
  const studied = measure((seed) => ({ ...heavyScenario(base, seed), visitsPerDay: studyVisits }), options);
  const plain = measure(() => hallScenario(sampleHall), { seeds: Math.min(2, options.seeds), days: options.days });
  const forecasts = measureForecasts(base, options.days);
  const { text, met } = routingReport({ heavy, studied, plain, forecasts }, options);
  writeFileSync(join(import.meta.dirname, 'routing.md'), text);
  process.stdout.write(text);
  return met;
}
