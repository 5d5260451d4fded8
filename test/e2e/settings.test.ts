import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Caller, type RunningHall, startHall } from '../fixtures/running-hall.ts';
import { openBrowser, openScreen, type Screen, takePicture } from '../fixtures/screens.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let hall: RunningHall;
let browser: Browser;
let screen: Screen;
let admin: Caller;

beforeAll(async () => {
  [hall, browser] = await Promise.all([startHall(), openBrowser()]);
  admin = await new Caller(hall.base).signIn('admin1');
  screen = await openScreen(browser, `${hall.base}/counter-ui/`, 1366, 768);
  await screen.page.fill('input[autocomplete="username"]', 'admin1');
  await screen.page.fill('input[type="password"]', 'tingqian-demo');
  await screen.page.keyboard.press('Enter');
  await screen.page.waitForSelector('.settings main h1');
});
afterAll(async () => {
  await browser?.close();
  await hall?.stop();
  hall?.remove();
});

const settings = async () => (await admin.get('/api/settings')).body.sections;

/** Goes to a page by its entry in the menu, with the keyboard. */
async function open(page: string): Promise<void> {
  await screen.page.focus(`[data-page="${page}"]`);
  await screen.page.keyboard.press('Enter');
  await screen.page.waitForURL(`**/settings/${page}`);
  await screen.page.waitForSelector('main h1');
}
/** Writes into a field as a person does: all of it marked, then typed over. */
async function write(field: string, words: string): Promise<void> {
  await screen.page.focus(field);
  await screen.page.keyboard.press('Control+A');
  await screen.page.keyboard.type(words);
}
/** Reviews with Ctrl+S, saves with Enter. */
async function save(): Promise<void> {
  await screen.page.keyboard.press('Control+s');
  await screen.page.waitForFunction(() => document.activeElement?.getAttribute('data-role') === 'confirm-save');
  await screen.page.keyboard.press('Enter');
  await screen.page.waitForSelector('[data-role="saved"]');
}
async function complaintsOfAxe(): Promise<string[]> {
  await screen.page.evaluate(axeSource);
  return screen.page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: unknown[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations.map(({ id, nodes }) => `${id} ${JSON.stringify(nodes).slice(0, 300)}`);
  });
}

describe('the settings by keyboard', () => {
  it('one thing on each page is changed, reviewed, saved, and stands in the served settings', async () => {
    await open('hall');
    await write('[data-field="county"]', '青山县');
    await open('zones');
    await write('[data-zone-name="1"]', '企业服务');
    await open('services');
    await write('[data-name="GS01"]', '企业起名');
    await open('words');
    await write('main li:first-child [data-language="zh"]', '请点一下');
    await open('staff');
    await write('[data-person="a01"]', '新名字');
    await open('voices');
    await write('[data-repeat="speaker-east"] input', '3');
    await screen.page.keyboard.press('Tab');
    await takePicture(screen, 'settings-voices');
    await save();
    const saved = await settings();
    expect(saved.county).toBe('青山县');
    expect(saved.zones[0].name).toBe('企业服务');
    expect(saved.services.find(({ code }: { code: string }) => code === 'GS01').name).toBe('企业起名');
    expect(Object.values(saved.words)).toMatchObject([{ zh: '请点一下' }]);
    expect(saved.staff.find(({ id }: { id: string }) => id === 'a01').name).toBe('新名字');
    expect(saved.devices.find(({ id }: { id: string }) => id === 'speaker-east').repeat).toBe(3);
  });

  it('the undo word takes all of it back, and the record tells it', async () => {
    await screen.page.focus('[data-role="undo"]');
    await screen.page.keyboard.press('Enter');
    await screen.page.waitForSelector('[data-role="saved"]', { state: 'detached' });
    expect((await settings()).county).toBe('示范县');
    await open('audit');
    await screen.page.waitForSelector('[data-revision="2"]');
    expect(await screen.page.innerText('[data-revision="1"]')).toContain('青山县');
    expect(await complaintsOfAxe()).toEqual([]);
    await takePicture(screen, 'settings-audit');
  });

  it('what is not saved outlives a reload, and another person’s change is told before it is overwritten', async () => {
    await open('hall');
    await write('[data-field="county"]', '我的县');
    await screen.page.waitForSelector('[data-role="save-bar"]');
    const { revision } = (await admin.get('/api/settings')).body;
    await admin.post('/api/settings', { basedOn: revision, changes: { county: '别人的县' } });
    screen.page.once('dialog', (dialog) => void dialog.accept());
    await screen.page.reload();
    await screen.page.waitForSelector('[data-role="save-bar"]');
    await screen.page.keyboard.press('Control+s');
    await screen.page.waitForFunction(() => document.activeElement?.getAttribute('data-role') === 'confirm-save');
    await screen.page.keyboard.press('Enter');
    await screen.page.waitForSelector('[data-role="overtaken"]');
    await takePicture(screen, 'settings-overtaken');
    await screen.page.click('[data-role="mine"]');
    await screen.page.click('[data-role="confirm-save"]');
    await screen.page.waitForSelector('[data-role="saved"]');
    expect((await settings()).county).toBe('我的县');
  });

  it('an item is found by its sound, edited, refused with the reason in words, and saved as a version of its own', async () => {
    await open('items');
    await write('[data-role="seek-item"]', 'kcpjg');
    await screen.page.focus('[data-edit-item="DK03"]');
    await screen.page.keyboard.press('Enter');
    await screen.page.waitForSelector('[data-element], [data-role="save-item"]:has-text("第 2 版")');
    await write('[data-field="item-name"]', '矿产品加工证');
    await write('[data-field="promised-days"] input', '50');
    await screen.page.keyboard.press('Tab');
    await screen.page.waitForSelector('[data-element="promisedDays"]');
    await screen.page.focus('[data-role="save-item"]');
    await screen.page.keyboard.press('Enter');
    await screen.page.waitForSelector('[data-role="item-problems"] :text("承诺 50 天，超过法定的 20 天")');
    expect(await complaintsOfAxe()).toEqual([]);
    await write('[data-field="promised-days"] input', '8');
    await screen.page.keyboard.press('Tab');
    await screen.page.waitForSelector('[data-element="promisedDays"] :text-is("8")');
    await screen.page.focus('[data-role="save-item"]');
    await screen.page.keyboard.press('Enter');
    await screen.page.waitForSelector('[data-role="save-item"]', { state: 'detached' });
    await screen.page.click('[data-versions="DK03"]');
    await screen.page.waitForSelector('[data-version="2"] [data-element="name"] :text-is("矿产品加工证")');
    await takePicture(screen, 'settings-item-versions');
    await screen.page.keyboard.press('Escape');
    await screen.page.waitForSelector('[data-version]', { state: 'detached' });
    expect((await admin.get('/api/items/DK03')).body).toMatchObject({ name: '矿产品加工证', promisedDays: 8 });
  });

  it('a day off, opening hours, a notice and the time of backups are set by keyboard and reach what they are for', async () => {
    const { page } = screen;
    const year = new Date().getFullYear();
    await open('calendar');
    const day = page.locator(`[data-date^="${year}-12"][data-kind="working"]`).last();
    const date = await day.getAttribute('data-date', { timeout: 10_000 });
    await day.focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.matches('[data-field="day-reason"]'));
    await page.keyboard.type('县里运动会');
    await page.keyboard.press('Enter');
    await page.waitForSelector(`[data-date="${date}"]:not([data-kind="working"])`);
    await page.waitForFunction((at) => document.activeElement?.getAttribute('data-date') === at, date);
    expect(await complaintsOfAxe()).toEqual([]);
    await takePicture(screen, 'settings-calendar');
    await open('hours');
    await page.fill('[data-field="opensAt"]', '09:05');
    await open('notices');
    await page.focus('[data-role="add-notice"]');
    await page.keyboard.press('Enter');
    await write('[data-notice="0"] input[maxlength="40"]', '周五下午停电');
    await write('[data-notice="0"] textarea', '请周一再来');
    await open('backups');
    await page.fill('[data-field="backup-at"]', '03:15');
    await page.keyboard.press('Tab');
    await save();
    const saved = await settings();
    expect(saved.calendar.days).toMatchObject([{ date, working: false, reason: '县里运动会' }]);
    expect(saved.rules.opensAt).toBe('09:05');
    const { notices } = (await admin.get('/api/notices')).body;
    expect(notices).toMatchObject([{ title: '周五下午停电', text: '请周一再来' }]);
    await page.focus('[data-role="back-up"]');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-backup]');
    const nextTime = async () =>
      new Date((await admin.get('/api/backups')).body.nextAt).toLocaleTimeString('en-GB', {
        timeZone: 'Asia/Shanghai',
      });
    await expect.poll(nextTime, { timeout: 20_000 }).toBe('03:15:00');
    await takePicture(screen, 'settings-backups');
  });

  it('a device says what came of its test', async () => {
    await open('devices');
    await screen.page.focus('[data-test="printer-kiosk"]');
    await screen.page.keyboard.press('Enter');
    await screen.page.waitForSelector('[data-result="good"]');
    await takePicture(screen, 'settings-devices');
  });

  it('the guide makes eight alike counters, and goes on where it was left', async () => {
    await open('start');
    await write('[data-field="name"]', '政务大厅');
    await screen.page.click('[data-role="next"]');
    await screen.page.waitForSelector('[data-step="counters"][aria-current]');
    await screen.page.click('[data-role="apply"]');
    await takePicture(screen, 'settings-start');
    await screen.page.click('[data-role="next"]');
    await screen.page.waitForSelector('[data-step="services"][aria-current]');
    const { counters, name } = await settings();
    expect([name, counters.map(({ no }: { no: number }) => no)]).toEqual(['政务大厅', [1, 2, 3, 4, 5, 6, 7, 8]]);
    await screen.page.reload();
    await screen.page.waitForSelector('[data-step="services"][aria-current]');
    await screen.page.click('[data-step="ticket"]');
    await screen.page.click('[data-role="take-ticket"]');
    await screen.page.click('[data-role="cancel-ticket"]');
    await screen.page.waitForSelector('[data-role="take-ticket"]');
    expect(await complaintsOfAxe()).toEqual([]);
    expect(screen.complaints).toEqual([]);
  });
});
