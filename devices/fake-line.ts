import type { Duplex } from 'node:stream';
import { listenTcp } from './wire/listen.ts';

/**
 * What can go wrong between a box and the computer: `wrong-checksum` (the last bytes are damaged), `half-frames` (bytes
 * come a few at a time), `truncated` (only the first half comes), `garbage` (noise comes before), `cut` (the
 * connection ends in the middle), `refuse` (the port is closed and connections that stand end), `slow` (milliseconds
 * before each answer).
 */
export const lineFaults = ['wrong-checksum', 'half-frames', 'truncated', 'garbage', 'cut', 'refuse', 'slow'] as const;
export type LineFault = (typeof lineFaults)[number];

export const isLineFault = (name: string): name is LineFault => lineFaults.some((known) => known === name);

export interface FakeLineOptions {
  /** 0 lets the system choose. */
  port: number;
  host?: string;
  /** What `garbage` puts before the bytes. */
  noise: Uint8Array;
  /** Where `wrong-checksum` damages, counted from the end; 1 is the last byte. */
  checksumFromEnd?: number;
  /** Called for each new client; the returned function takes its bytes and answers through `line.send`. */
  onClient(send: (bytes: Uint8Array) => void): (chunk: Buffer) => void;
}

export interface FakeLine {
  readonly port: number;
  /** Throws an Error where the value is not of the fault's kind. */
  setFault(fault: LineFault, value: boolean | number): Promise<void>;
  /** To every client, for boxes that speak unasked. */
  sendAll(bytes: Uint8Array): void;
  /** Serves a stream in place of a TCP connection, such as one end of a pair of pseudo-terminals. */
  attach(stream: Duplex): void;
  readonly clientCount: number;
  stop(): Promise<void>;
}

const slowMostMs = 60_000;
/** `half-frames` sends at most so many pieces, a millisecond apart. */
const piecesMost = 48;

class Line {
  readonly streams = new Set<Duplex>();
  readonly faults = new Set<LineFault>();
  slowMs = 0;
  readonly #options: FakeLineOptions;

  constructor(options: FakeLineOptions) {
    this.#options = options;
  }

  serve(stream: Duplex): void {
    // A connection that breaks ends in `close`; its error is no business of the box.
    stream.on('error', () => stream.destroy());
    const take = this.#options.onClient((bytes) => this.send(stream, bytes));
    this.streams.add(stream);
    stream.on('close', () => this.streams.delete(stream));
    stream.on('end', () => stream.end());
    stream.on('data', take);
  }

  send(stream: Duplex, bytes: Uint8Array): void {
    if (this.slowMs === 0) this.#sendNow(stream, bytes);
    else setTimeout(() => this.#sendNow(stream, bytes), this.slowMs);
  }

  #sendNow(stream: Duplex, plain: Uint8Array): void {
    if (stream.destroyed || plain.length === 0) return;
    let bytes = Buffer.from(plain);
    const damaged = bytes.length - (this.#options.checksumFromEnd ?? 1);
    if (this.faults.has('wrong-checksum')) bytes.writeUInt8((bytes[damaged] ?? 0) ^ 0x04, damaged);
    if (this.faults.has('garbage')) bytes = Buffer.concat([this.#options.noise, bytes]);
    const half = bytes.subarray(0, bytes.length >> 1);
    if (this.faults.has('cut')) stream.end(half, () => stream.destroy());
    else if (this.faults.has('truncated')) stream.write(half);
    else if (this.faults.has('half-frames')) dribble(stream, bytes, Math.ceil(bytes.length / piecesMost));
    else stream.write(bytes);
  }
}

function dribble(stream: Duplex, bytes: Buffer, pieceBytes: number): void {
  if (bytes.length === 0 || stream.destroyed) return;
  stream.write(bytes.subarray(0, pieceBytes));
  setTimeout(() => dribble(stream, bytes.subarray(pieceBytes), pieceBytes), 1);
}

/** The line of a fake box behind a TCP port on this machine. Rejects when the port is taken. */
export async function startFakeLine(options: FakeLineOptions): Promise<FakeLine> {
  const line = new Line(options);
  const { port, host } = options;
  const listener = await listenTcp({ port, host, onClient: ({ stream }) => line.serve(stream) });
  return {
    port: listener.port,
    get clientCount() {
      return line.streams.size;
    },
    setFault: async (fault, value) => {
      if (fault === 'slow') {
        if (typeof value !== 'number' || value > slowMostMs) throw new Error(`slow is 0 to ${slowMostMs} milliseconds`);
        line.slowMs = value;
        return;
      }
      if (typeof value !== 'boolean') throw new Error(`${fault} is on or off`);
      if (fault === 'refuse') await listener.setRefusing(value);
      else if (value) line.faults.add(fault);
      else line.faults.delete(fault);
    },
    sendAll: (bytes) => {
      for (const stream of line.streams) line.send(stream, bytes);
    },
    attach: (stream) => line.serve(stream),
    stop: async () => {
      for (const stream of line.streams) stream.destroy();
      await listener.stop();
    },
  };
}
