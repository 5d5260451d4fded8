import jsqrModule from 'jsqr';
import type { Browser } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Caller, type RunningHall, startHall } from '../fixtures/running-hall.ts';
import { openBrowser, openScreen, type Screen, takePicture } from '../fixtures/screens.ts';

const readQr = jsqrModule as unknown as typeof import('jsqr').default;

/** One visitor, from the kiosk's first touch to the finished service, on the real server with its devices behind sockets. */
describe('a visitor goes from the kiosk to a finished service', () => {
  let hall: RunningHall;
  let browser: Browser;
  const screens: Record<string, Screen> = {};
  let number = '';
  let ticketId = '';

  beforeAll(async () => {
    hall = await startHall();
    browser = await openBrowser();
    const open = async (name: string, path: string, width: number, height: number) => {
      screens[name] = await openScreen(browser, hall.base + path, width, height);
    };
    await open('kiosk', '/kiosk/', 1080, 1920);
    await open('hall', '/signage/hall/', 1920, 1080);
    await open('display', '/signage/counter/1', 1280, 480);
    await open('devices', '/devices/', 1920, 1080);
    await open('counter', '/counter-ui/', 1366, 768);
  });

  afterAll(async () => {
    await browser?.close();
    await hall?.stop();
    hall?.remove();
  });

  const at = (name: string) => {
    const screen = screens[name];
    if (screen === undefined) throw new Error(`no screen ${name}`);
    return screen;
  };

  it('takes a number for a service with taps alone', async () => {
    const { page } = at('kiosk');
    await page.locator('[data-role=tile]').first().waitFor();
    await takePicture(at('kiosk'), 'kiosk-home');
    await findTile(page, 'company');
    await page.locator('[data-tile=company]').click();
    await page.locator('[data-tile=GS01]').waitFor();
    await takePicture(at('kiosk'), 'kiosk-services');
    await page.waitForTimeout(600);
    await page.locator('[data-tile=GS01]').click();
    await page.locator('[data-role=confirm]').waitFor();
    expect(await page.textContent('body')).toContain('企业名称预先核准申请书');
    await takePicture(at('kiosk'), 'kiosk-papers');
    await page.waitForTimeout(600);
    await page.locator('[data-role=confirm]').click();
    const shown = page.locator('[data-role=number]');
    await shown.waitFor();
    number = ((await shown.textContent()) ?? '').replace(/\s/g, '');
    ticketId = (await page.locator('[data-ticket]').getAttribute('data-ticket')) ?? '';
    expect(number).toBe('1001');
    await page.waitForTimeout(800);
    await takePicture(at('kiosk'), 'kiosk-number');
  });

  it('prints a slip whose QR opens the page of the ticket', async () => {
    const { page } = at('devices');
    const slip = page.locator('[data-slip]').first();
    await slip.waitFor();
    expect(await slip.textContent()).toContain(number);
    const picture = PNG.sync.read(await slip.locator('[data-role=qr]').screenshot());
    const read = readQr(new Uint8ClampedArray(picture.data), picture.width, picture.height);
    expect(read?.data).toBe(`${hall.base}/t/${ticketId}`);
    screens.phone = await openScreen(browser, read?.data ?? '', 390, 844);
    await at('phone').page.locator('[data-status=waiting]').first().waitFor();
    expect(await at('phone').page.locator('[data-role=number]').textContent()).toContain(number);
    await takePicture(at('phone'), 'phone-waiting');
  });

  it('is called by one key and shown by board, display, LED strip, phone and voice', async () => {
    const { page } = at('counter');
    await page.fill('input[name=staff]', 'a01');
    await page.fill('input[name=password]', 'tingqian-demo');
    await page.keyboard.press('Enter');
    await page.locator('[data-counter="1"]').waitFor();
    await takePicture(at('counter'), 'counter-choose');
    await page.keyboard.press('NumpadEnter');
    await page.locator('[data-role=announcement]').waitFor({ state: 'attached' });
    await page.waitForTimeout(600);
    await takePicture(at('counter'), 'counter-free');
    await page.keyboard.press('NumpadEnter');
    await at('hall').page.locator(`[data-number="${number}"]`).first().waitFor();
    await at('display').page.locator('[data-state=calling]').waitFor();
    await at('phone').page.locator('[data-status=called]').first().waitFor();
    await at('devices')
      .page.locator(`[data-led="1"][data-text*="${number}"], [data-led="1"] [data-text*="${number}"]`)
      .first()
      .waitFor();
    await at('devices').page.getByText(`请${number}号到1号窗口`).first().waitFor();
    for (const name of ['hall', 'display', 'devices', 'phone', 'counter'])
      await takePicture(at(name), `${name}-calling`);
  });

  it('is heard: the spoken call is a WAV with sound in it', async () => {
    const caller = await new Caller(hall.base).signIn('desk1');
    const ticket = (await caller.get(`/api/tickets/${ticketId}`)).body;
    const call = ticket.calls[0].seq;
    const answer = await fetch(`${hall.base}/api/devices/speaker-east/speech/${call}.wav`);
    expect(answer.status).toBe(200);
    const wav = Buffer.from(await answer.arrayBuffer());
    expect(wav.toString('latin1', 0, 4)).toBe('RIFF');
    let peak = 0;
    for (let offset = 44; offset + 1 < wav.length; offset += 2)
      peak = Math.max(peak, Math.abs(wav.readInt16LE(offset)));
    expect(peak).toBeGreaterThan(3000);
    expect(peak).toBeLessThan(32_700);
  });

  it('is served, its dossier opened, and finished; the record tells the whole visit', async () => {
    const { page } = at('counter');
    await page.waitForTimeout(500);
    await page.keyboard.press('Numpad0');
    await at('display').page.locator('[data-state=serving]').waitFor();
    await page.waitForTimeout(500);
    await takePicture(at('counter'), 'counter-serving');
    const clerk = await new Caller(hall.base).signIn('a01');
    const lodged = await clerk.post('/api/dossiers', {
      ticketId,
      item: 'GS01',
      applicant: { kind: 'person', name: '赖秀英', idNumber: '11010519491231002X' },
      materials: [{ name: '企业名称预先核准申请书', received: 'original', count: 1 }],
    });
    expect(lodged.status).toBe(201);
    expect(lodged.body.no).toMatch(/^360700GS01\d{8}0001$/);
    await page.keyboard.press('Numpad0');
    await at('phone').page.locator('[data-status=finished]').first().waitFor();
    const ticket = (await clerk.get(`/api/tickets/${ticketId}`)).body;
    expect(ticket).toMatchObject({ number, status: 'finished', dossiers: [lodged.body.no] });
    expect(ticket.periods).toHaveLength(1);
    expect(ticket.periods[0]).toMatchObject({ counter: 1, clerk: 'a01', outcome: 'finished', startAssumed: false });
    expect(ticket.slips.map((slip: { status: string }) => slip.status)).toEqual(['printed']);
    expect(ticket.steps.map((step: { type: string }) => step.type)).toEqual(
      expect.arrayContaining(['TicketTaken', 'SlipPrinted', 'TicketCalled', 'ServiceStarted', 'ServiceFinished']),
    );
  });

  it('leaves no page with a complaint', () => {
    for (const [name, screen] of Object.entries(screens)) expect(screen.complaints, name).toEqual([]);
  });
});

/** Turns the kiosk's pages until the tile is there. */
async function findTile(page: Screen['page'], tile: string): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) {
    if ((await page.locator(`[data-tile=${tile}]`).count()) > 0) return;
    await page.locator('[data-role=next]').click();
    await page.waitForTimeout(600);
  }
  throw new Error(`no tile ${tile} on any page of the kiosk`);
}
