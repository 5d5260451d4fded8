import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Caller, type RunningHall, startHall } from '../fixtures/running-hall.ts';
import { openBrowser, openScreen, type Screen, takePicture } from '../fixtures/screens.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const absent = '企业名称预先核准通知书';
let hall: RunningHall;
let browser: Browser;
let clerk: Screen;
let chief: Screen;
let no = '';

async function signedIn(staff: string): Promise<Screen> {
  const screen = await openScreen(browser, `${hall.base}/counter-ui/dossier`, 1366, 768);
  await screen.page.fill('input[autocomplete="username"]', staff);
  await screen.page.fill('input[type="password"]', 'tingqian-demo');
  await screen.page.keyboard.press('Enter');
  await screen.page.waitForSelector('[data-dossier]');
  return screen;
}

beforeAll(async () => {
  [hall, browser] = await Promise.all([startHall(), openBrowser()]);
  const a19 = await new Caller(hall.base).signIn('a19');
  await a19.post('/api/counters/19/open');
  const { id } = (await a19.post('/api/tickets', { service: 'DK03' })).body;
  await a19.post('/api/counters/19/call-next');
  await a19.post('/api/counters/19/start');
  const { materials } = (await a19.get('/api/items/DK03')).body as { materials: { name: string }[] };
  const lodged = await a19.post('/api/dossiers', {
    ticketId: id,
    item: 'DK03',
    applicant: { kind: 'person', name: '王小明', idNumber: '360702198001011234', phone: '13800001111' },
    materials: materials.filter(({ name }) => name !== absent).map(({ name }) => ({ name, received: 'copy' })),
  });
  no = lodged.body.no;
  [clerk, chief] = [await signedIn('a19'), await signedIn('c19')];
});
afterAll(async () => {
  await browser?.close();
  await hall?.stop();
  hall?.remove();
});

async function complaintsOfAxe(screen: Screen): Promise<string[]> {
  await screen.page.evaluate(axeSource);
  return screen.page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: unknown[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations.map(({ id, nodes }) => `${id} ${JSON.stringify(nodes).slice(0, 300)}`);
  });
}

/** Opens a step's sheet, fills it and sends it. */
async function step(screen: Screen, verb: string, fill: Record<string, string> = {}): Promise<void> {
  await screen.page.click(`[data-step="${verb}"]`);
  for (const [field, words] of Object.entries(fill))
    await screen.page.fill(`dialog [data-field="${field}"] :is(input, textarea)`, words);
  await screen.page.click('dialog [data-action="send"]');
  await screen.page.waitForSelector('dialog', { state: 'detached' });
}
const statusOf = (screen: Screen) => screen.page.innerText('[data-role="status"]');

describe('a dossier from intake to decision through the pages', () => {
  it('is found by / and its last digits, and opened by Enter', async () => {
    await takePicture(clerk, 'dossier-list');
    expect(await complaintsOfAxe(clerk)).toEqual([]);
    await clerk.page.keyboard.press('/');
    await clerk.page.keyboard.type(no.slice(-8));
    await clerk.page.waitForTimeout(500);
    await clerk.page.focus(`[data-dossier="${no}"]`);
    await clerk.page.keyboard.press('Enter');
    await clerk.page.waitForSelector('[data-role="no"]');
    expect(await clerk.page.innerText('[data-role="applicant"]')).toBe('王*明');
    await clerk.page.click('[data-action="show"]');
    await clerk.page.waitForSelector('[data-role="applicant"]:has-text("王小明")');
  });

  it('gets everything that is missing in one notice, and what was typed stays when it is refused', async () => {
    await clerk.page.click('[data-step="notify-correction"]');
    await clerk.page.click('dialog [data-action="send"]');
    expect(await clerk.page.locator('dialog .fault').count()).toBe(1);
    await clerk.page.check(`dialog [data-paper="${absent}"]`);
    await takePicture(clerk, 'dossier-correction');
    expect(await complaintsOfAxe(clerk)).toEqual([]);
    const other = await new Caller(hall.base).signIn('b19');
    await other.post(`/api/dossiers/${no}/precheck`, { opinion: '网上已看' });
    await clerk.page.click('dialog [data-action="send"]');
    await clerk.page.waitForSelector('dialog [data-role="trouble"]:has-text("b19")');
    expect(await clerk.page.isChecked(`dialog [data-paper="${absent}"]`)).toBe(true);
    await takePicture(clerk, 'dossier-stale');
    await clerk.page.click('dialog [data-action="send"]');
    await clerk.page.waitForSelector('dialog', { state: 'detached' });
    expect(await statusOf(clerk)).toBe('待补正');
    expect(await clerk.page.innerText('[data-role="claim"]')).toBe('您已认领');
  });

  it('goes from the corrections over clerk and chief to the superior’s decision and out to the applicant', async () => {
    await clerk.page.click('[data-step="receive-correction"]');
    await clerk.page.selectOption(`dialog select[aria-label="${absent}"]`, 'original');
    await clerk.page.click('dialog [data-action="send"]');
    await clerk.page.waitForSelector('dialog', { state: 'detached' });
    await step(clerk, 'accept');
    await step(clerk, 'examine', { opinion: '初审合格' });
    expect(await clerk.page.locator('[data-step="review"]').count()).toBe(0);
    await chief.page.click(`[data-dossier="${no}"]`);
    await step(chief, 'review', { opinion: '同意' });
    await step(chief, 'sign', { opinion: '同意上报' });
    await clerk.page.reload();
    await step(clerk, 'forward', { to: '市地矿局', limitDays: '6' });
    const city = await new Caller(hall.base).signIn('city1');
    await city.post(`/api/dossiers/${no}/answer-forwarded`, { granted: true, reasons: '准予', reference: '2026-7' });
    await clerk.page.reload();
    await step(clerk, 'reply');
    expect(await statusOf(clerk)).toBe('准予');
    await takePicture(clerk, 'dossier-decided');
    expect(await complaintsOfAxe(clerk)).toEqual([]);
    expect(clerk.complaints).toEqual([]);
  });

  it('an urging reaches the counter’s clerk as unread, is answered there and checked by the supervisor', async () => {
    const boss = await signedIn('super1');
    await boss.page.click(`[data-dossier="${no}"]`);
    await step(boss, 'urge', { reason: '请尽快制证' });
    await clerk.page.goto(`${hall.base}/counter-ui/dossier`);
    await clerk.page.click('[data-tab="notices"]');
    await takePicture(clerk, 'dossier-notices');
    expect(await complaintsOfAxe(clerk)).toEqual([]);
    await clerk.page.click('[data-notice="urged"]');
    await step(clerk, 'answer-urge', { text: '今天制证' });
    await boss.page.reload();
    await step(boss, 'check-urge');
    expect(await boss.page.innerText('[data-urge="1"] .chip')).toBe('已结束');
    await takePicture(boss, 'dossier-urged');
    expect(boss.complaints).toEqual([]);
  });
});
