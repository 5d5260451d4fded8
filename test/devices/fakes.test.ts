import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Fakes, startFakes } from '../../devices/fakes.ts';
import { readFakesOptions, readFaultLine, runConsole } from '../../devices/fakes-console.ts';
import { startFleet } from '../../devices/fleet.ts';
import type { DeviceSignal, LedBusConfig, SpeakerConfig } from '../../server/contract/device.ts';
import { printerConfig } from './printer/rig.ts';
import { until } from './until.ts';

vi.setConfig({ testTimeout: 60_000 });

const led: LedBusConfig = {
  id: 'led-counters',
  name: '窗口屏',
  kind: 'led-bus',
  wire: { kind: 'fake' },
  generation: '6K',
  widthPx: 128,
  heightPx: 32,
  screens: [{ address: 1, counter: 7 }],
};
const speaker: SpeakerConfig = {
  id: 'speaker-east',
  name: '东区广播',
  kind: 'speaker',
  zones: [1],
  output: 'record',
  repeat: 1,
  repeatGapSeconds: 0,
};

/** Free ports for all fakes, so that no two tests meet on one. */
const anyPorts = ['--escpos', '--onbon', '--sdt', '--pad', '--modbus', '--huidu', '--alpha'].flatMap((option) => [
  option,
  '0',
]);

let fakes: Fakes | null = null;
afterEach(async () => {
  await fakes?.stop();
  fakes = null;
});

function portOf(deviceId: string): number {
  const device = fakes?.devices.find(({ id }) => id === deviceId);
  if (!device || device.kind === 'speaker' || device.wire.kind !== 'tcp') throw new Error(`${deviceId} has no port`);
  return device.wire.port;
}

describe('fakes', () => {
  it('stand in for every device that wants one and for no other', async () => {
    const real = printerConfig({ id: 'printer-desk', wire: { kind: 'tcp', host: '10.0.0.5', port: 9100 } });
    fakes = await startFakes([printerConfig(), real, led, speaker]);
    expect(fakes.devices.map(({ id }) => id)).toEqual([
      'printer-kiosk',
      'printer-desk',
      'led-counters',
      'speaker-east',
    ]);
    expect([...fakes.ids]).toEqual(['printer-kiosk', 'led-counters']);
    expect(fakes.devices[1]).toEqual(real);
    expect(portOf('printer-kiosk')).toBeGreaterThan(0);
    expect(fakes.outputs().map((output) => output.kind)).toEqual(['printer', 'led-bus']);
  });

  it('show what was printed and say so', async () => {
    fakes = await startFakes([printerConfig()]);
    const changed: string[] = [];
    fakes.onOutput((deviceId) => changed.push(deviceId));
    const socket = connect(portOf('printer-kiosk'), '127.0.0.1');
    socket.end(Buffer.from('hello\n\x1dV\x01', 'latin1'));
    await until(() => changed.length > 0, 'output');
    expect(fakes.outputs()[0]).toMatchObject({ kind: 'printer', slips: [{ text: 'hello' }] });
  });

  it('light a hall board and a sign, each in its own protocol', async () => {
    const wire = { kind: 'fake' } as const;
    fakes = await startFakes([
      { id: 'board', name: '主屏', kind: 'huidu', wire, widthPx: 512, heightPx: 256, zones: [1] },
      { id: 'sign', name: '条屏', kind: 'alpha', wire, address: '01', counter: 3, widthPx: 128, heightPx: 16 },
    ]);
    const fleet = startFleet({
      devices: fakes.devices,
      beginSlip: () => Promise.reject(new Error('no slips here')),
      report: () => Promise.resolve(),
    });
    fleet.showSigns([{ state: 'calling', counter: 3, number: '1047', callSeq: 1, calledAt: 0 }]);
    const texts = () =>
      fakes
        ?.outputs()
        .map((output) => [
          output.kind,
          'screens' in output ? output.screens.flatMap(({ areas }) => areas.map(({ text }) => text)) : [],
        ]);
    await until(() => JSON.stringify(texts()).match(/1047号/g)?.length === 2, 'both lit');
    expect(texts()).toEqual([
      ['huidu', ['1047号', '→ 3号窗口']],
      ['alpha', ['1047号\n请到3号窗口']],
    ]);
    await fleet.stop();
  });

  it('refuse faults that they do not have', async () => {
    const wire = { kind: 'fake' } as const;
    fakes = await startFakes([
      printerConfig(),
      led,
      { id: 'board', name: '主屏', kind: 'huidu', wire, widthPx: 512, heightPx: 256, zones: [1] },
    ]);
    await expect(fakes.setFault('board', 'slow', true)).rejects.toThrow('slow');
    await expect(fakes.setFault('board', 'deaf', 3)).rejects.toThrow('deaf');
    await fakes.setFault('board', 'slow', 3);
    await fakes.setFault('board', 'deaf', true);
    await expect(fakes.setFault('printer-kiosk', 'earthquake', true)).rejects.toThrow('earthquake');
    await expect(fakes.setFault('led-counters', 'paper-out', true)).rejects.toThrow('paper-out');
    await expect(fakes.setFault('nobody', 'deaf', true)).rejects.toThrow('nobody');
    await fakes.setFault('led-counters', 'deaf', true);
  });

  it('leave nothing running when a port is taken', async () => {
    fakes = await startFakes([printerConfig()]);
    const taken = portOf('printer-kiosk');
    const second = printerConfig({ id: 'printer-desk' });
    await expect(startFakes([led, second], { 'printer-desk': taken })).rejects.toThrow('EADDRINUSE');
  });
});

describe('the console of the fakes', () => {
  it('reads its options and its faults', () => {
    expect(readFakesOptions(['--escpos', '0', '--onbon', '15005']).ports).toMatchObject({ printer: 0, led: 15_005 });
    expect(readFakesOptions([]).ports).toMatchObject({
      printer: 9100,
      led: 5005,
      reader: 4001,
      'pad-3': 4002,
      lamps: 5020,
      board: 10_001,
      sign: 4003,
    });
    expect(() => readFakesOptions(['--escpos', '99999'])).toThrow('99999');
    expect(readFaultLine(' printer paper-out on ')).toEqual({ device: 'printer', fault: 'paper-out', value: true });
    expect(readFaultLine('printer slow 500')).toEqual({ device: 'printer', fault: 'slow', value: 500 });
    expect(() => readFaultLine('printer paper-out')).toThrow('need');
    expect(() => readFaultLine('printer paper-out maybe')).toThrow('maybe');
  });

  it('answers every line and goes on after a wrong one', async () => {
    const { devices, ports } = readFakesOptions(anyPorts);
    const [input, output] = [new PassThrough(), new PassThrough()];
    const said: string[] = [];
    output.on('data', (bytes) => said.push(String(bytes)));
    const running = runConsole(await startFakes(devices, ports), input, output);
    input.write('printer nothing on\nprinter paper-out on\n');
    await until(() => said.join('').includes('ok\n'), 'an ok');
    expect(said.join('')).toMatch(/printer: 127\.0\.0\.1:\d+\nled: 127\.0\.0\.1:\d+\n/);
    expect(said.join('')).toContain('error: a printer has no fault nothing');
    input.write('quit\n');
    await running;
  });

  it('lays cards, takes them away and presses keys', async () => {
    const { devices, ports } = readFakesOptions(anyPorts);
    const standing = await startFakes(devices, ports);
    const signals: DeviceSignal[] = [];
    const fleet = startFleet({
      devices: standing.devices.filter(({ kind }) => kind === 'reader' || kind === 'keypad'),
      beginSlip: () => Promise.reject(new Error('no slips here')),
      report: () => Promise.resolve(),
    });
    fleet.onSignal((signal) => signals.push(signal));
    const [input, output] = [new PassThrough(), new PassThrough()];
    let said = '';
    output.on('data', (bytes) => {
      said += bytes;
    });
    const running = runConsole(standing, input, output);
    await until(() => fleet.health().every(({ state }) => state === 'ready'), 'both are ready');
    input.write('card 赖秀英\n');
    await until(() => signals.length === 1, 'the card');
    expect(signals[0]).toMatchObject({ kind: 'card', device: 'reader', place: 'fakes', card: { name: '赖秀英' } });
    input.write('remove\npress pad-3 very-satisfied\n');
    await until(() => signals.length === 2, 'the key');
    expect(signals[1]).toEqual({ kind: 'key', device: 'pad-3', counter: 3, key: 'very-satisfied' });
    for (const line of ['card', 'press pad-3 gladly', 'press reader recall', 'remove printer'])
      input.write(`${line}\n`);
    await until(() => said.split('error: ').length === 5, 'four errors');
    expect(said).not.toContain('赖秀英');
    await fleet.stop();
    input.write('quit\n');
    await running;
  });

  it('runs by itself and ends cleanly on an interrupt', async () => {
    const script = fileURLToPath(new URL('../../devices/fakes.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', script, ...anyPorts]);
    let said = '';
    child.stdout.on('data', (bytes) => {
      said += bytes;
    });
    const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)));
    await until(() => /led: 127\.0\.0\.1:\d+/.test(said), 'its addresses');
    child.kill('SIGINT');
    expect(await ended).toBe(0);
  });
});
