import { EventEmitter } from 'node:events';
import type { Wire } from '../wire/wire.ts';
import { crcFits } from './crc.ts';

/** Longest Modbus-RTU frame, twice: noise and one answer. */
const heardBytesMost = 512;
const exceptionBytes = 5;

/** What the answer to a request looks like. */
interface Expected {
  slave: number;
  command: number;
  bytes: number;
  /** The byte count that an answer to a reading question carries; null for the others. */
  countByte: number | null;
  /** The request itself: the answer to a writing question repeats its first six bytes. */
  request: Buffer;
}

const writtenBytes = 6;
const writeCoil = 0x05;

/**
 * Our own wire in the shape of a port of modbus-serial, so that opening, losing and closing are the wire's, and the
 * library only makes and reads frames. Emits `data` once for a whole answer to the last request and for nothing else.
 */
export class WirePort extends EventEmitter {
  /** True when something came since the last request that looked like its answer and was damaged. */
  sawDamage = false;
  /** Called when the wire did not take the request. */
  onFault: () => void = () => {};
  /** Called when the wire has taken the request. */
  onTaken: () => void = () => {};
  readonly #wire: Wire;
  #expected: Expected | null = null;
  #heard: Buffer = Buffer.alloc(0);
  /** Some converters for two wires hand back what is sent. */
  #echoes = false;

  constructor(wire: Wire) {
    super();
    this.#wire = wire;
    wire.onBytes((bytes) => this.#take(bytes));
  }

  get isOpen(): boolean {
    return this.#wire.isOpen;
  }

  /** The wire is opened by whoever drives the bus. */
  open(done: (error: Error | null) => void): void {
    done(null);
  }

  close(done: () => void): void {
    done();
  }

  write(request: Buffer): void {
    this.#expected = answerTo(request);
    this.#heard = Buffer.alloc(0);
    this.sawDamage = false;
    this.#wire.write(request).then(
      () => this.onTaken(),
      () => this.onFault(),
    );
  }

  /** The answer is not waited for any more; what comes now is passed over. */
  abandon(): void {
    this.#expected = null;
  }

  #take(bytes: Uint8Array): void {
    if (this.#expected === null) return;
    this.#heard = Buffer.concat([this.#heard, bytes]).subarray(-heardBytesMost);
    const answer = this.#find(this.#expected, this.#afterEcho(this.#expected));
    if (!answer) return;
    this.#expected = null;
    this.emit('data', answer);
  }

  /**
   * Where to look for the answer. To switch one coil is answered by the request itself, so that an echo would pass for a
   * slave that is dead: every other question tells whether the line has one, and then only what follows it counts.
   */
  #afterEcho({ request, command }: Expected): number {
    const echoAt = this.#heard.indexOf(request);
    if (command !== writeCoil && echoAt >= 0) this.#echoes = true;
    return this.#echoes && echoAt >= 0 ? echoAt + request.length : 0;
  }

  /** The first place in what was heard where a whole answer with a right CRC stands; noise before it is skipped. */
  #find({ slave, command, bytes, countByte, request }: Expected, from: number): Buffer | null {
    const heard = this.#heard;
    for (let at = from; at + exceptionBytes <= heard.length; at += 1) {
      if (heard[at] !== slave) continue;
      const isException = heard[at + 1] === (command | 0x80);
      if (!isException && heard[at + 1] !== command) continue;
      if (!isException && countByte !== null && heard[at + 2] !== countByte) continue;
      const answer = heard.subarray(at, at + (isException ? exceptionBytes : bytes));
      if (answer.length < (isException ? exceptionBytes : bytes)) continue;
      if (!crcFits(answer)) this.sawDamage = true;
      else if (isException || countByte !== null || repeats(answer, request)) return Buffer.from(answer);
    }
    return null;
  }
}

/** Whether coil and state, or first coil and count, are those that were asked for; else it answers an earlier question. */
const repeats = (answer: Buffer, request: Buffer) =>
  answer.subarray(0, writtenBytes).equals(request.subarray(0, writtenBytes));

function answerTo(request: Buffer): Expected {
  const slave = request.readUInt8(0);
  const command = request.readUInt8(1);
  const isReading = command === 1 || command === 2;
  const countByte = isReading ? Math.ceil(request.readUInt16BE(4) / 8) : null;
  return { slave, command, bytes: countByte === null ? 8 : 5 + countByte, countByte, request: Buffer.from(request) };
}
