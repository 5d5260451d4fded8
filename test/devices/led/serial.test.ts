import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SerialPort } from 'serialport';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type FakeLedBus, type LedFault, startFakeLedBus } from '../../../devices/led/fake.ts';
import { SerialWire } from '../../../devices/wire/serial.ts';
import { TcpWire } from '../../../devices/wire/tcp.ts';
import type { Wire } from '../../../devices/wire/wire.ts';
import type { LedBusConfig } from '../../../server/contract/device.ts';
import { busConfig, calling, drive, idle, lit, patience, quick, shows, until } from './rig.ts';

vi.setConfig({ testTimeout: patience });

const folder = mkdtempSync(join(tmpdir(), 'led-serial-'));
const hallEnd = join(folder, 'hall');
const cardEnd = join(folder, 'card');
const baudRate = 57_600;
const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  for (const link of [hallEnd, cardEnd]) rmSync(link, { force: true });
});

const hasSocat = (() => {
  try {
    execFileSync('socat', ['-V'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** What leads from the hall to the cards, and can be pulled and laid anew. */
interface Cable {
  config: LedBusConfig['wire'];
  wire: Wire;
  lay(): Promise<void>;
  pull(): Promise<void>;
}

function serialCable(bus: FakeLedBus): Cable {
  let pull = async () => {};
  const lay = async () => {
    const end = (link: string) => `pty,raw,echo=0,link=${link}`;
    const socat = spawn('socat', [end(hallEnd), end(cardEnd)], { stdio: 'ignore' });
    // A socat that is still ending takes the links of the next cable away with it.
    const gone = new Promise<void>((resolve) => socat.once('exit', () => resolve()));
    const cut = async () => {
      socat.kill();
      await gone;
    };
    ends.push(cut);
    await until(() => expect(existsSync(hallEnd) && existsSync(cardEnd)).toBe(true));
    const port = new SerialPort({ path: cardEnd, baudRate, autoOpen: false });
    port.on('error', () => {});
    await new Promise<void>((resolve, reject) => port.open((error) => (error ? reject(error) : resolve())));
    bus.attach(port);
    ends.push(() => new Promise<void>((resolve) => (port.isOpen ? port.close(() => resolve()) : resolve())));
    pull = async () => {
      await cut();
      await until(() => expect(existsSync(hallEnd) || existsSync(cardEnd)).toBe(false));
    };
  };
  const wire = new SerialWire({ path: hallEnd, baudRate });
  return { config: { kind: 'serial', path: hallEnd, baudRate }, wire, lay, pull: () => pull() };
}

function tcpCable(bus: FakeLedBus): Cable {
  const { port } = bus;
  const config = { kind: 'tcp', host: '127.0.0.1', port } as const;
  const wire = new TcpWire({ ...config, opensPerJob: false });
  return { config, wire, lay: () => bus.setFault('refuse', false), pull: () => bus.setFault('refuse', true) };
}

async function hall(count: number) {
  const screens = Array.from({ length: count }, (_, index) => ({ address: index + 1, counter: index + 1 }));
  const bus = await startFakeLedBus({ port: 0, widthPx: 128, heightPx: 32, screens });
  ends.push(() => bus.stop());
  const cable = hasSocat ? serialCable(bus) : tcpCable(bus);
  const { driver } = drive(busConfig(count, cable.config), cable.wire, quick);
  ends.push(() => driver.stop());
  return { bus, driver, cable };
}

test('a serial port that is missing leaves the bus offline and unreachable', async () => {
  const wire = new SerialWire({ path: hallEnd, baudRate });
  const { driver } = drive(busConfig(1, { kind: 'serial', path: hallEnd, baudRate }), wire, quick);
  driver.start();
  driver.showSigns?.([idle(1)]);
  await until(() => expect(driver.health()).toMatchObject({ state: 'offline', reason: 'unreachable' }));
  await driver.stop();
});

describe(hasSocat ? 'over a pair of pseudo-terminals' : 'over TCP, because socat is absent here', () => {
  test.each<LedFault | null>([null, 'half-frames', 'garbage', 'deaf', 'busy', 'wrong-checksum'])(
    'with fault %s the screens show their signs in the end',
    async (fault) => {
      const { bus, driver, cable } = await hall(3);
      await cable.lay();
      if (fault) await bus.setFault(fault, [2]);
      driver.start();
      driver.showSigns?.([idle(1), calling(2, '1047'), idle(3)]);
      await shows(bus, (screens) => lit(screens, 1)?.[0] === '1号窗口' && lit(screens, 3)?.[0] === '3号窗口');
      if (fault) await bus.setFault(fault, false);
      await shows(bus, (screens) => lit(screens, 2)?.[0] === '1047号');
      await until(() => expect(driver.health()).toMatchObject({ state: 'ready', waitingJobs: 0 }));
      expect(bus.complaints()).toEqual([]);
    },
  );

  test('a cable that was pulled and laid anew shows the present', async () => {
    const { bus, driver, cable } = await hall(2);
    await cable.lay();
    driver.start();
    driver.showSigns?.([idle(1), idle(2)]);
    await shows(bus, (screens) => lit(screens, 2)?.[0] === '2号窗口');
    await cable.pull();
    await until(() => expect(driver.health().state).toBe('offline'));
    driver.showSigns?.([idle(1), calling(2, '1001')]);
    driver.showSigns?.([idle(1), calling(2, '1002')]);
    await cable.lay();
    await shows(bus, (screens) => lit(screens, 2)?.[0] === '1002号');
  });
});
