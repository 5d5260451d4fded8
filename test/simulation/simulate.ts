import { parseArgs } from 'node:util';
import { Forecaster } from '../../server/domain/forecast/forecast.ts';
import { hallModel } from '../../server/domain/hall-model.ts';
import { readHallFile, sampleHall } from '../../server/hall-file.ts';
import { simulateDay } from './days.ts';
import { type DayFigures, type Summary, summaryOf } from './figures.ts';
import { hallScenario, heavyScenario, type Scenario } from './scenario.ts';
import { type StrategyName, strategyNames, strategyOf } from './strategies.ts';

const help = `npm run simulate -- [options]

Drives the hall's own rules through simulated days under a clock of their own, without server or database. The same seed
gives the same days.

  --seed N          which days (1)
  --days D          how many, from a Monday on (5)
  --hall FILE       a hall file (the sample hall), or "heavy" for the hall of test/bench/routing.md
  --visits N        visits on a plain day (300; 900 in the heavy hall)
  --strategy NAME   ${strategyNames.join(', ')}; or "all" (as-filed)
  --forecast        tell waits played forward from the present queue instead of the usual estimate
`;

const daysMost = 1000;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    days: { type: 'string', default: '5' },
    hall: { type: 'string', default: sampleHall },
    visits: { type: 'string' },
    strategy: { type: 'string' },
    forecast: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

function whole(name: string, text: string, most: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > most)
    throw new Error(`--${name} must be a whole number from 1 to ${most}`);
  return number;
}

function scenarioOf(seed: number): Scenario {
  const heavy = values.hall === 'heavy';
  const scenario = heavy ? heavyScenario(readHallFile(sampleHall), seed) : hallScenario(values.hall);
  return values.visits === undefined ? scenario : { ...scenario, visitsPerDay: whole('visits', values.visits, 5000) };
}

function chosen(): readonly StrategyName[] {
  const name = values.strategy ?? (values.hall === 'heavy' ? 'by-hand' : 'as-filed');
  if (name === 'all') return strategyNames.filter((each) => each !== 'as-filed' || values.hall !== 'heavy');
  const known = strategyNames.find((each) => each === name);
  if (known === undefined) throw new Error(`there is no strategy "${name}"`);
  return [known];
}

function lineOf(summary: Summary): string {
  const minutes = (value: number) => value.toFixed(1);
  const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
  return [
    `  wait, minutes      mean ${minutes(summary.mean)}  p50 ${minutes(summary.p50)}  p90 ${minutes(summary.p90)}  p95 ${minutes(summary.p95)}  p99 ${minutes(summary.p99)}  longest ${minutes(summary.longest)}`,
    `  visits called      ${summary.visits}, of them over 30 minutes ${percent(summary.over30)}`,
    `  unjust calls       ${summary.unjust}`,
    `  turned away        ${summary.turnedAway}, of them while somebody qualified was there ${summary.turnedAwayInVain}`,
    `  overtime           ${minutes(summary.overtimeMinutes)} minutes a day, all clerks together`,
    `  told "at once"     ${percent(summary.atOnce)} of visits, ${percent(summary.atOnceTrue)} of them true`,
    `  told range         ${percent(summary.coverage)} inside, ${percent(summary.below)} shorter, ${percent(summary.above)} longer; its middle off by ${minutes(summary.middleOff)} minutes`,
    `  told figure        off by ${minutes(summary.toldOff)} minutes in the median; people ahead x mean / counters by ${minutes(summary.usualOff)}`,
  ].join('\n');
}

function simulate(): void {
  const seed = whole('seed', values.seed, 2 ** 31);
  const days = whole('days', values.days, daysMost);
  const scenario = scenarioOf(seed);
  for (const name of chosen()) {
    const strategy = strategyOf(name, scenario);
    const figures: DayFigures[] = [];
    const forecaster = values.forecast ? new Forecaster(hallModel(strategy.file)) : undefined;
    for (let day = 0; day < days; day += 1) figures.push(simulateDay(scenario, strategy, seed, day, forecaster));
    process.stdout.write(
      `${scenario.name}, ${strategy.title}; seed ${seed}, ${days} days\n${lineOf(summaryOf(figures))}\n`,
    );
  }
}

if (values.help) process.stdout.write(help);
else {
  try {
    simulate();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${help}`);
    process.exitCode = 1;
  }
}
