import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeWav } from '../../devices/voice/wav.ts';
import type { SpeakerConfig } from '../../server/contract/device.ts';
import { Caller, type RunningHall, startHall } from '../fixtures/running-hall.ts';
import { openBrowser, openScreen, type Screen, takePicture } from '../fixtures/screens.ts';

const speaker: SpeakerConfig = {
  id: 'speaker-hall',
  name: '大厅广播',
  kind: 'speaker',
  zones: [1, 2, 3, 4],
  output: 'signage',
  music: true,
  repeat: 1,
  repeatGapSeconds: 8,
};
const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
/** Somebody who says a long aaa, and a rest, over and over. */
const spoken = join(mkdtempSync(join(tmpdir(), 'microphone-')), 'spoken.wav');
const fakeMicrophone = [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  `--use-file-for-fake-audio-capture=${spoken}`,
];
/** Listens at the page's own Web Audio: how loud the music is after its gain, and how loud the speech. */
const ears = `
  window.gains = [];
  const make = BaseAudioContext.prototype.createGain;
  BaseAudioContext.prototype.createGain = function () {
    const node = make.call(this);
    const analyser = this.createAnalyser();
    analyser.fftSize = 2048;
    node.connect(analyser);
    window.gains.push({ node, analyser });
    return node;
  };
  window.loudness = () => window.gains.map(({ analyser }) => {
    const samples = new Float32Array(analyser.fftSize);
    analyser.getFloatTimeDomainData(samples);
    return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
  });
`;

let hall: RunningHall;
let browser: Browser;
const screens: Screen[] = [];
beforeAll(async () => {
  const allDay = [
    { from: '00:00', until: '12:00' },
    { from: '12:00', until: '00:00' },
  ];
  const aaa = Float32Array.from({ length: 2 * 44_100 }, (_, at) => (at < 44_100 ? 0.4 * Math.sin(at / 20) : 0));
  writeFileSync(spoken, writeWav({ sampleRate: 44_100, samples: aaa }));
  const music = { folder: 'music', level: 1, times: allDay };
  [hall, browser] = await Promise.all([
    startHall({ devices: [speaker], hall: { music } }),
    openBrowser(fakeMicrophone),
  ]);
  const folder = join(hall.folder, 'data', 'music');
  mkdirSync(folder, { recursive: true });
  const samples = Float32Array.from({ length: 60 * 8000 }, (_, at) => 0.4 * Math.sin(at / 3));
  writeFileSync(join(folder, 'hum.wav'), writeWav({ sampleRate: 8000, samples }));
  await fetch(`${hall.base}/api/music`);
});
afterAll(async () => {
  await browser?.close();
  await hall?.stop();
  hall?.remove();
  rmSync(dirname(spoken), { recursive: true, force: true });
});

async function board(): Promise<Screen> {
  const screen = await openScreen(browser, 'about:blank', 960, 540);
  await screen.page.addInitScript(ears);
  await screen.page.goto(`${hall.base}/signage/hall/?speaker=speaker-hall`);
  screens.push(screen);
  return screen;
}
const announces = (screen: Screen) => screen.page.getAttribute('.hall', 'data-announces');
const loudness = (screen: Screen) => screen.page.evaluate<number[]>('window.loudness()');
const health = async () => {
  const answer = await fetch(`${hall.base}/api/health`);
  return ((await answer.json()) as { devices: { list: { id: string; state: string; reason: string | null }[] } })
    .devices.list[0];
};

it('one board of two speaks: the music falls under the call and comes back, and the call is settled as spoken', async () => {
  expect(await health()).toMatchObject({ state: 'offline', reason: 'no-announcer' });
  const first = await board();
  await expect.poll(() => announces(first)).toBe('true');
  const second = await board();
  await expect.poll(async () => (await loudness(first))[0], { timeout: 15_000 }).toBeGreaterThan(0.2);
  expect(await announces(second)).toBe('false');

  const clerk = await new Caller(hall.base).signIn('a01');
  await clerk.post('/api/counters/1/open');
  const counters = await clerk.get('/api/services');
  const service = (counters.body as { code: string; counters: number[] }[]).find((each) => each.counters.includes(1));
  await clerk.post('/api/tickets', { service: service?.code });
  expect((await clerk.post('/api/counters/1/call-next')).status).toBe(200);

  const heard: number[] = [];
  const silent: number[] = [];
  await expect
    .poll(
      async () => {
        const [music = 1, speech = 0] = await loudness(first);
        if (speech > 0.01) heard.push(music);
        silent.push(Math.max(...(await loudness(second))));
        return heard.length > 3 && speech < 0.001 && music > 0.2;
      },
      { timeout: 20_000, interval: 60 },
    )
    .toBe(true);
  // 0.4 of a sine is 0.28; ducked to 0.15 it is 0.042.
  expect(Math.min(...heard)).toBeLessThan(0.06);
  expect(Math.max(...silent)).toBe(0);
  const outputs = (await clerk.get('/api/devices')).body as { id: string; lastSuccessAt: number | null }[];
  expect(outputs[0]?.lastSuccessAt).not.toBeNull();
  expect(await health()).toMatchObject({ state: 'ready', reason: null });
});

it('when the board that speaks goes away, the other takes its place', async () => {
  const [first, second] = screens;
  if (!first || !second) throw new Error('two boards were opened before');
  await first.page.close();
  await expect.poll(() => announces(second), { timeout: 10_000 }).toBe('true');
  expect(screens.flatMap(({ complaints }) => complaints)).toEqual([]);
});

it('a board that the browser keeps mute says so to staff and to the server', async () => {
  const [, second] = screens;
  await second?.page.evaluate('window.gains[0].node.context.suspend()');
  await expect.poll(health, { timeout: 10_000 }).toMatchObject({ state: 'trouble', reason: 'sound-blocked' });
  await second?.page.click('.sound');
  await expect.poll(health, { timeout: 10_000 }).toMatchObject({ state: 'ready' });
});

it('a voice is recorded at the page, and the hall can speak with it', async () => {
  const screen = await openScreen(browser, `${hall.base}/counter-ui/recording`, 1366, 768);
  const { page } = screen;
  await page.fill('[name=staff]', 'super1');
  await page.fill('[name=password]', 'tingqian-demo');
  await page.keyboard.press('Enter');
  await page.fill('[name=id]', 'ganzhou');
  await page.fill('[name=voice]', '刘师傅');
  await page.fill('[name=dialect]', '赣州话');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.take:not([disabled])');
  expect(await page.textContent('.line')).toBe('零');
  await page.click('.line');
  await page.keyboard.press('Space');
  await page.waitForSelector('.take[data-state=recording]');
  await page.waitForTimeout(2200);
  await page.keyboard.press('Space');
  await page.waitForSelector('.verdict.good');
  // The verdict is heard before the take is kept on the server.
  await page.waitForSelector('[data-words=零][data-recorded=true]');
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction("document.querySelector('.line')?.textContent === '一'");
  await takePicture(screen, 'recording');
  const said = await fetch(`${hall.base}/api/speech?voice=ganzhou&text=${encodeURIComponent('零')}`);
  expect([said.status, said.headers.get('content-type')]).toEqual([200, 'audio/wav']);
  expect((await said.arrayBuffer()).byteLength).toBeGreaterThan(2000);
  await page.evaluate(readFileSync(axePath, 'utf8'));
  const found = await page.evaluate('axe.run().then(({ violations }) => violations.map(({ id }) => id))');
  expect(found).toEqual([]);
  expect(screen.complaints).toEqual([]);
});
