import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Clock } from '../../../devices/clock.ts';
import { keypadTiming } from '../../../devices/keypad/driver.ts';
import { eventOf, keyBytes, startFakePad } from '../../../devices/keypad/fake.ts';
import { RecordingWire } from '../../../devices/wire/recording.ts';
import { UsbWire } from '../../../devices/wire/usb.ts';
import type { PadKey, PadProfile } from '../../../server/contract/device.ts';
import { cableKinds, newCable } from '../cable.ts';
import { until } from '../until.ts';
import { drive, evaluator, keysOf, padConfig, profiles, quick } from './rig.ts';

vi.setConfig({ testTimeout: 40_000 });

const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function counter(profile: PadProfile, kind: 'tcp' | 'serial' = 'tcp', timing = quick) {
  const pad = await startFakePad({ port: 0, profile });
  ends.push(() => pad.stop());
  const cable = newCable(kind, pad);
  ends.push(() => cable.end());
  const driven = drive(cable.wire, padConfig(cable.config, profile), timing);
  ends.push(() => driven.driver.stop());
  return { pad, cable, ...driven };
}
type Counter = Awaited<ReturnType<typeof counter>>;
const ready = ({ driver, pad }: Counter) =>
  until(() => driver.health().state === 'ready' && pad.clientCount > 0, 'the pad is ready');
/** Presses until it is heard: a press is lost on a line that is just being laid, as in life. */
async function press(it: Counter, key: PadKey): Promise<void> {
  const heard = it.signals.length;
  await vi.waitFor(
    () => {
      if (it.signals.length === heard) it.pad.press(key);
      expect(it.signals.length).toBeGreaterThan(heard);
    },
    { timeout: 20_000, interval: 50 },
  );
}

describe.each(cableKinds)('behind %s', (kind) => {
  test.each(Object.keys(profiles) as (keyof typeof profiles)[])('each key of a %s pad is told', async (name) => {
    const profile = profiles[name];
    const it = await counter(profile, kind);
    await it.cable.lay();
    it.driver.start();
    await ready(it);
    const keys = Object.values(profile.keys);
    for (const key of keys) await press(it, key);
    expect([...new Set(keysOf(it.signals))]).toEqual(keys);
    expect(it.signals[0]).toEqual({ kind: 'key', device: 'pad-3', counter: 3, key: keys[0] });
    expect(it.driver.health()).toMatchObject({ kind: 'keypad', state: 'ready', reason: null, waitingJobs: 0 });
    await it.driver.test();
  });

  test.each(['frame', 'modbus'] as const)('a %s pad is heard again after its cable was pulled', async (name) => {
    const it = await counter(profiles[name], kind);
    await it.cable.lay();
    it.driver.start();
    await ready(it);
    await it.cable.pull();
    await until(() => it.driver.health().state === 'offline', 'offline');
    await it.cable.lay();
    await ready(it);
    await press(it, Object.values(profiles[name].keys)[0] ?? 'recall');
    expect(it.signals.length).toBeGreaterThan(0);
  });
});

describe('a pad with a fault', () => {
  test.each(['garbage', 'half-frames', 'slow'])('%s is understood all the same', async (fault) => {
    for (const profile of [profiles.frame, profiles.modbus]) {
      const it = await counter(profile, 'tcp', { ...quick, answerMs: 5000 });
      await it.pad.setFault(fault, fault === 'slow' ? 20 : true);
      it.driver.start();
      await ready(it);
      const key = Object.values(profile.keys)[1] ?? 'recall';
      await press(it, key);
      expect(new Set(keysOf(it.signals))).toEqual(new Set([key]));
    }
  });

  test('whose frames are damaged is in trouble, tells no key, and is well with the next that is whole', async () => {
    const it = await counter(evaluator);
    await it.pad.setFault('wrong-checksum', true);
    it.driver.start();
    await ready(it);
    await vi.waitFor(
      () => {
        it.pad.press('satisfied');
        expect(it.driver.health()).toMatchObject({ state: 'trouble', reason: 'damaged-answer' });
      },
      { timeout: 20_000, interval: 20 },
    );
    expect(it.signals).toEqual([]);
    await it.pad.setFault('wrong-checksum', false);
    await press(it, 'satisfied');
    expect(it.driver.health().state).toBe('ready');
  });

  test('deaf on a Modbus bus is trouble with its address, fails the test, and comes back', async () => {
    const it = await counter(profiles.modbus, 'tcp', { ...quick, answerMs: 40 });
    it.driver.start();
    await ready(it);
    await it.pad.setFault('deaf', true);
    await until(() => it.driver.health().state === 'trouble', 'trouble');
    expect(it.driver.health()).toMatchObject({ reason: 'no-answer', detail: '5' });
    await expect(it.driver.test()).rejects.toThrow('no-answer');
    await until(() => it.driver.health().state === 'offline', 'the connection is given up');
    await it.pad.setFault('deaf', false);
    await ready(it);
    await press(it, 'recall');
  });

  test('cut or refused is offline, and its keys count when it is back', async () => {
    for (const fault of ['cut', 'refuse']) {
      const it = await counter(evaluator);
      it.driver.start();
      await ready(it);
      await it.pad.setFault(fault, true);
      if (fault === 'cut') it.pad.press('fair');
      await until(() => it.driver.health().state === 'offline', 'offline');
      await it.pad.setFault(fault, false);
      await ready(it);
      await press(it, 'satisfied');
      expect(keysOf(it.signals)[0]).toBe('satisfied');
    }
  });

  test('a button that was down before the first look is not a press', async () => {
    const it = await counter(profiles.modbus);
    it.pad.press('recall');
    it.driver.start();
    await ready(it);
    await press(it, 'call-next');
    expect(keysOf(it.signals)[0]).toBe('call-next');
  });
});

/** A clock that stands until it is told to go on. */
function handClock(): Clock & { go(milliseconds: number): void } {
  let now = 1_000_000;
  return {
    now: () => now,
    after: () => () => {},
    go: (milliseconds) => {
      now += milliseconds;
    },
  };
}

async function quietPad(profile: PadProfile) {
  const wire = new RecordingWire({ opensPerJob: false });
  const clock = handClock();
  const config = padConfig({ kind: 'tcp', host: '127.0.0.1', port: 1 }, profile);
  const driven = drive(wire, config, keypadTiming, clock);
  driven.driver.start();
  await until(() => wire.isOpen, 'open');
  ends.push(() => driven.driver.stop());
  return { wire, clock, ...driven };
}

describe('a press', () => {
  const fair = keyBytes(evaluator as Extract<PadProfile, { kind: 'frame' }>, 'fair');

  test('that a pad repeats counts once, and one later counts again', async () => {
    const { wire, clock, signals } = await quietPad(evaluator);
    for (let times = 0; times < 10; times += 1) {
      wire.say(fair);
      clock.go(120);
    }
    expect(signals).toHaveLength(1);
    clock.go(300);
    wire.say(fair);
    expect(signals).toHaveLength(2);
  });

  test('of which half was lost long ago does not spoil the next', async () => {
    const unchecked: PadProfile = {
      kind: 'frame',
      start: 'AA',
      length: 2,
      checksum: 'none',
      keyAt: 1,
      keys: { '02': 'recall', AA: 'finish' },
    };
    const { wire, clock, signals } = await quietPad(unchecked);
    wire.say(Buffer.from([0xaa]));
    clock.go(5000);
    wire.say(Buffer.from([0xaa, 0x02]));
    expect(keysOf(signals)).toEqual(['recall']);
  });

  test('of a key without a meaning is said once, by its code in a frame and without what was typed elsewhere', async () => {
    const framed = await quietPad(evaluator);
    for (let times = 0; times < 3; times += 1) framed.wire.say(Buffer.from('AA55000908', 'hex'));
    expect(framed.lines).toEqual(['pad-3: key 09 has no meaning']);
    const lined = await quietPad(profiles.line);
    lined.wire.say(Buffer.from('11010519491231002X\r\nconstructor\r\n'));
    expect(lined.lines).toEqual(['pad-3: a key has no meaning']);
    expect([...framed.signals, ...lined.signals]).toEqual([]);
  });
});

test('a profile that no pad can have is trouble and harms nobody', async () => {
  const wire = new RecordingWire({ opensPerJob: false });
  const config = padConfig({ kind: 'tcp', host: '127.0.0.1', port: 1 }, { ...evaluator, length: 2 } as PadProfile);
  const { driver } = drive(wire, config);
  driver.start();
  expect(driver.health()).toMatchObject({ state: 'trouble', reason: 'bad-profile' });
  await expect(driver.test()).rejects.toThrow('bad-profile');
  await driver.stop();
  expect(wire.openings).toBe(0);
});

test('a device file is read as the kernel would fill it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'input-'));
  ends.push(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'event5');
  execFileSync('mkfifo', [path]);
  const keyboard = await open(path, 'r+');
  ends.push(() => keyboard.close());
  const { driver, signals } = drive(new UsbWire({ path }), padConfig({ kind: 'usb', path }, profiles.input));
  ends.push(() => driver.stop());
  driver.start();
  await until(() => driver.health().state === 'ready', 'ready');
  for (const value of [1, 2, 2, 0]) await keyboard.write(eventOf(1, 2, value));
  await keyboard.write(Buffer.concat([eventOf(1, 28, 1), eventOf(0, 0, 0)]));
  await until(() => signals.length === 2, 'two keys');
  expect(keysOf(signals)).toEqual(['call-next', 'finish']);
});
