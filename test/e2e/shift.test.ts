import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Caller, type RunningHall, startHall } from '../fixtures/running-hall.ts';
import { openBrowser, openScreen, type Screen, takePicture } from '../fixtures/screens.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const visitors = 40;

/** Rules of WCAG 2.2 A and AA that a screen breaks, with the first element of each. */
async function faults({ page }: Screen): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
  });
}

/** A clerk's shift by keyboard alone and what the visitors make of it, on the real server in a real browser. */
describe('a shift at counter 1', () => {
  let hall: RunningHall;
  let browser: Browser;
  let clerk: Screen;
  let tablet: Screen;
  let desk: Caller;

  beforeAll(async () => {
    hall = await startHall({ devices: [] });
    browser = await openBrowser();
    desk = await new Caller(hall.base).signIn('super1');
    clerk = await openScreen(browser, `${hall.base}/counter-ui/`, 1366, 768);
    // The guard against double presses goes by the clock: the test lets it run ahead instead of waiting.
    await clerk.page.addInitScript(() => {
      const now = Date.now.bind(Date);
      Object.assign(window, { ahead: 0 });
      Date.now = () => now() + (window as unknown as { ahead: number }).ahead;
    });
    await clerk.page.reload();
    tablet = await openScreen(browser, `${hall.base}/signage/rating/?counter=1`, 1280, 800);
  });
  afterAll(async () => {
    await browser?.close();
    await hall?.stop();
    hall?.remove();
  });

  const ahead = () =>
    clerk.page.evaluate(() => Object.assign(window, { ahead: (window as unknown as { ahead: number }).ahead + 410 }));
  const press = async (key: string) => {
    await ahead();
    await clerk.page.keyboard.press(key);
  };
  const shown = (number: string) =>
    clerk.page.locator('[data-role=current-number]', { hasText: number }).waitFor({ timeout: 5000 });
  const stage = (name: string) => clerk.page.locator(`.plaque[data-stage=${name}]`).waitFor({ timeout: 5000 });

  it('signs in, opens and serves forty visitors with two keys each, without a mouse', async () => {
    const numbers: string[] = [];
    for (let visitor = 0; visitor < visitors; visitor += 1)
      numbers.push((await desk.post('/api/tickets', { service: 'GS01', origin: 'desk' })).body.number);
    await clerk.page.locator('input[name=staff]').focus();
    await clerk.page.keyboard.type('a01');
    await clerk.page.keyboard.press('Tab');
    await clerk.page.keyboard.type('tingqian-demo');
    await clerk.page.keyboard.press('Enter');
    await clerk.page.locator('[data-counter="1"]').waitFor();
    await press('NumpadEnter');
    await clerk.page.locator('.quiet-plaque.free, .quiet-plaque.closed').first().waitFor();
    if ((await clerk.page.locator('.quiet-plaque.closed').count()) > 0) await press('NumpadEnter');
    await clerk.page.locator('.quiet-plaque.free').waitFor();
    for (const number of numbers) {
      await press('NumpadEnter');
      await shown(number);
      await press('Numpad0');
      await stage('serving');
    }
    await takePicture(clerk, 'shift-serving');
    expect(await faults(clerk)).toEqual([]);
    await press('Numpad0');
    await clerk.page.locator('.quiet-plaque.free').waitFor();
    expect(await clerk.page.locator('[data-role=served]').textContent()).toBe(String(visitors));
  });

  it('the last visitor taps one face at the counter, and the clerk sees it counted', async () => {
    await tablet.page.locator('[data-role=face]').first().waitFor();
    await takePicture(tablet, 'rating-ask');
    expect(await faults(tablet)).toEqual([]);
    await tablet.page.locator('[data-level=very-satisfied]').click();
    await tablet.page.locator('[data-stage=thanks]').waitFor();
    await takePicture(tablet, 'rating-thanks');
    await clerk.page.locator('[data-role=ratings]', { hasText: '今日评价 1' }).waitFor();
    await tablet.page.locator('[data-stage=idle]').waitFor({ timeout: 15_000 });
    await takePicture(tablet, 'rating-idle');
  });

  it('with nobody left the call is stored, any key cancels it, and a new one goes out by itself', async () => {
    await press('NumpadEnter');
    await clerk.page.locator('.lead', { hasText: '预叫已设' }).waitFor();
    const first = await desk.post('/api/tickets', { service: 'GS01', origin: 'desk' });
    await clerk.page.getByText('秒后叫号').waitFor();
    await takePicture(clerk, 'shift-stored');
    await press('.');
    await clerk.page.locator('[data-role=announcement]', { hasText: '预叫已取消' }).waitFor({ state: 'attached' });
    await clerk.page.locator('.quiet-plaque.free', { hasText: first.body.number }).waitFor();
    await press('NumpadEnter');
    await shown(first.body.number);
    await press('Numpad0');
    await stage('serving');
    await press('NumpadEnter');
    await clerk.page.locator('.lead', { hasText: '预叫已设' }).waitFor();
    const second = await desk.post('/api/tickets', { service: 'GS01', origin: 'desk' });
    await shown(second.body.number);
    const phone = await openScreen(browser, `${hall.base}/t/${second.body.id}`, 390, 844);
    await press('Numpad0');
    await stage('serving');
    await press('Numpad0');
    await phone.page.locator('[data-level=dissatisfied]').click();
    await phone.page.locator('[data-reason=slow]').click();
    await takePicture(phone, 'rating-phone-why');
    expect(await faults(phone)).toEqual([]);
    await phone.page.locator('[data-role=send]').click();
    await phone.page.locator('[data-stage=given]').waitFor();
    await takePicture(phone, 'rating-phone-given');
    const [followUp] = (await desk.get('/api/follow-ups')).body;
    expect(followUp).toMatchObject({
      number: second.body.number,
      level: 'dissatisfied',
      reasons: ['slow'],
      staff: 'a01',
    });
  });

  it('a strip of 360 x 96 lies over other programs, obeys the same keys and goes with its terminal', async () => {
    const visitor = await desk.post('/api/tickets', { service: 'GS01', origin: 'desk' });
    const [strip] = await Promise.all([clerk.page.context().waitForEvent('page'), press('p')]);
    await strip.setViewportSize({ width: 360, height: 96 });
    await strip.locator('[data-role=strip-waiting]', { hasText: '1' }).waitFor();
    const page = { page: strip, complaints: [] };
    await takePicture(page, 'strip-free');
    await ahead();
    await strip.keyboard.press('Enter');
    await strip.locator('[data-role=strip-number]', { hasText: visitor.body.number }).waitFor();
    await shown(visitor.body.number);
    await takePicture(page, 'strip-called');
    const cut = await strip.evaluate(
      () =>
        [...document.querySelectorAll('.strip, .strip-key')].filter(
          (each) => each.scrollWidth > each.clientWidth + 1 || each.getBoundingClientRect().right > innerWidth,
        ).length,
    );
    expect(cut).toBe(0);
    expect(await strip.evaluate(() => document.fonts.check('700 34px B612'))).toBe(true);
    expect(await faults(page)).toEqual([]);
    await ahead();
    await strip.locator('[data-action=start-or-finish]').click();
    await stage('serving');
    await press('Numpad0');
    await clerk.page.locator('.quiet-plaque.free').waitFor();
    const gone = strip.waitForEvent('close');
    await clerk.page.goto(`${hall.base}/counter-ui/dossier`);
    await gone;
  });

  it('the supervisor checks, answers and closes it by keyboard alone', async () => {
    const supervisor = await openScreen(browser, `${hall.base}/counter-ui/ratings`, 1366, 768);
    const { page } = supervisor;
    await page.locator('input[name=staff]').focus();
    await page.keyboard.type('super1');
    await page.keyboard.press('Tab');
    await page.keyboard.type('tingqian-demo');
    await page.keyboard.press('Enter');
    await page.locator('[data-light=green]').focus();
    await page.keyboard.press('Enter');
    for (const words of ['等候记录显示办理偏慢', '已提醒窗口，加派人手', '办结，未留电话']) {
      const field = page.locator('[data-role=words]');
      await field.focus();
      await page.keyboard.type(words);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.locator('[data-role=sheet]').getByText(words).waitFor();
      if (words.startsWith('等候')) await takePicture(supervisor, 'follow-up-sheet');
    }
    const [followUp] = (await desk.get('/api/follow-ups')).body;
    expect(followUp).toMatchObject({ status: 'closed', finding: 'upheld', callBack: 'no-contact', owner: 'super1' });
    expect(await faults(supervisor)).toEqual([]);
  });

  it('leaves no page with a complaint', () => {
    expect([...clerk.complaints, ...tablet.complaints]).toEqual([]);
  });
});
