import ModbusRTU from 'modbus-serial';
import type { WireConfig } from '../../server/contract/device.ts';
import { type Clock, pause } from '../clock.ts';
import type { Wire } from '../wire/wire.ts';
import { WirePort } from './wire-port.ts';

/** Coils and inputs are counted from 0. */
export type Question =
  | { kind: 'write-coil'; coil: number; state: boolean }
  | { kind: 'write-coils'; first: number; states: boolean[] }
  | { kind: 'read-inputs'; first: number; count: number };

/** `lost`: the wire closed or would not take the bytes. `problem` names the exception that a slave answered with. */
export type Reply =
  | { kind: 'done'; bits: boolean[] }
  | { kind: 'exception'; problem: string }
  | { kind: 'silence'; problem: 'no-answer' | 'damaged-answer' }
  | { kind: 'lost' };

const exceptions: Record<number, string> = {
  1: 'illegal-function',
  2: 'illegal-address',
  3: 'illegal-value',
  4: 'device-failure',
  5: 'busy',
  6: 'busy',
};

/** How long the wire may take to accept a request of 256 bytes at most; at 9,600 baud it takes 0.3 s. */
const writeMs = 3_000;
/** A character on the line is eleven bits; between two frames there must be 3.5 of silence (Modbus over serial line, 2.5.1.1). */
const bitsPerCharacter = 11;
const gapCharacters = 3.5;
const frameBytes = 16;
/** Behind a network box nobody knows how fast the line is: this is the gap at 9,600 baud. */
const unknownGapMs = 5;

/**
 * One Modbus-RTU bus over one wire, a question at a time. Frames are modbus-serial's; the wire and the waiting are ours,
 * because the library's own port would neither notice a pulled cable nor give up a dead slave by our clock.
 */
export class ModbusBus {
  readonly #clock: Clock;
  readonly #port: WirePort;
  readonly #client: ModbusRTU;
  readonly #gapMs: number;
  readonly #lineMs: number;
  #freeAt = 0;
  #holdMs = 0;
  #end: ((reply: Reply) => void) | null = null;

  constructor(wire: Wire, config: WireConfig, clock: Clock) {
    this.#clock = clock;
    this.#port = new WirePort(wire);
    this.#client = new ModbusRTU(this.#port);
    this.#client.open();
    const characterMs = config.kind === 'serial' ? (bitsPerCharacter * 1000) / config.baudRate : null;
    this.#gapMs = characterMs === null ? unknownGapMs : Math.ceil(gapCharacters * characterMs);
    this.#lineMs = characterMs === null ? 0 : Math.ceil(2 * frameBytes * characterMs);
    wire.onClose(() => this.#end?.({ kind: 'lost' }));
  }

  /** Resolves with what became of the question, within `answerMs` after the wire took it; one at a time, never rejects. */
  async ask(slave: number, question: Question, answerMs: number): Promise<Reply> {
    const waitMs = this.#freeAt - this.#clock.now();
    if (waitMs > 0) await pause(this.#clock, Math.min(waitMs, this.#holdMs));
    if (!this.#port.isOpen) return { kind: 'lost' };
    let callOff = () => {};
    const reply = await new Promise<Reply>((resolve) => {
      this.#end = resolve;
      const isCurrent = () => this.#end === resolve;
      callOff = this.#clock.after(writeMs, () => resolve({ kind: 'lost' }));
      this.#port.onFault = () => isCurrent() && resolve({ kind: 'lost' });
      this.#port.onTaken = () => {
        if (!isCurrent()) return;
        callOff();
        callOff = this.#clock.after(answerMs + this.#lineMs, () => resolve(this.#silence()));
      };
      this.#send(slave, question, resolve);
    });
    callOff();
    this.#end = null;
    this.#port.abandon();
    const isLate = reply.kind === 'silence' && question.kind === 'read-inputs';
    // An answer to a reading question does not say to which: one that is late is given time to come when nobody listens,
    // or every later question would be answered by the answer before it.
    this.#holdMs = Math.max(this.#gapMs, isLate ? answerMs : 0);
    this.#freeAt = this.#clock.now() + this.#holdMs;
    return reply;
  }

  #silence(): Reply {
    return { kind: 'silence', problem: this.#port.sawDamage ? 'damaged-answer' : 'no-answer' };
  }

  #send(slave: number, question: Question, resolve: (reply: Reply) => void): void {
    const done = (error: (Error & { modbusCode?: number }) | null, bits: boolean[]) => {
      if (!error) return resolve({ kind: 'done', bits });
      const { modbusCode } = error;
      if (modbusCode === undefined) return resolve({ kind: 'silence', problem: 'damaged-answer' });
      resolve({ kind: 'exception', problem: exceptions[modbusCode] ?? 'refused' });
    };
    switch (question.kind) {
      case 'write-coil':
        return this.#client.writeFC5(slave, question.coil, question.state, (error) => done(error, []));
      case 'write-coils':
        return this.#client.writeFC15(slave, question.first, question.states, (error) => done(error, []));
      case 'read-inputs':
        return this.#client.writeFC2(slave, question.first, question.count, (error, answer) =>
          done(error, error ? [] : answer.data.slice(0, question.count)),
        );
    }
  }
}
