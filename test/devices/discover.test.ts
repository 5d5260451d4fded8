import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { Compile } from 'typebox/compile';
import { afterEach, describe, expect, it } from 'vitest';
import { entryFor, hostsOf, search, describe as told, usbEntry } from '../../devices/discover.ts';
import { startFakeHuidu } from '../../devices/huidu/fake.ts';
import { startFakeLedBus } from '../../devices/led/fake.ts';
import { startFakePrinter } from '../../devices/printer/fake.ts';
import { serialPorts, usbPrinters } from '../../devices/wire/ports.ts';
import { DeviceConfig } from '../../server/contract/device.ts';
import { temporaryFolder } from '../fixtures/temporary.ts';

const deviceSchema = Compile(DeviceConfig);
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** A port of loopback at which nobody listens any more. */
async function deadPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}
async function silentPort(): Promise<number> {
  const server: Server = createServer((socket) => socket.on('error', () => {}).resume());
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  stops.push(async () => void server.close());
  return (server.address() as { port: number }).port;
}
async function printer() {
  const fake = await startFakePrinter({ port: 0 });
  stops.push(() => fake.stop());
  return fake;
}
const options = { hosts: ['127.0.0.1'], waitMs: 1500, model: false };

describe('the search for devices', () => {
  it('finds a printer, an Onbon card and a Huidu card, and writes their lines for the hall file', async () => {
    const slips = await printer();
    const led = await startFakeLedBus({ port: 0, widthPx: 128, heightPx: 32, screens: [{ address: 7, counter: 1 }] });
    const board = await startFakeHuidu({ port: 0, widthPx: 256, heightPx: 64 });
    stops.push(
      () => led.stop(),
      () => board.stop(),
    );
    const ports = { printer: slips.port ?? 0, 'led-bus': led.port, huidu: board.port };
    const found = await search({ ...options, ports });
    expect(found.map(({ answer }) => answer.kind)).toEqual(['printer', 'led-bus', 'huidu']);
    expect(found.map(told).join('\n')).toMatch(/ESC\/POS printer: ready\n.*screen 7\n.*Huidu card/);
    const entries = found.map(entryFor);
    for (const entry of entries) expect([entry, deviceSchema.Check(entry)]).toEqual([entry, true]);
    expect(entries[1]).toMatchObject({ screens: [{ address: 7 }], wire: { host: '127.0.0.1', port: led.port } });
    expect([slips.slips(), slips.garbage(), led.complaints()]).toEqual([[], [], []]);
  });

  it('tells that a printer has no paper, and its model when asked for it', async () => {
    const fake = await printer();
    await fake.setFault('paper-out', true);
    const ports = { printer: fake.port ?? 0, 'led-bus': await deadPort(), huidu: await deadPort() };
    expect(told((await search({ ...options, ports }))[0] as never)).toContain('paper out');
    await fake.setFault('paper-out', false);
    expect((await search({ ...options, ports, model: true }))[0]?.answer).toMatchObject({ model: 'TINGQIAN' });
  });

  it('tells an open port that says nothing from one that is not there', async () => {
    const ports = { printer: await silentPort(), 'led-bus': await silentPort(), huidu: await deadPort() };
    const found = await search({ ...options, waitMs: 100, ports });
    expect(found.map(({ answer }) => answer.kind)).toEqual(['silent', 'silent']);
    expect(found.map(entryFor)).toEqual([null, null]);
  });

  it('asks the hosts of a network without its own and its broadcast address, and no larger one', () => {
    expect(hostsOf('192.168.1.77/30')).toEqual(['192.168.1.77', '192.168.1.78']);
    const hosts = hostsOf('10.0.0.0/24');
    expect([hosts.length, hosts[0], hosts.at(-1)]).toEqual([254, '10.0.0.1', '10.0.0.254']);
    for (const wrong of ['10.0.0.0/8', '10.0.0.0', '10.0.0/24', 'hall/24', '10.0.0.0/x'])
      expect(() => hostsOf(wrong)).toThrow('not a network');
  });

  it('asks every host of a loopback network, more than it asks at once', async () => {
    const fake = await printer();
    const ports = { printer: fake.port ?? 0, 'led-bus': await deadPort(), huidu: await deadPort() };
    const found = await search({ ...options, hosts: hostsOf('127.0.0.0/26'), ports });
    expect(found.map(({ host }) => host)).toEqual(['127.0.0.1']);
  });

  it('lists serial ports with what is known of them, and none where the system cannot be asked', async () => {
    const list = async () => [{ path: '/dev/ttyUSB0', manufacturer: 'QinHeng', vendorId: '1a86', productId: '7523' }];
    expect((await serialPorts(list)).ports).toEqual([{ path: '/dev/ttyUSB0', about: 'QinHeng 1a86:7523' }]);
    const failed = await serialPorts(() => Promise.reject(new Error('spawn udevadm ENOENT')));
    expect(failed).toEqual({ ports: [], trouble: 'spawn udevadm ENOENT' });
  });

  it('lists USB printers, and none without the folder', async () => {
    const folder = join(temporaryFolder(), 'usb');
    expect(await usbPrinters(folder)).toEqual([]);
    mkdirSync(folder);
    for (const name of ['lp1', 'lp0', 'hiddev0']) writeFileSync(join(folder, name), '');
    const found = await usbPrinters(folder);
    expect(found.map(({ path }) => path)).toEqual([join(folder, 'lp0'), join(folder, 'lp1')]);
    expect(found.map(usbEntry).map((entry) => [entry.id, deviceSchema.Check(entry)])).toEqual([
      ['printer-lp0', true],
      ['printer-lp1', true],
    ]);
  });

  it('runs by itself and refuses a wrong network with its help', async () => {
    const run = (...words: string[]) =>
      new Promise<{ code: number; text: string }>((done) => {
        const args = ['--import', 'tsx', join(import.meta.dirname, '../../devices/discover.ts'), ...words];
        execFile(process.execPath, args, (error, out, complaint) =>
          done({ code: error === null ? 0 : Number(error.code), text: out + complaint }),
        );
      });
    expect(await run()).toMatchObject({ code: 0, text: expect.stringContaining('serial ports') });
    expect(await run('--network', '10.0.0.0/8')).toMatchObject({
      code: 1,
      text: expect.stringContaining('/22 to /30'),
    });
  });
});
