import type { Clock } from '../clock.ts';
import type { Wire } from '../wire/wire.ts';
import { askInterfaceVersion, type HuiduReply, readReply } from './messages.ts';
import {
  type HuiduPacket,
  huiduCommands,
  PacketParser,
  packetBytes,
  readError,
  serviceAsk,
  XmlAssembler,
  xmlPackets,
} from './packet.ts';

/** Times of a session in milliseconds. */
export interface SessionTiming {
  /** From a question's last byte to its answer. A box that stores a program takes its time. */
  answerMs: number;
  /** Between two signs of life that the box is asked for, and the longest wait for its answer. */
  heartbeatMs: number;
  heartbeatAnswerMs: number;
}

/**
 * What became of a question: the box's reply, an error packet without a reply, or the end of the session (`no-answer`,
 * `damaged-answer`, or `closed` by the far side). After an end the wire must be closed and opened anew, so that no late
 * answer is taken for another.
 */
export type SessionOutcome =
  | { kind: 'reply'; reply: HuiduReply }
  | { kind: 'error'; error: string }
  | { kind: 'ended'; problem: SessionProblem };
export type SessionProblem = 'no-answer' | 'damaged-answer' | 'closed';

/** Why a session did not come about or go on, in a plain word. */
export function plainReason(outcome: SessionOutcome | null): string {
  if (outcome === null) return 'closed';
  if (outcome.kind === 'ended') return outcome.problem;
  return outcome.kind === 'error' && outcome.error === noGuid ? noGuid : 'error';
}

/** The box opened a session and gave it no name. */
const noGuid = 'no-guid';

/** How long the wire may take to accept one message. */
const writeMs = 5_000;

interface Question {
  /** The command whose arrival answers it, and for XML the method. */
  command: number;
  method: string | null;
  settle(outcome: SessionOutcome | { kind: 'packet'; packet: HuiduPacket }): void;
}

/** One opening of the wire to a box: handshake, one question at a time, and heartbeats meanwhile. */
export class HuiduSession {
  readonly #wire: Wire;
  readonly #clock: Clock;
  readonly #timing: SessionTiming;
  readonly #parser = new PacketParser();
  readonly #assembler = new XmlAssembler();
  readonly #stops: (() => void)[] = [];
  #question: Question | null = null;
  #ended: SessionProblem | null = null;
  #callOffHeartbeat: (() => void) | null = null;
  #onEnd: ((problem: SessionProblem) => void) | null = null;
  #guid: string | null = null;

  /** The wire must be open. `onEnd` is called once, when the session ends otherwise than by `close`. */
  constructor(wire: Wire, clock: Clock, timing: SessionTiming, onEnd: (problem: SessionProblem) => void) {
    this.#wire = wire;
    this.#clock = clock;
    this.#timing = timing;
    this.#onEnd = onEnd;
    this.#stops.push(
      wire.onBytes((bytes) => this.#take(bytes)),
      wire.onClose(() => this.#end('closed')),
    );
  }

  /** The guid that the box gave to this session; null before `start`. */
  get guid(): string | null {
    return this.#guid;
  }

  /** Greets the box and asks for a guid; heartbeats begin. Null when all went well. */
  async start(): Promise<SessionOutcome | null> {
    const greeting = await this.#ask([serviceAsk()], huiduCommands.serviceAnswer, null);
    if (greeting.kind !== 'packet') return greeting;
    const { body } = greeting.packet;
    if (body.length < 6) return this.#endedOutcome('damaged-answer');
    if (body.readUInt16LE(4) !== 0) return { kind: 'error', error: readError(body.subarray(4)) };
    this.#beatLater();
    return this.renew();
  }

  /** Asks for a new guid, as after `kInvalidGUID`. Null when all went well. */
  async renew(): Promise<SessionOutcome | null> {
    const outcome = await this.call('GetIFVersion', askInterfaceVersion());
    if (outcome.kind !== 'reply') return outcome;
    if (outcome.reply.result !== 'kSuccess') return outcome;
    const { guid } = outcome.reply;
    // Without a guid every message would be refused, or worse, taken for another session's.
    if (guid.trim() === '') return { kind: 'error', error: noGuid };
    this.#guid = guid;
    return null;
  }

  /** Sends one XML message and waits for the reply to its method; one at a time. */
  async call(method: string, xml: string): Promise<SessionOutcome> {
    const outcome = await this.#ask(xmlPackets(huiduCommands.xmlAsk, xml), huiduCommands.xmlAnswer, method);
    return outcome.kind === 'packet' ? this.#endedOutcome('damaged-answer') : outcome;
  }

  /** Listens no more. The wire is left to its owner. */
  close(): void {
    this.#onEnd = null;
    this.#end('closed');
  }

  async #ask(packets: Buffer[], command: number, method: string | null) {
    if (this.#ended) return this.#endedOutcome(this.#ended);
    let callOff = this.#clock.after(writeMs, () => this.#end('no-answer'));
    let waiting = true;
    const settled = new Promise<Parameters<Question['settle']>[0]>((resolve) => {
      this.#question = { command, method, settle: resolve };
    });
    this.#wire.write(Buffer.concat(packets)).then(
      () => {
        // The answer may be here before the wire says that it took the question.
        if (!waiting) return;
        callOff();
        callOff = this.#clock.after(this.#timing.answerMs, () => this.#end('no-answer'));
      },
      () => this.#end('closed'),
    );
    const outcome = await settled;
    waiting = false;
    callOff();
    this.#question = null;
    return outcome;
  }

  #endedOutcome(problem: SessionProblem): SessionOutcome {
    this.#end(problem);
    return { kind: 'ended', problem };
  }

  #end(problem: SessionProblem): void {
    if (this.#ended) return;
    this.#ended = problem;
    this.#callOffHeartbeat?.();
    for (const stop of this.#stops.splice(0)) stop();
    this.#question?.settle({ kind: 'ended', problem });
    this.#onEnd?.(problem);
  }

  #beatLater(): void {
    this.#callOffHeartbeat = this.#clock.after(this.#timing.heartbeatMs, () => {
      this.#callOffHeartbeat = this.#clock.after(this.#timing.heartbeatAnswerMs, () => this.#end('no-answer'));
      this.#write(packetBytes(huiduCommands.heartbeatAsk));
    });
  }

  /** For packets to which nothing waits for an answer. */
  #write(bytes: Buffer): void {
    this.#wire.write(bytes).catch(() => this.#end('closed'));
  }

  #take(bytes: Uint8Array): void {
    for (const event of this.#parser.push(bytes)) {
      if (this.#ended) return;
      if (event.kind === 'damaged') this.#end('damaged-answer');
      else this.#takePacket(event.packet);
    }
  }

  #takePacket(packet: HuiduPacket): void {
    const { command, body } = packet;
    if (command === huiduCommands.heartbeatAnswer) {
      this.#callOffHeartbeat?.();
      this.#beatLater();
    } else if (command === huiduCommands.heartbeatAsk) {
      this.#write(packetBytes(huiduCommands.heartbeatAnswer));
    } else if (command === huiduCommands.error) {
      this.#question?.settle({ kind: 'error', error: readError(body) });
    } else if (command === huiduCommands.xmlAnswer) {
      this.#takeXml(body);
    } else if (command === this.#question?.command) {
      this.#question.settle({ kind: 'packet', packet });
    }
  }

  #takeXml(body: Buffer): void {
    const event = this.#assembler.take(body);
    if (event === null) return;
    const reply = event.kind === 'xml' ? readReply(event.bytes) : null;
    if (reply === null) this.#end('damaged-answer');
    else if (reply.method === this.#question?.method) this.#question.settle({ kind: 'reply', reply });
  }
}
