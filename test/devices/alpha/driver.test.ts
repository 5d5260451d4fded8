import { afterEach, describe, expect, test, vi } from 'vitest';
import type { AlphaTiming } from '../../../devices/alpha/driver.ts';
import { type AlphaFault, alphaFaults, startFakeAlpha } from '../../../devices/alpha/fake.ts';
import { glyphs } from '../../../devices/alpha/glyphs.ts';
import { RecordingWire } from '../../../devices/wire/recording.ts';
import { TcpWire } from '../../../devices/wire/tcp.ts';
import type { AlphaConfig, CounterSign } from '../../../server/contract/device.ts';
import { calling, drive, lit, patience, quick, signConfig, size, until } from './rig.ts';

vi.setConfig({ testTimeout: patience });

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function hall(timing: Partial<AlphaTiming> = {}, more: Partial<AlphaConfig> = {}) {
  const sign = await startFakeAlpha({ port: 0, address: '07', counter: 3, ...size, ...more });
  ends.push(() => sign.stop());
  const address = { host: '127.0.0.1', port: sign.port };
  const config = signConfig({ kind: 'tcp', ...address }, more);
  const wire = new TcpWire({ ...address, opensPerJob: false });
  const { driver, lines } = drive(config, wire, { ...quick, ...timing });
  ends.push(() => driver.stop());
  return { sign, driver, lines };
}

const called = (number: string) => [`${number}号`, '请到3号窗口'];
const loaded = (carriedOut: readonly string[]) => carriedOut.filter((command) => command.startsWith('I')).length;

describe('a sign', () => {
  test('shows its counter, the call and the way in turn, and the number served', async () => {
    const { sign, driver } = await hall();
    driver.start();
    driver.showSigns?.([
      { state: 'idle', counter: 3 },
      { state: 'idle', counter: 4 },
    ]);
    await until(() => expect(lit(sign)).toEqual(['3号窗口']));
    driver.showSigns?.([calling('1047')]);
    await until(() => expect(lit(sign)).toEqual(called('1047')));
    driver.showSigns?.([{ state: 'serving', counter: 3, number: '1047' }]);
    await until(() => expect(lit(sign)).toEqual(['1047号']));
    driver.showSigns?.([{ state: 'paused', counter: 3, reason: '喝水' }]);
    await until(() => expect(lit(sign)).toEqual(['▦暂停服务', '喝水']));
    driver.showSigns?.([{ state: 'idle', counter: 4 }]);
    await until(() => expect(lit(sign)).toEqual(['×']));
    await until(() => expect(driver.health()).toMatchObject({ state: 'ready', reason: null, waitingJobs: 0 }));
    expect(sign.complaints()).toEqual([]);
  });

  test('shows the first sign as soon as its own pictures are there, and gets the others afterwards', async () => {
    const { sign, driver } = await hall();
    const before: number[] = [];
    sign.onChange(() => {
      if (lit(sign).join() === '3号窗口') before.push(loaded(sign.carriedOut()));
    });
    driver.showSigns?.([{ state: 'idle', counter: 3 }]);
    driver.start();
    await until(() => expect(loaded(sign.carriedOut())).toBe(glyphs.length));
    expect(before[0]).toBe(4);
    expect(sign.carriedOut().slice(0, 2)).toEqual(['Es', 'E$']);
  });

  test('is sent a call before pictures that it does not need yet', async () => {
    const { sign, driver } = await hall();
    let isCalled = false;
    sign.onChange(() => {
      if (isCalled || lit(sign).join() !== '3号窗口') return;
      isCalled = true;
      driver.showSigns?.([calling('1047')]);
    });
    driver.showSigns?.([{ state: 'idle', counter: 3 }]);
    driver.start();
    await until(() => expect(lit(sign)).toEqual(called('1047')));
    const order = sign.carriedOut();
    // At most one picture was on its way already when the call came.
    expect(loaded(order.slice(0, order.lastIndexOf('AA')))).toBeLessThanOrEqual(new Set('3号窗口1047请到').size + 1);
    await until(() => expect(loaded(sign.carriedOut())).toBe(glyphs.length));
  });

  test('gets a call in one short packet once the pictures are there', async () => {
    const { sign, driver } = await hall();
    driver.showSigns?.([{ state: 'idle', counter: 3 }]);
    driver.start();
    await until(() => expect(loaded(sign.carriedOut())).toBe(glyphs.length));
    const before = sign.carriedOut().length;
    driver.showSigns?.([calling('1047')]);
    await until(() => expect(lit(sign)).toEqual(called('1047')));
    expect(sign.carriedOut().slice(before)).toEqual(['AA']);
    const times: number[] = [];
    for (let number = 1048; number < 1148; number += 1) {
      const from = performance.now();
      const shown = new Promise<void>((resolve) => {
        const stop = sign.onChange(() => {
          if (lit(sign)[0] !== `${number}号`) return;
          stop();
          resolve();
        });
      });
      driver.showSigns?.([calling(String(number))]);
      await shown;
      times.push(performance.now() - from);
    }
    times.sort((a, b) => a - b);
    console.info(`call to lit sign over TCP: median ${times[50]?.toFixed(1)} ms, most ${times[99]?.toFixed(1)} ms`);
  });

  test('does not play calls that were overtaken while it was away', async () => {
    const { sign, driver } = await hall();
    await sign.setFault('refuse', true);
    driver.start();
    for (let number = 1001; number < 1050; number += 1) driver.showSigns?.([calling(String(number))]);
    await until(() => expect(driver.health()).toMatchObject({ state: 'offline', reason: 'refused' }));
    const seen = new Set<string>();
    sign.onChange(() => seen.add(lit(sign)[0] ?? ''));
    driver.showSigns?.([calling('1050')]);
    await sign.setFault('refuse', false);
    await until(() => expect(lit(sign)).toEqual(called('1050')));
    expect([...seen].filter((text) => text !== '')).toEqual(['1050号']);
  });

  test('lights exactly the dots that were drawn', async () => {
    const { sign, driver } = await hall({}, { widthPx: 20, heightPx: 18 });
    driver.showSigns?.([{ state: 'closed', counter: 3 }]);
    driver.start();
    await until(() => expect(lit(sign)).toEqual(['×']));
    const [page] = sign.screens()[0]?.areas[0]?.dots ?? [];
    const cross = glyphs.find(({ character }) => character === '×');
    const blank = '0'.repeat(20);
    expect(page).toEqual([blank, ...(cross?.rows ?? []).map((row) => `00${row}00`), blank]);
  });

  test('can be tested, and shows the present afterwards; a call stays', async () => {
    const { sign, driver } = await hall();
    const seen: string[] = [];
    sign.onChange(() => {
      if (seen.at(-1) !== lit(sign).join()) seen.push(lit(sign).join());
    });
    driver.start();
    driver.showSigns?.([{ state: 'idle', counter: 3 }]);
    await until(() => expect(driver.health().state).toBe('ready'));
    await driver.test();
    expect(seen.at(-1)).toBe('屏7 测试');
    await until(() => expect(lit(sign)).toEqual(['3号窗口']));
    driver.showSigns?.([calling('1047')]);
    await until(() => expect(lit(sign)).toEqual(called('1047')));
    await driver.test();
    expect(seen.at(-1)).toBe(called('1047').join());
  });

  test('too low for hanzi is driven by its own fonts, without pictures', async () => {
    const { sign, driver } = await hall({}, { heightPx: 7 });
    driver.start();
    driver.showSigns?.([calling('1047')]);
    await until(() => expect(lit(sign)).toEqual(['1047', '-3-']));
    await until(() => expect(driver.health().state).toBe('ready'));
    expect(sign.carriedOut()).toEqual(['Es', 'E$', 'AA']);
    expect(sign.screens()[0]?.areas[0]?.dots).toBeUndefined();
  });

  test('on an address for all signs is sent everything, though none may answer', async () => {
    const { sign, driver } = await hall({}, { address: '00' });
    driver.start();
    driver.showSigns?.([calling('1047')]);
    await until(() => expect(lit(sign)).toEqual(called('1047')));
    await until(() => expect(driver.health().state).toBe('ready'));
    expect(driver.health().lastSuccessAt).toBeNull();
  });
});

/** How the driver tells of each fault while it lasts. */
const told: [AlphaFault, object][] = [
  ['deaf', { state: 'trouble', reason: 'no-answer' }],
  ['no-answers', { state: 'trouble', reason: 'no-answer' }],
  ['wrong-checksum', { state: 'trouble', reason: 'checksum' }],
  ['cut', { state: 'offline', reason: 'closed' }],
  ['refuse', { state: 'offline', reason: 'refused' }],
  ['half-answers', { state: 'ready', reason: null }],
  ['garbage', { state: 'ready', reason: null }],
];

describe('a sign that fails', () => {
  test('every fault of the fake is tried here', () => {
    expect(told.map(([fault]) => fault).sort()).toEqual([...alphaFaults].sort());
  });

  test.each(told)('%s: the fault is told, and when it is over the present is shown', async (fault, health) => {
    const answerMs = fault === 'deaf' || fault === 'no-answers' ? 150 : 1_500;
    const { sign, driver } = await hall({ answerMs });
    driver.start();
    driver.showSigns?.([{ state: 'idle', counter: 3 }]);
    await until(() => expect(loaded(sign.carriedOut())).toBe(glyphs.length));
    await sign.setFault(fault, true);
    driver.showSigns?.([calling('1001')]);
    await until(() => expect(driver.health()).toMatchObject({ ...health, waitingJobs: expect.any(Number) }));
    driver.showSigns?.([calling('1002', 2)]);
    await sign.setFault(fault, false);
    await until(() => expect(lit(sign)).toEqual(called('1002')));
    await until(() => expect(driver.health()).toMatchObject({ state: 'ready', reason: null, waitingJobs: 0 }));
  });

  test('one that lost its memory says so and gets it back', async () => {
    const { sign, driver } = await hall({ refreshMs: 50 });
    driver.start();
    driver.showSigns?.([calling('1001')]);
    await until(() => expect(loaded(sign.carriedOut())).toBe(glyphs.length));
    sign.powerCut();
    expect(lit(sign)).toEqual([]);
    await until(() => expect(lit(sign)).toEqual(called('1001')));
    await until(() => expect(driver.health()).toMatchObject({ state: 'ready', reason: null }));
  });

  test('one whose memory somebody else freed is laid out anew, without being given up for dead', async () => {
    const { sign, driver, lines } = await hall();
    driver.start();
    driver.showSigns?.([calling('1001')]);
    await until(() => expect(loaded(sign.carriedOut())).toBe(glyphs.length));
    sign.clearMemory();
    driver.showSigns?.([calling('1002', 2)]);
    await until(() => expect(lit(sign)).toEqual(called('1002')));
    await until(() => expect(driver.health().state).toBe('ready'));
    expect([sign.complaints().length, lines]).toEqual([1, []]);
  });

  test('an old one that never answers is driven all the same, and looked after from time to time', async () => {
    const { sign, driver } = await hall({ answerMs: 50, refreshMs: 100, reloadMs: 300 });
    await sign.setFault('no-answers', true);
    driver.start();
    driver.showSigns?.([{ state: 'idle', counter: 3 }]);
    await until(() => expect(lit(sign)).toEqual(['3号窗口']));
    await until(() => expect(driver.health()).toMatchObject({ state: 'ready', lastSuccessAt: null }));
    sign.powerCut();
    await until(() => expect(lit(sign)).toEqual(['3号窗口']));
  });

  test('one that is switched on later is noticed, and shows the present', async () => {
    const { sign, driver } = await hall({ answerMs: 50, refreshMs: 100 });
    await sign.setFault('deaf', true);
    driver.start();
    driver.showSigns?.([{ state: 'idle', counter: 3 }]);
    await until(() => expect(driver.health().state).toBe('ready'));
    await sign.setFault('deaf', false);
    await until(() => expect(lit(sign)).toEqual(['3号窗口']));
    await until(() => expect(driver.health().lastSuccessAt).not.toBeNull());
  });

  test('stops in the middle of a picture', async () => {
    const { sign, driver } = await hall({ pauseMs: 3_600_000 });
    driver.start();
    driver.showSigns?.([calling('1001')]);
    await until(() => expect(sign.carriedOut()).toEqual(['Es', 'E$']));
    await driver.stop();
  });
});

/** A clock whose hands are turned by the test. */
function handClock() {
  let now = 0;
  const waiting = new Set<{ at: number; action: () => void }>();
  return {
    clock: {
      now: () => now,
      after: (milliseconds: number, action: () => void) => {
        const entry = { at: now + milliseconds, action };
        waiting.add(entry);
        return () => void waiting.delete(entry);
      },
    },
    async turn(milliseconds: number) {
      now += milliseconds;
      for (const entry of [...waiting].filter(({ at }) => at <= now)) {
        waiting.delete(entry);
        entry.action();
      }
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    },
  };
}

test('between the width of a picture and its rows the line is silent for 100 ms', async () => {
  const { clock, turn } = handClock();
  const wire = new RecordingWire({ opensPerJob: false });
  wire.answer = (bytes) => (bytes.at(-1) === 0x04 ? Buffer.from([0x06, 0x40]) : null);
  const config = signConfig({ kind: 'serial', path: '/dev/x', baudRate: 9600 });
  const { driver } = drive(config, wire, { ...quick, pauseMs: 100 }, clock);
  const sign: CounterSign = { state: 'idle', counter: 3 };
  driver.showSigns?.([sign]);
  driver.start();
  await turn(0);
  const written = () => wire.written.map((bytes) => Buffer.from(bytes).toString('latin1'));
  const width = written().at(-1) ?? '';
  expect(width.slice(0, 11)).toBe('\0\0\0\0\0\x01Z07\x02I');
  expect(width.slice(12)).toBe('1008');
  const before = written().length;
  // Sixteen bytes of ten bits at 9,600 baud take 16.7 ms before the silence begins.
  const lineMs = (width.length * 10 * 1000) / 9600;
  await turn(99 + Math.floor(lineMs));
  expect(written()).toHaveLength(before);
  await turn(2);
  const rows = written()[before] ?? '';
  expect(rows.slice(0, 16 * 9)).toMatch(/^([03]{8}\r){16}$/);
  expect([rows.charAt(16 * 9), rows.length, rows.endsWith('\x04')]).toEqual(['\x03', 16 * 9 + 6, true]);
  const stopping = driver.stop();
  await turn(100_000);
  await stopping;
});
