import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoPassword, TestHouse } from '../fixtures/house.ts';
import { openBrowser, openScreen, type Screen, takePicture } from '../fixtures/screens.ts';

const screens = join(resolve(import.meta.dirname, '../..'), 'dist', 'ui');
const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

let house: TestHouse;
let browser: Browser;
let base = '';
const people: Record<string, Screen> = {};

/** A Tuesday afternoon: 何 at counter 1 goes on leave tomorrow. */
beforeAll(async () => {
  house = await TestHouse.open({ screens });
  house.at = Date.parse('2026-11-24T15:00:00+08:00');
  base = await house.house.app.listen({ host: '127.0.0.1', port: 0 });
  browser = await openBrowser();
  for (const who of ['a01', 'b01', 'super1']) people[who] = await signedIn(who);
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

function pageOf(who: string): Page {
  const screen = people[who];
  if (screen === undefined) throw new Error(`${who} has no screen`);
  return screen.page;
}

/** Signs in by the screen, whose clock is the hall's. */
async function signedIn(who: string): Promise<Screen> {
  const screen = await openScreen(browser, 'about:blank', 1366, 768);
  await screen.page.clock.install({ time: house.at });
  await screen.page.goto(`${base}/counter-ui/cover`);
  await screen.page.locator('input').first().fill(who);
  await screen.page.locator('input[type=password]').fill(demoPassword);
  await screen.page.keyboard.press('Enter');
  await screen.page.locator('[data-role=ask-leave]').waitFor();
  return screen;
}

async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(readFileSync(axePath, 'utf8'));
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: {
        run(node: Document, options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
      };
    };
    const { violations } = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag22aa'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  });
  expect(found).toEqual([]);
}

it('A asks for leave by the screen and sees the list that the record made', async () => {
  const page = pageOf('a01');
  await page.locator('[name=first-date]').fill('2026-11-25');
  await page.locator('[name=last-date]').fill('2026-11-25');
  await expectAccessible(page);
  await page.locator('[data-role=ask-leave] button[type=submit]').click();
  await page.locator('[data-role=open-leave]').first().waitFor();
  await takePicture({ page, complaints: [] }, 'cover-my-post');
  await page.locator('[data-role=open-leave]').first().click();
  await page.locator('[name=line]').fill('档案柜钥匙在左边抽屉');
  await page.keyboard.press('Enter');
  await page.locator('[data-handover="1"] [data-index="1"]').waitFor();
});

it('B confirms line by line with the keyboard, and the duty officer freezes the list', async () => {
  const page = pageOf('b01');
  await page.locator('.wanted [data-role=open-leave]').click();
  await page.locator('[data-handover="1"] [data-index="0"]').focus();
  await takePicture({ page, complaints: [] }, 'cover-handover');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await page.locator('[data-index="0"] [data-role=confirmed]').waitFor();
  await page.locator('[data-index="1"]:focus').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('[data-index="1"] [data-role=confirmed]').waitFor();

  const officer = pageOf('super1');
  await officer.locator('.wanted [data-role=open-leave]').click();
  await officer.locator('[data-role=witness]').click();
  await officer.locator('[data-role=frozen]').waitFor();
  await takePicture({ page: officer, complaints: [] }, 'cover-frozen');
  await expectAccessible(officer);
});

it('A does not sign out before B is signed in', async () => {
  await pageOf('b01').locator('[data-role=sign-out]').click();
  await pageOf('b01').locator('input[type=password]').waitFor();
  const page = pageOf('a01');
  const signOut = () => page.evaluate(async () => (await fetch('/api/sessions/current', { method: 'DELETE' })).status);
  expect(await signOut()).toBe(409);
  people['b01-again'] = await signedIn('b01');
  expect(await signOut()).toBe(204);
});

it('the board, the list to hang up, the calendar and the changes stand without a fault', async () => {
  const page = pageOf('super1');
  for (const [name, ready] of [
    ['board', 'table'],
    ['pairing', '[data-post="1"]'],
    ['calendar', '[data-date="2026-11-25"] [data-leave]'],
    ['changes', '[data-role=no-changes]'],
  ] as const) {
    await page.goto(`${base}/counter-ui/cover/${name}`);
    await page.locator(ready).first().waitFor();
    await takePicture({ page, complaints: [] }, `cover-${name}`);
    await expectAccessible(page);
  }
  expect(Object.values(people).flatMap(({ complaints }) => complaints)).toEqual([]);
});
