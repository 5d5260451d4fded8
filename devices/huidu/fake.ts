import type { Duplex } from 'node:stream';
import type { LitScreen } from '../../server/contract/device.ts';
import { type FakeClient, listenTcp } from '../wire/listen.ts';
import { type BoxClient, type BoxConfig, type BoxFaults, HuiduBox, newBoxClient } from './box.ts';
import { huiduCommands, PacketParser } from './packet.ts';

/**
 * What can go wrong. In the box: see `BoxFaults`. On the line: `half-packets` (answers come byte by byte), `slow` (so many
 * milliseconds before each answer), `garbage` (answers have an impossible length), `broken-xml` (the end of each XML
 * answer is missing), `cut` (the connection ends in the middle of an answer to XML), `refuse` (the port is closed and connections
 * that stand end).
 */
export type HuiduFault = keyof BoxFaults | keyof LineFaults | 'refuse';

interface LineFaults {
  'half-packets': boolean;
  garbage: boolean;
  'broken-xml': boolean;
  cut: boolean;
  slow: number;
}

export const huiduFaults: readonly HuiduFault[] = [
  'deaf',
  'no-heartbeat',
  'no-guid',
  'busy',
  'expired',
  'add-only',
  'no-memory',
  'half-packets',
  'garbage',
  'broken-xml',
  'cut',
  'slow',
  'refuse',
];

export interface FakeHuiduConfig extends BoxConfig {
  /** 0 lets the system choose. */
  port: number;
  host?: string;
}

export interface FakeHuidu {
  readonly port: number;
  /** The one screen of the board, its texts as areas. */
  screens(): LitScreen[];
  /** A number is for `slow`, in milliseconds. Faults last until set to false or 0. */
  setFault(fault: HuiduFault, value: boolean | number): Promise<void>;
  /** Called after everything that changed the board. The returned function stops it. */
  onChange(listener: () => void): () => void;
  /** All sessions expire, once. */
  forgetSessions(): void;
  /** Somebody puts another, dark program on the box by the maker's own software. */
  replaceProgram(): void;
  /** The board goes dark and all connections end, as when the box's plug is pulled. */
  powerCut(): void;
  /** Why packets and programs were refused, newest last, at most 100. */
  complaints(): readonly string[];
  /** The methods that were carried out, newest last, at most 100. */
  methods(): readonly string[];
  /** How many clients are connected. */
  clients(): number;
  stop(): Promise<void>;
}

const dribbleMilliseconds = 1;
const slowMostMs = 60_000;

class FakeBoard {
  readonly box: HuiduBox;
  readonly clients = new Map<FakeClient, BoxClient>();
  readonly listeners = new Set<() => void>();
  readonly faults: LineFaults = { 'half-packets': false, garbage: false, 'broken-xml': false, cut: false, slow: 0 };

  constructor(config: BoxConfig) {
    this.box = new HuiduBox(config);
  }

  serve(client: FakeClient): void {
    const { stream } = client;
    const session = newBoxClient();
    const parser = new PacketParser();
    let answered: Promise<void> = Promise.resolve();
    this.clients.set(client, session);
    stream.on('error', () => stream.destroy());
    stream.on('close', () => this.clients.delete(client));
    stream.on('end', () => stream.end());
    stream.on('data', (chunk: Buffer) => {
      // No more is taken in than is answered, so that nobody can pile up work here.
      stream.pause();
      for (const event of parser.push(chunk)) {
        const { packets, hangUp, changed } = this.box.take(session, event, Date.now());
        if (changed) this.changed();
        // Answers follow one another whole, however slow each is.
        for (const packet of packets) answered = answered.then(() => this.#answer(stream, packet));
        if (hangUp) answered = answered.then(() => void stream.end());
      }
      void answered.then(() => stream.resume());
    });
  }

  changed(): void {
    for (const listener of this.listeners) listener();
  }

  async #answer(stream: Duplex, packet: Buffer): Promise<void> {
    const { faults } = this;
    if (faults.slow > 0) await later(faults.slow);
    if (stream.destroyed || !stream.writable) return;
    const isXml = packet.readUInt16LE(2) === huiduCommands.xmlAnswer;
    if (faults.cut && isXml) {
      stream.end(packet.subarray(0, packet.length >> 1), () => stream.destroy());
      return;
    }
    let bytes = packet;
    if (faults['broken-xml'] && isXml) bytes = withoutEnd(packet);
    if (faults.garbage) bytes = Buffer.concat([Buffer.from([0x01, 0x00, 0xff, 0xff]), bytes]);
    if (faults['half-packets']) await dribble(stream, bytes);
    else stream.write(bytes);
  }
}

function later(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}

/** As a sender counts that takes each hanzi for one byte: all lengths fit one another, and the end is missing. */
function withoutEnd(packet: Buffer): Buffer {
  const short = Buffer.from(packet.subarray(0, -5));
  short.writeUInt16LE(short.length, 0);
  short.writeUInt32LE(short.length - 12, 4);
  return short;
}

async function dribble(stream: Duplex, bytes: Buffer): Promise<void> {
  for (const byte of bytes) {
    if (stream.destroyed) return;
    stream.write(Buffer.from([byte]));
    await later(dribbleMilliseconds);
  }
}

const isBoxFault = (box: HuiduBox, fault: string): fault is keyof BoxFaults => fault in box.faults;

/** A Huidu full-colour card behind a TCP port on this machine. Rejects when the port is taken. */
export async function startFakeHuidu(config: FakeHuiduConfig): Promise<FakeHuidu> {
  const board = new FakeBoard(config);
  const { port, host } = config;
  const listener = await listenTcp({ port, host, onClient: (client) => board.serve(client) });
  return {
    port: listener.port,
    screens: () => board.box.screens(),
    setFault: async (fault, value) => {
      if (fault === 'slow') board.faults.slow = Math.min(Number(value), slowMostMs);
      else if (fault === 'refuse') await listener.setRefusing(value !== false);
      else if (isBoxFault(board.box, fault)) board.box.faults[fault] = value !== false;
      else board.faults[fault] = value !== false;
    },
    onChange: (told) => {
      board.listeners.add(told);
      return () => board.listeners.delete(told);
    },
    forgetSessions: () => {
      for (const session of board.clients.values()) board.box.forgetSession(session);
    },
    replaceProgram: () => {
      board.box.clear();
      board.changed();
    },
    powerCut: () => {
      board.box.clear();
      for (const client of board.clients.keys()) client.reset();
      board.changed();
    },
    complaints: () => board.box.complaints,
    methods: () => board.box.methods,
    clients: () => board.clients.size,
    stop: () => {
      for (const { stream } of board.clients.keys()) stream.destroy();
      return listener.stop();
    },
  };
}
