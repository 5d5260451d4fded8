import { crcFits, withCrc } from './crc.ts';

/** Slaves a fault applies to: true all, false none. */
export type FaultScope = boolean | readonly number[];

/**
 * What goes wrong inside a slave: `deaf` (hears nothing), `busy` (answers exception 6), `only-single` (knows no function
 * 0F), `broken` (answers exception 4).
 */
export const boxFaults = ['deaf', 'busy', 'only-single', 'broken'] as const;
export type BoxFault = (typeof boxFaults)[number];

export interface BoxSlave {
  slave: number;
  /** How many coils and discrete inputs it has. */
  coils: number;
  inputs: number;
}

interface Relays {
  coils: boolean[];
  inputs: boolean[];
}

const exception = { function: 1, address: 2, value: 3, failure: 4, busy: 6 } as const;
/** Most bits that one request may read or write (Modbus application protocol V1.1b3, 6.1 and 6.11). */
const readMost = 2000;
const writeMost = 1968;
const on = 0xff00;

export const inScope = (scope: FaultScope, slave: number) =>
  typeof scope === 'boolean' ? scope : scope.includes(slave);

/** Slaves with relays and inputs as they behave towards whole requests, without any line. */
export class ModbusBox {
  readonly faults: Record<BoxFault, FaultScope> = { deaf: false, busy: false, 'only-single': false, broken: false };
  readonly #slaves = new Map<number, Relays>();

  constructor(slaves: readonly BoxSlave[]) {
    for (const { slave, coils, inputs } of slaves) {
      this.#slaves.set(slave, { coils: Array(coils).fill(false), inputs: Array(inputs).fill(false) });
    }
  }

  coils(slave: number): readonly boolean[] {
    return this.#slaves.get(slave)?.coils ?? [];
  }

  /** Throws RangeError for an input that the slave does not have. */
  setInput(slave: number, input: number, state: boolean): void {
    const inputs = this.#slaves.get(slave)?.inputs;
    if (!inputs || input >= inputs.length) throw new RangeError(`slave ${slave} has no input ${input}`);
    inputs[input] = state;
  }

  /** All relays fall off. */
  powerCut(): void {
    for (const { coils } of this.#slaves.values()) coils.fill(false);
  }

  /** The answer to a request with a right CRC; null where none is given: to others, to all at once, and when deaf. */
  take(request: Buffer): Buffer | null {
    const slave = request.readUInt8(0);
    const command = request.readUInt8(1);
    if (slave === 0) {
      for (const relays of this.#slaves.values()) this.#carryOut(relays, 0, command, request);
      return null;
    }
    const relays = this.#slaves.get(slave);
    if (!relays || inScope(this.faults.deaf, slave)) return null;
    const done = this.#fault(slave) ?? this.#carryOut(relays, slave, command, request);
    const body = typeof done === 'number' ? [slave, command | 0x80, done] : [slave, command, ...done];
    return withCrc(Buffer.from(body));
  }

  #fault(slave: number): number | null {
    if (inScope(this.faults.busy, slave)) return exception.busy;
    return inScope(this.faults.broken, slave) ? exception.failure : null;
  }

  /** The answer's data, or the number of an exception. */
  #carryOut(relays: Relays, slave: number, command: number, request: Buffer): Buffer | number {
    if (command === 0x01) return readBits(relays.coils, request);
    if (command === 0x02) return readBits(relays.inputs, request);
    if (command === 0x05) return writeCoil(relays.coils, request);
    if (command === 0x0f && !inScope(this.faults['only-single'], slave)) return writeCoils(relays.coils, request);
    return exception.function;
  }
}

function readBits(bits: readonly boolean[], request: Buffer): Buffer | number {
  const first = request.readUInt16BE(2);
  const count = request.readUInt16BE(4);
  if (count < 1 || count > readMost) return exception.value;
  if (first + count > bits.length) return exception.address;
  const bytes = Buffer.alloc(1 + Math.ceil(count / 8));
  bytes[0] = bytes.length - 1;
  for (let index = 0; index < count; index += 1) {
    const at = 1 + (index >> 3);
    if (bits[first + index]) bytes[at] = (bytes[at] ?? 0) | (1 << (index & 7));
  }
  return bytes;
}

function writeCoil(coils: boolean[], request: Buffer): Buffer | number {
  const coil = request.readUInt16BE(2);
  const value = request.readUInt16BE(4);
  if (value !== on && value !== 0) return exception.value;
  if (coil >= coils.length) return exception.address;
  coils[coil] = value === on;
  return request.subarray(2, 6);
}

function writeCoils(coils: boolean[], request: Buffer): Buffer | number {
  const first = request.readUInt16BE(2);
  const count = request.readUInt16BE(4);
  if (count < 1 || count > writeMost || request[6] !== Math.ceil(count / 8)) return exception.value;
  if (first + count > coils.length) return exception.address;
  for (let index = 0; index < count; index += 1) {
    coils[first + index] = (((request[7 + (index >> 3)] ?? 0) >> (index & 7)) & 1) === 1;
  }
  return request.subarray(2, 6);
}

/** Functions whose requests carry a byte count and as many bytes more. */
const counted = new Set([0x0f, 0x10]);
/** Functions whose requests are eight bytes long. */
const fixed = new Set([0x01, 0x02, 0x03, 0x04, 0x05, 0x06]);
const heardBytesMost = 512;

/** Cuts what a master sends into requests with a right CRC; anything else is skipped as a slave does. */
export class RequestParser {
  #heard: Buffer = Buffer.alloc(0);

  push(chunk: Uint8Array): Buffer[] {
    const fresh = this.#heard.length === 0;
    this.#heard = Buffer.concat([this.#heard, chunk]);
    const requests: Buffer[] = [];
    // How long a request of an unknown function is nobody knows; on a quiet line it is all that came at once.
    if (fresh && this.#lengthAt(0) === null && crcFits(this.#heard)) {
      requests.push(this.#heard);
      this.#heard = Buffer.alloc(0);
    }
    for (let at = 0; at + 4 <= this.#heard.length; ) {
      const bytes = this.#lengthAt(at);
      const request = this.#heard.subarray(at, at + (bytes ?? 0));
      if (bytes !== null && request.length === bytes && crcFits(request)) {
        requests.push(Buffer.from(request));
        this.#heard = this.#heard.subarray(at + bytes);
        at = 0;
      } else at += 1;
    }
    this.#heard = Buffer.from(this.#heard.subarray(-heardBytesMost));
    return requests;
  }

  /** Length of a request that begins here; null for an unknown function. */
  #lengthAt(at: number): number | null {
    const command = this.#heard[at + 1] ?? 0;
    if (fixed.has(command)) return 8;
    if (counted.has(command)) return 9 + (this.#heard[at + 6] ?? 0);
    return null;
  }
}
