import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createWire } from '../../../devices/wire/open-wire.ts';
import { Reconnect } from '../../../devices/wire/reconnect.ts';
import { RecordingWire } from '../../../devices/wire/recording.ts';
import { SerialWire } from '../../../devices/wire/serial.ts';
import { TcpWire } from '../../../devices/wire/tcp.ts';
import { UsbWire } from '../../../devices/wire/usb.ts';
import { type Wire, WireError } from '../../../devices/wire/wire.ts';
import { until } from '../until.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function serve(onClient: (socket: Socket) => void): Promise<{ port: number; server: Server }> {
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    onClient(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanUps.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  return { port: typeof address === 'object' && address ? address.port : 0, server };
}

function tcp(port: number, options: object = {}): TcpWire {
  const wire = new TcpWire({ host: '127.0.0.1', port, ...options });
  cleanUps.push(() => wire.close());
  return wire;
}

async function ptyPair(): Promise<{ near: string; far: string; cable: ChildProcess }> {
  const folder = mkdtempSync(join(tmpdir(), 'wire-'));
  const [near, far] = [join(folder, 'near'), join(folder, 'far')];
  const cable = spawn('socat', [`pty,raw,echo=0,link=${near}`, `pty,raw,echo=0,link=${far}`], { stdio: 'ignore' });
  cleanUps.push(() => rmSync(folder, { recursive: true, force: true }));
  cleanUps.push(async () => {
    if (cable.exitCode !== null || cable.signalCode !== null) return;
    const gone = new Promise((resolve) => cable.once('exit', resolve));
    cable.kill();
    await gone;
  });
  await until(() => existsSync(near) && existsSync(far), 'the pair of pseudo-terminals');
  return { near, far, cable };
}

async function faultOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => null,
    (reason) => reason,
  );
  return error instanceof WireError ? error.fault : `not a WireError: ${error}`;
}

function heardBy(wire: Wire): () => string {
  const heard: Uint8Array[] = [];
  wire.onBytes((bytes) => heard.push(bytes));
  return () => Buffer.concat(heard).toString();
}

describe('a TCP wire', () => {
  it('carries bytes both ways and closes when both sides have said everything', async () => {
    const { port } = await serve((socket) => socket.pipe(socket));
    const wire = tcp(port);
    const heard = heardBy(wire);
    await wire.open();
    await wire.write(Buffer.from('ping'));
    await wire.finish();
    expect([heard(), wire.isOpen]).toEqual(['ping', false]);
  });

  it('delivers a large job whole to a slow reader that has talked before', async () => {
    let received = 0;
    const { port } = await serve((socket) => {
      socket.write(Buffer.alloc(4, 0x10));
      socket.on('readable', () => {
        setTimeout(() => {
          received += (socket.read() as Buffer | null)?.length ?? 0;
        }, 2);
      });
      socket.on('end', () => socket.end());
    });
    const wire = tcp(port);
    await wire.open();
    await wire.write(Buffer.alloc(200_000));
    await wire.finish();
    expect(received).toBe(200_000);
  });

  it('rejects typed when refused, when not open, and when the far side resets or never closes', async () => {
    const { port, server } = await serve((socket) => socket.once('data', () => socket.resetAndDestroy()));
    const wire = tcp(port, { finishMs: 60 });
    expect(await faultOf(wire.write(Buffer.from('x')))).toBe('closed');
    await wire.open();
    const reset = wire.write(Buffer.from('x')).then(() => wire.finish());
    expect(await faultOf(reset)).toBe('closed');
    server.close();
    expect(await faultOf(wire.open())).toBe('refused');
    const silent = await serve((socket) => socket.resume());
    const unended = tcp(silent.port, { finishMs: 60 });
    await unended.open();
    expect(await faultOf(unended.finish())).toBe('timeout');
    expect(unended.isOpen).toBe(false);
  });

  it('gives a write up that the far side never takes', async () => {
    const { port } = await serve((socket) => socket.pause());
    const wire = tcp(port, { writeMs: 80 });
    await wire.open();
    expect(await faultOf(wire.write(Buffer.alloc(30_000_000)))).toBe('timeout');
  });

  it('tells of each close once and opens again afresh', async () => {
    const clients: Socket[] = [];
    const { port } = await serve((socket) => clients.push(socket));
    const wire = tcp(port);
    const closes: (string | null)[] = [];
    wire.onClose((error) => closes.push(error?.fault ?? null));
    await wire.open();
    await until(() => clients.length === 1, 'a client');
    clients[0]?.resetAndDestroy();
    await until(() => closes.length === 1, 'a close');
    await wire.open();
    await wire.close();
    await wire.close();
    expect(closes).toEqual(['closed', null]);
  });

  it('can be let go while it is opening', async () => {
    // 192.0.2.0/24 leads nowhere; whichever comes first, the promise is settled.
    const wire = new TcpWire({ host: '192.0.2.1', port: 9100, openMs: 5000 });
    const opening = faultOf(wire.open());
    await wire.close();
    expect(['closed', 'unreachable', 'refused']).toContain(await opening);
  });

  it('a listener that throws does not keep others from hearing', async () => {
    const { port } = await serve((socket) => socket.pipe(socket));
    const wire = tcp(port);
    const warned: string[] = [];
    const onWarning = (warning: Error) => warned.push(warning.message);
    process.on('warning', onWarning);
    wire.onBytes(() => {
      throw new Error('deaf ear');
    });
    const heard = heardBy(wire);
    await wire.open();
    await wire.write(Buffer.from('ping'));
    await wire.finish();
    await until(() => warned.includes('deaf ear'), 'a warning');
    process.off('warning', onWarning);
    expect(heard()).toBe('ping');
  });
});

describe.each([
  ['serial', (path: string): Wire => new SerialWire({ path, baudRate: 115_200, watchMs: 30 })],
  ['usb', (path: string): Wire => new UsbWire({ path, pollMs: 5 })],
])('a %s wire over a pseudo-terminal', (_kind, make) => {
  it('carries a long message whole, and answers', async () => {
    const { near, far } = await ptyPair();
    const [here, there] = [make(near), new SerialWire({ path: far, baudRate: 115_200 })];
    cleanUps.push(
      () => here.close(),
      () => there.close(),
    );
    const [heardHere, heardThere] = [heardBy(here), heardBy(there)];
    await Promise.all([here.open(), there.open()]);
    const message = 'abcdefghij'.repeat(2000);
    await Promise.all([here.write(Buffer.from(message)), here.write(Buffer.from('END'))]);
    await until(() => heardThere().endsWith('END'), 'the end of the message');
    await there.write(Buffer.from('ok'));
    await until(() => heardHere() === 'ok', 'the answer');
    await here.finish();
    expect([heardThere() === `${message}END`, here.isOpen]).toEqual([true, true]);
  });

  it('notices that the cable was pulled, and a write afterwards fails at once and never goes out', async () => {
    const { near, cable } = await ptyPair();
    const wire = make(near);
    cleanUps.push(() => wire.close());
    let closes = 0;
    wire.onClose(() => {
      closes += 1;
    });
    await wire.open();
    cable.kill();
    await until(() => closes === 1, 'the close');
    expect(await faultOf(wire.write(Buffer.from('ghost')))).toBe('closed');
    expect(await faultOf(wire.open())).toBe('unreachable');
  });

  it('rejects typed when there is no such device', async () => {
    expect(await faultOf(make('/dev/no-such-device').open())).toBe('unreachable');
  });

  it('can be closed and opened again', async () => {
    const { near, far } = await ptyPair();
    const there = new SerialWire({ path: far, baudRate: 115_200 });
    const here = make(near);
    cleanUps.push(
      () => there.close(),
      () => here.close(),
    );
    const heard = heardBy(there);
    await there.open();
    for (const word of ['one', 'two']) {
      await here.open();
      await here.write(Buffer.from(word));
      await until(() => heard().endsWith(word), word);
      await here.close();
      expect(here.isOpen).toBe(false);
    }
  });
});

describe('wires in general', () => {
  it('a configuration makes the wire that it names', () => {
    const habits = { opensPerJob: true };
    expect(createWire({ kind: 'tcp', host: 'h', port: 1 }, habits).address).toBe('tcp h:1');
    expect(createWire({ kind: 'serial', path: '/dev/a', baudRate: 9600 }, habits).opensPerJob).toBe(false);
    expect(createWire({ kind: 'usb', path: '/dev/usb/lp0' }, habits).address).toBe('usb /dev/usb/lp0');
    expect(() => createWire({ kind: 'fake' }, habits)).toThrow('fake');
  });

  it('only one folder opens ports and sockets', () => {
    const sources = import.meta.glob('../../../devices/**/*.ts', { query: '?raw', import: 'default', eager: true });
    const others = Object.entries(sources).filter(([path]) => !path.includes('/devices/wire/'));
    const guilty = others.filter(([, source]) => /from 'serialport'|from 'node:(net|dgram|tls)'/.test(String(source)));
    expect(others.length).toBeGreaterThan(10);
    expect(guilty.map(([path]) => path)).toEqual([]);
  });

  it('a recording wire keeps what was written and answers by its script', async () => {
    const wire = new RecordingWire();
    wire.answer = (bytes) => (bytes[0] === 1 ? Uint8Array.of(2) : null);
    const heard: number[] = [];
    wire.onBytes((bytes) => heard.push(...bytes));
    await wire.open();
    await wire.write(Uint8Array.of(1));
    await Promise.resolve();
    expect([[...wire.allWritten], heard, wire.openings]).toEqual([[1], [2], 1]);
    await wire.finish();
    expect(await faultOf(wire.write(Uint8Array.of(1)))).toBe('closed');
  });

  it('waits double from one second to thirty, and start again after success', () => {
    const steady = new Reconnect({ random: () => 0 });
    expect(Array.from({ length: 7 }, () => steady.nextDelayMs())).toEqual([
      1000, 2000, 4000, 8000, 16_000, 30_000, 30_000,
    ]);
    steady.succeeded();
    expect(steady.nextDelayMs()).toBe(1000);
    const shaken = new Reconnect({ random: () => 0.999 });
    expect(shaken.nextDelayMs()).toBe(750);
  });
});
