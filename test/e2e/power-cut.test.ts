import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fakes, startFakes } from '../../devices/fakes.ts';
import type { DeviceConfig, LitScreen, PrintedSlip } from '../../server/contract/device.ts';
import { readHallFile, sampleHall } from '../../server/hall-file.ts';
import { Caller, type RunningHall, startHall } from '../fixtures/running-hall.ts';
import { openBrowser, openScreen, type Screen } from '../fixtures/screens.ts';

/** The devices outlive the server here, as they do when its power is cut: they run in this process, behind sockets. */
describe('the power is cut in the middle of work', () => {
  let fakes: Fakes;
  let hall: RunningHall;
  let browser: Browser;
  let board: Screen;
  let clerk: Caller;
  const taken = new Map<string, string>();

  beforeAll(async () => {
    const devices: DeviceConfig[] = readHallFile(sampleHall).devices;
    fakes = await startFakes(devices);
    hall = await startHall({ devices: fakes.devices });
    browser = await openBrowser();
    board = await openScreen(browser, `${hall.base}/signage/hall/`, 1920, 1080);
    clerk = await new Caller(hall.base).signIn('a01');
    await clerk.post('/api/counters/1/open');
  });

  afterAll(async () => {
    await browser?.close();
    await hall?.stop();
    await fakes?.stop();
    hall?.remove();
  });

  const paper = (): PrintedSlip[] =>
    fakes.outputs().flatMap((output) => (output.kind === 'printer' ? output.slips : []));
  const led = (counter: number): LitScreen | undefined =>
    fakes
      .outputs()
      .flatMap((output) => (output.kind === 'led-bus' ? output.screens : []))
      .find((screen) => screen.counter === counter);
  const timesPrinted = (number: string) =>
    paper().filter((slip) => slip.text.replace(/\s/g, '').includes(number) && !slip.text.includes('补打')).length;

  async function take(count: number): Promise<void> {
    for (let index = 0; index < count; index += 1) {
      const answer = await clerk.post('/api/tickets', { service: 'GS01', terminal: 'kiosk-1' });
      expect(answer.status).toBe(201);
      taken.set(answer.body.number, answer.body.id);
    }
  }

  const slipStatuses = async (number: string): Promise<string[]> => {
    const ticket = (await clerk.get(`/api/tickets/${taken.get(number)}`)).body;
    return ticket.slips.map((slip: { status: string }) => slip.status);
  };

  it('loses no number and prints none twice when the server is killed while a slip is half out', async () => {
    await fakes.setFault('printer-kiosk', 'slow', 3000);
    await take(5);
    await expect.poll(() => slipStatuses('1001'), { timeout: 10_000 }).toEqual(['printing']);
    await clerk.post('/api/counters/1/call-next');
    await hall.kill();
    await fakes.setFault('printer-kiosk', 'slow', 0);
    await hall.startAgain();
    // Four slips never began and are printed now; the first one is for a person to decide.
    await expect.poll(() => slipStatuses('1005'), { timeout: 20_000 }).toEqual(['printed']);
    expect(await slipStatuses('1001')).toEqual(['uncertain']);
    for (const number of ['1002', '1003', '1004', '1005']) {
      expect(await slipStatuses(number), number).toEqual(['printed']);
      expect(timesPrinted(number), number).toBe(1);
    }
    expect(timesPrinted('1001')).toBeLessThanOrEqual(1);
  });

  it('has the same queue and the same call after it', async () => {
    const counters = (await clerk.get('/api/counters')).body;
    expect(counters[0]).toMatchObject({ no: 1, stage: 'called', staff: 'a01' });
    const called = (await clerk.get(`/api/tickets/${taken.get('1001')}`)).body;
    expect(called).toMatchObject({ status: 'called', counter: 1 });
    expect(called.calls).toHaveLength(1);
    const last = (await clerk.get(`/api/tickets/${taken.get('1005')}`)).body;
    expect(last).toMatchObject({ status: 'waiting', ahead: 3 });
  });

  it('brings the hall board and the LED strip back by themselves, without a reload', async () => {
    await board.page.locator('[data-number="1001"]').first().waitFor({ timeout: 15_000 });
    await expect
      .poll(() => JSON.stringify(led(1)?.areas.map((area) => area.text)), { timeout: 15_000 })
      .toContain('1001');
    await clerk.post('/api/counters/1/call-next');
    await board.page.locator('[data-number="1002"]').first().waitFor({ timeout: 15_000 });
    await expect
      .poll(() => JSON.stringify(led(1)?.areas.map((area) => area.text)), { timeout: 15_000 })
      .toContain('1002');
  });

  it('prints a marked reprint when a person orders it, and only then', async () => {
    const desk = await new Caller(hall.base).signIn('desk1');
    const before = paper().length;
    const ordered = await desk.post(`/api/tickets/${taken.get('1003')}/reprint`, { reason: '看不清' });
    expect(ordered.status).toBe(200);
    await expect.poll(() => paper().length, { timeout: 10_000 }).toBe(before + 1);
    expect(paper().at(-1)?.text).toContain('补打');
    await expect.poll(() => slipStatuses('1003'), { timeout: 10_000 }).toEqual(['printed', 'printed']);
  });

  it('goes on giving numbers while the printer is out of paper, and prints them when paper is back', async () => {
    await fakes.setFault('printer-kiosk', 'paper-out', true);
    await take(2);
    expect([...taken.keys()].slice(-2)).toEqual(['1006', '1007']);
    await expect
      .poll(
        async () => (await clerk.get('/api/devices')).body.find((each: { id: string }) => each.id === 'printer-kiosk'),
        {
          timeout: 15_000,
        },
      )
      .toMatchObject({ state: 'trouble', reason: 'paper-out' });
    expect(timesPrinted('1006')).toBe(0);
    await fakes.setFault('printer-kiosk', 'paper-out', false);
    await expect.poll(() => slipStatuses('1007'), { timeout: 30_000 }).toEqual(['printed']);
    expect(timesPrinted('1006')).toBe(1);
    expect(timesPrinted('1007')).toBe(1);
  });

  it('keeps no number twice over five more power cuts under load', async () => {
    for (let cut = 0; cut < 5; cut += 1) {
      const burst = Array.from({ length: 12 }, (_, index) => {
        const commandId = `cut-${cut}-${index}-abcdef`;
        return clerk
          .post('/api/tickets', { commandId, service: 'SY02', terminal: 'desk-1' })
          .then((answer) => ({ commandId, answer }))
          .catch(() => ({ commandId, answer: null }));
      });
      await new Promise((done) => setTimeout(done, 3 + cut * 7));
      await hall.kill();
      const answers = await Promise.all(burst);
      await hall.startAgain();
      for (const { commandId, answer } of answers) {
        const again = await clerk.post('/api/tickets', { commandId, service: 'SY02', terminal: 'desk-1' });
        expect(again.status).toBe(201);
        if (answer !== null) expect(again.body).toEqual(answer.body);
        expect(taken.has(again.body.number), `${again.body.number} was given twice`).toBe(false);
        taken.set(again.body.number, again.body.id);
      }
    }
    const numbers = [...taken.keys()].sort();
    expect(numbers).toHaveLength(7 + 60);
    expect(numbers.at(-1)).toBe('1067');
  });
});
