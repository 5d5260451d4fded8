import { cpus } from 'node:os';
import type { Lap, Spent } from './spent.ts';

/** What was found of one hall. */
export interface Found {
  dossiers: number;
  rows: number;
  megabytes: number;
  fillSeconds: number | null;
  open: number;
  foldMs: number;
  opening: Spent;
  list: Spent;
  statistics: Spent;
  /** One number each: the middle lap. */
  minute: Lap;
  sweep: Lap;
  verify: Lap;
}

interface Row {
  what: string;
  /** By time of the processor and by the wall, in `unit`. */
  cpu: (found: Found) => number;
  wall: (found: Found) => number;
  unit: 'ms' | 'rows/s';
  /** Below this for milliseconds, above it for rows a second. */
  limit?: number;
  /** Whether tenfold dossiers may take more than half as long again. */
  grows: boolean;
}

const growthMost = 1.5;

const share = (what: string, of: (found: Found) => Spent, part: number, limit?: number): Row => ({
  what,
  cpu: (found) => of(found).cpu.percentileMs(part),
  wall: (found) => of(found).wall.percentileMs(part),
  unit: 'ms',
  grows: false,
  ...(limit === undefined ? {} : { limit }),
});
const lap = (what: string, of: (found: Found) => Lap, limit: number, grows: boolean): Row => ({
  what,
  cpu: (found) => of(found).cpuMs,
  wall: (found) => of(found).wallMs,
  unit: 'ms',
  limit,
  grows,
});

const table: readonly Row[] = [
  share('opening one, median', ({ opening }) => opening, 0.5),
  share('opening one, p99', ({ opening }) => opening, 0.99, 5),
  share('filtered work list, median', ({ list }) => list, 0.5),
  share('filtered work list, p99', ({ list }) => list, 0.99, 20),
  share('statistics of the year, median', ({ statistics }) => statistics, 0.5, 1000),
  lap('the clock’s look each minute, nothing due', ({ minute }) => minute, 1000, false),
  lap('every open dossier reckoned anew', ({ sweep }) => sweep, 1000, true),
  {
    what: 'verify',
    cpu: ({ rows, verify }) => (rows * 1000) / verify.cpuMs,
    wall: ({ rows, verify }) => (rows * 1000) / verify.wallMs,
    unit: 'rows/s',
    limit: 200_000,
    grows: true,
  },
];

interface Aim {
  cells: string[];
  met: boolean;
}

/** Each aim beside what was found; whether it is met is told by time of the processor. */
export function aimsOf(small: Found, large: Found): Aim[] {
  return table.map(({ what, cpu, wall, unit, limit, grows }) => {
    const text = (value: number) =>
      unit === 'ms' ? `${value.toFixed(2)} ms` : `${Math.round(value).toLocaleString('en')} rows/s`;
    const ratio = cpu(large) / cpu(small);
    const within = limit === undefined || (unit === 'ms' ? cpu(large) < limit : cpu(large) >= limit);
    const wanted = [
      ...(limit === undefined ? [] : [`${unit === 'ms' ? '<' : '≥'} ${limit.toLocaleString('en')} ${unit}`]),
      ...(grows ? [] : [`ratio ≤ ${growthMost}`]),
    ];
    const met = within && (grows || ratio <= growthMost);
    const figures = [cpu(small), cpu(large)].map(text);
    const walls = [wall(small), wall(large)].map(text);
    return { met, cells: [what, ...figures, ratio.toFixed(2), ...walls, wanted.join(', '), met ? 'yes' : 'no'] };
  });
}

/** The whole report as Markdown. */
export function report(small: Found, large: Found, [before, after]: [number, number]): string {
  const rows = aimsOf(small, large).map(({ cells }) => `| ${cells.join(' | ')} |`);
  const size = ({ dossiers, rows: count, megabytes, open, fillSeconds, foldMs }: Found) =>
    `* ${dossiers.toLocaleString('en')} dossiers of 30 events: ${count.toLocaleString('en')} rows, ${megabytes.toFixed(0)} MB, ` +
    `${open.toLocaleString('en')} open, folded from the record in ${(foldMs / 1000).toFixed(1)} s; ` +
    `${fillSeconds === null ? 'kept from an earlier run' : `made in ${fillSeconds.toFixed(0)} s`}.`;
  const [less, more] = [small, large].map(({ dossiers }) => dossiers.toLocaleString('en'));
  return `# Dossiers

Made by \`npm run bench -- dossiers\`. ${cpus().length} cores, ${cpus()[0]?.model.trim() ?? 'unknown processor'}; the machine's load was
${before.toFixed(1)} at the beginning and ${after.toFixed(1)} at the end (above ${cpus().length} it was shared with other work). Events are decided by the domain and
written through the journal with their hashes and projections. Opening, lists and statistics go through the API with signing
in; opening writes its line of the audit to the disk.

CPU is the time that the process itself worked, all its threads together (\`process.cpuUsage\`), and tells whether an aim is
met; a busy neighbour still makes it longer by emptying the processor's caches. The wall is what a clerk waits, and holds the
waiting for others on a shared machine and for the disk.

${size(small)}
${size(large)}

| what | CPU, ${less} | CPU, ${more} | ratio | wall, ${less} | wall, ${more} | aim | met |
| --- | --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}
