import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { benchHall } from './bench-hall.ts';
import { type Child, startChild } from './child.ts';
import { LatencyHistogram } from './latency.ts';
import type { Lane, LoadJob, LoadResult } from './load.ts';
import type { Opened, ServerQuestion } from './server.ts';

export const works = ['echo', 'insert', 'take', 'call'] as const;
export type Work = (typeof works)[number];

/** One process under load and what is needed to load it. */
export interface Bench {
  child: Child<ServerQuestion, unknown>;
  opened: Opened;
}

/** All that was measured of one kind of work at one load, round by round. */
export class Series {
  readonly perSecond: number[] = [];
  readonly cpuMicroseconds: number[] = [];
  readonly latencies = new LatencyHistogram();
}

const root = resolve(import.meta.dirname, '..', '..');
const idPlace = '#'.repeat(16);
const services = [...new Set(benchHall().counters.flatMap((counter) => counter.services))];
const takeBodies = services.map((service) => JSON.stringify({ commandId: idPlace, service, terminal: 'kiosk-1' }));
/** More calls than this a second nobody has seen from one connection, and from all of them. */
const callsMost = { eachPerSecond: 2500, allPerSecond: 12_000 };

/** Compiles the bench's server as `npm start` compiles the hall's, for the loader of the sources slows what it loads. */
export async function compileServer(folder: string): Promise<string> {
  const compiler = pathToFileURL(join(root, 'server', 'setup', 'compile.mjs')).href;
  const { compile } = (await import(compiler)) as {
    compile(root: string, source: string, folder: string, name: string): Promise<string[]>;
  };
  await compile(root, join('test', 'bench', 'server.ts'), folder, 'bench-server');
  return join(folder, 'bench-server.mjs');
}

export async function openBench(
  program: string,
  what: 'echo' | 'insert' | 'hall',
  folder: string,
  tickets = 0,
  execArgv: readonly string[] = [],
): Promise<Bench> {
  const child = startChild<ServerQuestion, unknown>(program, execArgv);
  const opened = await child.ask<Opened>({ kind: 'open', what, folder, tickets });
  return { child, opened };
}

/** The echo is asked with exactly the bodies that take tickets, so that both read the same JSON. */
function lanesFor(work: Work, connections: number, { cookies }: Opened): Lane[] {
  return Array.from({ length: connections }, (_, index) => {
    if (work === 'call') {
      const path = `/api/counters/${index + 1}/call-next`;
      return { path, cookie: cookies[index] ?? null, bodies: [JSON.stringify({ commandId: idPlace })] };
    }
    const path = work === 'take' ? '/api/tickets' : `/${work}`;
    return { path, cookie: null, bodies: takeBodies };
  });
}

/** Loads one process with one kind of work and adds what was seen to the series. Throws when an answer was wrong. */
export async function measure(
  load: Child<LoadJob, LoadResult>,
  bench: Bench,
  work: Work,
  connections: number,
  seconds: number,
  series: Series,
): Promise<void> {
  const { child, opened } = bench;
  if (work === 'call') {
    const most = Math.min(callsMost.eachPerSecond, callsMost.allPerSecond / connections);
    await child.ask({ kind: 'top-up', counters: connections, each: Math.ceil(most * seconds) + 1 });
  }
  const before = await child.ask<number>({ kind: 'cpu' });
  const result = await load.ask<LoadResult>({
    port: opened.port,
    lanes: lanesFor(work, connections, opened),
    seconds,
    wrongText: work === 'call' ? '"ticket":null' : null,
  });
  const after = await child.ask<number>({ kind: 'cpu' });
  if (result.wrong > 0) throw new Error(`${result.wrong} wrong answers to ${work}, such as: ${result.example}`);
  series.perSecond.push(result.requests / result.seconds);
  series.cpuMicroseconds.push((after - before) / result.requests);
  series.latencies.add(result.buckets);
}

export function startLoad(): Child<LoadJob, LoadResult> {
  return startChild<LoadJob, LoadResult>('load.ts');
}

/** The middle one; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const upper = sorted[sorted.length >> 1] ?? Number.NaN;
  const lower = sorted[(sorted.length - 1) >> 1] ?? Number.NaN;
  return (upper + lower) / 2;
}

/** Median of the ratios of rounds that were run side by side: what disturbs a round disturbs both. */
export function pairedRatio(values: readonly number[], base: readonly number[]): number {
  return median(values.map((value, index) => value / (base[index] ?? Number.NaN)));
}
