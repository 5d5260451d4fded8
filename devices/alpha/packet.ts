/**
 * The Alpha sign protocol (M-Protocol):
 *
 *     00 ×5 | 01 | type | address (2 hex digits) | { 02 | command | data | [ 03 | checksum (4 hex digits) ] } … | 04
 *
 * The checksum is the sum of all bytes from 02 to 03, both included, modulo 65536. Bytes have seven bits. Signs want
 * 100 ms of silence after each 02 of a packet with several commands and after the width of a dots picture; the silence is
 * time on the line, never a byte.
 */

export const controls = { nul: 0x00, soh: 0x01, stx: 0x02, etx: 0x03, eot: 0x04, ack: 0x06, nak: 0x15 } as const;

/** Silence between two pieces of a packet, milliseconds. */
export const pauseMs = 100;
/** Zeros from which a sign learns the baud rate. */
const zeros = Buffer.alloc(5, controls.nul);
/** Sign type that every sign answers to. */
export const anyType = 'Z';
/** Address that every sign carries out and none acknowledges. */
export const everyAddress = '00';

/** One command: its letter and data, the data cut where a pause is due. */
export interface AlphaCommand {
  code: string;
  pieces: readonly Buffer[];
}

/** Sum of the bytes, modulo 65536, as four upper-case hexadecimal digits. */
export function checksum(bytes: Uint8Array): string {
  let sum = 0;
  for (const byte of bytes) sum = (sum + byte) & 0xffff;
  return sum.toString(16).toUpperCase().padStart(4, '0');
}

export interface PacketOptions {
  /** Two upper-case hexadecimal digits. */
  address: string;
  type?: string;
  /** True unless left out: ETX and checksum after each command. */
  checksums?: boolean;
}

/**
 * The packet as pieces that follow one another with a pause of `pauseMs` between them. Throws `RangeError` when a
 * command holds a byte of eight bits or a framing byte, which would end it early.
 */
export function packetPieces(commands: readonly AlphaCommand[], options: PacketOptions): Buffer[] {
  const { address, type = anyType, checksums = true } = options;
  if (!/^[0-9A-F?]{2}$/.test(address)) throw new RangeError(`address ${address}`);
  const pieces: Buffer[] = [];
  let piece = Buffer.concat([zeros, Buffer.from([controls.soh]), Buffer.from(type + address, 'latin1')]);
  const cut = () => {
    pieces.push(piece);
    piece = Buffer.alloc(0);
  };
  for (const { code, pieces: data } of commands) {
    const stx = Buffer.from([controls.stx]);
    const letter = Buffer.from(code, 'latin1');
    const end = Buffer.from([controls.etx]);
    for (const byte of Buffer.concat([letter, ...data])) {
      if (byte > 0x7f || byte <= controls.eot) throw new RangeError(`byte ${byte} in command ${code}`);
    }
    piece = Buffer.concat([piece, stx]);
    if (commands.length > 1) cut();
    piece = Buffer.concat([piece, letter]);
    data.forEach((part, index) => {
      if (index > 0) cut();
      piece = Buffer.concat([piece, part]);
    });
    if (checksums || commands.length > 1) piece = Buffer.concat([piece, end]);
    if (checksums) {
      const sum = checksum(Buffer.concat([stx, letter, ...data, end]));
      piece = Buffer.concat([piece, Buffer.from(sum, 'latin1')]);
    }
  }
  piece = Buffer.concat([piece, Buffer.from([controls.eot])]);
  return [...pieces, piece];
}

/** A command as a sign took it off the line. */
export interface ReceivedCommand {
  code: string;
  data: Buffer;
  /** Null when the sender sent none. */
  checksumFits: boolean | null;
}

export interface ReceivedPacket {
  type: string;
  address: string;
  commands: ReceivedCommand[];
}

export type PacketEvent =
  | { kind: 'packet'; packet: ReceivedPacket }
  | { kind: 'damaged'; problem: 'no-sync' | 'header' | 'command' | 'too-long'; address: string | null };

/** No sign's buffer is larger. */
export const packetBytesMost = 16 * 1024;
const zerosLeast = 5;

/** Cuts a byte stream into packets as a sign does: it waits for five zeros and SOH, and takes all up to EOT. */
export class PacketParser {
  #zeros = 0;
  #body: number[] | null = null;

  push(chunk: Uint8Array): PacketEvent[] {
    const events: PacketEvent[] = [];
    for (const byte of chunk) {
      const event = this.#take(byte);
      if (event) events.push(event);
    }
    return events;
  }

  /** Bytes since SOH of a packet that is not finished; null between packets. */
  get held(): number | null {
    return this.#body?.length ?? null;
  }

  #take(byte: number): PacketEvent | null {
    if (byte === controls.nul) {
      this.#zeros += 1;
      // A new start ends the packet that was cut off before it.
      if (this.#zeros >= zerosLeast) this.#body = null;
      return null;
    }
    const synced = this.#zeros >= zerosLeast;
    this.#zeros = 0;
    if (byte === controls.soh) {
      this.#body = synced ? [] : null;
      return synced ? null : { kind: 'damaged', problem: 'no-sync', address: null };
    }
    if (this.#body === null) return null;
    if (byte === controls.eot) {
      const body = Buffer.from(this.#body);
      this.#body = null;
      return readBody(body);
    }
    this.#body.push(byte);
    if (this.#body.length <= packetBytesMost) return null;
    this.#body = null;
    return { kind: 'damaged', problem: 'too-long', address: null };
  }
}

function readBody(body: Buffer): PacketEvent {
  const head = /^([!-~])([0-9A-F?]{2})/.exec(body.toString('latin1'));
  if (!head || body.length === 3) return { kind: 'damaged', problem: 'header', address: null };
  const [, type = '', address = ''] = head;
  const commands: ReceivedCommand[] = [];
  for (let at = 3; at < body.length; ) {
    const read = readCommand(body, at);
    if (!read) return { kind: 'damaged', problem: 'command', address };
    commands.push(read.command);
    at = read.next;
  }
  return { kind: 'packet', packet: { type, address, commands } };
}

/** The command whose STX stands at `start`. Without ETX it reaches to the end of the packet. */
function readCommand(body: Buffer, start: number): { command: ReceivedCommand; next: number } | null {
  if (body[start] !== controls.stx || start + 1 >= body.length) return null;
  const code = String.fromCharCode(body[start + 1] ?? 0);
  const etx = body.indexOf(controls.etx, start);
  if (etx < 0) {
    const data = Buffer.from(body.subarray(start + 2));
    if (data.includes(controls.stx)) return null;
    return { command: { code, data, checksumFits: null }, next: body.length };
  }
  const data = Buffer.from(body.subarray(start + 2, etx));
  const sum = body.subarray(etx + 1, etx + 5).toString('latin1');
  if (etx + 1 === body.length || body[etx + 1] === controls.stx) {
    return { command: { code, data, checksumFits: null }, next: etx + 1 };
  }
  if (!/^[0-9A-F]{4}$/.test(sum) || data.includes(controls.stx)) return null;
  const checksumFits = sum === checksum(body.subarray(start, etx + 1));
  return { command: { code, data, checksumFits }, next: etx + 5 };
}
