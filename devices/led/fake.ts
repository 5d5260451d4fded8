import type { Duplex } from 'node:stream';
import type { LitScreen } from '../../server/contract/device.ts';
import { listenTcp } from '../wire/listen.ts';
import { type BoxConfig, type BoxFaults, type FaultScope, inScope, LedBox } from './box.ts';
import { answerFrame, FrameParser } from './frame.ts';

/**
 * What can go wrong. In the cards: `deaf` (hears nothing), `busy` (answers error 3), `no-fonts` (answers error 0C to
 * texts that choose fonts), `false-ack` (says ACK with error 04 beside it and draws nothing). On the line: `wrong-checksum` (answers are damaged), `half-frames` (answers come byte by
 * byte), `garbage` (noise before each answer), `cut` (the connection ends in the middle of an answer), `refuse` (the
 * port is closed and connections that stand end).
 */
export type LedFault = keyof BoxFaults | AnswerFault | 'refuse';
type AnswerFault = 'wrong-checksum' | 'half-frames' | 'garbage' | 'cut';

const isBoxFault = (fault: LedFault): fault is keyof BoxFaults =>
  ['deaf', 'busy', 'no-fonts', 'false-ack'].includes(fault);

export interface FakeLedBusConfig extends BoxConfig {
  /** 0 lets the system choose. */
  port: number;
  host?: string;
}

export interface FakeLedBus {
  readonly port: number;
  screens(): LitScreen[];
  /** Value: true or false for all screens, or the addresses that are concerned. Faults last until set to false. */
  setFault(fault: LedFault, value: FaultScope): Promise<void>;
  /** Called after every frame that changed a screen. The returned function stops it. */
  onChange(listener: () => void): () => void;
  /** Serves a stream in place of a TCP connection, such as one end of a pair of pseudo-terminals. */
  attach(stream: Duplex): void;
  /** The screens lose what they showed, as after a power cut; connections stay. */
  powerCut(): void;
  /** Why frames were refused, newest last, at most 100. */
  complaints(): readonly string[];
  stop(): Promise<void>;
}

/** Noise with a false start, a false end and a cut-off escape. */
const noise = Buffer.from([0x00, 0x5a, 0xa5, 0xa6, 0x7f, 0x5a, 0xff, 0xa5, 0xa5, 0x01, 0x5b]);
const dribbleMilliseconds = 1;

class FakeBus {
  readonly box: LedBox;
  readonly streams = new Set<Duplex>();
  readonly listeners = new Set<() => void>();
  readonly faults: Record<AnswerFault, FaultScope> = {
    'wrong-checksum': false,
    'half-frames': false,
    garbage: false,
    cut: false,
  };

  constructor(config: BoxConfig) {
    this.box = new LedBox(config);
  }

  serve(stream: Duplex): void {
    // A connection that breaks ends in `close`; its error is no business of the box.
    stream.on('error', () => stream.destroy());
    const parser = new FrameParser();
    this.streams.add(stream);
    stream.on('close', () => this.streams.delete(stream));
    stream.on('end', () => stream.end());
    stream.on('data', (chunk: Buffer) => {
      for (const event of parser.push(chunk)) {
        for (const answer of this.box.take(event, Date.now())) {
          if (answer.data.length > 0) this.#answer(stream, answer.address, answer.data);
          if (answer.changed) this.changed();
        }
      }
    });
  }

  changed(): void {
    for (const listener of this.listeners) listener();
  }

  #answer(stream: Duplex, address: number, data: Buffer): void {
    const has = (fault: AnswerFault) => inScope(this.faults[fault], address);
    let bytes = answerFrame(address, data);
    if (has('wrong-checksum')) bytes = damaged(bytes);
    if (has('garbage')) bytes = Buffer.concat([noise, bytes]);
    if (has('cut')) {
      stream.end(bytes.subarray(0, bytes.length >> 1), () => stream.destroy());
      return;
    }
    if (has('half-frames')) dribble(stream, bytes);
    else stream.write(bytes);
  }
}

/** Another error byte under the old checksum; no escape is touched. */
function damaged(bytes: Buffer): Buffer {
  const wrong = Buffer.from(bytes);
  const version = 8 + 11;
  wrong[version] = (wrong[version] ?? 0) ^ 0x04;
  return wrong;
}

function dribble(stream: Duplex, bytes: Buffer): void {
  const [first] = bytes;
  if (first === undefined || stream.destroyed) return;
  stream.write(Buffer.from([first]));
  setTimeout(() => dribble(stream, bytes.subarray(1)), dribbleMilliseconds);
}

/** A bus of Onbon font cards behind a TCP port on this machine. Rejects when the port is taken. */
export async function startFakeLedBus(config: FakeLedBusConfig): Promise<FakeLedBus> {
  const bus = new FakeBus(config);
  const { port, host } = config;
  const listener = await listenTcp({ port, host, onClient: ({ stream }) => bus.serve(stream) });
  return {
    port: listener.port,
    screens: () => bus.box.screens(),
    setFault: async (fault, value) => {
      if (fault === 'refuse') await listener.setRefusing(value !== false);
      else if (isBoxFault(fault)) bus.box.faults[fault] = value;
      else bus.faults[fault] = value;
    },
    onChange: (told) => {
      bus.listeners.add(told);
      return () => bus.listeners.delete(told);
    },
    attach: (stream) => bus.serve(stream),
    powerCut: () => {
      bus.box.powerCut();
      bus.changed();
    },
    complaints: () => bus.box.complaints,
    stop: () => {
      for (const stream of bus.streams) stream.destroy();
      return listener.stop();
    },
  };
}
