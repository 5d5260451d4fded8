import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { Forecaster } from '../../server/domain/forecast/forecast.ts';
import { hallModel } from '../../server/domain/hall-model.ts';
import { chooseNext } from '../../server/domain/routing/next.ts';
import { readHallFile, sampleHall } from '../../server/hall-file.ts';
import { SimulatedHall } from '../simulation/simulated-hall.ts';

const sizes = [100, 1000, 10_000, 100_000] as const;
const rounds = 2000;
const warmUp = 300;
/** Wanted at most, milliseconds, by how many wait. */
const aims = new Map<number, number>([
  [1000, 1],
  [100_000, 5],
]);

interface Found {
  waiting: number;
  /** Milliseconds: choosing alone, and the whole decision of a call with its entry into the state. */
  chooseMedian: number;
  chooseP99: number;
  callMedian: number;
  callP99: number;
  /** One preparation of all waits, and one answer from it; null beyond what is played. */
  prepare: number | null;
  answer: number | null;
}

/** Measures how long it takes to choose the next ticket, writes `choose.md`, and says whether the aims are met. */
export function benchChoose(): boolean {
  const found = sizes.map(measure);
  const growth = growthOf(found);
  const met = found.every(({ waiting, callP99 }) => callP99 <= (aims.get(waiting) ?? Number.POSITIVE_INFINITY));
  const text = report(found, growth);
  writeFileSync(join(import.meta.dirname, 'choose.md'), text);
  process.stdout.write(text);
  return met && growth.met;
}

function measure(waiting: number): Found {
  const file = readHallFile(sampleHall);
  const model = hallModel({ ...file, rules: { ...file.rules, numberDigits: 7 } });
  const forecaster = new Forecaster(model);
  const hall = new SimulatedHall(model, '2026-11-23');
  hall.at = Date.parse('2026-11-23T09:00:00+08:00');
  hall.act({ type: 'open-day', opensAt: hall.at });
  const services = [...model.countersOf.keys()];
  const take = (index: number) => {
    const service = services[index % services.length] ?? '';
    const ticketClass = index % 12 === 0 ? 'green' : 'ordinary';
    hall.at += 20;
    hall.act({ type: 'take-ticket', services: [service], class: ticketClass, origin: 'desk', terminal: null });
  };
  const actor = { kind: 'staff', staff: 'a01', role: 'clerk' } as const;
  hall.act({ type: 'open', counter: 1 }, actor);
  for (let index = 0; index < waiting; index += 1) take(index);
  const choose = timed(rounds, () => void chooseNext(hall.state, 1));
  const own = model.counters.get(1)?.services[0] ?? '';
  const call = () => void hall.act({ type: 'call-next', counter: 1, result: null }, actor);
  const refill = () => {
    if (chooseNext(hall.state, 1) === undefined) take(services.indexOf(own));
  };
  timed(warmUp, call, refill);
  const called = timed(rounds, call, refill);
  const [prepare, answer] = waits(forecaster, hall);
  return {
    waiting,
    chooseMedian: at(choose, 0.5),
    chooseP99: at(choose, 0.99),
    callMedian: at(called, 0.5),
    callP99: at(called, 0.99),
    prepare,
    answer,
  };
}

function waits(forecaster: Forecaster, hall: SimulatedHall): [number | null, number | null] {
  const prepare = at(
    timed(9, () => forecaster.prepare(hall.state, hall.at)),
    0.5,
  );
  const service = [...hall.state.servers.keys()][0] ?? '';
  const asked = { service, class: 'ordinary', ahead: 3, at: hall.at } as const;
  if (forecaster.rangeFor(asked) === null) return [null, null];
  return [
    prepare,
    at(
      timed(rounds, () => void forecaster.rangeFor(asked)),
      0.99,
    ),
  ];
}

/** Milliseconds of each round, ascending. */
function timed(times: number, work: () => void, before: () => void = () => undefined): number[] {
  const took: number[] = [];
  for (let round = 0; round < times; round += 1) {
    before();
    const since = performance.now();
    work();
    took.push(performance.now() - since);
  }
  return took.sort((left, right) => left - right);
}

function at(ascending: readonly number[], share: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(share * ascending.length))] ?? 0;
}

/** From a thousand waiting to a hundred thousand: how much longer a call takes, against n log n. */
function growthOf(found: readonly Found[]): { times: number; allowed: number; met: boolean } {
  const of = (waiting: number) => found.find((each) => each.waiting === waiting)?.callMedian ?? Number.NaN;
  const times = of(100_000) / of(1000);
  const allowed = (100_000 * Math.log(100_000)) / (1000 * Math.log(1000));
  return { times, allowed, met: times <= allowed };
}

function report(found: readonly Found[], growth: ReturnType<typeof growthOf>): string {
  const time = (value: number | null) => (value === null ? '–' : value.toFixed(4));
  const rows = found.map(
    (each) =>
      `| ${each.waiting} | ${time(each.chooseMedian)} | ${time(each.chooseP99)} | ${time(each.callMedian)} | ` +
      `${time(each.callP99)} | ${time(each.prepare)} | ${time(each.answer)} | ${aims.get(each.waiting) ?? ''} |`,
  );
  return `# Choosing the next ticket

Made by \`npm run bench -- choose\`. Milliseconds in the sample hall with one counter open;
${cpus().length} cores, ${cpus()[0]?.model.trim() ?? 'unknown processor'}, load ${(loadavg()[0] ?? 0).toFixed(1)} while measuring. "choose" finds the ticket, "call"
is the whole decision of calling it and its entry into the state. "prepare" plays the waits of all who wait forward 60
times, in the background; "answer" tells one of them. More than 2000 waiting are not played.

| waiting | choose, median | choose, p99 | call, median | call, p99 | prepare, median | answer, p99 | aim of call, p99 |
| --- | --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}

From 1,000 to 100,000 waiting a call takes ${growth.times.toFixed(1)} times as long; n log n would be ${growth.allowed.toFixed(0)} times.
`;
}
