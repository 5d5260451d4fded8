import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { breaches } from '../fixtures/ui-stage-public/kiosk-checks.ts';
import { openPublicScreens, type PublicScreens } from '../fixtures/ui-stage-public/public-screens.ts';
import type { UiStage } from '../fixtures/ui-stage-public/stage.ts';

const publicJsMostBytes = 120_000;
let screens: PublicScreens;
let browser: Browser;
let stage: UiStage;
let address: string;

beforeAll(async () => {
  screens = await openPublicScreens();
  ({ browser, stage, address } = screens);
});
afterAll(() => screens?.close());

describe('the phone page', () => {
  it.each(['waiting', 'called', 'missed', 'cancelled'] as const)('is read at 7:1 while %s', async (status) => {
    const page = await browser.newPage({ viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' });
    const view = stage.ticketPage(status);
    stage.setTicket(view);
    await page.goto(`${address}/t/${view.id}`);
    await page.waitForSelector(`[data-status=${status}]`);
    if (status === 'waiting') {
      await page.waitForSelector('[data-role=near]');
      await page.waitForSelector('.way-map');
      await page.click('[data-role=late]');
    }
    expect(await breaches(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await page.close();
  });
});

describe('the public pages', () => {
  it.each(['/kiosk/', '/kiosk/?station=forms', '/t/ticket-waiting', '/signage/hall/', '/signage/counter/?counter=3'])(
    '%s is light enough for an old box',
    async (path) => {
      const page = await browser.newPage();
      const scripts = new Set<string>();
      page.on('response', (response) => {
        const { pathname } = new URL(response.url());
        if (pathname.endsWith('.js')) scripts.add(pathname);
      });
      await page.goto(address + path, { waitUntil: 'load' });
      // What is fetched a little later counts as well.
      await page.waitForTimeout(2600);
      const bytes = [...scripts].reduce(
        (sum, file) => sum + gzipSync(readFileSync(join(screens.folder, file))).length,
        0,
      );
      expect(bytes).toBeGreaterThan(20_000);
      expect(bytes).toBeLessThan(publicJsMostBytes);
      await page.close();
    },
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
  });
});
