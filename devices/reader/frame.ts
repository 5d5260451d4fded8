/**
 * The frame between a computer and the SAM module of a resident id card reader (SDT serial, GA 467):
 *
 *     AA AA AA 96 69 | length u16BE | command, parameter, data | check      (to the reader)
 *     AA AA AA 96 69 | length u16BE | status 3 bytes, data     | check      (from the reader)
 *
 * The length counts everything after itself, the check included. The check is the exclusive or of everything after the
 * preamble but itself.
 */

export type ReaderCommand =
  | 'reset'
  | 'status'
  | 'sam-id'
  | 'find'
  | 'select'
  | 'read'
  | 'read-with-fingerprint'
  | 'new-address';

export const readerCommands: Record<ReaderCommand, readonly [command: number, parameter: number]> = {
  reset: [0x10, 0xff],
  status: [0x11, 0xff],
  'sam-id': [0x12, 0xff],
  find: [0x20, 0x01],
  select: [0x20, 0x02],
  read: [0x30, 0x01],
  'read-with-fingerprint': [0x30, 0x10],
  'new-address': [0x30, 0x03],
};

export const preamble = Buffer.from([0xaa, 0xaa, 0xaa, 0x96, 0x69]);
/** The text block of every card; what follows it in an answer is photo and fingerprint. */
export const cardTextBytes = 256;
/** Longest length field: text, photo and two fingerprints with their heads. */
const lengthMost = 0x090a;
const statusBytes = 3;
const checkBytes = 1;
/** Lengths of text and photo, and with a third of fingerprints. */
const headBytes = 4;
const longHeadBytes = 6;
/** Frames begun at once: a false preamble in noise must not hide a true one behind it. */
const candidatesMost = 4;

export interface ReaderAnswer {
  /** Third status byte, `90` being success; the first two are 0 in every answer known, and part of the number if not. */
  status: number;
  /** Without photo and fingerprints, which are dropped byte by byte as they arrive. */
  data: Buffer;
  /** How much data the answer had, the dropped bytes included. */
  dataBytes: number;
}

export type AnswerEvent =
  | { kind: 'answer'; answer: ReaderAnswer }
  | { kind: 'damaged'; problem: 'length' | 'checksum' };

function framed(body: Uint8Array): Buffer {
  const checked = Buffer.alloc(2 + body.length);
  checked.writeUInt16BE(body.length + checkBytes, 0);
  checked.set(body, 2);
  return Buffer.concat([preamble, checked, Buffer.from([exclusiveOr(checked)])]);
}

export function exclusiveOr(bytes: Uint8Array): number {
  return bytes.reduce((check, byte) => check ^ byte, 0);
}

/** A command as it goes to the reader. */
export function commandFrame(command: ReaderCommand): Buffer {
  return framed(Uint8Array.from(readerCommands[command]));
}

/** An answer as a reader sends it. */
export function answerFrame(status: number, data: Uint8Array = Buffer.alloc(0)): Buffer {
  return framed(Buffer.concat([Buffer.from([(status >> 16) & 0xff, (status >> 8) & 0xff, status & 0xff]), data]));
}

/** How many of the data bytes are text with its head, judged by that head; all of a short answer. */
function textBytes(head: Buffer, dataBytes: number): number {
  if (dataBytes <= headBytes + cardTextBytes) return dataBytes;
  const text = head.readUInt16BE(0);
  const photo = head.readUInt16BE(2);
  const own = headBytes + text + photo === dataBytes ? headBytes : longHeadBytes;
  return own + Math.min(text, cardTextBytes);
}

/** One frame under way. */
class Candidate {
  #length = 0;
  #seen = 0;
  #check = 0;
  readonly #kept: number[] = [];
  #keepMost = statusBytes + longHeadBytes;

  /** Null until the frame is whole. */
  take(byte: number): AnswerEvent | null {
    this.#seen += 1;
    if (this.#seen <= 2) return this.#takeLength(byte);
    const place = this.#seen - 2;
    if (place === this.#length) return this.#end(byte);
    this.#check ^= byte;
    if (this.#kept.length < this.#keepMost) this.#keep(byte);
    return null;
  }

  #takeLength(byte: number): AnswerEvent | null {
    this.#check ^= byte;
    this.#length = (this.#length << 8) | byte;
    if (this.#seen < 2) return null;
    const fits = this.#length >= statusBytes + checkBytes && this.#length <= lengthMost;
    return fits ? null : { kind: 'damaged', problem: 'length' };
  }

  #keep(byte: number): void {
    this.#kept.push(byte);
    if (this.#kept.length !== statusBytes + longHeadBytes) return;
    const head = Buffer.from(this.#kept.slice(statusBytes));
    this.#keepMost = statusBytes + textBytes(head, this.#length - statusBytes - checkBytes);
  }

  #end(check: number): AnswerEvent {
    if (check !== this.#check) {
      this.forget();
      return { kind: 'damaged', problem: 'checksum' };
    }
    const body = Buffer.from(this.#kept);
    this.forget();
    const dataBytes = this.#length - statusBytes - checkBytes;
    const data = body.subarray(statusBytes);
    return { kind: 'answer', answer: { status: body.readUIntBE(0, statusBytes), data, dataBytes } };
  }

  /** Overwrites what was kept of a person. */
  forget(): void {
    this.#kept.fill(0);
    this.#kept.length = 0;
  }
}

/**
 * Cuts a byte stream into answers. A preamble inside a frame begins another beside it, and the first that comes out
 * right wins: so neither noise that looks like a beginning nor a frame cut off swallows the answer after it. Keeps the
 * text of at most four frames and no photo.
 */
export class AnswerParser {
  #window: number[] = [];
  #candidates: Candidate[] = [];

  push(chunk: Uint8Array): AnswerEvent[] {
    const events: AnswerEvent[] = [];
    for (const byte of chunk) {
      const event = this.#take(byte);
      if (event) events.push(event);
    }
    return events;
  }

  /** Forgets frames begun, as after a change of connection. */
  reset(): void {
    for (const candidate of this.#candidates) candidate.forget();
    this.#candidates = [];
    this.#window = [];
  }

  #take(byte: number): AnswerEvent | null {
    const damage = this.#feed(byte);
    if (damage?.kind === 'answer') return damage;
    this.#window.push(byte);
    if (this.#window.length > preamble.length) this.#window.shift();
    if (this.#window.length === preamble.length && this.#window.every((each, index) => each === preamble[index])) {
      // The oldest is the one whose end is most overdue.
      if (this.#candidates.length >= candidatesMost) this.#candidates.shift()?.forget();
      this.#candidates.push(new Candidate());
    }
    return damage;
  }

  #feed(byte: number): AnswerEvent | null {
    let damage: AnswerEvent | null = null;
    for (const candidate of [...this.#candidates]) {
      const event = candidate.take(byte);
      if (!event) continue;
      if (event.kind === 'answer') {
        this.reset();
        return event;
      }
      this.#candidates = this.#candidates.filter((each) => each !== candidate);
      damage = event;
    }
    return damage;
  }
}
