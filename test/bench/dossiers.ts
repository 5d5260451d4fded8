import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { sweep } from '../../server/domain/dossier/sweep.ts';
import { sweepDossiers } from '../../server/dossier-sweep.ts';
import { databaseName } from '../../server/journal/journal.ts';
import { verifyJournal } from '../../server/journal/verify.ts';
import { DossierCase } from '../fixtures/dossier-script.ts';
import { TestHouse } from '../fixtures/house.ts';
import { aimsOf, type Found, report } from './dossier-report.ts';
import { layYear } from './dossier-store.ts';
import { planYear } from './dossier-year.ts';
import { type Lap, laps, type Spent, timed, warmUp } from './spent.ts';

export interface DossierBenchOptions {
  /** How many in the larger hall; the smaller has a tenth. */
  dossiers: number;
  folder: string;
}

const rounds = { open: 1000, list: 400, statistics: 30, minute: 50, sweep: 5, verify: 3 };
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
  const plan = planYear(dossiers);
  const { numbers } = plan;
  const fillSeconds = layYear(plan, folder);
  const house = await TestHouse.open({}, folder);
  try {
    const { journal } = house.house;
    const megabytes = statSync(join(folder, databaseName)).size / 1_048_576;
    process.stdout.write(`${dossiers} dossiers, ${journal.lastSeq} rows in ${fillSeconds?.toFixed(0) ?? 'no'} s\n`);
    return {
      dossiers,
      rows: journal.lastSeq,
      megabytes,
      fillSeconds,
      opening: await measureOpening(house, numbers),
      list: await measureList(house),
      statistics: await measureStatistics(house),
      minute: await measureMinute(house),
      ...measureSweep(house),
      verify: measureVerify(house),
    };
  } finally {
    await house.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Through the API, with the line of the audit that each reading leaves on the disk; another dossier each time. */
function measureOpening(house: TestHouse, numbers: readonly string[]): Promise<Spent> {
  const stride = Math.max(1, Math.floor(numbers.length / (rounds.open + warmUp)));
  return timed(rounds.open, async (index) => {
    const no = numbers[(index * stride * 7) % numbers.length] ?? '';
    const { statusCode } = await house.get(`/api/dossiers/${no}`, { as: 'super1' });
    if (statusCode !== 200) throw new Error(`opening ${no}: ${statusCode}`);
  });
}

const filters = [
  'light=yellow',
  'light=green&chip=承诺件',
  'status=accepted',
  'department=DK',
  'light=red',
  'search=0003',
  'mine=true',
  'order=light',
];

function measureList(house: TestHouse): Promise<Spent> {
  return timed(rounds.list, async (index) => {
    const query = filters[index % filters.length] ?? '';
    const { statusCode } = await house.get(`/api/dossiers?${encodeURI(query)}`, { as: 'super1' });
    if (statusCode !== 200) throw new Error(`listing ${query}: ${statusCode}`);
  });
}

/** What the clock does each minute of a quiet day: nothing is due, and it has only to see that. */
async function measureMinute({ house }: TestHouse): Promise<Lap> {
  const spent = await timed(rounds.minute, async () => {
    const { failures } = await sweepDossiers(house.hall, house.journal, house.hall.now());
    if (failures.length > 0) throw new Error(`${failures.length} dossiers could not be swept`);
  });
  return { wallMs: spent.wall.percentileMs(0.5), cpuMs: spent.cpu.percentileMs(0.5) };
}

/** Every open dossier is folded once, as the first sweep after a start does it, and then looked at by the clock. */
function measureSweep({ house }: TestHouse) {
  const { database } = house.journal;
  const numbers = database.prepare('SELECT no FROM dossier_life WHERE ended = 0').pluck().all() as string[];
  const before = performance.now();
  const dossiers = numbers.map((no) => house.hall.dossiers.find(no));
  const foldMs = performance.now() - before;
  const { officer: _officer, ...context } = {
    ...new DossierCase().context({ by: 'clock' } as never),
    at: house.hall.now(),
  };
  const once = () => {
    const { failures } = sweep(dossiers, context);
    if (failures.length > 0) throw new Error(`${failures.length} dossiers could not be swept`);
  };
  return { open: dossiers.length, foldMs, sweep: laps(rounds.sweep, once) };
}

function measureStatistics(house: TestHouse): Promise<Spent> {
  return timed(rounds.statistics, async () => {
    const { statusCode } = await house.get('/api/reports/dossiers?from=2026-01-01&until=2026-12-31', { as: 'super1' });
    if (statusCode !== 200) throw new Error(`statistics: ${statusCode}`);
  });
}

function measureVerify({ house }: TestHouse): Lap {
  return laps(rounds.verify, () => {
    const { problem } = verifyJournal(house.journal.database);
    if (problem !== null) throw new Error(problem.what);
  });
}
