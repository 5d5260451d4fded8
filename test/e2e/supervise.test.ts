import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Caller, type RunningHall, startHall } from '../fixtures/running-hall.ts';
import { openBrowser, openScreen, type Screen, takePicture } from '../fixtures/screens.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let hall: RunningHall;
let browser: Browser;
let board: Screen;
let boss: Caller;

beforeAll(async () => {
  [hall, browser] = await Promise.all([startHall(), openBrowser()]);
  boss = await new Caller(hall.base).signIn('super1');
  const [a03, a01, a02] = await Promise.all(['a03', 'a01', 'a02'].map((id) => new Caller(hall.base).signIn(id)));
  await new Caller(hall.base).signIn('desk1');
  await a01?.post('/api/counters/1/open');
  await a02?.post('/api/counters/2/open');
  const services: { code: string; counters: number[] }[] = (await boss.get('/api/services')).body;
  const first = services.find(({ counters }) => counters.includes(1))?.code ?? '';
  for (let count = 0; count < 12; count += 1) await boss.post('/api/tickets', { service: first });
  await a01?.post('/api/counters/1/call-next');
  await a02?.post('/api/counters/2/pause', { reason: 'meal' });
  expect((await a03?.get('/api/sessions/current'))?.body.staff).toBe('a03');
  board = await openScreen(browser, `${hall.base}/counter-ui/`, 1366, 768);
  await board.page.fill('input[autocomplete="username"]', 'super1');
  await board.page.fill('input[type="password"]', 'tingqian-demo');
  await board.page.keyboard.press('Enter');
  await board.page.waitForSelector('[data-concern]');
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
const counterNow = async (no: number) => (await boss.get(`/api/counters/${no}`)).body;
/** One press on a counter, one on the order. */
async function twoPresses(counter: number, order: string): Promise<void> {
  await board.page.click(`[data-counter="${counter}"] .tile`);
  await board.page.click(`dialog [data-order="${order}"]`);
  await board.page.waitForSelector('dialog', { state: 'detached' });
}

describe('the supervisor’s board', () => {
  it('shows what needs an eye first, and every counter', async () => {
    expect(await board.page.locator('[data-concern="queue-long"]').count()).toBe(1);
    expect(await board.page.locator('[data-counter]').count()).toBe(41);
    await takePicture(board, 'supervise-board');
  });

  it('opens a counter for a clerk, closes it, and ends a forgotten service in two presses each', async () => {
    await twoPresses(3, 'open-for');
    expect(await counterNow(3)).toMatchObject({ stage: 'free', staff: 'a03' });
    await twoPresses(3, 'close');
    expect(await counterNow(3)).toMatchObject({ stage: 'closed' });
    await twoPresses(1, 'force-finish');
    expect(await counterNow(1)).toMatchObject({ stage: 'free', staff: 'a01' });
    await twoPresses(2, 'resume');
    expect(await counterNow(2)).toMatchObject({ stage: 'free' });
  });

  it('sends a guide, speaks in the hall and moves tickets', async () => {
    await twoPresses(1, 'send-guide');
    await board.page.click('[data-action="announce"]');
    await board.page.click('dialog [data-order="announce-ready"]');
    await board.page.waitForSelector('dialog', { state: 'detached' });
    await board.page.click('[data-action="move"]:enabled');
    await board.page.locator('dialog input[type="checkbox"]').first().check();
    await takePicture(board, 'supervise-move');
    expect(await complaintsOfAxe(board)).toEqual([]);
    await board.page.click('dialog [data-order="move"]:has-text("移到 1 号")');
    await board.page.waitForSelector('dialog', { state: 'detached' });
    const zone = (await counterNow(1)).zone;
    const queue: { boundTo: number | null }[] = (await boss.get(`/api/queues/${zone}`)).body;
    expect(queue.filter(({ boundTo }) => boundTo === 1).length).toBe(1);
  });

  it('is without complaints of axe, and leaves a sheet by Esc with the focus where it was', async () => {
    expect(await complaintsOfAxe(board)).toEqual([]);
    await board.page.focus('[data-counter="5"] .tile');
    await board.page.keyboard.press('Enter');
    await board.page.waitForSelector('dialog[open]');
    await takePicture(board, 'supervise-counter');
    await board.page.keyboard.press('Escape');
    await board.page.waitForSelector('dialog', { state: 'detached' });
    const focused = await board.page.evaluate(() =>
      document.activeElement?.closest('[data-counter]')?.getAttribute('data-counter'),
    );
    expect(focused).toBe('5');
  });

  it('a call for help is answered at the desk with an escort, in one press', async () => {
    const place = { kind: 'kiosk', id: 'kiosk-1' };
    const { id } = (await boss.post('/api/help-calls', { place })).body;
    await board.page.goto(`${hall.base}/counter-ui/desk`);
    await board.page.focus('[data-help="kiosk-1"] [data-action="escort-help"]');
    await board.page.keyboard.press('Enter');
    await board.page.waitForSelector('[data-help="kiosk-1"][data-state="taken"]');
    await board.page.waitForSelector('[data-action="escort-help"]', { state: 'detached' });
    expect((await boss.get(`/api/help-calls/${id}`)).body).toMatchObject({ state: 'taken' });
    expect((await boss.get('/api/escorts')).body).toMatchObject([{ state: 'open', from: place, number: null }, {}]);
    await takePicture(board, 'desk-escort-help');
    expect(await complaintsOfAxe(board)).toEqual([]);
  });

  it('a printed report has its headings on every sheet, and no sheet is left empty for the table', async () => {
    const today = new Date().toLocaleDateString('en-CA', { timeZone: 'Asia/Shanghai' });
    await board.page.goto(`${hall.base}/counter-ui/reports?tab=attendance&from=${today}&until=${today}`);
    await board.page.waitForSelector('.el-table tbody tr:nth-child(40)');
    await takePicture(board, 'report-attendance');
    await board.page.emulateMedia({ media: 'print' });
    // Only then does the browser break the table from sheet to sheet and repeat its head.
    const inTheWay = await board.page.evaluate(() => {
      const found: string[] = [];
      let part = document.querySelector('.el-table thead');
      if (part?.parentElement !== document.querySelector('.el-table tbody')?.parentElement) found.push('two tables');
      for (part = part?.parentElement?.parentElement ?? null; part !== null; part = part.parentElement) {
        const { display, overflow } = getComputedStyle(part);
        if (display !== 'block' || overflow !== 'visible') found.push(`${part.className}: ${display} ${overflow}`);
      }
      return found;
    });
    await board.page.emulateMedia({ media: null });
    expect(inTheWay).toEqual([]);
  });

  it('whoever was found at fault answers on the own record by keyboard', async () => {
    await boss.post('/api/inspections', { counter: 1, aspect: 'dress', good: false, note: '未戴工牌' });
    const { page, complaints } = await openScreen(browser, `${hall.base}/counter-ui/own-record`, 1366, 768);
    await page.focus('input[name=staff]');
    await page.keyboard.type('a01');
    await page.keyboard.press('Tab');
    await page.keyboard.type('tingqian-demo');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-role="own-inspections"] [data-action="answer"]');
    const focused = (selector: string) =>
      page.waitForFunction((wanted) => document.activeElement?.matches(wanted), selector);
    await page.focus('[data-action="answer"]');
    await page.keyboard.press('Enter');
    await focused('[data-role="own-inspections"] textarea');
    await page.keyboard.press('Escape');
    await focused('[data-action="answer"]');
    await page.keyboard.press('Enter');
    await focused('[data-role="own-inspections"] textarea');
    await page.keyboard.type('工牌送去换新');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-role="own-inspections"] :text("工牌送去换新")');
    await focused('[data-role="own-inspections"] li');
    await takePicture({ page, complaints }, 'own-record-answered');
    expect(await complaintsOfAxe({ page, complaints })).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('on the wall it names nobody and offers no orders', async () => {
    await board.page.setViewportSize({ width: 1920, height: 1080 });
    await board.page.goto(`${hall.base}/counter-ui/supervise?wall`);
    await board.page.waitForSelector('[data-counter]');
    expect(await board.page.locator('main button').count()).toBe(0);
    const text = await board.page.innerText('body');
    const people: { name: string }[] = (await boss.get('/api/cover')).body.map(({ a }: { a: { name: string } }) => a);
    const whole = [...people, { name: '值班主任' }];
    expect(whole.filter(({ name }) => text.includes(name))).toEqual([]);
    await takePicture(board, 'supervise-wall');
    expect(await complaintsOfAxe(board)).toEqual([]);
    expect(board.complaints).toEqual([]);
  });
});
