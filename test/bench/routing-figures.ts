import type { DayFigures } from '../simulation/figures.ts';
import { Chance } from '../simulation/random.ts';
import type { StrategyName } from '../simulation/strategies.ts';

/** A figure over all days with its 95 % confidence interval, from drawing the days anew. */
export interface Estimate {
  value: number;
  low: number;
  high: number;
}

/** One strategy over all days. Waits in minutes, the rest per day; `closed` is the share of the gap that it closes. */
export interface Compared {
  name: StrategyName;
  title: string;
  mean: Estimate;
  p95: Estimate;
  p99: Estimate;
  turnedAway: Estimate;
  turnedAwayInVain: number;
  overtimeMinutes: Estimate;
  unjust: number;
  closed: Estimate;
}

const redraws = 400;
/** Waits are counted in tenths of a minute; nobody waits longer than a day. */
const binsPerMinute = 10;
const bins = 24 * 60 * binsPerMinute;

interface Drawn {
  mean: number;
  p95: number;
  p99: number;
  turnedAway: number;
  overtimeMinutes: number;
}

/** Draws the same days for all strategies each time, so that what differs is the strategy and not the day. */
export function compare(
  figures: ReadonlyMap<StrategyName, readonly DayFigures[]>,
  titles: ReadonlyMap<StrategyName, string>,
): Compared[] {
  const byHand = figures.get('by-hand') ?? [];
  const reference = figures.get('everybody') ?? [];
  const chance = new Chance('days drawn anew');
  const all = byHand.map((_, day) => day);
  const draws = Array.from({ length: redraws }, () => all.map(() => Math.floor(chance.next() * all.length)));
  const drawn = (days: readonly DayFigures[]) => ({
    whole: drawOf(days, all),
    redrawn: draws.map((draw) => drawOf(days, draw)),
  });
  const top = drawn(byHand);
  const bottom = drawn(reference);
  return [...figures].map(([name, days]) => {
    const own = drawn(days);
    const estimate = (of: (drawn: Drawn) => number): Estimate => interval(of(own.whole), own.redrawn.map(of));
    const share = (mean: number, above: number, below: number) => (above - mean) / (above - below);
    return {
      name,
      title: titles.get(name) ?? name,
      mean: estimate((each) => each.mean),
      p95: estimate((each) => each.p95),
      p99: estimate((each) => each.p99),
      turnedAway: estimate((each) => each.turnedAway),
      turnedAwayInVain: days.reduce((sum, day) => sum + day.turnedAwayInVain, 0),
      overtimeMinutes: estimate((each) => each.overtimeMinutes),
      unjust: days.reduce((sum, day) => sum + day.unjust, 0),
      closed: interval(
        share(own.whole.mean, top.whole.mean, bottom.whole.mean),
        own.redrawn.map((each, index) =>
          share(each.mean, top.redrawn[index]?.mean ?? Number.NaN, bottom.redrawn[index]?.mean ?? Number.NaN),
        ),
      ),
    };
  });
}

function interval(value: number, redrawn: readonly number[]): Estimate {
  const sorted = [...redrawn].sort((left, right) => left - right);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? value;
  return { value, low: at(0.025), high: at(0.975) };
}

function drawOf(days: readonly DayFigures[], draw: readonly number[]): Drawn {
  const counts = new Uint32Array(bins);
  const drawn: Drawn = { mean: 0, p95: 0, p99: 0, turnedAway: 0, overtimeMinutes: 0 };
  let waits = 0;
  let minutes = 0;
  for (const index of draw) {
    const day = days[index];
    if (day === undefined) continue;
    for (const wait of day.waits) {
      const bin = Math.min(bins - 1, Math.floor(wait * binsPerMinute));
      counts[bin] = (counts[bin] ?? 0) + 1;
      minutes += wait;
    }
    waits += day.waits.length;
    drawn.turnedAway += day.turnedAway / draw.length;
    drawn.overtimeMinutes += day.overtimeMinutes / draw.length;
  }
  drawn.mean = minutes / Math.max(1, waits);
  let seen = 0;
  for (let bin = 0; bin < bins; bin += 1) {
    const before = seen;
    seen += counts[bin] ?? 0;
    if (before < 0.95 * waits && seen >= 0.95 * waits) drawn.p95 = bin / binsPerMinute;
    if (before < 0.99 * waits && seen >= 0.99 * waits) drawn.p99 = bin / binsPerMinute;
  }
  return drawn;
}
