import { Listeners } from './listeners.ts';
import { type Wire, WireError } from './wire.ts';

/** A wire without a device: it keeps what was written and does what the script says. For unit tests. */
export class RecordingWire implements Wire {
  readonly address = 'recording';
  readonly opensPerJob: boolean;
  readonly written: Uint8Array[] = [];
  openings = 0;
  /** Rejects the next openings with this, while set. */
  refuseOpen: WireError | null = null;
  /** Rejects the next writes with this, while set. */
  refuseWrite: WireError | null = null;
  /** Bytes that the device says when these were written to it. */
  answer: (bytes: Uint8Array) => Uint8Array | null = () => null;
  readonly #bytes = new Listeners<Uint8Array>();
  readonly #closed = new Listeners<WireError | null>();
  #open = false;

  constructor({ opensPerJob = true }: { opensPerJob?: boolean } = {}) {
    this.opensPerJob = opensPerJob;
  }

  get isOpen(): boolean {
    return this.#open;
  }

  get allWritten(): Buffer {
    return Buffer.concat(this.written);
  }

  async open(): Promise<void> {
    if (this.refuseOpen) throw this.refuseOpen;
    if (this.#open) return;
    this.#open = true;
    this.openings += 1;
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (!this.#open) throw new WireError('closed', 'recording is not open');
    if (this.refuseWrite) throw this.refuseWrite;
    this.written.push(Uint8Array.from(bytes));
    const answer = this.answer(bytes);
    if (answer) queueMicrotask(() => this.say(answer));
  }

  async finish(): Promise<void> {
    if (!this.#open) throw new WireError('closed', 'recording closed');
    if (this.opensPerJob) this.drop(null);
  }

  /** The device says something. */
  say(bytes: Uint8Array): void {
    if (this.#open) this.#bytes.tell(bytes);
  }

  /** The connection ends. */
  drop(error: WireError | null): void {
    if (!this.#open) return;
    this.#open = false;
    this.#closed.tell(error);
  }

  onBytes(listener: (bytes: Uint8Array) => void): () => void {
    return this.#bytes.add(listener);
  }

  onClose(listener: (error: WireError | null) => void): () => void {
    return this.#closed.add(listener);
  }

  async close(): Promise<void> {
    this.drop(null);
  }
}
