import type { RoutingOptions, RoutingResult } from './routing.ts';
import type { Compared, Estimate } from './routing-figures.ts';

/** Visits a day at which full pooling gives about the study's own wait. */
export const studyVisits = 770;

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

/** The report as Markdown, and whether every aim is met. */
export function routingReport(
  heavy: RoutingResult,
  studied: RoutingResult,
  plain: RoutingResult,
  { seeds, days }: RoutingOptions,
): { text: string; met: boolean } {
  const aims = aimsOf(heavy);
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
a chain is 15 % slower.

## The same hall at the study's load

${studyVisits} visits, at which the reference waits about as long as in the study.

${strategyTable(studied, true)}

## The sample hall

300 visits on a plain day, 41 counters, service time log-normal with sigma 0.5.

${strategyTable(plain, false)}
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
  const away = of('chain').turnedAwayInVain + of('two-in-chain').turnedAwayInVain;
  return [
    closes('chain', 0.55),
    closes('two-in-chain', 0.66),
    { what: 'unjust calls, all strategies', aim: '0', found: String(unjust), met: unjust === 0 },
    {
      what: 'turned away while somebody qualified was there, in the chains',
      aim: '0',
      found: String(away),
      met: away === 0,
    },
  ];
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
