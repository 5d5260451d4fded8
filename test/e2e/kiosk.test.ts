import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  breaches,
  crowded,
  dumbKeys,
  findTile,
  misfits,
  smallWords,
  standingKeys,
  tap,
} from '../fixtures/ui-stage-public/kiosk-checks.ts';
import { openPublicScreens, type PublicScreens } from '../fixtures/ui-stage-public/public-screens.ts';
import type { UiStage } from '../fixtures/ui-stage-public/stage.ts';

let screens: PublicScreens;
let browser: Browser;
let stage: UiStage;
let address: string;

beforeAll(async () => {
  screens = await openPublicScreens();
  ({ browser, stage, address } = screens);
});
afterAll(() => screens?.close());

async function openKiosk(width = 1080, height = 1920, query = ''): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height }, hasTouch: true });
  await page.goto(`${address}/kiosk/${query}`);
  await page.waitForSelector('[data-role=tile]');
  return page;
}
/** Everything that must hold on every screen of the kiosk. */
async function expectSound(page: Page, step: string): Promise<void> {
  expect(await misfits(page), step).toEqual([]);
  expect(await crowded(page), step).toEqual([]);
  expect(await dumbKeys(page), step).toEqual([]);
  expect(await smallWords(page), step).toEqual([]);
  expect(await breaches(page), step).toEqual([]);
}

describe.each([
  ['portrait', 1080, 1920],
  ['landscape', 1920, 1080],
])('the kiosk in %s', (_name, width, height) => {
  it('a number is taken with taps alone, on keys that old hands hit, that speak, and read at 7:1', async () => {
    const page = await openKiosk(width, height);
    await expectSound(page, 'home');
    const places = [await standingKeys(page)];
    await tap(page, await findTile(page, 'build'));
    for (const step of ['[data-role=tile]', '[data-role=priority]', '[data-green=elder]', '[data-role=confirm]']) {
      await page.waitForSelector(step);
      await expectSound(page, step);
      places.push(await standingKeys(page));
      await tap(page, step);
    }
    await page.waitForSelector('[data-role=number]');
    await page.waitForSelector('.way-map');
    await page.waitForTimeout(300);
    await expectSound(page, 'taken');
    expect(await page.locator('[data-role=number]').textContent()).toMatch(/^\d{4}$/);
    expect(stage.taken.at(-1)).toMatchObject({ greenReason: 'elder', origin: 'kiosk' });
    places.push(await standingKeys(page));
    await tap(page, '[data-role=help]');
    await page.waitForSelector('[data-help-phase=calling]');
    await expectSound(page, 'help');
    // Back, home, ear, replay, volume and the person stand where they stood, on every screen (rules T10, T11).
    const all = [...places, await standingKeys(page)];
    for (const role of ['help', 'back', 'home', 'listen', 'replay', 'volume'])
      expect(new Set(all.map((each) => each[role]).filter((place) => place !== undefined)).size, role).toBe(1);
    expect(all.every((each) => each.help !== undefined && each.listen !== undefined)).toBe(true);
    await page.close();
  });
});

describe('the kiosk that needs no reading', () => {
  it('leads from waking to the way with every word blanked out', async () => {
    const page = await openKiosk();
    await page.addStyleTag({ content: '*:not(.digits) { -webkit-text-fill-color: transparent !important; }' });
    for (const step of [
      '[data-role=listen]',
      '[data-role=voice][data-voice=gan]',
      '[data-role=voice][data-voice=gan]',
      '[data-pictogram=marriage]',
      '[data-pictogram=marriage]',
      '[data-role=confirm]',
      '[data-role=confirm]',
    ])
      await tap(page, step);
    await page.waitForSelector('[data-role=number]');
    await page.waitForSelector('[data-plate="21"]');
    await page.waitForSelector('.way-map .way-goal');
    await tap(page, '[data-role=done]');
    await tap(page, '[data-role=done]');
    await page.waitForSelector('[data-step=home]');
    // The next visitor finds the usual voice again.
    expect(await page.evaluate(() => sessionStorage.getItem('speech-voice'))).toBe('mandarin');
    await page.close();
  });

  it('while listening the first tap speaks and lights up, the second chooses; one voice, silent within 200 ms', async () => {
    const page = await openKiosk();
    await page.evaluate(() => {
      const log: { what: string; at: number; afterMs: number }[] = [];
      Object.assign(window, { soundLog: log });
      const { start, stop } = AudioBufferSourceNode.prototype;
      AudioBufferSourceNode.prototype.start = function (...given) {
        log.push({ what: 'start', at: performance.now(), afterMs: 0 });
        return start.apply(this, given as []);
      };
      AudioBufferSourceNode.prototype.stop = function (when = 0) {
        log.push({ what: 'stop', at: performance.now(), afterMs: (when - this.context.currentTime) * 1000 });
        return stop.call(this, when);
      };
      window.addEventListener(
        'pointerdown',
        () => log.push({ what: 'touch', at: performance.now(), afterMs: 0 }),
        true,
      );
    });
    await tap(page, '[data-role=listen]');
    await tap(page, '[data-voice=mandarin]');
    await tap(page, '[data-voice=mandarin]');
    await tap(page, '[data-tile=hukou]');
    await page.waitForSelector('[data-tile=hukou][data-heard]');
    expect(await page.getAttribute('.kiosk', 'data-step')).toBe('home');
    await expect.poll(() => stage.spoken.at(-1)).toBe('户口');
    await page.waitForTimeout(300);
    await tap(page, '[data-tile=marriage]');
    await page.waitForSelector('[data-tile=marriage][data-heard]');
    expect(await page.locator('[data-heard]').count()).toBe(1);
    await expect.poll(() => stage.spoken.at(-1)).not.toBe('户口');
    await page.waitForTimeout(300);
    await tap(page, '[data-tile=marriage]');
    await page.waitForSelector('[data-step=service]');
    const log = await page.evaluate(
      () => (window as unknown as { soundLog: { what: string; at: number; afterMs: number }[] }).soundLog,
    );
    let sounding = 0;
    let touchedAt = 0;
    const silences: number[] = [];
    for (const { what, at, afterMs } of log) {
      if (what === 'touch') touchedAt = at;
      if (what === 'start') sounding += 1;
      if (what === 'stop') {
        sounding -= 1;
        silences.push(at - touchedAt + afterMs);
      }
      expect(sounding).toBeLessThanOrEqual(1);
    }
    expect(silences.length).toBeGreaterThan(1);
    expect(Math.max(...silences)).toBeLessThan(200);
    await page.close();
  });

  it('a call for a person is seen to be answered', async () => {
    const page = await openKiosk();
    const before = stage.helpCalls.length;
    await tap(page, '[data-role=help]');
    await page.waitForSelector('[data-help-phase=calling]');
    await expect.poll(() => stage.helpCalls.slice(before)).toMatchObject([{ place: { kind: 'kiosk', id: 'kiosk-1' } }]);
    stage.helpState = 'taken';
    await page.waitForSelector('[data-help-phase=taken] [data-pictogram=coming]', { timeout: 10_000 });
    stage.helpState = 'open';
    await page.close();
  });

  it('a number is looked up with ten digits, and a missed one comes back', async () => {
    const status = { number: '3021', zone: 3, ahead: null, wait: null, counters: [], counter: null };
    stage.numbers.set('3021', { ...status, status: 'missed', mayRequeue: true });
    const page = await openKiosk();
    await tap(page, '[data-role=my-number]');
    await expectSound(page, 'lookup');
    for (const digit of '3021') await tap(page, `[data-digit="${digit}"]`);
    await tap(page, '[data-role=look]');
    await page.waitForSelector('[data-status=missed]');
    await expectSound(page, 'number');
    await tap(page, '[data-role=requeue]');
    await page.waitForSelector('[data-status=waiting]');
    await page.close();
  });

  it('a quiet screen asks first, waits longer while listening, and forgets what was typed', async () => {
    const page = await browser.newPage({ viewport: { width: 1080, height: 1920 }, hasTouch: true });
    await page.clock.install();
    await page.goto(`${address}/kiosk/`);
    await page.waitForSelector('[data-role=tile]');
    const press = async (selector: string) => {
      await page.clock.runFor(600);
      await page.locator(selector).first().tap({ timeout: 5000 });
      await page.clock.runFor(50);
    };
    await press('[data-role=my-number]');
    await press('[data-digit="3"]');
    // The sentence about the page must have ended before the minute of quiet begins.
    await page.waitForTimeout(700);
    for (let time = 0; time < 10; time += 1) {
      await page.clock.runFor(62_000);
      await press('[data-role=stay]');
      await page.waitForSelector('[data-role=stay]', { state: 'detached' });
    }
    expect(await page.getAttribute('[data-role=typed]', 'data-typed')).toBe('3');
    await page.clock.runFor(83_000);
    await page.waitForSelector('.kiosk[data-step=home]');
    await press('[data-role=my-number]');
    await page.waitForSelector('[data-role=typed][data-typed=""]');
    await press('[data-role=listen]');
    await page.waitForTimeout(700);
    await page.clock.runFor(70_000);
    expect(await page.locator('[data-role=stay]').count()).toBe(0);
    await page.close();
  });

  it('a tall screen keeps every key below 1220 mm, and still motion is stillness', async () => {
    const page = await browser.newPage({ viewport: { width: 1080, height: 1920 }, reducedMotion: 'reduce' });
    await page.goto(`${address}/kiosk/?inch=43&bottom=560`);
    await page.waitForSelector('[data-role=tile]');
    const tops = await page.evaluate(() => {
      const mm = Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--mm'));
      return [...document.querySelectorAll('button')].map(
        (button) => 560 + (innerHeight - button.getBoundingClientRect().top) / mm,
      );
    });
    expect(Math.max(...tops)).toBeLessThanOrEqual(1221);
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    await page.close();
  });
});

describe('the kiosk under a trembling hand and a bad line', () => {
  it('two touches on the tick take one number', async () => {
    const page = await openKiosk();
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
  });

  it('a cut line ends in a plain page, and trying again asks for the same number', async () => {
    const page = await openKiosk();
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
  });

  it('a printer without paper still leaves the number and a code on the screen', async () => {
    stage.setPrinter({ state: 'trouble', reason: 'paper-out' });
    const page = await openKiosk();
    await tap(page, '[data-tile=marriage]');
    await tap(page, '[data-role=confirm]');
    await page.waitForSelector('[data-role=slip].missing svg');
    expect(await page.locator('[data-role=number]').textContent()).toMatch(/^3\d{3}$/);
    stage.setPrinter({ state: 'ready', reason: null });
    await page.close();
  });
});

describe('the form station', () => {
  it('asks before the start key wipes what was filled in, and begins empty afterwards', async () => {
    const page = await browser.newPage({ viewport: { width: 1080, height: 1920 }, hasTouch: true });
    await page.goto(`${address}/kiosk/?station=forms`);
    await page.waitForSelector('[data-role=form]');
    await expectSound(page, 'forms');
    await tap(page, '[data-form=own-business]');
    await tap(page, '[data-role=fill]');
    await page.waitForSelector('[data-role=letter]');
    await expectSound(page, 'pinyin');
    await tap(page, '[data-role=digits]');
    await tap(page, '[data-letter="7"]');
    await page.waitForSelector('[data-typed="7"]');
    await tap(page, '[data-role=home]');
    await page.waitForSelector('[data-role=leave-forms]');
    expect([await smallWords(page), await breaches(page)]).toEqual([[], []]);
    await page.waitForSelector('[data-role=stay-with-form]:focus');
    await page.keyboard.press('Shift+Tab');
    await page.waitForSelector('[data-role=leave-forms-now]:focus');
    await page.keyboard.press('Tab');
    await page.waitForSelector('[data-role=stay-with-form]:focus');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-role=leave-forms]', { state: 'detached' });
    await page.waitForSelector('[data-role=home]:focus');
    await page.waitForSelector('[data-typed="7"]');
    await tap(page, '[data-role=home]');
    await tap(page, '[data-role=leave-forms-now]');
    await page.waitForSelector('[data-role=form]');
    await tap(page, '[data-form=own-business]');
    await tap(page, '[data-role=fill]');
    await page.waitForSelector('[data-typed=""]');
    await page.close();
  });
});
