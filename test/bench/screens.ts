import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { Caller, repositoryRoot, startHall } from '../fixtures/running-hall.ts';
import { openBrowser } from '../fixtures/screens.ts';
import {
  type JourneyStep,
  journeyOnce,
  type Opening,
  openOnce,
  type PublicPage,
  weightKinds,
} from './screen-measures.ts';

/** Wanted at most. */
const aims = { tapMs: 100, scriptBytes: 120_000 } as const;
/** This machine as it is, and one whose processor is so many times slower. */
const slowdowns = [1, 4] as const;

const kiosk: PublicPage = { name: 'kiosk', path: '/kiosk/', width: 1080, height: 1920, ready: '[data-role=tile]' };
const steps: readonly JourneyStep[] = [
  { name: 'home to the services of a tile', tap: '[data-tile=company]', next: '[data-tile=GS01]' },
  { name: 'service to its papers', tap: '[data-tile=GS01]', next: '[data-role=confirm]' },
  { name: 'back to the services', tap: '[data-role=back]', next: '[data-tile=GS01]' },
  { name: 'service to its papers, again', tap: '[data-tile=GS01]', next: '[data-role=confirm]' },
  {
    name: 'papers to the number, which the server puts on disk',
    tap: '[data-role=confirm]',
    next: '[data-role=number]',
  },
];

interface PageFigures {
  page: PublicPage;
  /** Openings by slowdown. */
  openings: Map<number, Opening[]>;
}
interface Figures {
  pages: PageFigures[];
  /** For each slowdown the journeys, each with the milliseconds of its steps. */
  journeys: Map<number, number[][]>;
  loadBefore: number;
  loadAfter: number;
}

/** Opens every public page in a real browser, writes `screens.md`, and says whether scripts and taps met their aims. */
export async function benchScreens({ rounds }: { rounds: number }): Promise<boolean> {
  const builder = pathToFileURL(join(repositoryRoot, 'server', 'setup', 'screens.mjs')).href;
  const { ensureScreens } = (await import(builder)) as { ensureScreens(root: string): Promise<boolean> };
  if (!(await ensureScreens(repositoryRoot))) throw new Error('the screens could not be built');
  const loadBefore = loadavg()[0] ?? 0;
  const hall = await startHall();
  let browser: Browser | undefined;
  try {
    browser = await openBrowser();
    const figures = await measured(browser, hall.base, rounds);
    const text = written({ ...figures, loadBefore, loadAfter: loadavg()[0] ?? 0 }, rounds);
    writeFileSync(join(import.meta.dirname, 'screens.md'), text);
    process.stdout.write(text);
    return met(figures);
  } finally {
    await browser?.close();
    await hall.stop();
    hall.remove();
  }
}

/** A counter that calls, one person who waits behind it, so that no board is empty. */
async function peopled(base: string): Promise<readonly PublicPage[]> {
  const clerk = await new Caller(base).signIn('a01');
  await clerk.post('/api/counters/1/open');
  const taken = [];
  for (let count = 0; count < 3; count += 1)
    taken.push(await clerk.post('/api/tickets', { service: 'GS01', terminal: 'kiosk-1' }));
  await clerk.post('/api/counters/1/call-next');
  const waiting = taken.at(-1)?.body.id;
  if (typeof waiting !== 'string') throw new Error('no number could be taken');
  const wide = { width: 1920, height: 1080 };
  return [
    kiosk,
    { name: 'forms station', path: '/kiosk/?station=forms', width: 1080, height: 1920, ready: 'button' },
    { name: 'phone page of a ticket', path: `/t/${waiting}`, width: 390, height: 844, ready: '[data-role=number]' },
    { name: 'hall board', path: '/signage/hall/', ...wide, ready: '[data-number]' },
    { name: 'counter display', path: '/signage/counter/1', width: 1280, height: 480, ready: '[data-state=calling]' },
    { name: 'zone board', path: '/signage/zone/1', ...wide, ready: '[data-offline=live]' },
    { name: 'guide screen', path: '/signage/guide/?desk=desk-1', ...wide, ready: '#app > *' },
    { name: 'notices', path: '/signage/notices/', width: 1080, height: 1920, ready: '[data-offline=live]' },
    { name: 'rating', path: '/signage/rating/?counter=1', width: 1280, height: 800, ready: '#app > *' },
  ];
}

/** Rounds of all pages rather than one page after the other, so that a busy minute of the machine falls on all alike. */
async function measured(browser: Browser, base: string, rounds: number): Promise<Pick<Figures, 'pages' | 'journeys'>> {
  const pages: PageFigures[] = (await peopled(base)).map((page) => ({ page, openings: new Map() }));
  const journeys = new Map<number, number[][]>();
  for (let round = 0; round < rounds; round += 1) {
    for (const slowdown of slowdowns) {
      for (const { page, openings } of pages) {
        const opening = await openOnce(browser, base, page, slowdown);
        openings.set(slowdown, [...(openings.get(slowdown) ?? []), opening]);
      }
      const journey = await journeyOnce(browser, base, kiosk, steps, slowdown);
      journeys.set(slowdown, [...(journeys.get(slowdown) ?? []), journey]);
    }
  }
  return { pages, journeys };
}

function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}
const scriptBytes = ({ openings }: PageFigures) =>
  Math.max(...[...openings.values()].flat().map(({ weight }) => weight.script));
const stepMs = (journeys: readonly number[][] | undefined, step: number) =>
  (journeys ?? []).map((journey) => journey[step] ?? Number.NaN);

/** The aim of a tap is held on this machine as it is; what an old box does is told beside it. */
function met({ pages, journeys }: Pick<Figures, 'pages' | 'journeys'>): boolean {
  return (
    pages.every((page) => scriptBytes(page) <= aims.scriptBytes) &&
    steps.every((_, step) => median(stepMs(journeys.get(1), step)) < aims.tapMs)
  );
}

const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1);
const both = (values: readonly number[]) => `${median(values).toFixed(0)} / ${Math.max(...values).toFixed(0)}`;
const yes = (is: boolean) => (is ? 'yes' : 'no');

function weightRow(figures: PageFigures): string {
  const openings = [...figures.openings.values()].flat();
  const most = weightKinds.map((kind) => kilobytes(Math.max(...openings.map(({ weight }) => weight[kind]))));
  const wire = kilobytes(Math.max(...openings.map(({ weight }) => weight.wireBytes)));
  return `| ${figures.page.name} | ${most.join(' | ')} | ${wire} | ${yes(scriptBytes(figures) <= aims.scriptBytes)} |`;
}

function paintRow({ page, openings }: PageFigures): string {
  const cells = slowdowns.flatMap((slowdown) => {
    const found = openings.get(slowdown) ?? [];
    return [
      both(found.map(({ firstPaintMs }) => firstPaintMs)),
      both(found.map(({ firstContentMs }) => firstContentMs)),
      both(found.map(({ largestContentMs }) => largestContentMs)),
    ];
  });
  return `| ${page.name} | ${cells.join(' | ')} |`;
}

function stepRow({ name }: JourneyStep, step: number, journeys: Figures['journeys']): string {
  const [here, slow] = slowdowns.map((slowdown) => stepMs(journeys.get(slowdown), step));
  const isMet = (values: readonly number[] = []) => yes(median(values) < aims.tapMs);
  return `| ${name} | ${both(here ?? [])} | ${isMet(here)} | ${both(slow ?? [])} | ${isMet(slow)} |`;
}

function written({ pages, journeys, loadBefore, loadAfter }: Figures, rounds: number): string {
  return `# What the public screens weigh and how fast they answer

Made by \`npm run bench -- screens\`. ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.versions.node}; load average
${loadBefore.toFixed(1)} before and ${loadAfter.toFixed(1)} after; above the number of cores times tell of the queue for them. Headless Chromium draws without a
graphics card, on the machine of the server, over loopback, so that no network takes part. ${rounds} rounds, each page with a cold cache;
times are milliseconds, median / worst. "Old box" is the same with the browser's processor slowed down four times.

## Weight

Kilobytes (1000 bytes), gzipped file by file, until ${'`load`'} and 2.5 s more; fonts and pictures that are packed already count as they
are. Pictograms are drawings inside the scripts. The last figure is what went over the wire, where the hall's server does not
pack. Aim: at most ${aims.scriptBytes / 1000} kB of scripts.

| page | scripts | styles | fonts | pictures | over the wire | scripts within the aim |
| --- | ---: | ---: | ---: | ---: | ---: | --- |
${pages.map(weightRow).join('\n')}

## Seen

First paint, first contentful paint and largest contentful paint within ${'`load`'} and 2.5 s, counted from the start of the navigation.

| page | first | content | largest | old box: first | content | largest |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
${pages.map(paintRow).join('\n')}

## Tap to the next screen of the kiosk

From the finger's leaving the glass (${'`pointerup`'}) until the frame after the one in which the next screen was drawn has begun, so that up
to one frame (17 ms) too much is counted. Aim: below ${aims.tapMs} ms in the median.

| step | here | met | old box | met |
| --- | ---: | --- | ---: | --- |
${steps.map((step, index) => stepRow(step, index, journeys)).join('\n')}
`;
}
