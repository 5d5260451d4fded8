import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContext, Page, Response } from 'playwright-core';

/** What a page is made of; the page itself and what it asks of the API are left out. */
export const weightKinds = ['script', 'stylesheet', 'font', 'image'] as const;
type WeightKind = (typeof weightKinds)[number];
/** Bytes gzipped one file at a time; fonts and pictures that are packed already as they are. */
export type Weight = Record<WeightKind, number> & { wireBytes: number };

export interface PublicPage {
  name: string;
  path: string;
  width: number;
  height: number;
  /** Stands there once the page has something to say. */
  ready: string;
}

export interface Opening {
  weight: Weight;
  /** Milliseconds from the start of the navigation. */
  firstPaintMs: number;
  firstContentMs: number;
  largestContentMs: number;
}

export interface JourneyStep {
  name: string;
  tap: string;
  /** Is not on the glass before the tap. */
  next: string;
}

/** What is fetched a little after the page has loaded counts as well. */
const settleMs = 2500;
/** The guard against double taps swallows what comes within half a second. */
const betweenTapsMs = 700;
const packed = /\.(woff2?|png|jpe?g|webp|avif)$/;

/** A context of its own has a cache of its own, which is cold. */
async function openCold(browser: Browser, { width, height }: PublicPage, slowdown: number): Promise<Page> {
  const context: BrowserContext = await browser.newContext({
    viewport: { width, height },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    hasTouch: true,
  });
  const page = await context.newPage();
  // The loader of the sources marks each function with its name, which functions that run in the page then ask for.
  await page.addInitScript('window.__name = (named) => named;');
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  return page;
}

async function weigh(responses: readonly Response[]): Promise<Weight> {
  const weight: Weight = { script: 0, stylesheet: 0, font: 0, image: 0, wireBytes: 0 };
  const seen = new Set<string>();
  for (const response of responses) {
    const kind = weightKinds.find((each) => each === response.request().resourceType());
    if (kind === undefined || seen.has(response.url()) || response.url().startsWith('data:')) continue;
    seen.add(response.url());
    const body = await response.body();
    weight[kind] += packed.test(new URL(response.url()).pathname) ? body.length : gzipSync(body).length;
    weight.wireBytes += (await response.request().sizes()).responseBodySize;
  }
  return weight;
}

/** Opens a page with a cold cache and measures what it weighs and when it is seen. */
export async function openOnce(
  browser: Browser,
  base: string,
  publicPage: PublicPage,
  slowdown: number,
): Promise<Opening> {
  const page = await openCold(browser, publicPage, slowdown);
  try {
    const responses: Response[] = [];
    page.on('response', (response) => responses.push(response));
    await page.goto(base + publicPage.path, { waitUntil: 'load', timeout: 60_000 });
    await page.waitForTimeout(settleMs);
    const weight = await weigh([...responses]);
    await page.locator(publicPage.ready).first().waitFor();
    const paints = await page.evaluate(paintsSoFar);
    return { weight, ...paints };
  } finally {
    await page.context().close();
  }
}

/** Runs in the page: its paints as the browser noted them, milliseconds since the navigation began. */
function paintsSoFar(): Promise<Omit<Opening, 'weight'>> {
  const paintAt = (name: string) => performance.getEntriesByName(name, 'paint')[0]?.startTime ?? Number.NaN;
  return new Promise((resolve) => {
    new PerformanceObserver((list, observer) => {
      observer.disconnect();
      resolve({
        firstPaintMs: paintAt('first-paint'),
        firstContentMs: paintAt('first-contentful-paint'),
        largestContentMs: list.getEntries().at(-1)?.startTime ?? Number.NaN,
      });
    }).observe({ type: 'largest-contentful-paint', buffered: true });
  });
}

/**
 * Runs in the page: waits for the next `pointerup` and tells the milliseconds from the finger's leaving the glass, as the
 * browser stamped it, to the first frame after the one in which `next` stood in the document was painted.
 */
function watchTap(next: string): void {
  const watched = new Promise<number>((resolve) => {
    const begin = (event: PointerEvent) => {
      const look = () => {
        if (document.querySelector(next) === null) return false;
        observer.disconnect();
        requestAnimationFrame(() => requestAnimationFrame((now) => resolve(now - event.timeStamp)));
        return true;
      };
      const observer = new MutationObserver(look);
      if (!look()) observer.observe(document, { subtree: true, childList: true, attributes: true });
    };
    window.addEventListener('pointerup', begin, { capture: true, once: true });
  });
  Object.assign(window, { watchedTap: watched });
}

/** Turns the first pages until what is tapped first is there. */
async function turnTo(page: Page, tile: string): Promise<void> {
  for (let turn = 0; turn < 5 && (await page.locator(tile).count()) === 0; turn += 1) {
    await page.waitForTimeout(betweenTapsMs);
    await page.locator('[data-role=next]').tap();
  }
}

/** One visitor's taps on a fresh kiosk; milliseconds of each step. */
export async function journeyOnce(
  browser: Browser,
  base: string,
  kiosk: PublicPage,
  steps: readonly JourneyStep[],
  slowdown: number,
): Promise<number[]> {
  const page = await openCold(browser, kiosk, slowdown);
  try {
    await page.goto(base + kiosk.path);
    await page.locator(kiosk.ready).first().waitFor();
    await turnTo(page, steps[0]?.tap ?? '');
    const found: number[] = [];
    for (const step of steps) {
      await page.waitForTimeout(betweenTapsMs);
      if ((await page.locator(step.next).count()) > 0) throw new Error(`${step.next} stands there before the tap`);
      await page.evaluate(watchTap, step.next);
      await page.locator(step.tap).first().tap();
      await page.locator(step.next).first().waitFor();
      found.push(await page.evaluate(() => (window as unknown as { watchedTap: Promise<number> }).watchedTap));
    }
    return found;
  } finally {
    await page.context().close();
  }
}
