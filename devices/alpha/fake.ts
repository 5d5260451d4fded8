import type { Duplex } from 'node:stream';
import type { LitScreen } from '../../server/contract/device.ts';
import { listenTcp } from '../wire/listen.ts';
import { AlphaBox, type BoxConfig, type BoxFaults } from './box.ts';
import { type HeardPauses, PauseMeter } from './box-pauses.ts';
import { PacketParser } from './packet.ts';

/**
 * What can go wrong. In the sign: see `BoxFaults`. On the line: `half-answers` (byte by byte), `garbage` (noise before
 * each answer), `cut` (the connection ends in place of an answer), `refuse` (the port is closed and connections that
 * stand end).
 */
export type AlphaFault = keyof BoxFaults | keyof LineFaults | 'refuse';

interface LineFaults {
  'half-answers': boolean;
  garbage: boolean;
  cut: boolean;
}

export const alphaFaults: readonly AlphaFault[] = [
  'deaf',
  'no-answers',
  'wrong-checksum',
  'half-answers',
  'garbage',
  'cut',
  'refuse',
];

export interface FakeAlphaConfig extends BoxConfig {
  /** 0 lets the system choose. */
  port: number;
  host?: string;
}

export interface FakeAlpha {
  readonly port: number;
  /** The one screen of the sign: an area with its pages as text and, where all is drawn in pictures, as dots. */
  screens(): LitScreen[];
  /** Faults last until set to false. */
  setFault(fault: AlphaFault, value: boolean): Promise<void>;
  /** Called after every packet that was carried out. The returned function stops it. */
  onChange(listener: () => void): () => void;
  /** Serves a stream in place of a TCP connection, such as one end of a pair of pseudo-terminals. */
  attach(stream: Duplex): void;
  /** The sign forgets its memory, as after a power cut; connections stay. */
  powerCut(): void;
  /** The memory is freed by somebody else; the sign goes on answering. */
  clearMemory(): void;
  /** Why packets were refused, newest last, at most 100. */
  complaints(): readonly string[];
  /** Letter and label of the commands that were carried out, newest last, at most 100. */
  carriedOut(): readonly string[];
  /** The silences heard in each packet, newest last, at most 100. */
  pauses(): readonly HeardPauses[];
  stop(): Promise<void>;
}

/** Noise with two answers that begin and do not go on. */
const noise = Buffer.from([0x00, 0x06, 0x00, 0x7f, 0x15, 0x80, 0x06]);
const dribbleMilliseconds = 1;

class FakeSign {
  readonly box: AlphaBox;
  readonly meter = new PauseMeter();
  readonly streams = new Set<Duplex>();
  readonly listeners = new Set<() => void>();
  readonly faults: LineFaults = { 'half-answers': false, garbage: false, cut: false };

  constructor(config: BoxConfig) {
    this.box = new AlphaBox(config);
  }

  serve(stream: Duplex): void {
    const parser = new PacketParser();
    this.streams.add(stream);
    stream.on('error', () => stream.destroy());
    stream.on('close', () => this.streams.delete(stream));
    stream.on('end', () => stream.end());
    stream.on('data', (chunk: Buffer) => {
      this.meter.push(chunk, performance.now());
      for (const event of parser.push(chunk)) {
        const { answer, changed } = this.box.take(event, Date.now());
        if (answer) this.#answer(stream, answer);
        if (changed) this.changed();
      }
    });
  }

  changed(): void {
    for (const listener of this.listeners) listener();
  }

  #answer(stream: Duplex, answer: Buffer): void {
    const { faults } = this;
    if (faults.cut) {
      stream.destroy();
      return;
    }
    const bytes = faults.garbage ? Buffer.concat([noise, answer]) : answer;
    if (faults['half-answers']) dribble(stream, bytes);
    else stream.write(bytes);
  }
}

function dribble(stream: Duplex, bytes: Buffer): void {
  const [first] = bytes;
  if (first === undefined || stream.destroyed) return;
  stream.write(Buffer.from([first]));
  setTimeout(() => dribble(stream, bytes.subarray(1)), dribbleMilliseconds);
}

const isBoxFault = (box: AlphaBox, fault: string): fault is keyof BoxFaults => fault in box.faults;

/** A sign that speaks the Alpha protocol, behind a TCP port on this machine. Rejects when the port is taken. */
export async function startFakeAlpha(config: FakeAlphaConfig): Promise<FakeAlpha> {
  const sign = new FakeSign(config);
  const { port, host } = config;
  const listener = await listenTcp({ port, host, onClient: ({ stream }) => sign.serve(stream) });
  return {
    port: listener.port,
    screens: () => sign.box.screens(),
    setFault: async (fault, value) => {
      if (fault === 'refuse') await listener.setRefusing(value);
      else if (isBoxFault(sign.box, fault)) sign.box.faults[fault] = value;
      else sign.faults[fault] = value;
    },
    onChange: (told) => {
      sign.listeners.add(told);
      return () => sign.listeners.delete(told);
    },
    attach: (stream) => sign.serve(stream),
    powerCut: () => {
      sign.box.powerCut();
      sign.changed();
    },
    clearMemory: () => {
      sign.box.clearMemory();
      sign.changed();
    },
    complaints: () => sign.box.complaints,
    carriedOut: () => sign.box.carriedOut,
    pauses: () => sign.meter.packets,
    stop: () => {
      for (const stream of sign.streams) stream.destroy();
      return listener.stop();
    },
  };
}
