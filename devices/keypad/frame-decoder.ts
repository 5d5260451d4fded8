import type { PadProfile } from '../../server/contract/device.ts';
import { crc16Modbus } from '../modbus/crc.ts';

export type FrameProfile = Extract<PadProfile, { kind: 'frame' }>;
export type PadChecksum = FrameProfile['checksum'];

/** What a decoder makes of the bytes: the code of a key pressed, or bytes that were none of a pad's. */
export type PadEvent = { kind: 'code'; code: string } | { kind: 'damaged' };

/** Turns the bytes of one kind of pad into codes. Keeps at most a frame or a line. */
export interface PadDecoder {
  push(chunk: Uint8Array): PadEvent[];
  /** Forgets what was begun, as after a change of connection or a long silence. */
  reset(): void;
}

const frameBytesMost = 64;
export const checksumBytes: Record<PadChecksum, number> = { none: 0, sum8: 1, xor8: 1, 'crc16-modbus': 2 };

/** The checksum of all bytes before it, as it stands in a frame; a CRC has its low byte first. */
export function checksumOf(kind: PadChecksum, bytes: Uint8Array): Buffer {
  switch (kind) {
    case 'none':
      return Buffer.alloc(0);
    case 'sum8':
      return Buffer.from([bytes.reduce((sum, byte) => (sum + byte) & 0xff, 0)]);
    case 'xor8':
      return Buffer.from([bytes.reduce((check, byte) => check ^ byte, 0)]);
    case 'crc16-modbus': {
      const crc = crc16Modbus(bytes);
      return Buffer.from([crc & 0xff, crc >> 8]);
    }
  }
}

/** A frame's parts: start bytes, the key byte among others, the checksum of all of it, and perhaps end bytes. */
export interface FrameLayout {
  start: Buffer;
  end: Buffer;
  keyAt: number;
  checksum: PadChecksum;
  /** Bytes of the whole frame; null where the end bytes tell. */
  bytes: number | null;
  bytesLeast: number;
}

/** The layout that a profile describes; null when no frame can be like that. Without length and end it is the shortest. */
export function frameLayout(profile: FrameProfile): FrameLayout | null {
  const start = Buffer.from(profile.start ?? '', 'hex');
  const end = Buffer.from(profile.end ?? '', 'hex');
  const { keyAt, checksum } = profile;
  const bytesLeast = Math.max(start.length, keyAt + 1) + checksumBytes[checksum] + end.length;
  // Nothing but its length tells where such a frame ends.
  if (start.length === 0 && profile.length === undefined) return null;
  const bytes = profile.length ?? (end.length > 0 ? null : bytesLeast);
  if (keyAt < start.length || bytesLeast > frameBytesMost || (bytes !== null && bytes < bytesLeast)) return null;
  return { start, end, keyAt, checksum, bytes, bytesLeast };
}

/** Cuts a byte stream into a pad's frames; a frame that is not right is searched for the beginning of the next. */
export class FrameDecoder implements PadDecoder {
  readonly #layout: FrameLayout;
  #heard: Buffer = Buffer.alloc(0);

  constructor(layout: FrameLayout) {
    this.#layout = layout;
  }

  push(chunk: Uint8Array): PadEvent[] {
    const events: PadEvent[] = [];
    this.#heard = Buffer.concat([this.#heard, chunk]);
    for (;;) {
      const found = this.#next();
      if (!found) break;
      if (found.skipped > 0) events.push({ kind: 'damaged' });
      const code = found.frame
        .subarray(this.#layout.keyAt, this.#layout.keyAt + 1)
        .toString('hex')
        .toUpperCase();
      events.push({ kind: 'code', code });
      this.#heard = this.#heard.subarray(found.skipped + found.frame.length);
    }
    if (this.#forgetNoise()) events.push({ kind: 'damaged' });
    return events;
  }

  reset(): void {
    this.#heard = Buffer.alloc(0);
  }

  /** The first whole and right frame, however many beginnings before it came to nothing. */
  #next(): { skipped: number; frame: Buffer } | null {
    const { start } = this.#layout;
    for (let at = this.#heard.indexOf(start); at >= 0; at = this.#heard.indexOf(start, at + 1)) {
      const frame = this.#frameAt(at);
      if (frame) return { skipped: at, frame };
    }
    return null;
  }

  #frameAt(at: number): Buffer | null {
    const { bytes, bytesLeast, end } = this.#layout;
    const rest = this.#heard.subarray(at, at + frameBytesMost);
    if (bytes !== null) {
      const frame = rest.subarray(0, bytes);
      return frame.length === bytes && isRight(frame, this.#layout) ? frame : null;
    }
    // An end byte may also be the key or the checksum: the first end behind which the frame is right counts.
    for (let stop = bytesLeast; stop <= rest.length; stop += 1) {
      const frame = rest.subarray(0, stop);
      if (frame.subarray(-end.length).equals(end) && isRight(frame, this.#layout)) return frame;
    }
    return null;
  }

  /** Drops what no frame can begin with any more; true when something was dropped. */
  #forgetNoise(): boolean {
    const { start, bytes } = this.#layout;
    const before = this.#heard.length;
    const longest = bytes ?? frameBytesMost;
    let at = this.#heard.indexOf(start);
    while (at >= 0 && this.#heard.length - at >= longest) at = this.#heard.indexOf(start, at + 1);
    // The last bytes may be the beginning of the start bytes.
    const keep = at >= 0 ? before - at : Math.min(before, start.length - 1);
    this.#heard = Buffer.from(this.#heard.subarray(before - keep));
    return keep < before;
  }
}

/** Whether end bytes and checksum are as the layout wants them. */
function isRight(frame: Buffer, { end, checksum }: FrameLayout): boolean {
  const checked = frame.length - end.length - checksumBytes[checksum];
  const sum = frame.subarray(checked, checked + checksumBytes[checksum]);
  return (
    frame.subarray(frame.length - end.length).equals(end) &&
    checksumOf(checksum, frame.subarray(0, checked)).equals(sum)
  );
}

/**
 * For pads without a start byte: each frame begins after a silence, which the driver answers with `reset`. What is not right
 * is dropped up to the next silence, because nothing in it tells where a frame begins.
 */
export class BareFrameDecoder implements PadDecoder {
  readonly #layout: FrameLayout & { bytes: number };
  #heard: Buffer = Buffer.alloc(0);
  #lost = false;

  constructor(layout: FrameLayout & { bytes: number }) {
    this.#layout = layout;
  }

  push(chunk: Uint8Array): PadEvent[] {
    if (this.#lost) return [];
    const { bytes, keyAt } = this.#layout;
    const events: PadEvent[] = [];
    this.#heard = Buffer.concat([this.#heard, chunk]);
    while (this.#heard.length >= bytes) {
      const frame = this.#heard.subarray(0, bytes);
      if (!isRight(frame, this.#layout)) {
        this.#heard = Buffer.alloc(0);
        this.#lost = true;
        return [...events, { kind: 'damaged' }];
      }
      events.push({
        kind: 'code',
        code: frame
          .subarray(keyAt, keyAt + 1)
          .toString('hex')
          .toUpperCase(),
      });
      this.#heard = Buffer.from(this.#heard.subarray(bytes));
    }
    return events;
  }

  reset(): void {
    this.#heard = Buffer.alloc(0);
    this.#lost = false;
  }
}
