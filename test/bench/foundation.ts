import { closeSync, fsyncSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { join } from 'node:path';
import {
  type Bench,
  compileServer,
  measure,
  median,
  openBench,
  Series,
  startLoad,
  type Work,
  works,
} from './measure.ts';
import { aimsOf, aimsTable, type BySize, type Foundation, type Machine, reportOf, type SideBySide } from './report.ts';
import type { Opened } from './server.ts';

export interface FoundationOptions {
  /** Length of one measurement. */
  seconds: number;
  rounds: number;
  largeTickets: number;
  /** Where databases are made; it must be on the disk that is to be measured. */
  folder: string;
}

const loads = [1, 10, 50] as const;
const smallTickets = 100;
const sizeConnections = 50;
const warmUpSeconds = 1;

/** Measures the hall against a bare echo and writes what was found. Resolves false when an aim was missed. */
export async function benchFoundation(options: FoundationOptions): Promise<boolean> {
  mkdirSync(options.folder, { recursive: true });
  const folder = mkdtempSync(join(options.folder, 'bench-'));
  try {
    const machine = machineFacts(folder);
    const program = await compileServer(folder);
    const sideBySide = await runSideBySide(options, folder, program);
    const bySize = await runBySize(options, folder, program);
    const found: Foundation = { machine, seconds: options.seconds, rounds: options.rounds, sideBySide, bySize };
    writeFileSync(join(import.meta.dirname, 'results.md'), reportOf(found));
    const aims = aimsOf(found);
    process.stdout.write(`\n${aimsTable(aims)}\n`);
    return aims.every((aim) => aim.met);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function runSideBySide(
  { seconds, rounds }: FoundationOptions,
  folder: string,
  program: string,
): Promise<SideBySide> {
  const load = startLoad();
  const hall = await openBench(program, 'hall', join(folder, 'hall'));
  const echo = await openBench(program, 'echo', folder);
  const insert = await openBench(program, 'insert', join(folder, 'insert'));
  const benches: Record<Work, Bench> = { echo, insert, take: hall, call: hall };
  for (const work of works) await measure(load, benches[work], work, 50, warmUpSeconds, new Series());
  const sideBySide: SideBySide = new Map();
  for (const connections of loads) {
    const byWork = { echo: new Series(), insert: new Series(), take: new Series(), call: new Series() };
    for (let round = 0; round < rounds; round += 1)
      // Every second round runs backwards, so that none is always the one after the heaviest.
      for (const work of round % 2 === 0 ? works : works.toReversed())
        await measure(load, benches[work], work, connections, seconds, byWork[work]);
    sideBySide.set(connections, byWork);
    const figures = works.map((work) => `${work} ${Math.round(median(byWork[work].perSecond))}/s`);
    tell(`${connections} connections: ${figures.join(', ')}`);
  }
  for (const bench of [hall, echo, insert]) await bench.child.end();
  await load.end();
  return sideBySide;
}

async function runBySize(options: FoundationOptions, folder: string, program: string): Promise<BySize> {
  const { seconds, rounds, largeTickets } = options;
  const load = startLoad();
  const large = await openBench(program, 'hall', join(folder, 'large'), largeTickets);
  const small = await openBench(program, 'hall', join(folder, 'small'), smallTickets);
  const bySize: BySize = {
    small: { take: new Series(), call: new Series() },
    large: { take: new Series(), call: new Series() },
    smallTickets,
    largeTickets,
    connections: sizeConnections,
  };
  for (const bench of [large, small])
    for (const work of ['take', 'call'] as const)
      await measure(load, bench, work, sizeConnections, warmUpSeconds, new Series());
  for (let round = 0; round < rounds; round += 1) {
    await small.child.ask({ kind: 'close' });
    const fresh = join(folder, `small-${round}`);
    small.opened = await small.child.ask<Opened>({ kind: 'open', what: 'hall', folder: fresh, tickets: smallTickets });
    for (const work of ['take', 'call'] as const) {
      const order = round % 2 === 0 ? (['small', 'large'] as const) : (['large', 'small'] as const);
      for (const size of order)
        await measure(load, size === 'small' ? small : large, work, sizeConnections, seconds, bySize[size][work]);
    }
  }
  for (const work of ['take', 'call'] as const)
    tell(
      `${work}: ${Math.round(median(bySize.small[work].perSecond))}/s with ${smallTickets} tickets, ` +
        `${Math.round(median(bySize.large[work].perSecond))}/s with ${largeTickets}`,
    );
  for (const bench of [large, small]) await bench.child.end();
  await load.end();
  return bySize;
}

function machineFacts(folder: string): Machine {
  const processors = cpus();
  return {
    processor: processors[0]?.model.trim() ?? 'unknown processor',
    cores: processors.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    system: `${process.platform} ${release()}`,
    flushMs: flushMilliseconds(join(folder, 'flush')),
    busy: loadavg()[0] ?? 0,
  };
}

/** How long the disk takes to make 4 KiB safe. */
function flushMilliseconds(path: string): number {
  const file = openSync(path, 'w');
  const page = Buffer.alloc(4096, 1);
  const times = Array.from({ length: 50 }, () => {
    const since = performance.now();
    writeSync(file, page);
    fsyncSync(file);
    return performance.now() - since;
  });
  closeSync(file);
  return median(times);
}
