import type { Duplex } from 'node:stream';
import type { PrintedSlip } from '../../server/contract/device.ts';
import { Listeners } from '../wire/listeners.ts';
import { FakePaper } from './fake-paper.ts';
import { EscPosParser } from './fake-parser.ts';

/** What can be wrong with a fake printer; numbers are 0 when switched off. */
export interface PrinterFaults {
  'paper-out': boolean;
  'paper-near-end': boolean;
  'cover-open': boolean;
  /** Answers, but says that it is off line, and prints nothing. */
  offline: boolean;
  /** Prints, but never says a word. */
  deaf: boolean;
  /** Takes bytes until its buffer is full and prints nothing. */
  busy: boolean;
  /** Works off so many bytes a second. */
  slow: number;
  /** Resets the connection after so many bytes of it, once. */
  'cut-after': number;
  /** Runs out of paper after so many more bytes have been worked off, once. */
  'paper-out-after': number;
}

const RECEIVE_BUFFER_BYTES = 4096;
const TICK_MS = 20;

/**
 * The inside of a fake ticket printer, without its socket. Like the box it keeps a receive buffer of 4 KB and its place
 * in the byte stream across connections, answers real-time questions (DLE EOT) the moment they are received, even in the
 * middle of a picture, and queued ones (GS r) only when their turn comes and never while off line.
 */
export class FakePrinterBox {
  readonly faults: PrinterFaults = {
    'paper-out': false,
    'paper-near-end': false,
    'cover-open': false,
    offline: false,
    deaf: false,
    busy: false,
    slow: 0,
    'cut-after': 0,
    'paper-out-after': 0,
  };
  readonly #paper: FakePaper;
  readonly #parser = new EscPosParser();
  readonly #changed = new Listeners<void>();
  #input = Buffer.alloc(0);
  #lastTwo: [number, number] = [0, 0];
  #stream: Duplex | null = null;
  #timer: NodeJS.Timeout | null = null;
  #automaticStatus = false;

  constructor(widthDots: number, now: () => number = Date.now) {
    this.#paper = new FakePaper(widthDots, now);
  }

  get slips(): PrintedSlip[] {
    return this.#paper.slips;
  }

  /** Bytes that were neither command nor character, in hex; empty while its users speak correctly. */
  get garbage(): readonly string[] {
    return this.#paper.garbage;
  }

  onChange(listener: () => void): () => void {
    return this.#changed.add(listener);
  }

  setFault<Name extends keyof PrinterFaults>(name: Name, value: PrinterFaults[Name]): void {
    this.faults[name] = value;
    if (this.#automaticStatus) this.#say(this.#automaticBytes());
    this.#work();
    this.#changed.tell();
  }

  /** Serves this client until it goes. `reset` breaks its connection. */
  serve(stream: Duplex, reset: () => void): void {
    this.#stream = stream;
    this.#automaticStatus = false;
    let received = 0;
    stream.on('error', () => {});
    stream.on('data', (chunk: Buffer) => {
      const most = this.faults['cut-after'];
      const kept = most > 0 ? chunk.subarray(0, Math.max(0, most - received)) : chunk;
      received += chunk.length;
      this.#receive(kept);
      if (most > 0 && received >= most) {
        this.faults['cut-after'] = 0;
        reset();
      }
    });
    // The far side has said its last word and all of it was received: the box closes too.
    stream.once('end', () => stream.end());
    stream.once('close', () => {
      if (this.#stream === stream) this.#stream = null;
    });
  }

  /** Stops working; what is in the buffer stays unprinted. */
  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#input = Buffer.alloc(0);
  }

  #receive(bytes: Buffer): void {
    for (const byte of bytes) {
      const [first, second] = this.#lastTwo;
      if (first === 0x10 && second === 0x04) this.#answerRealTime(byte);
      this.#lastTwo = [second, byte];
    }
    this.#input = Buffer.concat([this.#input, bytes]);
    this.#work();
    if (this.#input.length > RECEIVE_BUFFER_BYTES) this.#stream?.pause();
  }

  get #stopped(): boolean {
    return this.faults['paper-out'] || this.faults['cover-open'] || this.faults.offline;
  }

  #work(): void {
    if (this.#timer || this.#stopped || this.faults.busy || this.#input.length === 0) return;
    const share =
      this.faults.slow > 0 ? Math.max(1, Math.round((this.faults.slow * TICK_MS) / 1000)) : this.#input.length;
    const until = this.faults['paper-out-after'];
    const length = Math.min(share, this.#input.length, until > 0 ? until : Number.POSITIVE_INFINITY);
    const bytes = this.#input.subarray(0, length);
    this.#input = this.#input.subarray(length);
    this.#print(bytes);
    if (until > 0) {
      this.faults['paper-out-after'] = until - length;
      if (this.faults['paper-out-after'] === 0) this.setFault('paper-out', true);
    }
    if (this.#input.length <= RECEIVE_BUFFER_BYTES && this.#stream?.isPaused()) this.#stream.resume();
    if (this.#input.length === 0) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#work();
    }, TICK_MS);
  }

  #print(bytes: Buffer): void {
    let cut = false;
    for (const operation of this.#parser.feed(bytes)) {
      cut = this.#paper.apply(operation) || cut;
      if (operation.kind === 'command') this.#answerQueued(operation.name, operation.args);
    }
    if (cut) this.#changed.tell();
  }

  #answerRealTime(question: number): void {
    const { 'paper-out': paperOut, 'paper-near-end': nearEnd, 'cover-open': coverOpen } = this.faults;
    if (question === 1) this.#say([0x12 | (this.#stopped ? 0x08 : 0)]);
    if (question === 2) this.#say([0x12 | (coverOpen ? 0x04 : 0) | (paperOut ? 0x20 : 0)]);
    if (question === 3) this.#say([0x12]);
    if (question === 4) this.#say([0x12 | (nearEnd || paperOut ? 0x0c : 0) | (paperOut ? 0x60 : 0)]);
  }

  #answerQueued(name: string, args: Buffer): void {
    const value = args[0] ?? 0;
    if (name === '1b76') this.#say([this.#paperBits()]);
    if (name === '1b75') this.#say([0]);
    // GS ( H 48: four letters of the client's own come back when all before them is done.
    const echoes = name === '1d28' && value === 0x48 && (args[3] === 48 || args[3] === 0);
    if (echoes && args.length === 9) this.#say([0x37, 0x22, ...args.subarray(5), 0]);
    if (name === '1d72') this.#say([value === 1 || value === 49 ? this.#paperBits() : 0]);
    if (name === '1d49') this.#say(value < 64 ? [0x20] : [0x5f, ...Buffer.from('TINGQIAN'), 0]);
    if (name !== '1d61') return;
    this.#automaticStatus = value !== 0;
    if (this.#automaticStatus) this.#say(this.#automaticBytes());
  }

  #paperBits(): number {
    return (this.faults['paper-near-end'] ? 0x03 : 0) | (this.faults['paper-out'] ? 0x0c : 0);
  }

  #automaticBytes(): number[] {
    const first = 0x10 | (this.#stopped ? 0x08 : 0) | (this.faults['cover-open'] ? 0x20 : 0);
    return [first, 0, this.#paperBits(), 0];
  }

  #say(bytes: number[]): void {
    if (this.faults.deaf || !this.#stream || this.#stream.destroyed || !this.#stream.writable) return;
    // A client that does not listen loses the answers rather than filling memory.
    if (this.#stream.writableLength < RECEIVE_BUFFER_BYTES) this.#stream.write(Buffer.from(bytes));
  }
}
