import { huiduCommands, PacketParser, serviceAsk } from './huidu/packet.ts';
import { pingData, readAnswer } from './led/encode.ts';
import { FrameParser, requestFrame } from './led/frame.ts';
import { wordIn } from './printer/identity.ts';
import { askStatus, StatusReader } from './printer/status.ts';
import { TcpWire } from './wire/tcp.ts';

export interface AskOptions {
  /** Longest wait for the connection, and for an answer. */
  waitMs: number;
  /** Ask a printer for its model and firmware too. One that does not know the question may print a letter instead. */
  model: boolean;
}

/** What answered at an address; a port that is open but says nothing we know is `silent`. */
export type Answer =
  | { kind: 'printer'; status: number[]; model: string | null; firmware: string | null }
  | { kind: 'led-bus'; address: number }
  | { kind: 'huidu'; version: number }
  | { kind: 'silent' };

/** To a frame with this destination any card answers that is alone on its line (protocol page v1.4). */
const anyCardAddress = 0xfffe;
/** GS I n: 65 firmware, 67 model; the answer is 5F, letters, 00. */
const firmwareQuestion = 65;
const modelQuestion = 67;
const heardMostBytes = 4096;

/** A connection for questions: sends bytes and hands what was heard so far to `read` until it makes sense of it. */
class Conversation {
  readonly #wire: TcpWire;
  readonly #waitMs: number;
  #heard = Buffer.alloc(0);
  #onBytes: () => void = () => {};

  constructor(host: string, port: number, waitMs: number) {
    this.#waitMs = waitMs;
    this.#wire = new TcpWire({ host, port, openMs: waitMs, writeMs: waitMs });
    this.#wire.onBytes((bytes) => {
      if (this.#heard.length < heardMostBytes) this.#heard = Buffer.concat([this.#heard, bytes]);
      this.#onBytes();
    });
  }

  /** False when nobody listens there. */
  open(): Promise<boolean> {
    return this.#wire.open().then(
      () => true,
      () => false,
    );
  }

  async ask<T>(question: Uint8Array, read: (heard: Buffer) => T | null): Promise<T | null> {
    this.#heard = Buffer.alloc(0);
    const answered = new Promise<T | null>((resolve) => {
      const timer = setTimeout(() => resolve(null), this.#waitMs);
      this.#onBytes = () => {
        const answer = read(this.#heard);
        if (answer === null) return;
        clearTimeout(timer);
        resolve(answer);
      };
    });
    await this.#wire.write(question).catch(() => {});
    return answered;
  }

  close(): Promise<void> {
    return this.#wire.close();
  }
}

/** Asks what is at this address in the way of one kind of device. Null when nobody listens there; never rejects. */
export async function askDevice(
  kind: 'printer' | 'led-bus' | 'huidu',
  host: string,
  port: number,
  options: AskOptions,
): Promise<Answer | null> {
  const conversation = new Conversation(host, port, options.waitMs);
  if (!(await conversation.open())) return null;
  try {
    const answer = await askers[kind](conversation, options);
    return answer ?? { kind: 'silent' };
  } finally {
    await conversation.close();
  }
}

const askers = { printer: askPrinter, 'led-bus': askLed, huidu: askHuidu };

async function askPrinter(conversation: Conversation, { model }: AskOptions): Promise<Answer | null> {
  const status: number[] = [];
  for (const question of [1, 4] as const) {
    const byte = await conversation.ask(askStatus(question), (heard) => {
      const sign = new StatusReader().feed(heard).find((each) => each.kind === 'real-time');
      return sign === undefined ? null : sign.byte;
    });
    if (byte !== null) status.push(byte);
  }
  if (status.length === 0) return null;
  const words = async (question: number) =>
    model ? conversation.ask(Uint8Array.of(0x1d, 0x49, question), wordIn) : null;
  return { kind: 'printer', status, model: await words(modelQuestion), firmware: await words(firmwareQuestion) };
}

function askLed(conversation: Conversation): Promise<Answer | null> {
  return conversation.ask(requestFrame(anyCardAddress, pingData()), (heard) => {
    for (const event of new FrameParser().push(heard))
      if (event.kind === 'frame' && readAnswer(event.frame.data)?.kind === 'ack')
        return { kind: 'led-bus', address: event.frame.source };
    return null;
  });
}

function askHuidu(conversation: Conversation): Promise<Answer | null> {
  return conversation.ask(serviceAsk(), (heard) => {
    for (const event of new PacketParser().push(heard))
      if (event.kind === 'packet' && event.packet.command === huiduCommands.serviceAnswer)
        return { kind: 'huidu', version: event.packet.body.length >= 4 ? event.packet.body.readUInt32LE(0) : 0 };
    return null;
  });
}
