import { stat } from 'node:fs/promises';
import { SerialPort } from 'serialport';
import { Listeners } from './listeners.ts';
import { type Wire, WireError, type WireFault } from './wire.ts';
import { within } from './within.ts';

export interface SerialWireOptions {
  path: string;
  baudRate: number;
  /** 8N1 where left out; the Alpha protocol wants 7E1. */
  dataBits?: 7 | 8;
  parity?: 'none' | 'even' | 'odd';
  stopBits?: 1 | 2;
  openMs?: number;
  /** Longest wait for a write beyond the time that the bytes need on the line. */
  writeMs?: number;
  /** How often the device file is looked for while the port is open. */
  watchMs?: number;
}

/** The kernel's transmit buffer of a tty: so many bytes may still be on their way after a write has returned. */
const TTY_BUFFER_BYTES = 4096;
function faultOfMessage(message: string): WireFault {
  if (/no such file|cannot find|not found/i.test(message)) return 'unreachable';
  if (/lock|busy|denied/i.test(message)) return 'busy';
  return 'closed';
}

/** What tells this device file from one that takes its place; null where ports are no files. */
async function identityOf(path: string): Promise<string | null> {
  const found = await stat(path).catch(() => null);
  return found && `${found.ino} ${found.rdev}`;
}

function wireError(error: Error): WireError {
  return new WireError(faultOfMessage(error.message), error.message, error);
}

/**
 * A serial port. A closed port object is thrown away: a write to one would neither fail nor return but wait, and go
 * out as a ghost when somebody opens it again.
 */
export class SerialWire implements Wire {
  readonly address: string;
  readonly opensPerJob = false;
  readonly #options: Required<SerialWireOptions>;
  readonly #bytes = new Listeners<Uint8Array>();
  readonly #closed = new Listeners<WireError | null>();
  #port: SerialPort | null = null;
  #opening: Promise<void> | null = null;
  #wanted = false;
  #lost: WireError | null = null;
  #sentUntil = 0;

  constructor(options: SerialWireOptions) {
    const { dataBits = 8, parity = 'none', stopBits = 1 } = options;
    this.#options = { openMs: 5000, writeMs: 10_000, watchMs: 1000, ...options, dataBits, parity, stopBits };
    this.address = `serial ${options.path}`;
  }

  get isOpen(): boolean {
    return this.#port?.isOpen ?? false;
  }

  open(): Promise<void> {
    this.#wanted = true;
    if (this.isOpen) return Promise.resolve();
    this.#opening ??= this.#openPort().finally(() => {
      this.#opening = null;
    });
    return this.#opening;
  }

  async #openPort(): Promise<void> {
    const { path, baudRate, dataBits, parity, stopBits, openMs } = this.#options;
    const port = new SerialPort({ path, baudRate, dataBits, parity, stopBits, autoOpen: false });
    port.on('error', () => {});
    let expired = false;
    const opened = new Promise<void>((resolve, reject) => {
      port.open((error) => {
        if (error) return reject(wireError(error));
        if (expired || !this.#wanted) port.close(() => {});
        resolve();
      });
    });
    await within(opened, openMs, `${this.address} did not open`).catch((error) => {
      expired = true;
      throw error;
    });
    const identity = await identityOf(path);
    if (!this.#wanted || !port.isOpen) {
      if (port.isOpen) port.close(() => {});
      throw new WireError('closed', `${this.address} closed while opening`);
    }
    this.#adopt(port);
    if (identity !== null) this.#watch(port, identity);
  }

  /**
   * Looks whether the device file is still the one that was opened. Reading alone does not tell: a port that was pulled
   * between two reads answers zero bytes for ever, and the library reads on without end.
   */
  #watch(port: SerialPort, identity: string): void {
    const timer = setInterval(async () => {
      if (this.#port !== port) return clearInterval(timer);
      const found = await identityOf(this.#options.path);
      if (found === identity || this.#port !== port) return;
      clearInterval(timer);
      this.#lost = new WireError('closed', `${this.address} has gone`);
      port.close(() => {});
    }, this.#options.watchMs);
    timer.unref();
  }

  #adopt(port: SerialPort): void {
    this.#lost = null;
    this.#port = port;
    port.on('data', (chunk: Buffer) => this.#bytes.tell(chunk));
    port.once('close', (error: (Error & { disconnected?: boolean }) | null) => {
      if (this.#port === port) this.#port = null;
      this.#closed.tell(error ? new WireError('closed', error.message, error) : this.#lost);
    });
  }

  #lineMs(byteCount: number): number {
    const { baudRate, dataBits, parity, stopBits } = this.#options;
    const bitsPerByte = 1 + dataBits + (parity === 'none' ? 0 : 1) + stopBits;
    return (byteCount * bitsPerByte * 1000) / baudRate;
  }

  async write(bytes: Uint8Array): Promise<void> {
    const port = this.#port;
    if (!port?.isOpen) throw new WireError('closed', `${this.address} is not open`);
    let onClose = () => {};
    const written = new Promise<void>((resolve, reject) => {
      onClose = () => reject(new WireError('closed', `${this.address} closed`));
      port.once('close', onClose);
      port.write(Buffer.from(bytes), (error) => (error ? reject(wireError(error)) : resolve()));
    });
    const mostMs = this.#options.writeMs + 2 * this.#lineMs(bytes.length);
    await within(written, mostMs, `${this.address} did not take the bytes`)
      .catch(async (error) => {
        await this.close();
        throw error;
      })
      .finally(() => port.off('close', onClose));
    this.#sentUntil = Date.now() + this.#lineMs(Math.min(bytes.length, TTY_BUFFER_BYTES));
  }

  /**
   * Waits as long as the line needs for what the kernel may still hold. It does not ask the kernel (tcdrain), because
   * that call blocks one of the process's few worker threads for as long as a stuck device holds back the line.
   */
  async finish(): Promise<void> {
    const remainingMs = this.#sentUntil - Date.now();
    if (remainingMs > 0) await new Promise((resolve) => setTimeout(resolve, remainingMs));
    if (!this.isOpen) throw new WireError('closed', `${this.address} closed`);
  }

  onBytes(listener: (bytes: Uint8Array) => void): () => void {
    return this.#bytes.add(listener);
  }

  onClose(listener: (error: WireError | null) => void): () => void {
    return this.#closed.add(listener);
  }

  async close(): Promise<void> {
    this.#wanted = false;
    const port = this.#port;
    if (!port) return;
    this.#port = null;
    if (!port.isOpen) return;
    // Unsent bytes are thrown away first, or the kernel would hold the close until the device takes them.
    await new Promise<void>((resolve) => {
      port.flush(() => resolve());
    });
    await new Promise<void>((resolve) => {
      port.close(() => resolve());
    });
  }
}
