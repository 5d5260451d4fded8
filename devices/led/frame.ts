/**
 * The frame of Onbon BX-5K/6K font cards (protocol page v1.4, "PHY1"):
 *
 *     A5 ×8 | escape( header 14 | data | CRC u16LE ) | 5A
 *
 * The header is destination u16LE, source u16LE, three reserved bytes, option, CRC mode, display mode, device type,
 * protocol version, data length u16LE. The CRC is CRC-16/ARC over header and data, taken **before** escaping.
 */

/** Every card carries out a frame to this address, and none answers it. */
export const broadcastAddress = 0xffff;
/** The address under which the controlling computer sends. */
export const hostAddress = 0x8000;
/** Device type that every card accepts. */
export const anyDeviceType = 0xfe;
/** Older cards hold 1,024 bytes in their receive buffer, so no frame may be longer on the wire. */
export const frameBytesMost = 1024;

const headBytes = 14;
const checksumBytes = 2;
const startByte = 0xa5;
const endByte = 0x5a;
const preamble = Buffer.alloc(8, startByte);

export interface BxFrame {
  destination: number;
  source: number;
  deviceType: number;
  version: number;
  data: Buffer;
}

/** What a parser makes of the bytes it was fed: a whole frame, or damage with the raw address where one could be read. */
export type FrameEvent =
  | { kind: 'frame'; frame: BxFrame }
  | { kind: 'damaged'; problem: 'escape' | 'short' | 'length' | 'checksum' | 'too-long'; destination: number | null };

/** CRC-16/ARC: polynomial 0x8005 reflected, start 0, no final xor. The check value of "123456789" is 0xBB3D. */
export function crc16Arc(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xa001 : crc >>> 1;
  }
  return crc;
}

/** A5→A6 02, A6→A6 01, 5A→5B 02, 5B→5B 01, so that neither A5 nor 5A stands between start and end. */
export function escapeBytes(bytes: Uint8Array): Buffer {
  const escaped: number[] = [];
  for (const byte of bytes) {
    if (byte === 0xa5) escaped.push(0xa6, 0x02);
    else if (byte === 0xa6) escaped.push(0xa6, 0x01);
    else if (byte === 0x5a) escaped.push(0x5b, 0x02);
    else if (byte === 0x5b) escaped.push(0x5b, 0x01);
    else escaped.push(byte);
  }
  return Buffer.from(escaped);
}

/** Undoes `escapeBytes`; null when an escape is cut off or has no meaning. */
export function unescapeBytes(bytes: Uint8Array): Buffer | null {
  const plain: number[] = [];
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    if (byte !== 0xa6 && byte !== 0x5b) {
      plain.push(byte);
      continue;
    }
    index += 1;
    const mark = bytes[index];
    if (mark !== 0x01 && mark !== 0x02) return null;
    plain.push(mark === 0x01 ? byte : byte === 0xa6 ? 0xa5 : 0x5a);
  }
  return Buffer.from(plain);
}

/** The frame's bytes as they go over the wire. Throws `RangeError` when they would overrun the card's buffer. */
export function frameBytes(frame: BxFrame): Buffer {
  const body = Buffer.alloc(headBytes + frame.data.length + checksumBytes);
  body.writeUInt16LE(frame.destination, 0);
  body.writeUInt16LE(frame.source, 2);
  body.writeUInt8(frame.deviceType, 10);
  body.writeUInt8(frame.version, 11);
  body.writeUInt16LE(frame.data.length, 12);
  frame.data.copy(body, headBytes);
  body.writeUInt16LE(crc16Arc(body.subarray(0, -checksumBytes)), body.length - checksumBytes);
  const bytes = Buffer.concat([preamble, escapeBytes(body), Buffer.from([endByte])]);
  if (bytes.length > frameBytesMost) throw new RangeError(`frame of ${bytes.length} bytes, ${frameBytesMost} at most`);
  return bytes;
}

/** A frame from the computer to one card. */
export function requestFrame(address: number, data: Buffer): Buffer {
  return frameBytes({ destination: address, source: hostAddress, deviceType: anyDeviceType, version: 2, data });
}

/** A card's answer to the computer: the addresses change places. */
export function answerFrame(address: number, data: Buffer): Buffer {
  return frameBytes({ destination: hostAddress, source: address, deviceType: anyDeviceType, version: 2, data });
}

function readBody(raw: Buffer): FrameEvent {
  const body = unescapeBytes(raw);
  if (!body) return { kind: 'damaged', problem: 'escape', destination: raw.length > 1 ? raw.readUInt16LE(0) : null };
  const destination = body.length > 1 ? body.readUInt16LE(0) : null;
  if (body.length < headBytes + checksumBytes) return { kind: 'damaged', problem: 'short', destination };
  if (body.readUInt16LE(12) !== body.length - headBytes - checksumBytes) {
    return { kind: 'damaged', problem: 'length', destination };
  }
  const crc = body.readUInt16LE(body.length - checksumBytes);
  if (crc !== crc16Arc(body.subarray(0, -checksumBytes))) return { kind: 'damaged', problem: 'checksum', destination };
  const frame: BxFrame = {
    destination: body.readUInt16LE(0),
    source: body.readUInt16LE(2),
    deviceType: body.readUInt8(10),
    version: body.readUInt8(11),
    data: Buffer.from(body.subarray(headBytes, -checksumBytes)),
  };
  return { kind: 'frame', frame };
}

/**
 * Cuts a byte stream into frames. Bytes before a run of A5 (of any length) are noise and skipped; an A5 inside a frame
 * means that the frame before it was cut off, because an escaped body holds none, and starts anew. Keeps at most
 * one frame's bytes.
 */
export class FrameParser {
  #inFrame = false;
  #body: number[] = [];

  push(chunk: Uint8Array): FrameEvent[] {
    const events: FrameEvent[] = [];
    for (const byte of chunk) {
      const event = this.#take(byte);
      if (event) events.push(event);
    }
    return events;
  }

  /** Forgets a frame begun, as after a change of connection. */
  reset(): void {
    this.#inFrame = false;
    this.#body = [];
  }

  #take(byte: number): FrameEvent | null {
    if (byte === startByte) {
      this.#inFrame = true;
      this.#body = [];
      return null;
    }
    if (!this.#inFrame) return null;
    if (byte === endByte) {
      const raw = Buffer.from(this.#body);
      this.reset();
      return readBody(raw);
    }
    if (this.#body.length >= frameBytesMost) {
      this.reset();
      return { kind: 'damaged', problem: 'too-long', destination: null };
    }
    this.#body.push(byte);
    return null;
  }
}
