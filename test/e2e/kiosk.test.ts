import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import vue from '@vitejs/plugin-vue';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UiStage } from '../fixtures/ui-stage-public/stage.ts';

const root = resolve(import.meta.dirname, '../..');
const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const publicJsMostBytes = 120_000;
let folder: string;
let browser: Browser;
let stage: UiStage;
let address: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'public-screens-'));
  const input = { kiosk: join(root, 'kiosk/index.html'), signage: join(root, 'signage/index.html') };
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    plugins: [vue()],
    build: { outDir: folder, emptyOutDir: true, target: 'chrome87', rollupOptions: { input } },
  });
  stage = new UiStage(folder);
  address = await stage.start();
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking'],
  });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await stage?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function openKiosk(width: number, height: number): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height }, hasTouch: true });
  await page.goto(`${address}/kiosk/`);
  await page.waitForSelector('[data-role=tile]');
  return page;
}
/** A tap far enough in time from the one before, which the double-tap guard would otherwise swallow. */
async function tap(page: Page, selector: string): Promise<void> {
  await page.waitForTimeout(520);
  await page.locator(selector).first().tap();
}
/** What can be pressed and is too small, cut off or outside of the glass. Sizes in millimetres. */
const misfits = (page: Page) =>
  page.evaluate(() => {
    const mm = Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--mm'));
    return [...document.querySelectorAll('button')]
      .filter((button) => getComputedStyle(button).visibility !== 'hidden')
      .map((button) => {
        const box = button.getBoundingClientRect();
        const least = button.dataset.role === 'tile' ? 60 : 20;
        const small = box.width / mm < least || box.height / mm < least;
        const outside = box.left < 0 || box.top < 0 || box.right > innerWidth || box.bottom > innerHeight;
        const cut = button.scrollWidth > button.clientWidth + 1 || button.scrollHeight > button.clientHeight + 1;
        return small || outside || cut ? `${button.dataset.role} ${box.width / mm} x ${box.height / mm}` : null;
      })
      .filter((misfit) => misfit !== null);
  });
/** Breaches of WCAG A, AA and AAA contrast, by rule. */
async function breaches(page: Page): Promise<string[]> {
  await page.evaluate(readFileSync(axePath, 'utf8'));
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(node: Document, options: object): Promise<{ violations: { id: string }[] }> };
    };
    const { violations } = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag22aa'] });
    return violations.map(({ id }) => id);
  });
}

describe.each([
  ['portrait', 1080, 1920],
  ['landscape', 1920, 1080],
])('the kiosk in %s', (_name, width, height) => {
  it('a number is taken with taps alone, on controls that old hands hit, and read at 7:1', async () => {
    const page = await openKiosk(width, height);
    const steps = ['', '[data-tile=build]', '[data-tile=JS05]', '[data-role=confirm]'];
    for (let turn = 0; turn < 2; turn += 1) await tap(page, '[data-role=next]');
    for (const step of steps) {
      if (step !== '') await tap(page, step);
      await page.waitForTimeout(50);
      expect(await misfits(page), step).toEqual([]);
      expect(await breaches(page), step).toEqual([]);
    }
    await page.waitForSelector('[data-role=number]');
    await tap(page, '[data-role=help]');
    expect(await misfits(page)).toEqual([]);
    await page.close();
  }, 60_000);
});

describe('the kiosk under a trembling hand and a bad line', () => {
  it('two touches on the tick take one number', async () => {
    const page = await openKiosk(1080, 1920);
    await tap(page, '[data-tile=marriage]');
    const box = await page.locator('[data-role=confirm]').boundingBox();
    if (box === null) throw new Error('there is no tick');
    const before = stage.taken.length;
    await page.waitForTimeout(520);
    await page.touchscreen.tap(box.x + 60, box.y + 60);
    await page.touchscreen.tap(box.x + 64, box.y + 58);
    await page.waitForSelector('[data-role=number]');
    expect(stage.taken.length - before).toBe(1);
    await page.close();
  }, 30_000);

  it('a cut line ends in a plain page, and trying again asks for the same number', async () => {
    const page = await openKiosk(1080, 1920);
    const answer = stage.answerWith;
    stage.answerWith = () => 'cut';
    const before = stage.taken.length;
    await tap(page, '[data-tile=idcard]');
    await tap(page, '[data-role=confirm]');
    await page.waitForSelector('[data-role=retry]');
    expect(await misfits(page)).toEqual([]);
    stage.answerWith = answer;
    await tap(page, '[data-role=retry]');
    await page.waitForSelector('[data-role=number]');
    expect(new Set(stage.taken.slice(before).map((body) => body.commandId)).size).toBe(1);
    await page.close();
  }, 30_000);

  it('a printer without paper still leaves the number and a code on the screen', async () => {
    stage.setPrinter({ state: 'trouble', reason: 'paper-out' });
    const page = await openKiosk(1080, 1920);
    await tap(page, '[data-tile=marriage]');
    await tap(page, '[data-role=confirm]');
    await page.waitForSelector('[data-role=slip].missing svg');
    expect(await page.locator('[data-role=number]').textContent()).toMatch(/^3\d{3}$/);
    stage.setPrinter({ state: 'ready', reason: null });
    await page.close();
  }, 30_000);
});

describe('the public pages', () => {
  it.each(['/kiosk/', '/t/unknown', '/signage/hall/', '/signage/counter/?counter=3'])(
    '%s is light enough for an old box',
    async (path) => {
      const page = await browser.newPage();
      const scripts = new Set<string>();
      page.on('response', (response) => {
        const { pathname } = new URL(response.url());
        if (pathname.endsWith('.js')) scripts.add(pathname);
      });
      await page.goto(address + path, { waitUntil: 'load' });
      await page.waitForTimeout(300);
      const bytes = [...scripts].reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0);
      expect(bytes).toBeGreaterThan(20_000);
      expect(bytes).toBeLessThan(publicJsMostBytes);
      await page.close();
    },
    30_000,
  );

  it('the hall board is read at 7:1 with calls and without', async () => {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 }, reducedMotion: 'reduce' });
    await page.goto(`${address}/signage/hall/`);
    await page.waitForSelector('.room-zone');
    expect(await breaches(page)).toEqual([]);
    for (const [number, counter] of [
      ['3021', 21],
      ['1047', 8],
      ['2003', 12],
      ['4112', 41],
    ] as const)
      stage.call(number, counter);
    await page.waitForSelector('.hero[data-cards="4"]');
    expect(await breaches(page)).toEqual([]);
    const cut = await page
      .locator('.hero .call')
      .evaluateAll(
        (cards) =>
          cards.filter((card) => card.scrollWidth > card.clientWidth + 1 || card.scrollHeight > card.clientHeight + 1)
            .length,
      );
    expect(cut).toBe(0);
    await page.close();
  }, 30_000);
});
