import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SerialPort } from 'serialport';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { type AlphaFault, startFakeAlpha } from '../../../devices/alpha/fake.ts';
import { glyphs } from '../../../devices/alpha/glyphs.ts';
import { createWire } from '../../../devices/wire/open-wire.ts';
import type { AlphaConfig } from '../../../server/contract/device.ts';
import { calling, drive, lit, patience, quick, signConfig, size, until } from './rig.ts';

vi.setConfig({ testTimeout: patience });

const folder = mkdtempSync(join(tmpdir(), 'alpha-serial-'));
let cables = 0;
const form = { baudRate: 115_200, dataBits: 7, parity: 'even', stopBits: 1 } as const;
const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const hasSocat = (() => {
  try {
    execFileSync('socat', ['-V'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

type Wire = AlphaConfig['wire'];

/** A sign at the end of a cable; where socat is absent the cable is a TCP connection. */
async function cabledSign() {
  const sign = await startFakeAlpha({ port: 0, address: '07', counter: 3, ...size });
  ends.push(() => sign.stop());
  const tcp: Wire = { kind: 'tcp', host: '127.0.0.1', port: sign.port };
  if (!hasSocat) {
    const refuse = (value: boolean) => () => sign.setFault('refuse', value);
    return { sign, wire: tcp, lay: refuse(false), pull: refuse(true) };
  }
  // Each cable has links of its own: the end of an old socat would take away those of a new one.
  cables += 1;
  const hallEnd = join(folder, `hall-${cables}`);
  const signEnd = join(folder, `sign-${cables}`);
  let pull = async () => {};
  const lay = async () => {
    const end = (link: string) => `pty,raw,echo=0,link=${link}`;
    const socat = spawn('socat', [end(hallEnd), end(signEnd)], { stdio: 'ignore' });
    ends.push(() => void socat.kill());
    await until(() => expect(existsSync(hallEnd) && existsSync(signEnd)).toBe(true));
    const port = new SerialPort({ path: signEnd, ...form, autoOpen: false });
    port.on('error', () => {});
    await new Promise<void>((resolve, reject) => port.open((error) => (error ? reject(error) : resolve())));
    sign.attach(port);
    ends.push(() => new Promise<void>((resolve) => (port.isOpen ? port.close(() => resolve()) : resolve())));
    pull = async () => {
      socat.kill();
      await until(() => expect(existsSync(hallEnd) || existsSync(signEnd)).toBe(false));
    };
  };
  const wire: Wire = { kind: 'serial', path: hallEnd, ...form };
  return { sign, wire, lay, pull: () => pull() };
}

async function hall(timing = {}) {
  const cable = await cabledSign();
  const wire = createWire(cable.wire, { opensPerJob: false });
  const { driver } = drive(signConfig(cable.wire), wire, { ...quick, ...timing });
  ends.push(() => driver.stop());
  return { ...cable, driver };
}

describe(hasSocat ? 'over a pair of pseudo-terminals, 7E1' : 'over TCP, because socat is absent here', () => {
  test.each<AlphaFault | null>([null, 'half-answers', 'garbage', 'deaf', 'wrong-checksum', 'no-answers'])(
    'with fault %s the sign shows the present in the end, hanzi and all',
    async (fault) => {
      const { sign, driver, lay } = await hall({ answerMs: fault === 'deaf' ? 300 : 2_000 });
      await lay();
      driver.start();
      driver.showSigns?.([{ state: 'idle', counter: 3 }]);
      await until(() => expect(lit(sign)).toEqual(['3号窗口']));
      if (fault) await sign.setFault(fault, true);
      driver.showSigns?.([calling('1047')]);
      if (fault === 'deaf') await until(() => expect(driver.health().state).toBe('trouble'));
      if (fault) await sign.setFault(fault, false);
      await until(() => expect(lit(sign)).toEqual(['1047号', '请到3号窗口']));
      await until(() => expect(driver.health()).toMatchObject({ state: 'ready', waitingJobs: 0 }));
    },
  );

  test('every picture arrives dot by dot', async () => {
    const { sign, driver, lay } = await hall();
    await lay();
    driver.start();
    driver.showSigns?.([{ state: 'paused', counter: 3, reason: '设备故障' }]);
    await until(() => expect(lit(sign)).toEqual(['▦暂停服务', '设备故障']));
    // Every letter, and the chair of a pause.
    const pictures = glyphs.length + 1;
    await until(() => expect(sign.carriedOut().filter((done) => done.startsWith('I'))).toHaveLength(pictures));
    expect(sign.complaints()).toEqual([]);
    expect(sign.pauses().filter(({ afterWidth }) => afterWidth.length === 1)).toHaveLength(pictures);
  });

  test('a cable that was pulled and laid anew shows the present', async () => {
    const { sign, driver, lay, pull } = await hall();
    await lay();
    driver.start();
    driver.showSigns?.([calling('1001')]);
    await until(() => expect(lit(sign)[0]).toBe('1001号'));
    await pull();
    await until(() => expect(driver.health().state).toBe('offline'));
    driver.showSigns?.([calling('1002', 2)]);
    driver.showSigns?.([calling('1003', 3)]);
    await lay();
    await until(() => expect(lit(sign)[0]).toBe('1003号'));
  });
});

test('a serial port that is missing leaves the sign offline and unreachable', async () => {
  const config: Wire = { kind: 'serial', path: join(folder, 'nothing'), ...form };
  const { driver } = drive(signConfig(config), createWire(config, { opensPerJob: false }));
  driver.start();
  await until(() => expect(driver.health()).toMatchObject({ state: 'offline', reason: 'unreachable' }));
  await driver.stop();
});
