import { constants, type FileHandle, open } from 'node:fs/promises';
import { Listeners } from './listeners.ts';
import { type Wire, WireError } from './wire.ts';

export interface UsbWireOptions {
  path: string;
  writeMs?: number;
  /** How often the device file is asked for bytes and, when it is full, offered the rest of a write. */
  pollMs?: number;
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === code;
}

function wireError(error: unknown): WireError {
  const message = error instanceof Error ? error.message : String(error);
  if (isCode(error, 'EBUSY') || isCode(error, 'EACCES')) return new WireError('busy', message, error);
  if (isCode(error, 'ENOENT') || isCode(error, 'ENODEV') || isCode(error, 'ENXIO')) {
    return new WireError('unreachable', message, error);
  }
  return new WireError('closed', message, error);
}

/**
 * A USB printer behind the kernel's `usblp` device file. The file is opened non-blocking and polled: a blocking read
 * would hold a worker thread of the process until the printer says something, which may be never.
 */
export class UsbWire implements Wire {
  readonly address: string;
  readonly opensPerJob = false;
  readonly #options: Required<UsbWireOptions>;
  readonly #bytes = new Listeners<Uint8Array>();
  readonly #closed = new Listeners<WireError | null>();
  #file: FileHandle | null = null;
  #working: Promise<void> = Promise.resolve();
  #lastWrite: Promise<void> = Promise.resolve();

  constructor(options: UsbWireOptions) {
    this.#options = { writeMs: 20_000, pollMs: 40, ...options };
    this.address = `usb ${options.path}`;
  }

  get isOpen(): boolean {
    return this.#file !== null;
  }

  async open(): Promise<void> {
    if (this.#file) return;
    const { O_RDWR, O_NONBLOCK, O_NOCTTY } = constants;
    const file = await open(this.#options.path, O_RDWR | O_NONBLOCK | O_NOCTTY).catch((error) => {
      throw wireError(error);
    });
    if (this.#file) return file.close();
    this.#file = file;
    void this.#poll(file);
  }

  async #poll(file: FileHandle): Promise<void> {
    const buffer = Buffer.alloc(256);
    while (this.#file === file) {
      const reading = this.#readOnce(file, buffer);
      this.#working = reading.then(() => {});
      const received = await reading;
      if (received) this.#bytes.tell(received);
      else await this.#rest();
    }
  }

  /** The bytes that were waiting; null when there were none, or when the file failed and was let go. */
  async #readOnce(file: FileHandle, buffer: Buffer): Promise<Uint8Array | null> {
    try {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, null);
      // A device with nothing to say answers EAGAIN; the end of the file means that it is gone.
      if (bytesRead === 0) this.#drop(file, new WireError('closed', `${this.address} hung up`));
      return bytesRead > 0 ? Uint8Array.from(buffer.subarray(0, bytesRead)) : null;
    } catch (error) {
      // A one-way usblp refuses to be read; it can still print.
      if (!isCode(error, 'EAGAIN') && !isCode(error, 'EINVAL')) this.#drop(file, wireError(error));
      return null;
    }
  }

  #rest(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, this.#options.pollMs));
  }

  /** Writes follow one another whole, however many are begun at once. */
  write(bytes: Uint8Array): Promise<void> {
    const writing = this.#lastWrite.then(() => this.#writeAll(bytes));
    this.#lastWrite = writing.catch(() => {});
    return writing;
  }

  async #writeAll(bytes: Uint8Array): Promise<void> {
    const file = this.#file;
    if (!file) throw new WireError('closed', `${this.address} is not open`);
    const deadline = Date.now() + this.#options.writeMs;
    let offset = 0;
    while (offset < bytes.length) {
      if (this.#file !== file) throw new WireError('closed', `${this.address} closed`);
      if (Date.now() > deadline) {
        const error = new WireError('timeout', `${this.address} did not take the bytes`);
        this.#drop(file, error);
        throw error;
      }
      offset += await this.#writeSome(file, bytes, offset);
    }
  }

  async #writeSome(file: FileHandle, bytes: Uint8Array, offset: number): Promise<number> {
    try {
      const { bytesWritten } = await file.write(bytes, offset, bytes.length - offset, null);
      return bytesWritten;
    } catch (error) {
      if (isCode(error, 'EAGAIN')) {
        await this.#rest();
        return 0;
      }
      const fault = wireError(error);
      this.#drop(file, fault);
      throw fault;
    }
  }

  async finish(): Promise<void> {
    if (!this.#file) throw new WireError('closed', `${this.address} closed`);
  }

  #drop(file: FileHandle, error: WireError | null): void {
    if (this.#file !== file) return;
    this.#file = null;
    // The file is closed only after the read under way, so that its number is not reused beneath it.
    this.#working = this.#working.then(() => file.close()).catch(() => {});
    this.#closed.tell(error);
  }

  onBytes(listener: (bytes: Uint8Array) => void): () => void {
    return this.#bytes.add(listener);
  }

  onClose(listener: (error: WireError | null) => void): () => void {
    return this.#closed.add(listener);
  }

  async close(): Promise<void> {
    if (this.#file) this.#drop(this.#file, null);
    await this.#working;
  }
}
