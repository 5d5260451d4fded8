import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createWire } from '../../../devices/wire/open-wire.ts';
import { until } from '../until.ts';
import { type Rig, startRig } from './rig.ts';
import { slipJob } from './slips.ts';

vi.setConfig({ testTimeout: 40_000 });

let folder: string;
let cable: ChildProcess;
let rig: Rig;

/** A cable from a pseudo-terminal to the fake's port. */
async function plugIn(port: number): Promise<string> {
  const path = join(folder, 'tty');
  cable = spawn('socat', [`pty,raw,echo=0,link=${path}`, `tcp:127.0.0.1:${port}`], { stdio: 'ignore' });
  await until(() => existsSync(path), 'the pseudo-terminal');
  return path;
}

async function unplug(): Promise<void> {
  const gone = new Promise((resolve) => cable.once('exit', resolve));
  if (cable.exitCode === null) cable.kill();
  else return;
  await gone;
}

async function start(kind: 'serial' | 'usb', answersStatus = true): Promise<number> {
  folder = mkdtempSync(join(tmpdir(), 'pty-'));
  let fakePort = 0;
  rig = await startRig({
    config: { answersStatus },
    wireTo: async (port) => {
      fakePort = port;
      const path = await plugIn(port);
      const config = kind === 'serial' ? { kind, path, baudRate: 115_200 } : { kind, path };
      return createWire(config, { opensPerJob: true });
    },
  });
  return fakePort;
}

const offer = (...ids: number[]) => {
  for (const id of ids) rig.driver.offer?.(slipJob(id));
};
const outcomesCame = (count: number) => until(() => rig.outcomes.length >= count, `${count} outcomes`);

afterEach(async () => {
  await rig.stop();
  await unplug();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(['serial', 'usb'] as const)('slips over a %s device file', (kind) => {
  it('come out in order over one lasting connection', async () => {
    await start(kind);
    offer(1, 2, 3);
    await outcomesCame(3);
    expect(rig.outcomes.map((outcome) => outcome.outcome)).toEqual(['printed', 'printed', 'printed']);
    expect(rig.fake.slips().map((slip) => slip.text.split('\n')[0])).toEqual(['1001', '1002', '1003']);
    expect([rig.fake.garbage(), rig.wire.isOpen]).toEqual([[], true]);
  });

  it('wait for paper and come out once', async () => {
    await start(kind);
    await rig.fake.setFault('paper-out', true);
    offer(1);
    await until(() => rig.driver.health().reason === 'paper-out', 'paper-out');
    expect(rig.begun).toEqual([]);
    await rig.fake.setFault('paper-out', false);
    await outcomesCame(1);
    expect(rig.printed('1001')).toBe(1);
  });

  it('do not take the late answer for an uncertain slip as their own', async () => {
    await start(kind);
    await until(() => rig.driver.health().state === 'ready', 'ready');
    await rig.fake.setFault('paper-out-after', 15_500);
    offer(1);
    await outcomesCame(1);
    expect(rig.outcomes[0]?.outcome).toBe('uncertain');
    await rig.fake.setFault('paper-out', false);
    offer(2);
    await outcomesCame(2);
    expect(rig.outcomes[1]).toEqual({ kind: 'slip', id: 2, outcome: 'printed' });
    expect([rig.printed('1001'), rig.printed('1002')]).toEqual([1, 1]);
  });

  it('go on after the cable was pulled and plugged in again, and no ghost comes out', async () => {
    const port = await start(kind);
    await until(() => rig.driver.health().state === 'ready', 'ready');
    await unplug();
    await until(() => !rig.wire.isOpen, 'the wire noticed');
    offer(1);
    await until(() => rig.driver.health().reason === 'offline', 'offline');
    expect([rig.begun, rig.fake.slips().length]).toEqual([[], 0]);
    await plugIn(port);
    await outcomesCame(1);
    expect([rig.printed('1001'), rig.outcomes[0]?.outcome]).toEqual([1, 'printed']);
  });

  it('are uncertain when the cable is pulled in the middle', async () => {
    const port = await start(kind);
    await rig.fake.setFault('slow', 2000);
    offer(1);
    await until(() => rig.begun.length === 1, 'begun');
    await unplug();
    await outcomesCame(1);
    expect(rig.outcomes[0]?.outcome).toBe('uncertain');
    await rig.fake.setFault('slow', 0);
    await plugIn(port);
    offer(2);
    await outcomesCame(2);
    expect(rig.outcomes[1]).toEqual({ kind: 'slip', id: 2, outcome: 'printed' });
    expect([rig.printed('1001') <= 1, rig.printed('1002')]).toEqual([true, 1]);
  });

  it('print on a printer that never answers', async () => {
    await start(kind, false);
    offer(1);
    await outcomesCame(1);
    expect(rig.outcomes[0]?.outcome).toBe('printed');
    await until(() => rig.printed('1001') === 1, 'the slip');
  });
});
