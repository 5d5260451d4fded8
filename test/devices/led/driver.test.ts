import { afterEach, describe, expect, test, vi } from 'vitest';
import type { LedTiming } from '../../../devices/led/card.ts';
import { type FakeLedBus, type LedFault, startFakeLedBus } from '../../../devices/led/fake.ts';
import { TcpWire } from '../../../devices/wire/tcp.ts';
import type { CounterSign } from '../../../server/contract/device.ts';
import { busConfig, calling, drive, idle, lit, patience, quick, shows, until } from './rig.ts';

vi.setConfig({ testTimeout: patience });

const size = { widthPx: 128, heightPx: 32 };
const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function hall(count: number, timing: LedTiming = quick) {
  const screens = Array.from({ length: count }, (_, index) => ({ address: index + 1, counter: index + 1 }));
  const bus = await startFakeLedBus({ port: 0, ...size, screens });
  const { port } = bus;
  ends.push(() => bus.stop());
  const wire = new TcpWire({ host: '127.0.0.1', port, opensPerJob: false });
  const { driver, lines } = drive(busConfig(count, { kind: 'tcp', host: '127.0.0.1', port }), wire, timing);
  ends.push(() => driver.stop());
  return { bus, driver, lines };
}

const free = (count: number): CounterSign[] => Array.from({ length: count }, (_, index) => idle(index + 1));
const allLit = (bus: FakeLedBus, but: number[] = []) =>
  shows(bus, (screens) => screens.every(({ address, areas }) => but.includes(address) || areas.length > 0));

describe('a bus of cards', () => {
  test('every screen shows its own sign, and nothing is sent twice', async () => {
    const { bus, driver } = await hall(3);
    driver.start();
    driver.showSigns?.([idle(1), calling(2, '1047'), { state: 'closed', counter: 3 }]);
    await allLit(bus);
    await until(() => expect(driver.health().state).toBe('ready'));
    expect([1, 2, 3].map((address) => lit(bus.screens(), address))).toEqual([
      ['1号窗口'],
      ['1047号', '请到2号窗口\n↓ ↓ ↓'],
      ['×'],
    ]);
    let changes = 0;
    bus.onChange(() => {
      changes += 1;
    });
    driver.showSigns?.([idle(1), { ...calling(2, '1047'), callSeq: 2 } as CounterSign]);
    driver.showSigns?.([{ state: 'serving', counter: 1, number: '1002' }, calling(2, '1047')]);
    await shows(bus, (screens) => lit(screens, 1)?.[1] === '正在办理');
    expect(changes).toBe(1);
    expect(bus.complaints()).toEqual([]);
  });

  test('after a while the arrows of a call give way to a steady line, and a recall brings them back', async () => {
    const { bus, driver } = await hall(2, { ...quick, turningMs: 150 });
    driver.start();
    driver.showSigns?.([calling(1, '1047'), calling(2, '1048')]);
    await shows(bus, (screens) => [1, 2].every((address) => lit(screens, address)?.[1] === `请到${address}号窗口`));
    expect(lit(bus.screens(), 1)?.[0]).toBe('1047号');
    const again = shows(bus, (screens) => lit(screens, 1)?.[1] === '请到1号窗口\n↓ ↓ ↓');
    driver.showSigns?.([{ ...calling(1, '1047'), callSeq: 2 } as CounterSign, calling(2, '1048')]);
    await again;
    expect(lit(bus.screens(), 2)?.[1]).toBe('请到2号窗口');
  });

  test('a counter that is not in the signs is closed', async () => {
    const { bus, driver } = await hall(2);
    driver.start();
    driver.showSigns?.([idle(2)]);
    await allLit(bus);
    expect(lit(bus.screens(), 1)).toEqual(['×']);
  });

  test('a call overtakes the texts of 40 free counters', async () => {
    const { bus, driver } = await hall(41);
    const order: number[] = [];
    const seen = new Set<number>();
    bus.onChange(() => {
      for (const { address, areas } of bus.screens()) {
        if (areas.length > 0 && !seen.has(address)) {
          seen.add(address);
          order.push(address);
        }
      }
    });
    driver.showSigns?.([...free(40), calling(41, '4001')]);
    driver.start();
    await allLit(bus);
    expect(order[0]).toBe(41);
    expect(order.slice(1)).toEqual(free(40).map(({ counter }) => counter));
  });

  test('signs that were overtaken while waiting are never sent', async () => {
    const { bus, driver } = await hall(1);
    const texts = new Set<string>();
    bus.onChange(() => texts.add(lit(bus.screens(), 1)?.[0] ?? ''));
    await bus.setFault('deaf', true);
    driver.start();
    for (let number = 1001; number <= 1050; number += 1) driver.showSigns?.([calling(1, String(number))]);
    await until(() => expect(driver.health().state).toBe('trouble'));
    driver.showSigns?.([calling(1, '1051')]);
    await bus.setFault('deaf', false);
    await allLit(bus);
    expect([...texts]).toEqual(['1051号']);
  });

  test('from sign to lit screen on a quiet bus', async () => {
    const { bus, driver } = await hall(41);
    driver.start();
    driver.showSigns?.(free(41));
    await allLit(bus);
    const times: number[] = [];
    for (let call = 0; call < 100; call += 1) {
      const counter = (call % 41) + 1;
      const number = String(1001 + call);
      const from = performance.now();
      driver.showSigns?.([...free(41).filter((sign) => sign.counter !== counter), calling(counter, number)]);
      await shows(bus, (screens) => lit(screens, counter)?.[0] === `${number}号`);
      times.push(performance.now() - from);
    }
    times.sort((a, b) => a - b);
    const at = (share: number) => (times[Math.floor(share * times.length)] ?? 0).toFixed(1);
    console.info(`sign to lit screen over TCP: median ${at(0.5)} ms, 95 % ${at(0.95)} ms, most ${at(0.99)} ms`);
    expect(times).toHaveLength(100);
  });
});

describe('cards that fail', () => {
  test('one dead card of 41 does not keep the others from being updated, and is named', async () => {
    const { bus, driver, lines } = await hall(41);
    await bus.setFault('deaf', [7]);
    driver.start();
    driver.showSigns?.(free(41));
    await allLit(bus, [7]);
    await until(() =>
      expect(driver.health()).toMatchObject({ state: 'trouble', reason: 'no-answer', detail: '7', waitingJobs: 1 }),
    );
    expect(lines).toEqual(['led: screen 7 no-answer']);
    driver.showSigns?.([...free(40), calling(41, '4001')]);
    await shows(bus, (screens) => lit(screens, 41)?.[0] === '4001号');
  });

  test('a dead card that comes back shows the present', async () => {
    const { bus, driver } = await hall(3);
    await bus.setFault('deaf', [2]);
    driver.start();
    driver.showSigns?.([idle(1), calling(2, '1001'), idle(3)]);
    await until(() => expect(driver.health().state).toBe('trouble'));
    driver.showSigns?.([idle(1), calling(2, '1002'), idle(3)]);
    await bus.setFault('deaf', false);
    await shows(bus, (screens) => lit(screens, 2)?.[0] === '1002号');
    await until(() => expect(driver.health()).toMatchObject({ state: 'ready', reason: null }));
  });

  test('a card without the fonts named is sent the text in its own font', async () => {
    const { bus, driver } = await hall(2);
    await bus.setFault('no-fonts', [2]);
    driver.start();
    driver.showSigns?.(free(2));
    await allLit(bus);
    await until(() => expect(driver.health().state).toBe('ready'));
    expect(bus.complaints()).toEqual(['font is not on the card']);
  });

  test('a busy card is asked again until it takes the sign, and the others do not wait', async () => {
    const { bus, driver } = await hall(3);
    await bus.setFault('busy', [1]);
    driver.start();
    driver.showSigns?.(free(3));
    await allLit(bus, [1]);
    await bus.setFault('busy', false);
    await allLit(bus);
    await until(() => expect(driver.health().state).toBe('ready'));
  });

  test('a card that is busy for ever is trouble with that name', async () => {
    const { bus, driver } = await hall(1);
    await bus.setFault('busy', true);
    driver.start();
    driver.showSigns?.(free(1));
    await until(() => expect(driver.health()).toMatchObject({ state: 'trouble', reason: 'busy' }));
  });

  test('an ACK with an error in it is no success: the sign is sent again, and the card is in trouble', async () => {
    const { bus, driver } = await hall(2);
    await bus.setFault('false-ack', [1]);
    driver.start();
    driver.showSigns?.(free(2));
    await until(() =>
      expect(driver.health()).toMatchObject({
        state: 'trouble',
        reason: 'memory-overrun',
        detail: '1',
        waitingJobs: 1,
      }),
    );
    await bus.setFault('false-ack', false);
    await until(() => expect(driver.health().state).toBe('ready'));
    expect(lit(bus.screens(), 1)).toEqual(['1号窗口']);
  });

  test('answers that are damaged for ever are trouble, yet the sign is lit', async () => {
    const { bus, driver } = await hall(1);
    await bus.setFault('wrong-checksum', true);
    driver.start();
    driver.showSigns?.(free(1));
    await until(() => expect(driver.health()).toMatchObject({ state: 'trouble', reason: 'damaged-answer' }));
    expect(lit(bus.screens(), 1)).toEqual(['1号窗口']);
  });

  test.each<LedFault>(['half-frames', 'garbage'])('answers under %s are understood', async (fault) => {
    const { bus, driver } = await hall(3, { ...quick, answerMs: 2000 });
    await bus.setFault(fault, true);
    driver.start();
    driver.showSigns?.(free(3));
    await allLit(bus);
    await until(() => expect(driver.health().state).toBe('ready'));
  });

  test('a screen that lost its power is given the present again without being asked', async () => {
    const { bus, driver } = await hall(3, { ...quick, refreshMs: 40 });
    driver.start();
    driver.showSigns?.(free(3));
    await allLit(bus);
    bus.powerCut();
    await allLit(bus);
  });
});

describe('a connection that fails', () => {
  test('after it is back every screen shows the present, not the past', async () => {
    const { bus, driver } = await hall(5);
    driver.start();
    driver.showSigns?.(free(5));
    await allLit(bus);
    await bus.setFault('refuse', true);
    await until(() => expect(driver.health()).toMatchObject({ state: 'offline', reason: 'refused' }));
    const texts: string[] = [];
    bus.onChange(() =>
      texts.push(
        bus
          .screens()
          .flatMap(({ areas }) => areas[0]?.text ?? '')
          .join(),
      ),
    );
    driver.showSigns?.([calling(1, '1001'), ...free(5).slice(1)]);
    driver.showSigns?.([calling(1, '1002'), ...free(5).slice(1)]);
    bus.powerCut();
    await bus.setFault('refuse', false);
    await allLit(bus);
    await until(() => expect(driver.health()).toMatchObject({ state: 'ready', waitingJobs: 0 }));
    expect(bus.screens().map(({ areas }) => areas[0]?.text)).toEqual([
      '1002号',
      '2号窗口',
      '3号窗口',
      '4号窗口',
      '5号窗口',
    ]);
    expect(texts.some((text) => text.includes('1001'))).toBe(false);
  });

  test('a bus that is not there is offline and its state says why', async () => {
    const { bus, driver } = await hall(1);
    await bus.setFault('refuse', true);
    expect(driver.health()).toMatchObject({ state: 'starting', reason: null });
    driver.start();
    driver.showSigns?.(free(1));
    await until(() => expect(driver.health()).toMatchObject({ state: 'offline', reason: 'refused', waitingJobs: 1 }));
    await expect(driver.test()).rejects.toThrow('refused');
  });

  test('a card that cuts the connection at each answer does not keep the others dark', async () => {
    const { bus, driver } = await hall(4);
    await bus.setFault('cut', [2]);
    driver.start();
    driver.showSigns?.(free(4));
    await allLit(bus);
    await bus.setFault('cut', false);
    await until(() => expect(driver.health().state).toBe('ready'));
  });

  test('a connection on which nobody answers any more is made anew', async () => {
    const { bus, driver, lines } = await hall(1);
    driver.start();
    driver.showSigns?.(free(1));
    await allLit(bus);
    await bus.setFault('deaf', true);
    driver.showSigns?.([calling(1, '1001')]);
    await until(() => expect(lines.some((line) => line.endsWith('is back'))).toBe(true));
    await bus.setFault('deaf', false);
    await shows(bus, (screens) => lit(screens, 1)?.[0] === '1001号');
  });

  test('a stop in the middle of an attempt ends at once', async () => {
    const { bus, driver } = await hall(1, { ...quick, answerMs: 60_000 });
    await bus.setFault('deaf', true);
    driver.start();
    driver.showSigns?.(free(1));
    await until(() => expect(driver.health().state).toBe('busy'));
    await driver.stop();
    expect(lit(bus.screens(), 1)).toEqual([]);
  });
});

describe('the test pattern', () => {
  test('names each screen for a moment and then gives way to the signs', async () => {
    const { bus, driver } = await hall(2);
    driver.start();
    driver.showSigns?.(free(2));
    await allLit(bus);
    const testing = shows(bus, (screens) => lit(screens, 2)?.[0] === '屏2 测试');
    await driver.test();
    await testing;
    await shows(bus, (screens) => lit(screens, 1)?.[0] === '1号窗口' && lit(screens, 2)?.[0] === '2号窗口');
  });

  test('is refused with the screens that did not take it', async () => {
    const { bus, driver } = await hall(3);
    driver.start();
    driver.showSigns?.(free(3));
    await allLit(bus);
    await bus.setFault('deaf', [1, 3]);
    await expect(driver.test()).rejects.toThrow('no-answer: 1, 3');
  });

  test('gives way to a call', async () => {
    const { bus, driver } = await hall(1, { ...quick, testMs: 60_000 });
    driver.start();
    driver.showSigns?.(free(1));
    await allLit(bus);
    await driver.test();
    driver.showSigns?.([calling(1, '1001')]);
    await shows(bus, (screens) => lit(screens, 1)?.[0] === '1001号');
  });
});
