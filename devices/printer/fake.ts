import type { Duplex } from 'node:stream';
import type { PrintedSlip } from '../../server/contract/device.ts';
import { type FakeClient, type FakeListener, listenTcp } from '../wire/listen.ts';
import { FakePrinterBox, type PrinterFaults } from './fake-box.ts';
import { papers } from './paper.ts';

export interface FakePrinterOptions {
  /** 0 takes any free port; null listens on none, for use over `attach` alone. */
  port: number | null;
  paperMm?: 80 | 58;
  now?: () => number;
}

export interface FakePrinter {
  port: number | null;
  /** The last 200 cut slips, oldest first. */
  slips(): PrintedSlip[];
  /** Bytes that no printer understands, in hex; empty while its users speak correctly. */
  garbage(): readonly string[];
  /**
   * `refuse` closes the port; the others are the names in PrinterFaults. `slow`, `cut-after` and `paper-out-after` take
   * a number, the rest true or false. Throws an Error for any other name or type.
   */
  setFault(name: string, value: boolean | number): Promise<void>;
  onChange(listener: () => void): () => void;
  /** Serves a client on any byte stream, such as a pseudo-terminal. */
  attach(stream: Duplex): void;
  stop(): Promise<void>;
}

/** A network printer serves one client; so many more may wait for their turn. */
const WAITING_MOST = 4;

/**
 * Starts a fake ticket printer on loopback. Rejects when the port is taken. It is a model for the Chinese market: Chinese
 * mode is on at power-up and after ESC @, so hanzi in GB18030 print without FS &; after FS . each byte is a sign of code
 * page 437, until FS & or ESC @.
 */
export async function startFakePrinter(options: FakePrinterOptions): Promise<FakePrinter> {
  const box = new FakePrinterBox(papers[options.paperMm ?? 80].widthDots, options.now);
  const waiting: FakeClient[] = [];
  let serving = false;

  const serveNext = () => {
    const client = waiting.shift();
    serving = client !== undefined;
    if (!client) return;
    if (client.stream.destroyed) return serveNext();
    client.stream.once('close', serveNext);
    box.serve(client.stream, client.reset);
  };
  const onClient = (client: FakeClient) => {
    if (waiting.length >= WAITING_MOST) return client.reset();
    waiting.push(client);
    if (!serving) serveNext();
  };
  const listener: FakeListener | null =
    options.port === null ? null : await listenTcp({ port: options.port, onClient });

  return {
    port: listener?.port ?? null,
    slips: () => [...box.slips],
    garbage: () => box.garbage,
    setFault: async (name, value) => {
      if (name === 'refuse' && typeof value === 'boolean') return listener?.setRefusing(value);
      setBoxFault(box, name, value);
    },
    onChange: (changed) => box.onChange(changed),
    attach: (stream) => onClient({ stream, reset: () => stream.destroy() }),
    stop: async () => {
      box.stop();
      await listener?.stop();
    },
  };
}

function setBoxFault(box: FakePrinterBox, name: string, value: boolean | number): void {
  const known = Object.hasOwn(box.faults, name);
  const fault = name as keyof PrinterFaults;
  if (!known || typeof box.faults[fault] !== typeof value) throw new Error(`a printer has no fault ${name}=${value}`);
  if (typeof value === 'number' && !(Number.isSafeInteger(value) && value >= 0)) {
    throw new Error(`${name} takes a whole number from 0`);
  }
  box.setFault(fault, value as never);
}
