import iconv from 'iconv-lite';
import { commands, type Operation } from './fake-commands.ts';

/** A longer payload than any printer has memory for is swallowed unread. */
const PAYLOAD_MOST = 1 << 20;
const leads = new Set([0x1b, 0x1d, 0x1c, 0x10]);

/**
 * Cuts a byte stream into printer operations. It keeps its place across calls and, like the box, across connections: the
 * rest of a picture that never came is taken from whatever is sent next.
 */
export class EscPosParser {
  #pending = Buffer.alloc(0);
  #swallow = 0;
  /** Models for the Chinese market begin in Chinese mode; FS . leaves it and FS & enters it again. */
  #chinese = true;

  /** Operations that are complete now. The sizes of a large picture's payload count only once they are all there. */
  feed(bytes: Uint8Array): Operation[] {
    this.#pending = Buffer.concat([this.#pending, bytes]);
    const operations: Operation[] = [];
    for (;;) {
      const before = this.#pending.length;
      const operation = this.#next();
      if (operation) operations.push(operation);
      if (!operation && this.#pending.length === before) return operations;
    }
  }

  #take(length: number): Buffer {
    const taken = Buffer.from(this.#pending.subarray(0, length));
    this.#pending = this.#pending.subarray(length);
    return taken;
  }

  #next(): Operation | null {
    const first = this.#pending[0];
    if (first === undefined) return null;
    if (this.#swallow > 0) {
      this.#swallow -= this.#take(Math.min(this.#swallow, this.#pending.length)).length;
      return null;
    }
    if (leads.has(first)) return this.#command();
    if (first < 0x20 || first === 0x7f) return this.#control(this.#take(1));
    return this.#character(first);
  }

  #control(byte: Buffer): Operation | null {
    switch (byte[0]) {
      case 0x00:
        return null;
      case 0x0a:
      // FF prints a page and goes back to lines; on a roll that is the end of the line.
      case 0x0c:
        return { kind: 'line-feed' };
      // CAN empties a page that is being composed: nothing on a roll.
      case 0x18:
        return null;
      case 0x0d:
        return { kind: 'return' };
      case 0x09:
        return { kind: 'tab' };
      default:
        return { kind: 'garbage', bytes: byte };
    }
  }

  #command(): Operation | null {
    if (this.#pending.length < 2) return null;
    const name = this.#pending.subarray(0, 2).toString('hex');
    const argumentLength = commands.get(name);
    // A command that was cut off before another one loses itself alone.
    if (!argumentLength) return { kind: 'garbage', bytes: this.#take(leads.has(this.#pending[1] ?? 0) ? 1 : 2) };
    const rest = this.#pending.subarray(2);
    const length = argumentLength(rest);
    if (length === null) return null;
    if (length > PAYLOAD_MOST) {
      this.#swallow = 2 + length;
      return { kind: 'garbage', bytes: Buffer.from(this.#pending.subarray(0, 8)) };
    }
    if (rest.length < length) return null;
    this.#take(2);
    const args = this.#take(length);
    if (name === '1b40' || name === '1c26') this.#chinese = true;
    if (name === '1c2e') this.#chinese = false;
    return { kind: 'command', name, args };
  }

  #character(first: number): Operation | null {
    if (first < 0x80) return { kind: 'character', text: this.#take(1).toString('latin1'), columns: 1 };
    if (!this.#chinese) return { kind: 'character', text: iconv.decode(this.#take(1), 'cp437'), columns: 1 };
    const second = this.#pending[1];
    if (second === undefined) return null;
    const fourBytes = second >= 0x30 && second <= 0x39;
    const valid = first !== 0x80 && first !== 0xff && (fourBytes || (second >= 0x40 && second !== 0x7f));
    if (!valid) return { kind: 'garbage', bytes: this.#take(1) };
    if (fourBytes && this.#pending.length < 4) return null;
    return { kind: 'character', text: iconv.decode(this.#take(fourBytes ? 4 : 2), 'gb18030'), columns: 2 };
  }
}
