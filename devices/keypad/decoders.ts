import type { PadProfile } from '../../server/contract/device.ts';
import { BareFrameDecoder, FrameDecoder, frameLayout, type PadDecoder, type PadEvent } from './frame-decoder.ts';

const lineCharactersMost = 64;

/** Cuts a byte stream into lines that end with CR, LF or both; a line that is too long is dropped as a whole. */
class LineDecoder implements PadDecoder {
  #line: number[] = [];
  #tooLong = false;

  push(chunk: Uint8Array): PadEvent[] {
    const events: PadEvent[] = [];
    for (const byte of chunk) {
      const isEnd = byte === 0x0d || byte === 0x0a;
      if (isEnd) events.push(...this.#end());
      else if (this.#line.length >= lineCharactersMost) this.#tooLong = true;
      else this.#line.push(byte);
    }
    return events;
  }

  #end(): PadEvent[] {
    const code = Buffer.from(this.#line).toString('utf8').trim();
    const wasTooLong = this.#tooLong;
    this.reset();
    if (wasTooLong) return [{ kind: 'damaged' }];
    return code === '' ? [] : [{ kind: 'code', code }];
  }

  reset(): void {
    this.#line = [];
    this.#tooLong = false;
  }
}

/**
 * `struct input_event` of Linux on 64-bit machines: seconds and microseconds of 8 bytes each, type u16, code u16,
 * value s32, in the machine's own order, which is little-endian on all that this house runs on.
 */
export const inputEvent = { bytes: 24, microsecondsAt: 8, typeAt: 16, codeAt: 18, valueAt: 20 } as const;
export const keyEventType = 1;
export const keyDown = 1;
const typeMost = 0x1f;

/** Reads a Linux input device. Only a key going down counts: neither its coming up nor its repeats while held. */
class InputDecoder implements PadDecoder {
  #heard: Buffer = Buffer.alloc(0);

  push(chunk: Uint8Array): PadEvent[] {
    const events: PadEvent[] = [];
    const heard = Buffer.concat([this.#heard, chunk]);
    let at = 0;
    while (at + inputEvent.bytes <= heard.length) {
      const event = heard.subarray(at, at + inputEvent.bytes);
      if (!isInputEvent(event)) {
        if (events.at(-1)?.kind !== 'damaged') events.push({ kind: 'damaged' });
        at += 1;
        continue;
      }
      at += inputEvent.bytes;
      const isKeyDown =
        event.readUInt16LE(inputEvent.typeAt) === keyEventType && event.readInt32LE(inputEvent.valueAt) === keyDown;
      if (isKeyDown) events.push({ kind: 'code', code: String(event.readUInt16LE(inputEvent.codeAt)) });
    }
    this.#heard = Buffer.from(heard.subarray(at));
    return events;
  }

  reset(): void {
    this.#heard = Buffer.alloc(0);
  }
}

/** The kernel hands out whole events only; through another road bytes may be lost, and then the fields do not fit. */
function isInputEvent(event: Buffer): boolean {
  return (
    event.readBigUInt64LE(0) < 1n << 34n &&
    event.readBigUInt64LE(inputEvent.microsecondsAt) < 1_000_000n &&
    event.readUInt16LE(inputEvent.typeAt) <= typeMost
  );
}

/** The decoder of a pad that speaks unasked; null when its profile describes no possible frame. */
export function createDecoder(profile: Exclude<PadProfile, { kind: 'modbus' }>): PadDecoder | null {
  switch (profile.kind) {
    case 'frame': {
      const layout = frameLayout(profile);
      if (layout === null) return null;
      const { bytes, start } = layout;
      return start.length === 0 && bytes !== null
        ? new BareFrameDecoder({ ...layout, bytes })
        : new FrameDecoder(layout);
    }
    case 'line':
      return new LineDecoder();
    case 'input':
      return new InputDecoder();
  }
}
