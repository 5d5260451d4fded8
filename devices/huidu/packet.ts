/**
 * Packets of Huidu full-colour cards (SDK 2.0, TCP 10001), all numbers little-endian:
 *
 *     length u16 (of the whole packet) | command u16 | body
 *
 * A message of XML goes out in packets `total u32 | offset u32 | part`, both counted in bytes of the whole XML.
 */

/** The maker's demo holds packets in 9 KiB. */
export const packetBytesMost = 9 * 1024;
/** Bytes of XML in one packet. */
export const partBytesMost = 9200;
/** A longer XML than any board needs is refused rather than kept. */
export const xmlBytesMost = 1024 * 1024;

export const huiduCommands = {
  heartbeatAsk: 0x005f,
  heartbeatAnswer: 0x0060,
  error: 0x2000,
  serviceAsk: 0x2001,
  serviceAnswer: 0x2002,
  xmlAsk: 0x2003,
  xmlAnswer: 0x2004,
} as const;

/** Version of the maker's demo; boxes answer with their own. */
export const protocolVersion = 0x01000005;

/** Names of the error numbers that a packet 2000 carries; larger numbers differ between editions of the SDK. */
export const huiduErrors = [
  'kSuccess',
  'kWriteFinish',
  'kProcessError',
  'kVersionTooLow',
  'kDeviceOccupa',
  'kFileOccupa',
  'kReadFileExcessive',
  'kInvalidPacketLen',
  'kInvalidParam',
  'kNotSpaceToSave',
  'kCreateFileFailed',
  'kWriteFileFailed',
  'kReadFileFailed',
  'kInvalidFileData',
  'kFileContentError',
  'kOpenFileFailed',
  'kSeekFileFailed',
  'kRenameFailed',
  'kFileNotFound',
  'kFileNotFinish',
  'kXmlCmdTooLong',
  'kInvalidXmlIndex',
  'kParseXmlFailed',
  'kInvalidMethod',
] as const;
export type HuiduError = (typeof huiduErrors)[number];

export interface HuiduPacket {
  command: number;
  body: Buffer;
}

/** The packet's bytes. Throws `RangeError` when a box could not hold it. */
export function packetBytes(command: number, body: Uint8Array = Buffer.alloc(0)): Buffer {
  const length = 4 + body.length;
  if (length > packetBytesMost) throw new RangeError(`packet of ${length} bytes, ${packetBytesMost} at most`);
  const head = Buffer.alloc(4);
  head.writeUInt16LE(length, 0);
  head.writeUInt16LE(command, 2);
  return Buffer.concat([head, body]);
}

export function serviceAsk(version = protocolVersion): Buffer {
  const body = Buffer.alloc(4);
  body.writeUInt32LE(version);
  return packetBytes(huiduCommands.serviceAsk, body);
}

export function serviceAnswer(version: number, status: number): Buffer {
  const body = Buffer.alloc(6);
  body.writeUInt32LE(version, 0);
  body.writeUInt16LE(status, 4);
  return packetBytes(huiduCommands.serviceAnswer, body);
}

export function errorPacket(error: HuiduError): Buffer {
  const body = Buffer.alloc(2);
  body.writeUInt16LE(huiduErrors.indexOf(error));
  return packetBytes(huiduCommands.error, body);
}

/** The error that a packet 2000 names. */
export function readError(body: Buffer): string {
  if (body.length < 2) return 'damaged-answer';
  const code = body.readUInt16LE(0);
  return huiduErrors[code] ?? `code-${code}`;
}

/** Where a part that begins at `start` ends: never between the bytes of one character. */
function partEnd(bytes: Buffer, start: number): number {
  let end = Math.min(bytes.length, start + partBytesMost);
  // A byte 10xxxxxx continues a character; boxes that decode each part by itself would spoil one that is cut.
  while (end < bytes.length && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return end;
}

/**
 * The packets of one XML message. Lengths count the bytes of its UTF-8, of which a hanzi has three: to count
 * characters cuts the end off every Chinese text. Throws `RangeError` for more than a box takes.
 */
export function xmlPackets(command: number, xml: string): Buffer[] {
  const bytes = Buffer.from(xml, 'utf8');
  if (bytes.length > xmlBytesMost) throw new RangeError(`XML of ${bytes.length} bytes, ${xmlBytesMost} at most`);
  const packets: Buffer[] = [];
  for (let offset = 0; offset < bytes.length; ) {
    const end = partEnd(bytes, offset);
    const head = Buffer.alloc(8);
    head.writeUInt32LE(bytes.length, 0);
    head.writeUInt32LE(offset, 4);
    packets.push(packetBytes(command, Buffer.concat([head, bytes.subarray(offset, end)])));
    offset = end;
  }
  return packets;
}

export type PacketEvent = { kind: 'packet'; packet: HuiduPacket } | { kind: 'damaged'; problem: 'length' };

/**
 * Cuts a byte stream into packets, however it was split on its way. Nothing marks the start of a packet, so after a
 * length that cannot be the rest of the stream is lost: one `damaged` comes, then nothing more until `reset`.
 */
export class PacketParser {
  #held: Buffer = Buffer.alloc(0);
  #broken = false;

  push(chunk: Uint8Array): PacketEvent[] {
    const events: PacketEvent[] = [];
    if (this.#broken) return events;
    this.#held = Buffer.concat([this.#held, chunk]);
    let start = 0;
    while (this.#held.length - start >= 2) {
      const length = this.#held.readUInt16LE(start);
      if (length < 4 || length > packetBytesMost) {
        this.#broken = true;
        this.#held = Buffer.alloc(0);
        return [...events, { kind: 'damaged', problem: 'length' }];
      }
      if (this.#held.length - start < length) break;
      const command = this.#held.readUInt16LE(start + 2);
      const body = Buffer.from(this.#held.subarray(start + 4, start + length));
      events.push({ kind: 'packet', packet: { command, body } });
      start += length;
    }
    this.#held = Buffer.from(this.#held.subarray(start));
    return events;
  }

  /** Begins anew, as after a change of connection. */
  reset(): void {
    this.#held = Buffer.alloc(0);
    this.#broken = false;
  }
}

export type AssemblyEvent = { kind: 'xml'; bytes: Buffer } | { kind: 'refused'; error: HuiduError };

/** Puts the parts of XML messages together: in order, without gaps, and not beyond the total that the first one named. */
export class XmlAssembler {
  #parts: Buffer[] = [];
  #received = 0;
  #total = 0;

  /** Takes the body of one packet; null while parts are missing. A refused part throws the message away. */
  take(body: Buffer): AssemblyEvent | null {
    if (body.length < 9) return this.#refuse('kInvalidPacketLen');
    const total = body.readUInt32LE(0);
    const offset = body.readUInt32LE(4);
    const part = body.subarray(8);
    if (total > xmlBytesMost) return this.#refuse('kXmlCmdTooLong');
    if (offset === 0) this.reset();
    if (offset !== this.#received || (offset > 0 && total !== this.#total)) return this.#refuse('kInvalidXmlIndex');
    if (offset + part.length > total) return this.#refuse('kInvalidPacketLen');
    this.#total = total;
    this.#received += part.length;
    this.#parts.push(Buffer.from(part));
    if (this.#received < total) return null;
    const bytes = Buffer.concat(this.#parts);
    this.reset();
    return { kind: 'xml', bytes };
  }

  reset(): void {
    this.#parts = [];
    this.#received = 0;
    this.#total = 0;
  }

  #refuse(error: HuiduError): AssemblyEvent {
    this.reset();
    return { kind: 'refused', error };
  }
}
