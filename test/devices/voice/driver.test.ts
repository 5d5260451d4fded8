import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { systemClock } from '../../../devices/clock.ts';
import { createSpeakerDriver, type SpeakerParts } from '../../../devices/voice/driver.ts';
import { createVoice } from '../../../devices/voice/engine.ts';
import { aplayPlayer, type Player, sayPlayer } from '../../../devices/voice/player.ts';
import { readWav, secondsOf } from '../../../devices/voice/wav.ts';
import { until } from '../until.ts';
import { collect, job, speaker, TurnedClock, voiceOf } from './rig.ts';

vi.setConfig({ testTimeout: 30_000 });

function turned(parts: Partial<SpeakerParts> = {}, change = {}) {
  const clock = new TurnedClock();
  const collected = collect(clock);
  const driver = createSpeakerDriver(speaker(change), collected.deps, { voice: voiceOf(5), ...parts });
  driver.start();
  return { clock, driver, ...collected };
}

describe('a recording loudspeaker', () => {
  test('takes as long as the speech is long, repeats it 8 s later and reports it once', async () => {
    const { clock, driver, outcomes } = turned();
    driver.offer?.(job(7));
    await clock.turnTo(4999);
    expect(outcomes).toEqual([]);
    expect(driver.health()).toMatchObject({ state: 'busy', waitingJobs: 0 });
    await clock.turnTo(30_000);
    expect(outcomes).toEqual([{ kind: 'speech', id: 7, outcome: 'spoken', at: 5000 }]);
    expect(driver.spoken?.()).toEqual([
      {
        id: 7,
        at: 0,
        text: '请1007号到3号窗口办理',
        voice: 'test-voice',
        seconds: 5,
        wav: '/api/devices/speaker-east/speech/7.wav',
        repeatedAt: [13_000],
      },
    ]);
    expect(driver.health()).toMatchObject({ state: 'ready', fake: true, lastSuccessAt: 18_000 });
  });

  test('gives the sound of what was said, and none for what was not', async () => {
    const { clock, driver } = turned();
    driver.offer?.(job(7));
    await clock.turnTo(1);
    const wav = driver.sound?.(7);
    expect(wav && secondsOf(readWav(Buffer.from(wav)))).toBe(5);
    expect(driver.sound?.(8)).toBeNull();
  });

  test('speaks calls in their order, one at a time', async () => {
    const { clock, driver } = turned();
    for (const id of [3, 1, 2]) driver.offer?.(job(id));
    await clock.turnTo(15_000);
    expect(driver.spoken?.().map(({ id, at }) => [id, at])).toEqual([
      [1, 0],
      [2, 5000],
      [3, 10_000],
    ]);
  });

  test('drops a withdrawn call, falls silent in the middle of it, and goes on with the next', async () => {
    const { clock, driver, outcomes } = turned();
    driver.offer?.(job(1));
    driver.offer?.(job(2));
    driver.offer?.(job(3));
    await clock.turnTo(2000);
    driver.withdraw?.(2);
    driver.withdraw?.(1);
    await clock.turnTo(7000);
    expect(outcomes).toEqual([
      { kind: 'speech', id: 2, outcome: 'dropped', detail: 'withdrawn', at: 2000 },
      { kind: 'speech', id: 1, outcome: 'dropped', detail: 'withdrawn', at: 2000 },
      { kind: 'speech', id: 3, outcome: 'spoken', at: 7000 },
    ]);
  });

  test('drops a call that is older than 30 s when its turn comes', async () => {
    const { clock, driver, outcomes } = turned();
    await clock.turnTo(40_000);
    driver.offer?.(job(1, 5000));
    await clock.turnTo(41_000);
    expect(outcomes).toEqual([{ kind: 'speech', id: 1, outcome: 'dropped', detail: 'expired', at: 40_000 }]);
    expect(driver.spoken?.()).toEqual([]);
  });

  test('keeps the last 40 calls', async () => {
    const { clock, driver } = turned({ voice: voiceOf(1) });
    for (let id = 1; id <= 60; id += 1) {
      driver.offer?.(job(id, id * 20_000));
      await clock.turnTo(id * 20_000);
    }
    expect(driver.spoken?.().map(({ id }) => id)).toEqual(Array.from({ length: 40 }, (_, index) => index + 21));
  });

  test('merges a burst under one chime; each call has its own record of the shared sound', async () => {
    const { clock, driver, outcomes } = turned();
    for (let id = 1; id <= 12; id += 1) driver.offer?.(job(id));
    await clock.turnTo(5000);
    expect(outcomes.map(({ id }) => id)).toEqual([1, 2, 3, 4]);
    const [first, second] = driver.spoken?.() ?? [];
    expect(first?.text).toMatch(/^请以下号码到窗口：1001号到3号窗口、1002号到3号窗口/);
    expect(second?.text).toBe(first?.text);
    expect(second?.wav).toBe('/api/devices/speaker-east/speech/2.wav');
  });

  test('a stop leaves calls without an outcome, so that they are offered again', async () => {
    const { clock, driver, outcomes } = turned();
    driver.offer?.(job(1));
    driver.offer?.(job(2));
    await clock.turnTo(2000);
    await driver.stop();
    await clock.turnTo(60_000);
    expect(outcomes).toEqual([]);
    await expect(driver.test()).rejects.toThrow('stopped');
  });

  test('says a test sentence between two calls', async () => {
    const { clock, driver, outcomes } = turned();
    driver.offer?.(job(1));
    await clock.turnTo(1000);
    let tested = false;
    const testing = driver.test().then(() => {
      tested = true;
    });
    await expect(driver.test()).rejects.toThrow('busy');
    driver.offer?.(job(2));
    await clock.turnTo(9999);
    expect(tested).toBe(false);
    await clock.turnTo(15_000);
    await testing;
    expect(outcomes.map(({ id, at }) => [id, at])).toEqual([
      [1, 5000],
      [2, 15_000],
    ]);
  });
});

describe('a loudspeaker that fails', () => {
  test('a completion that never comes is cut off 3 s after the length, and the next call is spoken', async () => {
    let readings = 0;
    const player: Player = {
      play: () => {
        readings += 1;
        return readings === 1 ? new Promise(() => {}) : Promise.resolve();
      },
    };
    const { clock, driver, outcomes } = turned({ player });
    driver.offer?.(job(1));
    driver.offer?.(job(2));
    await clock.turnTo(7999);
    expect(outcomes).toEqual([]);
    await clock.turnTo(8000);
    expect(outcomes.map(({ id, outcome }) => [id, outcome])).toEqual([
      [1, 'dropped'],
      [2, 'spoken'],
    ]);
    expect(outcomes[0]).toMatchObject({ detail: 'time-limit' });
    expect(driver.health()).toMatchObject({ state: 'ready', reason: null });
  });

  test('aplay that is missing is trouble with that reason, the call is dropped, and the server lives', async () => {
    const { clock, driver, outcomes } = turned(
      { player: aplayPlayer('default', 'aplay-of-nowhere') },
      { output: 'aplay' },
    );
    driver.offer?.(job(1));
    await clock.turnTo(1);
    await until(() => outcomes.length > 0, 'an outcome');
    expect(outcomes[0]).toMatchObject({ id: 1, outcome: 'dropped', detail: 'aplay-missing' });
    expect(driver.health()).toMatchObject({ state: 'trouble', reason: 'aplay-missing', fake: false });
    const tested = driver.test();
    await expect(tested).rejects.toThrow('aplay-missing');
    await driver.stop();
  });

  test('no voice on the machine is trouble, and the chime still sounds', async () => {
    const { clock, driver, outcomes } = turned({ voice: voiceOf(1, 'chime') });
    driver.offer?.(job(1));
    await clock.turnTo(2000);
    expect(outcomes).toMatchObject([{ id: 1, outcome: 'spoken' }]);
    expect(driver.health()).toMatchObject({ state: 'trouble', reason: 'no-voice' });
  });

  test('a system voice that fails is trouble with that reason', async () => {
    const player = sayPlayer(() => Promise.reject(new Error('no voice Tingting')));
    const { clock, driver, lines } = turned({ player }, { output: 'say' });
    driver.offer?.(job(1));
    await clock.turnTo(1000);
    expect(driver.health()).toMatchObject({ state: 'trouble', reason: 'say-failed' });
    expect(lines.at(-1)).toBe('speaker-east: no voice Tingting');
  });

  test('health is told only when it changes', async () => {
    const { clock, driver, healthChanges } = turned();
    driver.offer?.(job(1));
    await clock.turnTo(20_000);
    const before = healthChanges();
    await clock.turnTo(600_000);
    expect(healthChanges()).toBe(before);
  });
});

describe('a loudspeaker behind aplay', () => {
  const folder = mkdtempSync(joinPath(tmpdir(), 'aplay-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const heard = joinPath(folder, 'heard.wav');
  // The ending says what kind of script it is, whatever stands in the folders above.
  const command = joinPath(folder, 'aplay.cjs');
  const script = (body: string) => {
    writeFileSync(command, `#!${process.execPath}\n${body}`);
    chmodSync(command, 0o755);
  };
  const real = (player: Player) => {
    const collected = collect(systemClock);
    const driver = createSpeakerDriver(speaker({ output: 'aplay', repeat: 1 }), collected.deps, {
      voice: voiceOf(0.5),
      player,
    });
    driver.start();
    const fresh = (id: number) => job(id, Date.now());
    return { driver, fresh, ...collected };
  };

  test('hears the whole sound on the device that was named', async () => {
    script(`const fs = require('node:fs'); fs.writeFileSync(${JSON.stringify(heard)}, fs.readFileSync(0));
      fs.writeFileSync(${JSON.stringify(`${heard}.args`)}, process.argv.slice(2).join(' '));`);
    const { driver, fresh, outcomes } = real(aplayPlayer('plughw:1', command));
    driver.offer?.(fresh(1));
    await until(() => outcomes.length > 0, 'an outcome');
    expect(outcomes).toMatchObject([{ id: 1, outcome: 'spoken' }]);
    expect(secondsOf(readWav(readFileSync(heard)))).toBe(0.5);
    expect(readFileSync(`${heard}.args`, 'utf8')).toBe('-q -D plughw:1 -t wav -');
    await driver.stop();
  });

  test('is ended when its call is withdrawn', async () => {
    const began = joinPath(folder, 'began');
    script(
      `require('node:fs').writeFileSync(${JSON.stringify(began)}, String(process.pid)); setInterval(() => {}, 1000);`,
    );
    const { driver, fresh, outcomes } = real(aplayPlayer('default', command));
    driver.offer?.(fresh(1));
    await until(() => existsSync(began) && readFileSync(began, 'utf8') !== '', 'the player to begin');
    driver.withdraw?.(1);
    await until(() => outcomes.length > 0, 'an outcome');
    expect(outcomes).toMatchObject([{ id: 1, outcome: 'dropped', detail: 'withdrawn' }]);
    const pid = Number(readFileSync(began, 'utf8'));
    const lives = () => {
      try {
        return process.kill(pid, 0);
      } catch {
        return false;
      }
    };
    await until(() => !lives(), 'the player to end');
    expect(driver.health()).toMatchObject({ state: 'ready' });
    await driver.stop();
  });

  test('a device that says no is trouble with that reason', async () => {
    script(`console.error('audio open error: Device or resource busy'); process.exit(1);`);
    const { driver, fresh, outcomes, lines } = real(aplayPlayer('default', command));
    driver.offer?.(fresh(1));
    await until(() => outcomes.length > 0, 'an outcome');
    expect(outcomes).toMatchObject([{ outcome: 'dropped', detail: 'sound-device' }]);
    expect(lines.at(-1)).toContain('audio open error: Device or resource busy');
    await driver.stop();
  });

  const hasAplay = spawnSync('aplay', ['--version'], { stdio: 'ignore' }).error === undefined;
  test(`the aplay of this machine ${hasAplay ? "plays on ALSA's null device" : 'is absent, which is trouble'}`, async () => {
    const { driver, fresh, outcomes } = real(aplayPlayer('null'));
    driver.offer?.(fresh(1));
    await until(() => outcomes.length > 0, 'an outcome');
    expect(outcomes).toMatchObject([
      hasAplay ? { outcome: 'spoken' } : { outcome: 'dropped', detail: 'aplay-missing' },
    ]);
    await driver.stop();
  });
});

test('a call is made into sound by the voices of this machine', async () => {
  const clock = new TurnedClock();
  const { deps, lines } = collect(clock);
  const voice = createVoice({ clipFolder: null, cacheFolder: null });
  const driver = createSpeakerDriver(speaker(), deps, { voice });
  driver.start();
  await until(() => driver.health().state !== 'starting', 'the first sound');
  await clock.turnTo(1);
  const from = performance.now();
  driver.offer?.(job(1));
  await until(() => (driver.spoken?.() ?? []).length > 0, 'a spoken call');
  console.info(`offer to sound: ${(performance.now() - from).toFixed(0)} ms, ${lines[0]}`);
  expect(driver.spoken?.()).toMatchObject([{ id: 1, text: '请1001号到3号窗口办理' }]);
  await driver.stop();
});
