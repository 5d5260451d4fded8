import { median, pairedRatio, type Series, type Work, works } from './measure.ts';

export interface Machine {
  processor: string;
  cores: number;
  memoryGiB: number;
  node: string;
  system: string;
  /** Median of a 4 KiB write with fsync on the same disk, milliseconds. */
  flushMs: number;
  /** Load average over the minute before. */
  busy: number;
}

export type SideBySide = Map<number, Record<Work, Series>>;
export interface BySize {
  small: Record<'take' | 'call', Series>;
  large: Record<'take' | 'call', Series>;
  smallTickets: number;
  largeTickets: number;
  connections: number;
}

export interface Foundation {
  machine: Machine;
  seconds: number;
  rounds: number;
  sideBySide: SideBySide;
  bySize: BySize;
}

export interface Aim {
  what: string;
  aim: string;
  found: string;
  met: boolean;
}

const names: Record<Work, string> = {
  echo: 'bare echo',
  insert: 'one durable insert',
  take: 'take a ticket',
  call: 'call next',
};
const heavyLoad = 50;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, index) => (index === 0 ? '---' : '---:'));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

const whole = (value: number) => String(Math.round(value));
const ratio = (value: number) => value.toFixed(2);

/** What was wished for beside what was found. */
export function aimsOf({ sideBySide, bySize }: Foundation): Aim[] {
  const heavy = sideBySide.get(heavyLoad);
  if (heavy === undefined) throw new Error(`nothing was measured at ${heavyLoad} connections`);
  const echoP99 = heavy.echo.latencies.percentileMs(0.99);
  return (['take', 'call'] as const).flatMap((work) => {
    const speed = pairedRatio(heavy[work].perSecond, heavy.echo.perSecond);
    const slowest = heavy[work].latencies.percentileMs(0.99) / echoP99;
    const bigger = pairedRatio(bySize.large[work].perSecond, bySize.small[work].perSecond);
    return [
      { what: `${names[work]}: speed against echo`, aim: '0.60 or more', found: ratio(speed), met: speed >= 0.6 },
      { what: `${names[work]}: p99 against echo`, aim: 'below 2', found: ratio(slowest), met: slowest < 2 },
      {
        what: `${names[work]}: ${bySize.largeTickets} tickets against ${bySize.smallTickets}`,
        aim: '0.95 or more',
        found: ratio(bigger),
        met: bigger >= 0.95,
      },
    ];
  });
}

function sideBySideTable(sideBySide: SideBySide): string {
  const rows = [...sideBySide].flatMap(([connections, byWork]) =>
    works.map((work) => {
      const series = byWork[work];
      return [
        `${names[work]}, ${connections}`,
        whole(median(series.perSecond)),
        `${whole(Math.min(...series.perSecond))} to ${whole(Math.max(...series.perSecond))}`,
        ratio(series.latencies.percentileMs(0.5)),
        ratio(series.latencies.percentileMs(0.99)),
        whole(median(series.cpuMicroseconds)),
        ratio(pairedRatio(series.perSecond, byWork.echo.perSecond)),
        ratio(pairedRatio(byWork.echo.cpuMicroseconds, series.cpuMicroseconds)),
      ];
    }),
  );
  const head = [
    'work, connections',
    'requests/s',
    'from to',
    'p50 ms',
    'p99 ms',
    'µs of CPU',
    'of echo',
    'of echo by CPU',
  ];
  return table(head, rows);
}

function bySizeTable({ small, large, smallTickets, largeTickets }: BySize): string {
  const rows = (['take', 'call'] as const).map((work) => [
    names[work],
    whole(median(small[work].perSecond)),
    whole(median(large[work].perSecond)),
    ratio(pairedRatio(large[work].perSecond, small[work].perSecond)),
  ]);
  return table(['work', `requests/s, ${smallTickets} tickets`, `requests/s, ${largeTickets} tickets`, 'ratio'], rows);
}

export function aimsTable(aims: readonly Aim[]): string {
  return table(
    ['aim', 'wanted', 'found', 'met'],
    aims.map(({ what, aim, found, met }) => [what, aim, found, met ? 'yes' : 'no']),
  );
}

/** The whole report as Markdown. */
export function reportOf(found: Foundation): string {
  const { machine, seconds, rounds, sideBySide, bySize } = found;
  return `# What the foundation does

Made by \`npm run bench\`. ${machine.processor}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.system}, Node ${machine.node};
a flushed write of 4 KiB takes ${machine.flushMs.toFixed(2)} ms on this disk; load average before the run ${machine.busy.toFixed(1)}. Server and load share the
machine. Each figure is the median of ${rounds} interleaved rounds of ${seconds} s; ratios are medians over rounds run side by
side, latencies are taken over all rounds.

${aimsTable(aimsOf(found))}

## Side by side

Echo is Fastify alone, giving back the very bodies that take tickets. A durable insert is one SQLite transaction per
request with \`synchronous=FULL\`. Taking and calling go through the whole hall: session, schema, decision, journal with
its hash chain, tables, print and speech jobs, log. Each connection calls at its own counter, and each call finishes the
visitor before.

${sideBySideTable(sideBySide)}

## A small and a large day

At ${bySize.connections} connections, the same rounds against a day that began with ${bySize.smallTickets} tickets (made anew for each round) and one that
began with ${bySize.largeTickets}. Tickets to call are taken before a round, in both alike.

${bySizeTable(bySize)}
`;
}
