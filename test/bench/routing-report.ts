import type { RoutingOptions, RoutingResult } from './routing.ts';
import type { Compared, Estimate } from './routing-figures.ts';
import { type ForecastRow, studyVisits } from './routing-forecast.ts';

/** Mean and p95 of the study whose scenario the heavy hall follows (issue 3), minutes. */
const study: Partial<Record<Compared['name'], string>> = {
  'by-hand': '24.6 / 95',
  automatic: '24.2 / 93',
  'help-neighbours': '20.7 / 81',
  chain: '14.7 / 54',
  'two-in-chain': '12.8 / 50',
  everybody: '6.7 / 32',
};

interface Aim {
  what: string;
  aim: string;
  found: string;
  met: boolean;
}

export interface RoutingMeasured {
  heavy: RoutingResult;
  studied: RoutingResult;
  plain: RoutingResult;
  forecasts: readonly ForecastRow[];
}

/** The report as Markdown, and whether every aim is met. */
export function routingReport(
  { heavy, studied, plain, forecasts }: RoutingMeasured,
  { seeds, days }: RoutingOptions,
): { text: string; met: boolean } {
  const aims = [...aimsOf(heavy), ...forecastAims(forecasts)];
  const text = `# Who may serve whom

Made by \`npm run bench -- routing\`. The product's own rules decide every call; strategies differ only in who is B of
which post, whether B helps, and when the system learns of an absence. All strategies see the same visitors and the
same absences. Waits are minutes from taking the ticket to the first call. Brackets are 95 % confidence intervals from
drawing the days anew, the same for all strategies. Overtime is minutes a day that clerks served after closing, all
together. Gap closed = (by hand − x) / (by hand − everybody), of the mean.

${table(
  ['aim', 'wanted', 'found', 'met'],
  aims.map(({ what, aim, found, met }) => [what, aim, found, met ? 'yes' : 'no']),
)}

## The heavy hall

900 visits a day, 32 counters in 8 departments (6, 5, 5, 4, 4, 3, 3, 2), 76 items, each of one post; mean service 11 minutes,
CV 0.85; B 15 % slower; 8 % green; 8 % not there when called, half of whom report; A holders away for
${(100 * heavy.absent).toFixed(1)} % of their time. Arrivals per half hour as in hall-rules section 7. ${seeds} halls of ${days} days.

${strategyTable(heavy, true)}

With the arrivals of section 7 the busiest half hour brings more than one and a half times the work that the people
present can do, and the rest of the morning lives on that backlog: every strategy waits longer here than in the study.
One B closes the same share of the gap at either load. In the reference nobody is slower than another; whoever helps in
a chain is 15 % slower. That is what help for any line costs while every line is long: half of all visitors are served by
the slower of two, for no gain. Where a post sets help to the longer line, B leaves it to A until at least two more wait
there than in B's own, and order among the lines that are drawn from stays by the key.

## The same hall at the study's load

${studyVisits} visits, at which the reference waits about as long as in the study.

${strategyTable(studied, true)}

## The sample hall

300 visits on a plain day, 41 counters, service time log-normal with sigma 0.5.

${strategyTable(plain, false)}

## Told waits

Each ticket is told a range played forward from the present queue, and one figure in it. The usual estimate is people
ahead x mean time / open counters. A share is of the tickets that were not told to be called at once; how far a figure lies
off is the median, minutes. The first day, on which nothing is learned yet, is not counted. The told figure is made from the
ends of the range and rounded, above ten minutes to five; the middle of the plays that the range comes from is shown beside
it, unrounded. Making one figure of a range, and rounding it, costs at most ${roundingCost(forecasts).toFixed(1)} minutes here.

${forecastTable(forecasts)}
`;
  return { text, met: aims.every((aim) => aim.met) };
}

function aimsOf({ strategies }: RoutingResult): Aim[] {
  const of = (name: Compared['name']) => {
    const found = strategies.find((each) => each.name === name);
    if (found === undefined) throw new Error(`${name} was not measured`);
    return found;
  };
  const closes = (name: Compared['name'], aim: number): Aim => {
    const { closed, title } = of(name);
    return {
      what: `gap closed: ${title}`,
      aim: `${Math.round(100 * aim)} %`,
      found: percent(closed),
      met: closed.value >= aim,
    };
  };
  const unjust = strategies.reduce((sum, each) => sum + each.unjust, 0);
  const chains = ['chain', 'chain-longer', 'two-in-chain', 'two-longer'] as const;
  const away = chains.reduce((sum, name) => sum + of(name).turnedAwayInVain, 0);
  return [
    closes('chain', 0.55),
    closes('chain-longer', 0.55),
    closes('two-in-chain', 0.66),
    closes('two-longer', 0.66),
    { what: 'unjust calls, all strategies', aim: '0', found: String(unjust), met: unjust === 0 },
    {
      what: 'turned away while somebody qualified was there, in the chains',
      aim: '0',
      found: String(away),
      met: away === 0,
    },
  ];
}

function forecastAims(rows: readonly ForecastRow[]): Aim[] {
  return rows.flatMap(({ title, summary: { coverage, toldOff, usualOff } }) => [
    {
      what: `inside the told range: ${title}`,
      aim: '80 ± 3 %',
      found: `${(100 * coverage).toFixed(1)} %`,
      met: Math.abs(coverage - 0.8) <= 0.03,
    },
    {
      what: `told figure, of the usual estimate's error: ${title}`,
      aim: 'at most 50 %',
      found: `${((100 * toldOff) / usualOff).toFixed(0)} %`,
      met: toldOff <= usualOff / 2,
    },
  ]);
}

/** How much further off the told figure lies than the middle of the plays, at most. */
function roundingCost(rows: readonly ForecastRow[]): number {
  return Math.max(...rows.map(({ summary }) => summary.toldOff - summary.playedOff));
}

function forecastTable(rows: readonly ForecastRow[]): string {
  const share = (value: number) => `${(100 * value).toFixed(1)} %`;
  return table(
    [
      'hall',
      'days',
      'told a range',
      'inside',
      'shorter',
      'longer',
      'told figure off',
      'middle of the plays off',
      'usual estimate off',
      'ms a ticket',
    ],
    rows.map(({ title, days, told, summary, milliseconds }) => [
      title,
      String(days),
      String(told),
      share(summary.coverage),
      share(summary.below),
      share(summary.above),
      summary.toldOff.toFixed(1),
      summary.playedOff.toFixed(1),
      summary.usualOff.toFixed(1),
      milliseconds.toFixed(2),
    ]),
  );
}

function strategyTable({ strategies }: RoutingResult, withStudy: boolean): string {
  const heads = ['strategy', 'mean', 'p95', 'p99', 'turned away a day', 'overtime', 'unjust', 'gap closed'];
  return table(
    withStudy ? [...heads, 'study: mean / p95'] : heads,
    strategies.map((each) => {
      const cells = [
        each.title,
        minutes(each.mean),
        minutes(each.p95),
        minutes(each.p99),
        minutes(each.turnedAway),
        minutes(each.overtimeMinutes, 0),
        String(each.unjust),
        percent(each.closed),
      ];
      return withStudy ? [...cells, study[each.name] ?? ''] : cells;
    }),
  );
}

function minutes({ value, low, high }: Estimate, digits = 1): string {
  return `${value.toFixed(digits)} (${low.toFixed(digits)}–${high.toFixed(digits)})`;
}

function percent({ value, low, high }: Estimate): string {
  return `${(100 * value).toFixed(0)} % (${(100 * low).toFixed(0)}–${(100 * high).toFixed(0)})`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}
