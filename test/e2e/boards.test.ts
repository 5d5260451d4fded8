import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digitShare } from '../../signage/profile.ts';
import { type CutLine, openCutLine } from '../fixtures/cut-line.ts';
import { TestHouse } from '../fixtures/house.ts';
import { openBrowser, openScreen, type Screen, takePicture } from '../fixtures/screens.ts';

const built = join(resolve(import.meta.dirname, '../..'), 'dist', 'ui');
const monday = Date.parse('2026-11-23T09:00:00+08:00');
const dayMs = 86_400_000;
/** A hall board that the last row, ten metres away, has to read (rule D1). */
const far = { inch: 65, metres: 10 };

let house: TestHouse;
let line: CutLine;
let browser: Browser;
const target = { port: 0 };
const boards: Record<string, Screen> = {};
/** The hall's clock and every board's run ahead of this machine's by so much. */
let aheadMs = monday - Date.now();

beforeAll(async () => {
  [house, browser] = await Promise.all([
    TestHouse.open({ screens: built, now: () => Date.now() + aheadMs }),
    openBrowser(),
  ]);
  line = await openCutLine(target);
  await listen();
  for (const counter of [1, 2, 3, 4, 5, 9]) await house.counter(counter, 'open');
  const { inch, metres } = far;
  await Promise.all([
    hang('hall', '/signage/hall/', 1920, 1080),
    hang('far', `/signage/hall/?screen=far&inch=${inch}&metres=${metres}`, 1920, 1080, true),
    hang('zone', '/signage/zone/1', 1920, 1080),
    hang('counter', '/signage/counter/1', 1280, 480),
    hang('notices', '/signage/notices/', 1080, 1920),
    hang('guide', '/signage/guide/?desk=desk-1', 1366, 768),
  ]);
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await line?.close();
  await house?.close();
});

async function listen(): Promise<void> {
  target.port = Number(new URL(await house.house.app.listen({ host: '127.0.0.1', port: 0 })).port);
}
async function hang(name: string, path: string, width: number, height: number, still = false): Promise<void> {
  const screen = await openScreen(browser, 'about:blank', width, height);
  if (still) await screen.page.emulateMedia({ reducedMotion: 'reduce' });
  await screen.page.addInitScript(`window.aheadMs = ${aheadMs};
    const now = Date.now.bind(Date);
    Date.now = () => now() + window.aheadMs;`);
  await screen.page.goto(`http://127.0.0.1:${line.port}${path}`);
  await screen.page.waitForSelector('[data-offline=live]');
  boards[name] = screen;
}
function page(name: string): Page {
  const board = boards[name];
  if (board === undefined) throw new Error(`there is no board ${name}`);
  return board.page;
}
/** Lets time pass on every board, and in the hall unless only the boards are meant. */
async function pass(ms: number, inHall = true): Promise<void> {
  if (inHall) aheadMs += ms;
  for (const { page } of Object.values(boards)) await page.evaluate(`window.aheadMs += ${ms}`);
}
const each = <Name extends string>(names: readonly Name[], holds: (name: Name) => Promise<unknown>) =>
  Promise.all(names.map(holds));
const textsOf = (name: string, selector: string) =>
  page(name)
    .locator(selector)
    .evaluateAll((found) => found.map((one) => one.textContent?.trim() ?? ''));
const called = (name: string) => textsOf(name, '.hero .call-number');

/** Finishes whoever is at the counter and calls the next, who has just come. */
async function call(counter: number, service: string): Promise<string> {
  const { id } = await house.take(service);
  const { ticket } = await house.counter(counter, 'call-next');
  if (ticket?.id !== id) throw new Error(`counter ${counter} called somebody else`);
  await house.counter(counter, 'start');
  return ticket.number;
}

describe('a call', () => {
  it('stands on every board of its place and on no other, as shapes in one order (D2)', async () => {
    const number = await call(1, 'GS01');
    await each(['hall', 'zone', 'far'], (name) => expect.poll(() => called(name)).toEqual([number]));
    await page('counter').waitForSelector('.display[data-state=serving]');
    expect(await textsOf('counter', '.display-number')).toEqual([number]);
    const elsewhere = await call(9, 'FG01');
    await expect.poll(() => called('hall')).toEqual([number, elsewhere]);
    expect(await called('zone')).toEqual([number]);
    const place = (selector: string) => page('hall').locator(selector).first().boundingBox();
    const boxes = await Promise.all(
      ['.call-picture', '.call-number', '.call-arrow', '.call-way .counter-zone', '.call-way .counter-no'].map(place),
    );
    const ways = boxes.map((box) => (box === null ? -1 : box.x + (box.y > (boxes[0]?.y ?? 0) + 50 ? 1920 : 0)));
    expect(ways).toEqual([...ways].sort((one, other) => one - other));
    const hero = await place('.hero');
    expect((hero?.width ?? 0) / 1920).toBeCloseTo(0.6, 1);
    expect(await page('hall').locator('.list').isVisible()).toBe(true);
  });

  it('flashes once a second, half of it lit, ten seconds, and stays lit; where motion is unwanted nothing moves (D4)', async () => {
    await pass(70_000);
    await each(['hall', 'zone', 'far'], (name) => expect.poll(() => called(name)).toEqual([]));
    const number = await call(2, 'ZJ01');
    const flashing = page('hall').locator('.hero .flashing');
    await expect.poll(() => textsOf('hall', '.hero .flashing')).toEqual([number]);
    const flash = await flashing.evaluate((card) =>
      card.getAnimations().map((animation) => {
        const effect = animation.effect as KeyframeEffect;
        const frames = effect.getKeyframes().map(({ computedOffset, opacity }) => [computedOffset, Number(opacity)]);
        return { ms: effect.getTiming().duration, frames };
      }),
    );
    const frames = [
      [0, 1],
      [0.49, 1],
      [0.5, 0.12],
      [1, 0.12],
    ];
    expect(flash).toEqual([{ ms: 1000, frames }]);
    await expect.poll(() => called('far')).toEqual([number]);
    expect(await page('far').evaluate(() => document.getAnimations().length)).toBe(0);
    await pass(10_000);
    await flashing.waitFor({ state: 'detached' });
    expect(await called('hall')).toEqual([number]);
  });

  it('is an event: a recall flashes again, and stands there once (4.1)', async () => {
    await house.take('DU01');
    const { ticket } = await house.counter(4, 'call-next');
    const number = ticket?.number ?? '';
    await expect.poll(() => called('hall')).toContain(number);
    await pass(20_000);
    await page('hall').waitForSelector('.hero .flashing', { state: 'detached' });
    const card = `.hero [data-number="${number}"]`;
    const first = Number(await page('hall').getAttribute(card, 'data-seq'));
    await house.counter(4, 'recall');
    await page('hall').waitForSelector(`${card} .flashing`);
    await expect.poll(async () => Number(await page('hall').getAttribute(card, 'data-seq'))).toBeGreaterThan(first);
    expect((await called('hall')).filter((shown) => shown === number)).toHaveLength(1);
    await house.counter(4, 'start');
  });

  it('of five at once four stand there in their order, and the fifth when the first has had twelve seconds (D3)', async () => {
    await pass(70_000);
    await expect.poll(() => called('zone')).toEqual([]);
    const numbers: string[] = [];
    for (const [counter, service] of [
      [1, 'GS01'],
      [2, 'ZJ01'],
      [3, 'GU01'],
      [4, 'DU01'],
      [5, 'SW01'],
    ] as const)
      numbers.push(await call(counter, service));
    await each(['hall', 'zone'], (name) => expect.poll(() => called(name)).toEqual(numbers.slice(0, 4)));
    await takePicture(boards.zone as Screen, 'boards-zone');
    await pass(12_000);
    await each(['hall', 'zone'], (name) => expect.poll(() => called(name)).toContain(numbers[4]));
    // What is called before stays in the list, which neither turns pages nor runs (D2).
    await expect.poll(async () => (await textsOf('hall', '.calls .row-number')).slice(0, 5)).toEqual(numbers.reverse());
    const running = await page('hall').evaluate(() =>
      document.getAnimations().map((animation) => (animation as CSSAnimation).animationName ?? 'transition'),
    );
    expect(running.filter((name) => name !== 'flash')).toEqual([]);
    await page('hall').waitForSelector('.strip-clock .unlit');
    await page('hall').waitForFunction("document.querySelector('.strip-clock .unlit') === null");
  });
});

describe('the board that is read from ten metres', () => {
  const leastPx = (mmPerMetre: number) => {
    const perMm = Math.hypot(1920, 1080) / (far.inch * 25.4);
    return perMm * far.metres * mmPerMetre;
  };
  /** Font sizes, and whether a part hangs over the edge of what it stands in. */
  const measured = (selector: string) =>
    page('far')
      .locator(selector)
      .evaluateAll((parts) =>
        parts.map((part) => {
          const [box, around] = [part, part.closest('.call, .row, .caption') ?? part].map((one) =>
            one.getBoundingClientRect(),
          );
          const isCut =
            box === undefined || around === undefined || box.right > around.right + 1 || box.bottom > around.bottom + 1;
          return { px: Number.parseFloat(getComputedStyle(part).fontSize), isCut };
        }),
      );

  it('has numbers of 12 mm and words of 7.3 mm for each metre, and cuts none of them off (D1)', async () => {
    await pass(70_000);
    await expect.poll(() => called('far')).toEqual([]);
    for (const [counter, service] of [
      [1, 'GS01'],
      [9, 'FG01'],
    ] as const)
      await call(counter, service);
    await page('far').waitForSelector('.hero[data-cards="2"]');
    for (const selector of ['.call-number', '.call-way .counter-no', '.row-number', '.row .counter-no']) {
      const digits = await measured(selector);
      expect(digits.length, selector).toBeGreaterThan(1);
      for (const { px, isCut } of digits) {
        expect(px * digitShare, selector).toBeGreaterThanOrEqual(leastPx(12) - 1);
        expect(isCut, selector).toBe(false);
      }
    }
    await takePicture(boards.far as Screen, 'boards-far');
    const told = await house.post('/api/announcements', { text: '午后二时起停水' }, { as: 'super1' });
    expect(told.statusCode, told.body).toBeLessThan(300);
    await page('far').waitForSelector('.caption');
    for (const { px, isCut } of await measured('.caption-words')) {
      expect(px * 0.92).toBeGreaterThanOrEqual(leastPx(7.3) - 1);
      expect(isCut).toBe(false);
    }
    await takePicture(boards.far as Screen, 'boards-far-caption');
  });
});

describe('a panel that hangs there for years', () => {
  it('moves its picture by at most four pixels every three minutes, and changes its sides every day (D14)', async () => {
    const movedBy = (name: string) =>
      page(name).evaluate(() => {
        const part = document.querySelector('[data-offline]');
        const { e, f } = new DOMMatrix(part === null ? '' : getComputedStyle(part).transform);
        return `${e} ${f}`;
      });
    const names = ['hall', 'zone', 'counter', 'notices'] as const;
    const before = await Promise.all(names.map(movedBy));
    const sides = () =>
      each(['hall', 'zone', 'notices'], (name) => page(name).locator('[data-offline].mirrored').count());
    const [sidesBefore] = await sides();
    await pass(180_000, false);
    for (const [index, name] of names.entries()) {
      await expect.poll(() => movedBy(name)).not.toBe(before[index]);
      const by = (await movedBy(name)).split(' ').map(Math.abs as (text: unknown) => number);
      expect(Math.max(...by)).toBeLessThanOrEqual(4);
    }
    await pass(dayMs, false);
    await expect.poll(sides).toEqual(Array(3).fill(sidesBefore === 0 ? 1 : 0));
    await pass(-dayMs - 180_000, false);
  });
});

describe('a cut line', () => {
  const stage = (name: string, is: string) => page(name).waitForSelector(`[data-offline=${is}]`);
  const all = ['hall', 'zone', 'counter', 'notices', 'guide'] as const;
  let during = '';

  it('is told in steps, and nothing stands as called that may be over (D12)', async () => {
    const number = await call(1, 'GS01');
    await each(['hall', 'zone'], (name) => expect.poll(() => called(name)).toContain(number));
    line.cut();
    await each(all, (name) => expect.poll(() => page(name).evaluate('document.title')).not.toBe(''));
    // The browser tells the page of the cut; from then on time counts.
    await page('hall').waitForTimeout(300);
    await pass(5000);
    await each(all, (name) => stage(name, 'mark'));
    await each(all, (name) => page(name).waitForSelector('[data-icon=wifi-off]'));
    expect(await called('hall')).toContain(number);
    await pass(25_000);
    await each(all, (name) => stage(name, 'banner'));
    await page('hall').waitForSelector('.offline-banner');
    await takePicture(boards.hall as Screen, 'boards-hall-banner');
    await each(['hall', 'zone', 'counter'], (name) => page(name).waitForSelector('.flashing', { state: 'detached' }));
    expect(await textsOf('counter', '.display-number')).toEqual([]);
    await pass(30_000);
    await each(['hall', 'zone'], (name) => expect.poll(() => called(name)).toEqual([]));
    await pass(60_000);
    await each(all, (name) => stage(name, 'full'));
    await each(['hall', 'zone'], (name) => page(name).waitForSelector('.offline-full .counter-no'));
    await takePicture(boards.zone as Screen, 'boards-zone-full');
    await takePicture(boards.guide as Screen, 'boards-guide-full');
    // Nobody heard of them for two minutes: the supervisor does (D13).
    const { screens } = (await house.get('/api/health')).json<{
      screens: { alarms: { screen: string; reason: string }[] };
    }>();
    const silent = screens.alarms.filter(({ reason }) => reason === 'screen-silent').map(({ screen }) => screen);
    expect(silent).toEqual(expect.arrayContaining(['hall', 'hall/far', 'zone/1', 'counter/1', 'notices']));
  });

  it('after it, and after the server was started anew, the boards show what is now and replay nothing', async () => {
    const missed = await call(2, 'ZJ01');
    aheadMs += 30_000;
    await house.restart();
    await listen();
    house.forgetSessions();
    for (const { page } of Object.values(boards)) await page.evaluate('window.aheadMs += 30_000');
    during = await call(3, 'GU01');
    line.mend();
    await each(all, (name) => stage(name, 'live'));
    // Called half a minute ago: in the list, not as if it were now. Called a moment ago: on the board.
    await each(['hall', 'zone'], (name) => expect.poll(() => called(name)).toEqual([during]));
    expect((await textsOf('hall', '.calls .row-number')).slice(0, 2)).toEqual([during, missed]);
    const next = await call(5, 'SW01');
    await each(['hall', 'zone'], (name) => expect.poll(() => called(name)).toEqual([during, next]));
    await page('counter').waitForSelector('.display[data-state=serving]');
  });

  it('a board that is switched on at noon says that it draws and knows the newest call (D13)', async () => {
    await hang('late', '/signage/hall/?screen=late', 1920, 1080);
    const beats = async () => {
      const health = (await house.get('/api/health')).json<{
        screens: { list: { screen: string; frames: number; lastCallSeq: number; build: string; clockOffMs: number }[] };
      }>();
      return health.screens.list.find(({ screen }) => screen === 'hall/late');
    };
    await expect.poll(beats, { timeout: 15_000 }).toMatchObject({ build: expect.stringMatching(/^signage-/) });
    const beat = await beats();
    expect(beat?.frames).toBeGreaterThan(0);
    const shown = page('late').locator('.hero .call, .calls .row');
    expect(await shown.count()).toBeGreaterThan(0);
    expect(beat?.lastCallSeq).toBe(Number(await page('hall').locator('.call').last().getAttribute('data-seq')));
  });

  it('leaves no board with a complaint', () => {
    for (const [name, { complaints }] of Object.entries(boards)) expect(complaints, name).toEqual([]);
  });
});
