import { afterEach, describe, expect, test, vi } from 'vitest';
import type { HuiduTiming } from '../../../devices/huidu/driver.ts';
import { type HuiduFault, huiduFaults } from '../../../devices/huidu/fake.ts';
import { type BoardHall, boardHall, calling, lit, patience, until } from './rig.ts';

vi.setConfig({ testTimeout: patience });

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function hall(timing: Partial<HuiduTiming> = {}): Promise<BoardHall> {
  const made = await boardHall(timing);
  ends.push(made.end);
  return made;
}

const greeting = ['请坐着等', '叫到您的号再去窗口'];
const row = (counter: number, number: string) => [`${number}号`, `→ ${counter}号窗口`];

describe('a board', () => {
  test('shows the greeting, then each call, and the greeting again, by the quickest way each time', async () => {
    const { board, driver } = await hall();
    driver.start();
    driver.showSigns?.([{ state: 'idle', counter: 3 }]);
    await until(() => expect(lit(board)).toEqual(greeting));
    driver.showSigns?.([calling(3, '1047', 1)]);
    await until(() => expect(lit(board)).toEqual(row(3, '1047')));
    driver.showSigns?.([calling(3, '1047', 1), calling(5, '1048', 2)]);
    await until(() => expect(lit(board)).toEqual([...row(5, '1048'), ...row(3, '1047')]));
    driver.showSigns?.([{ state: 'serving', counter: 3, number: '1047' }]);
    await until(() => expect(lit(board)).toEqual(greeting));
    expect(board.methods()).toEqual(['GetIFVersion', 'AddProgram', 'UpdateProgram', 'RealTimeUpdate', 'UpdateProgram']);
    expect(board.complaints()).toEqual([]);
    await until(() => expect(driver.health()).toMatchObject({ state: 'ready', reason: null, waitingJobs: 0 }));
  });

  test('is sent nothing when nothing on it changes', async () => {
    const { board, driver } = await hall();
    driver.start();
    driver.showSigns?.([calling(3, '1047', 1), { state: 'idle', counter: 4 }]);
    await until(() => expect(driver.health().state).toBe('ready'));
    const before = board.methods().length;
    driver.showSigns?.([calling(3, '1047', 2), { state: 'closed', counter: 4 }]);
    driver.showSigns?.([calling(3, '1047', 2), calling(9, '2001', 3)]);
    driver.showSigns?.([calling(3, '1048', 4)]);
    await until(() => expect(lit(board)).toEqual(row(3, '1048')));
    expect(board.methods()).toHaveLength(before + 1);
  });

  test('shows the last of many calls without playing the ones before it', async () => {
    const { board, driver } = await hall();
    const seen = new Set<string>();
    board.onChange(() => seen.add(lit(board)[0] ?? ''));
    await board.setFault('slow', 100);
    driver.start();
    for (let number = 1001; number <= 1099; number += 1) driver.showSigns?.([calling(1, String(number), number)]);
    await until(() => expect(seen.has('1099号')).toBe(true));
    for (let number = 1101; number <= 1199; number += 1) driver.showSigns?.([calling(1, String(number), number)]);
    await until(() => expect(lit(board)).toEqual(row(1, '1199')));
    expect(seen.size).toBeLessThanOrEqual(3);
  });

  test('from call to lit board over TCP', async () => {
    const { board, driver } = await hall();
    driver.start();
    driver.showSigns?.([]);
    await until(() => expect(driver.health().state).toBe('ready'));
    const times: number[] = [];
    for (let number = 1001; number <= 1100; number += 1) {
      const from = performance.now();
      const shown = new Promise<void>((resolve) => {
        const stop = board.onChange(() => {
          if (lit(board)[0] !== `${number}号`) return;
          stop();
          resolve();
        });
      });
      driver.showSigns?.([calling(1, String(number), number)]);
      await shown;
      times.push(performance.now() - from);
    }
    times.sort((a, b) => a - b);
    const at = (share: number) => (times[Math.floor(share * times.length)] ?? 0).toFixed(1);
    console.info(`call to lit board over TCP: median ${at(0.5)} ms, 95 % ${at(0.95)} ms, most ${at(0.99)} ms`);
    expect(times).toHaveLength(100);
  });

  test('can be tested, and shows the present afterwards', async () => {
    const { board, driver } = await hall();
    const seen: string[] = [];
    board.onChange(() => seen.push(lit(board).join()));
    driver.start();
    driver.showSigns?.([]);
    await until(() => expect(driver.health().state).toBe('ready'));
    await driver.test();
    expect(seen.at(-1)).toBe('屏幕测试');
    await until(() => expect(lit(board)).toEqual(greeting));
    driver.showSigns?.([calling(1, '1001')]);
    await until(() => expect(driver.health().state).toBe('ready'));
    const before = seen.length;
    await driver.test();
    expect(seen.slice(before)).toEqual([row(1, '1001').join()]);
  });

  test('says why it cannot be tested', async () => {
    const { board, driver } = await hall();
    await board.setFault('refuse', true);
    driver.start();
    await until(() => expect(driver.health().state).toBe('offline'));
    await expect(driver.test()).rejects.toThrow('refused');
    await board.setFault('refuse', false);
    await board.setFault('no-memory', true);
    driver.showSigns?.([]);
    await until(() => expect(driver.health().state).toBe('trouble'));
    await expect(driver.test()).rejects.toThrow('kMemoryFailed');
  });
});

/** How the driver tells of each fault while it lasts. */
const told: [HuiduFault, boolean | number, object][] = [
  ['deaf', true, { state: 'offline', reason: 'no-answer' }],
  ['refuse', true, { state: 'offline', reason: 'refused' }],
  ['cut', true, { state: 'offline', reason: 'closed' }],
  ['garbage', true, { state: 'offline', reason: 'damaged-answer' }],
  ['broken-xml', true, { state: 'offline', reason: 'damaged-answer' }],
  ['no-heartbeat', true, { state: 'offline', reason: 'no-answer' }],
  ['slow', 10_000, { state: 'offline', reason: 'no-answer' }],
  ['expired', true, { state: 'offline', reason: 'error' }],
  ['busy', true, { state: 'trouble', reason: 'busy', detail: 'kDownloadingFile' }],
  ['no-memory', true, { state: 'trouble', reason: 'error', detail: 'kMemoryFailed' }],
  ['half-packets', true, { state: 'ready', reason: null }],
  // A session that has its guid keeps it.
  ['no-guid', true, { state: 'ready', reason: null }],
  ['add-only', true, { state: 'ready', reason: null }],
];

describe('a board that fails', () => {
  test('every fault of the fake is tried here', () => {
    expect(told.map(([fault]) => fault).sort()).toEqual([...huiduFaults].sort());
  });

  test.each(told)('%s: the fault is told, and when it is over the present is shown', async (fault, value, health) => {
    const heartbeat = fault === 'no-heartbeat' ? { heartbeatMs: 50 } : {};
    const { board, driver } = await hall({ answerMs: fault === 'half-packets' ? 10_000 : 300, ...heartbeat });
    driver.start();
    driver.showSigns?.([]);
    await until(() => expect(driver.health().state).toBe('ready'));
    await board.setFault(fault, value);
    driver.showSigns?.([calling(1, '1001')]);
    await until(() => expect(driver.health()).toMatchObject(health));
    driver.showSigns?.([calling(2, '1002')]);
    await board.setFault(fault, fault === 'slow' ? 0 : false);
    await until(() => expect(lit(board)).toEqual(row(2, '1002')));
    await until(() => expect(driver.health()).toMatchObject({ state: 'ready', reason: null, waitingJobs: 0 }));
    expect(board.complaints().filter((line) => line.includes('no room'))).toEqual([]);
  });

  test.each(told)('%s from the very start does not hinder the present once it is over', async (fault, value) => {
    const { board, driver } = await hall({ answerMs: fault === 'half-packets' ? 10_000 : 300, heartbeatMs: 50 });
    await board.setFault(fault, value);
    driver.showSigns?.([calling(1, '1001')]);
    driver.start();
    await until(() => expect(driver.health().state).not.toBe('starting'));
    await board.setFault(fault, fault === 'slow' ? 0 : false);
    await until(() => expect(lit(board)).toEqual(row(1, '1001')));
    await until(() => expect(driver.health().state).toBe('ready'));
  });

  test('a session that the box forgot is renewed on the same connection, and the whole board sent', async () => {
    const { board, driver } = await hall();
    driver.start();
    driver.showSigns?.([calling(1, '1001')]);
    await until(() => expect(driver.health().state).toBe('ready'));
    board.forgetSessions();
    driver.showSigns?.([calling(1, '1002', 9)]);
    await until(() => expect(lit(board)).toEqual(row(1, '1002')));
    expect(board.methods()).toEqual(['GetIFVersion', 'AddProgram', 'GetIFVersion', 'AddProgram']);
  });

  test('a box that opens a session without a guid is off line, asked again, and sent nothing', async () => {
    const { board, driver, lines } = await hall();
    await board.setFault('no-guid', true);
    driver.start();
    driver.showSigns?.([calling(1, '1001')]);
    await until(() => expect(board.methods().length).toBeGreaterThan(2));
    expect(driver.health()).toMatchObject({ state: 'offline', reason: 'no-guid', waitingJobs: 1 });
    expect([new Set(board.methods()), lines]).toEqual([
      new Set(['GetIFVersion']),
      [expect.stringContaining('no-guid')],
    ]);
    await board.setFault('no-guid', false);
    await until(() => expect(lit(board)).toEqual(row(1, '1001')));
  });

  test('a box that lost its power shows the whole present when it is back', async () => {
    const { board, driver } = await hall();
    driver.start();
    driver.showSigns?.([calling(1, '1001', 1), calling(2, '1002', 2)]);
    await until(() => expect(driver.health().state).toBe('ready'));
    await board.setFault('refuse', true);
    board.powerCut();
    expect(lit(board)).toEqual([]);
    driver.showSigns?.([calling(2, '1002', 2), calling(3, '1003', 3)]);
    await until(() => expect(driver.health().state).toBe('offline'));
    await board.setFault('refuse', false);
    await until(() => expect(lit(board)).toEqual([...row(3, '1003'), ...row(2, '1002')]));
  });

  test('a box that lost its power is sent the board even if nothing on it has changed', async () => {
    const { board, driver } = await hall();
    driver.start();
    driver.showSigns?.([calling(1, '1001')]);
    await until(() => expect(driver.health().state).toBe('ready'));
    board.powerCut();
    await until(() => expect(lit(board)).toEqual(row(1, '1001')));
  });

  test('a box that another program was put on gets the whole board back', async () => {
    const { board, driver } = await hall();
    driver.start();
    driver.showSigns?.([calling(1, '1001')]);
    await until(() => expect(driver.health().state).toBe('ready'));
    board.replaceProgram();
    driver.showSigns?.([calling(1, '1002', 9)]);
    await until(() => expect(lit(board)).toEqual(row(1, '1002')));
    driver.showSigns?.([calling(1, '1003', 10)]);
    await until(() => expect(lit(board)).toEqual(row(1, '1003')));
    expect(board.methods().slice(-2)).toEqual(['AddProgram', 'RealTimeUpdate']);
  });

  test('an old box that knows AddProgram alone is driven by it, without asking again for what it refused', async () => {
    const { board, driver, lines } = await hall();
    await board.setFault('add-only', true);
    driver.start();
    for (const number of ['1001', '1002', '1003', '1004']) {
      driver.showSigns?.([calling(1, number, Number(number))]);
      await until(() => expect(lit(board)).toEqual(row(1, number)));
    }
    await until(() => expect(driver.health().state).toBe('ready'));
    expect(board.complaints()).toHaveLength(2);
    expect(lines).toEqual([
      'board: RealTimeUpdate was refused with kUnsupportMethod',
      'board: UpdateProgram was refused with kUnsupportMethod',
    ]);
  });

  test('a call goes out at once while the box still refuses the board before it', async () => {
    const { board, driver } = await hall({ backOffMs: 3_600_000, backOffMostMs: 3_600_000 });
    await board.setFault('no-memory', true);
    driver.start();
    driver.showSigns?.([]);
    await until(() => expect(driver.health().state).toBe('trouble'));
    await board.setFault('no-memory', false);
    driver.showSigns?.([calling(1, '1001')]);
    await until(() => expect(lit(board)).toEqual(row(1, '1001')));
  });

  test('a box that falls silent between two calls is noticed without one', async () => {
    const { board, driver } = await hall({ heartbeatMs: 30, heartbeatAnswerMs: 100 });
    driver.start();
    driver.showSigns?.([]);
    await until(() => expect(driver.health().state).toBe('ready'));
    await board.setFault('deaf', true);
    await until(() => expect(driver.health()).toMatchObject({ state: 'offline', reason: 'no-answer' }));
    await board.setFault('deaf', false);
    await until(() => expect(driver.health().state).toBe('ready'));
  });

  test('many heartbeats keep one connection', async () => {
    const { board, driver, lines } = await hall({ heartbeatMs: 5, heartbeatAnswerMs: 20_000 });
    driver.start();
    driver.showSigns?.([]);
    await until(() => expect(driver.health().state).toBe('ready'));
    for (let turn = 0; turn < 20; turn += 1) {
      driver.showSigns?.([calling(1, String(1001 + turn), turn)]);
      await until(() => expect(lit(board)[0]).toBe(`${1001 + turn}号`));
    }
    expect([board.clients(), lines]).toEqual([1, []]);
    expect(board.methods().filter((method) => method === 'GetIFVersion')).toHaveLength(1);
  });

  test('stops with a box that does not answer', async () => {
    const { board, driver } = await hall();
    await board.setFault('deaf', true);
    driver.start();
    await until(() => expect(board.clients()).toBe(1));
    await driver.stop();
    await until(() => expect(board.clients()).toBe(0));
  });
});
