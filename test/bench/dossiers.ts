import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { sweep } from '../../server/domain/dossier/sweep.ts';
import { databaseName } from '../../server/journal/journal.ts';
import { verifyJournal } from '../../server/journal/verify.ts';
import { DossierCase } from '../fixtures/dossier-script.ts';
import { TestHouse } from '../fixtures/house.ts';
import { fillYear } from './dossier-year.ts';
import { LatencyHistogram } from './latency.ts';

export interface DossierBenchOptions {
  /** How many in the larger hall; the smaller has a tenth. */
  dossiers: number;
  folder: string;
}

interface Found {
  dossiers: number;
  rows: number;
  megabytes: number;
  fillSeconds: number;
  openP50: number;
  openP99: number;
  listP50: number;
  listP99: number;
  statistics: number;
  open: number;
  fold: number;
  sweep: number;
  verifyPerSecond: number;
}

const rounds = { open: 1000, list: 300, statistics: 15, sweep: 5, verify: 3 };
/** Of a lap that others on the machine may disturb, the middle one counts. */
const warmUp = 20;
/** Smaller runs only show that everything works. */
const writtenFrom = 20_000;

/** Measures a year of dossiers beside a tenth of it, and writes `dossiers.md`. Resolves false when an aim was missed. */
export async function benchDossiers({ dossiers, folder }: DossierBenchOptions): Promise<boolean> {
  mkdirSync(folder, { recursive: true });
  const load = loadavg()[0] ?? 0;
  const small = await measureHall(Math.floor(dossiers / 10), folder);
  const large = await measureHall(dossiers, folder);
  const text = report(small, large, [load, loadavg()[0] ?? 0]);
  process.stdout.write(text);
  if (dossiers >= writtenFrom) writeFileSync(join(import.meta.dirname, 'dossiers.md'), text);
  return aimsOf(small, large).every(({ met }) => met);
}

async function measureHall(dossiers: number, parent: string): Promise<Found> {
  const folder = mkdtempSync(join(parent, 'dossiers-'));
  const house = await TestHouse.open({}, folder);
  try {
    const { journal } = house.house;
    const since = performance.now();
    const numbers = fillYear(journal, dossiers);
    const fillSeconds = (performance.now() - since) / 1000;
    const megabytes = statSync(join(folder, databaseName)).size / 1_048_576;
    process.stdout.write(`${dossiers} dossiers, ${journal.lastSeq} rows in ${fillSeconds.toFixed(0)} s\n`);
    const opened = await measureOpening(house, numbers);
    const listed = await measureList(house);
    const swept = measureSweep(house);
    return {
      dossiers,
      rows: journal.lastSeq,
      megabytes,
      fillSeconds,
      ...opened,
      ...listed,
      ...swept,
      statistics: await measureStatistics(house),
      verifyPerSecond: measureVerify(house),
    };
  } finally {
    await house.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timed(times: number, work: (index: number) => unknown): Promise<LatencyHistogram> {
  const latencies = new LatencyHistogram();
  for (let index = -warmUp; index < times; index += 1) {
    const since = performance.now();
    await work(index + warmUp);
    if (index >= 0) latencies.note((performance.now() - since) * 1000);
  }
  return latencies;
}

/** Through the API, with the line of the audit that each reading leaves on the disk; another dossier each time. */
async function measureOpening(house: TestHouse, numbers: readonly string[]) {
  const stride = Math.max(1, Math.floor(numbers.length / (rounds.open + warmUp)));
  const latencies = await timed(rounds.open, async (index) => {
    const no = numbers[(index * stride * 7) % numbers.length] ?? '';
    const { statusCode } = await house.get(`/api/dossiers/${no}`, { as: 'super1' });
    if (statusCode !== 200) throw new Error(`opening ${no}: ${statusCode}`);
  });
  return { openP50: latencies.percentileMs(0.5), openP99: latencies.percentileMs(0.99) };
}

const filters = [
  'light=yellow',
  'light=green&chip=承诺件',
  'status=accepted',
  'department=',
  'light=red',
  'search=0003',
];

async function measureList(house: TestHouse) {
  const department = (await house.get('/api/dossiers', { as: 'super1' })).json<{
    dossiers: { department: string }[];
  }>();
  const own = department.dossiers[0]?.department ?? '';
  const latencies = await timed(rounds.list, async (index) => {
    const filter = filters[index % filters.length] ?? '';
    const query = filter === 'department=' ? `${filter}${own}` : filter;
    const { statusCode } = await house.get(`/api/dossiers?${encodeURI(query)}`, { as: 'super1' });
    if (statusCode !== 200) throw new Error(`listing ${query}: ${statusCode}`);
  });
  return { listP50: latencies.percentileMs(0.5), listP99: latencies.percentileMs(0.99) };
}

/** Every open dossier is folded once, as the first sweep after a start does it, and then looked at by the clock. */
function measureSweep({ house }: TestHouse) {
  const { database } = house.journal;
  const numbers = database.prepare('SELECT no FROM dossier_life WHERE ended = 0').pluck().all() as string[];
  const before = performance.now();
  const dossiers = numbers.map((no) => house.hall.dossiers.find(no));
  const fold = performance.now() - before;
  const { officer: _officer, ...context } = {
    ...new DossierCase().context({ by: 'clock' } as never),
    at: house.hall.now(),
  };
  const laps = Array.from({ length: rounds.sweep }, () => {
    const since = performance.now();
    const { failures } = sweep(dossiers, context);
    if (failures.length > 0) throw new Error(`${failures.length} dossiers could not be swept`);
    return performance.now() - since;
  });
  return { open: dossiers.length, fold, sweep: middle(laps) };
}

async function measureStatistics(house: TestHouse): Promise<number> {
  const latencies = await timed(rounds.statistics, async () => {
    const { statusCode } = await house.get('/api/reports/dossiers?from=2026-01-01&until=2026-12-31', { as: 'super1' });
    if (statusCode !== 200) throw new Error(`statistics: ${statusCode}`);
  });
  return latencies.percentileMs(0.5);
}

function measureVerify({ house }: TestHouse): number {
  const laps = Array.from({ length: rounds.verify }, () => {
    const since = performance.now();
    const { rows, problem } = verifyJournal(house.journal.database);
    if (problem !== null) throw new Error(problem.what);
    return (rows * 1000) / (performance.now() - since);
  });
  return middle(laps);
}

function middle(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[values.length >> 1] ?? Number.NaN;
}

interface Aim {
  what: string;
  small: string;
  large: string;
  ratio: string;
  aim: string;
  met: boolean;
}

const growthMost = 1.5;

function aimsOf(small: Found, large: Found): Aim[] {
  const time = (what: string, of: (found: Found) => number, most: number | null, grows: boolean): Aim => {
    const ratio = of(large) / of(small);
    const met = (most === null || of(large) < most) && (grows || ratio <= growthMost);
    const shown = (found: Found) => `${of(found).toFixed(2)} ms`;
    const aim = [most === null ? [] : [`< ${most} ms`], grows ? [] : [`ratio ≤ ${growthMost}`]].flat().join(', ');
    return { what, small: shown(small), large: shown(large), ratio: ratio.toFixed(2), aim, met };
  };
  const verify = (found: Found) => `${Math.round(found.verifyPerSecond).toLocaleString('en')} rows/s`;
  return [
    time('opening one, p99', (found) => found.openP99, 5, false),
    time('opening one, median', (found) => found.openP50, null, false),
    time('filtered work list, p99', (found) => found.listP99, 20, false),
    time('light sweep over all open ones', (found) => found.sweep, 1000, true),
    time('statistics of the year', (found) => found.statistics, null, false),
    {
      what: 'verify',
      small: verify(small),
      large: verify(large),
      ratio: (large.verifyPerSecond / small.verifyPerSecond).toFixed(2),
      aim: '≥ 200,000 rows/s',
      met: large.verifyPerSecond >= 200_000,
    },
  ];
}

function report(small: Found, large: Found, [before, after]: [number, number]): string {
  const rows = aimsOf(small, large).map(
    (aim) => `| ${aim.what} | ${aim.small} | ${aim.large} | ${aim.ratio} | ${aim.aim} | ${aim.met ? 'yes' : 'no'} |`,
  );
  const size = ({ dossiers, rows: count, megabytes, open, fillSeconds, fold }: Found) =>
    `* ${dossiers.toLocaleString('en')} dossiers of 30 events: ${count.toLocaleString('en')} rows, ${megabytes.toFixed(0)} MB, ` +
    `${open.toLocaleString('en')} open; filled in ${fillSeconds.toFixed(0)} s, the open ones folded in ${(fold / 1000).toFixed(1)} s.`;
  return `# Dossiers

Made by \`npm run bench -- dossiers\`. ${cpus().length} cores, ${cpus()[0]?.model.trim() ?? 'unknown processor'}; the machine's load was
${before.toFixed(1)} at the beginning and ${after.toFixed(1)} at the end (above ${cpus().length} it was shared with other work). Events are decided by the domain and
written through the journal with their hashes and projections. Opening and lists go through the API with signing in;
opening writes its line of the audit to the disk. The aims are meant for 100,000 dossiers beside 10,000 on a machine of one's own.

${size(small)}
${size(large)}

| what | ${small.dossiers.toLocaleString('en')} | ${large.dossiers.toLocaleString('en')} | ratio | aim | met |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}
