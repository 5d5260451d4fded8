import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Allowed, advisePairing } from '../../server/domain/pairing/advise.ts';
import { allowedWithin } from '../../server/domain/pairing/allowed.ts';
import { sampleHall } from '../../server/hall-file.ts';
import { simulateDay } from './days.ts';
import { type Summary, summaryOf } from './figures.ts';
import { recordedLoad, underLoad } from './recorded-load.ts';
import { hallScenario, type Scenario } from './scenario.ts';
import { postLoads, type Strategy, strategyOf, withPosts } from './strategies.ts';

const help = `npm run pairing -- [DATA] [options]    建议谁做哪个岗的B岗 | proposes who should be B of which post

Reads the load of the last days from the data folder DATA (HALL_DATA, else ./data), proposes one long chain over the hall
(R14) and plays the present pairing, the proposed one and no cover on the same simulated days. Changes nothing: --csv gives
the list for "岗位变更" (POST /api/posts/import), where a second person approves it.

  --hall FILE       the hall file (HALL_CONFIG, else the sample hall)
  --within WHAT     hall: anybody may help anywhere (an approval bureau); zone; department (hall)
  --two             two B for each post
  --load DAYS       days of the record that are read (30)
  --days D --seed N simulated days, and which (10, 1)
  --csv | --json    the proposal for a program instead of a table
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    hall: { type: 'string', default: process.env.HALL_CONFIG ?? sampleHall },
    within: { type: 'string', default: 'hall' },
    two: { type: 'boolean', default: false },
    load: { type: 'string', default: '30' },
    days: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    csv: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

function whole(name: 'load' | 'days' | 'seed', most: number): number {
  const number = Number(values[name]);
  if (Number.isInteger(number) && number >= 1 && number <= most) return number;
  throw new Error(`--${name} must be a whole number from 1 to ${most}`);
}

function allowedIn({ file }: Scenario): Allowed {
  const zones = new Map(file.counters.map(({ no, zone }) => [no, zone]));
  const { within } = values;
  if (within !== 'hall' && within !== 'zone' && within !== 'department')
    throw new Error('--within must be hall, zone or department');
  return allowedWithin(within, (counter) => zones.get(counter));
}

function played(scenario: Scenario, strategy: Strategy): Summary {
  const seed = whole('seed', 2 ** 31);
  const days = Array.from({ length: whole('days', 250) }, (_, day) => simulateDay(scenario, strategy, seed, day));
  return summaryOf(days);
}

function propose() {
  const folder = resolve(positionals[0] ?? process.env.HALL_DATA ?? 'data');
  const load = recordedLoad(folder, new Date().toISOString().slice(0, 10), whole('load', 400));
  const usual = hallScenario(values.hall);
  const scenario = load === null ? usual : underLoad(usual, load);
  const advice = advisePairing(postLoads(scenario.file, scenario.demands), allowedIn(scenario), values.two);
  const present = strategyOf('as-filed', scenario);
  const partners = new Map(advice.map(({ counter, b }) => [counter, b]));
  const ways = {
    noCover: { ...present, file: withPosts(scenario.file, () => [], false), toldAfterMinutes: 'never' as const },
    present,
    proposed: { ...present, file: withPosts(scenario.file, ({ counter }) => partners.get(counter) ?? [], true) },
  };
  return { load, scenario, advice, ways };
}

function table({ load, scenario, advice, ways }: ReturnType<typeof propose>): string {
  const nameOf = new Map(scenario.file.staff.map(({ id, name }) => [id, `${name}(${id})`]));
  const named = (ids: readonly string[]) => ids.map((id) => nameOf.get(id) ?? id).join('、') || '—';
  const source =
    load === null
      ? '没有足够的记录，按常见的一天估算 | no record to speak of: a usual day is assumed'
      : `依据最近记录 ${load.days} 天，日均 ${load.visitsPerDay} 人 | from ${load.days} recorded days, ${load.visitsPerDay} visits a day`;
  const posts = new Map(scenario.file.posts.map((post) => [post.counter, post]));
  const lines = advice
    .toSorted((left, right) => left.counter - right.counter)
    .map(({ counter, b }) => {
      const post = posts.get(counter);
      const from = named(post?.b ?? []);
      return `  ${String(counter).padStart(3)}  A ${named(post === undefined ? [] : [post.a])}  B ${from} → ${named(b)}`;
    });
  const titles = { noCover: '无人顶岗 | no cover', present: '现行配对 | present', proposed: '建议配对 | proposed' };
  const outcome = (Object.keys(ways) as (keyof typeof ways)[]).map((way) => {
    const { mean, p95, turnedAway } = played(scenario, ways[way]);
    return `  ${titles[way].padEnd(20)}  平均等候 mean ${mean.toFixed(1)}  p95 ${p95.toFixed(1)} 分钟 minutes  未能办理 turned away ${turnedAway}`;
  });
  return [source, ...lines, '', ...outcome, ''].join('\n');
}

function run(): string {
  const proposal = propose();
  const { advice, load, scenario, ways } = proposal;
  if (values.csv)
    return ['counter,b,help', ...advice.map(({ counter, b }) => `${counter},${b.join(' ')},yes`), ''].join('\r\n');
  if (!values.json) return table(proposal);
  const figures = (way: keyof typeof ways) => {
    const { mean, p95, turnedAway } = played(scenario, ways[way]);
    return { meanMinutes: mean, p95Minutes: p95, turnedAway };
  };
  const simulated = { noCover: figures('noCover'), present: figures('present'), proposed: figures('proposed') };
  return `${JSON.stringify({ recordedDays: load?.days ?? 0, posts: advice, simulated }, null, 2)}\n`;
}

try {
  process.stdout.write(values.help ? help : run());
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${help}`);
  process.exitCode = 1;
}
