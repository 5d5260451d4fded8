import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { SerialPort } from 'serialport';
import { SerialWire } from '../../devices/wire/serial.ts';
import { TcpWire } from '../../devices/wire/tcp.ts';
import type { Wire } from '../../devices/wire/wire.ts';
import type { WireConfig } from '../../server/contract/device.ts';
import { until } from './until.ts';

const baudRate = 115_200;

/** What a cable needs of a fake. */
export interface Pluggable {
  readonly port: number;
  setFault(fault: string, value: boolean): Promise<void>;
  attach(stream: Duplex): void;
}

/** What leads from the hall to a fake, and can be pulled and laid anew. */
export interface Cable {
  config: WireConfig;
  wire: Wire;
  lay(): Promise<void>;
  pull(): Promise<void>;
  /** Lets everything go. */
  end(): Promise<void>;
}

const hasSocat = (() => {
  try {
    execFileSync('socat', ['-V'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** The kinds of cable that this machine has. */
export const cableKinds: ('tcp' | 'serial')[] = hasSocat ? ['tcp', 'serial'] : ['tcp'];

export function newCable(kind: 'tcp' | 'serial', box: Pluggable): Cable {
  return kind === 'tcp' ? tcpCable(box) : serialCable(box);
}

function tcpCable(box: Pluggable): Cable {
  const config = { kind: 'tcp' as const, host: '127.0.0.1', port: box.port };
  return {
    config,
    wire: new TcpWire({ ...config, opensPerJob: false }),
    lay: () => box.setFault('refuse', false),
    pull: () => box.setFault('refuse', true),
    end: async () => {},
  };
}

/** A pair of pseudo-terminals: the hall's end behind the serial wire, the fake at the other. */
function serialCable(box: Pluggable): Cable {
  const folder = mkdtempSync(join(tmpdir(), 'cable-'));
  const [hallEnd, boxEnd] = [join(folder, 'hall'), join(folder, 'box')];
  let pull = async () => {};
  const lay = async () => {
    const end = (link: string) => `pty,raw,echo=0,link=${link}`;
    const socat = spawn('socat', [end(hallEnd), end(boxEnd)], { stdio: 'ignore' });
    await until(() => existsSync(hallEnd) && existsSync(boxEnd), 'both ends of the cable');
    const port = new SerialPort({ path: boxEnd, baudRate, autoOpen: false });
    port.on('error', () => {});
    await new Promise<void>((resolve, reject) => port.open((error) => (error ? reject(error) : resolve())));
    box.attach(port);
    pull = async () => {
      pull = async () => {};
      if (port.isOpen) await new Promise<void>((resolve) => port.close(() => resolve()));
      socat.kill();
      await until(() => !existsSync(hallEnd) && !existsSync(boxEnd), 'the cable is gone');
    };
  };
  return {
    config: { kind: 'serial', path: hallEnd, baudRate },
    wire: new SerialWire({ path: hallEnd, baudRate, watchMs: 50 }),
    lay,
    pull: () => pull(),
    end: async () => {
      await pull();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
