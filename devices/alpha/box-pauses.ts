import { controls } from './packet.ts';

/** The silences that a sign heard within one packet, in milliseconds. */
export interface HeardPauses {
  /** After each STX. */
  afterStx: number[];
  /** After the width of each dots picture. */
  afterWidth: number[];
}

const packetsMost = 100;
/** Code, label, two digits of height and two of width. */
const dotsHeadBytes = 6;

/** Measures where the sender fell silent; what a real sign needs there it is not told. */
export class PauseMeter {
  /** Newest last, at most 100. */
  readonly packets: HeardPauses[] = [];
  #since: { after: keyof HeardPauses; at: number } | null = null;
  #position = -1;
  #isDots = false;

  push(chunk: Uint8Array, now: number): void {
    for (const byte of chunk) this.#take(byte, now);
  }

  #take(byte: number, now: number): void {
    const packet = this.packets.at(-1);
    if (this.#since && packet) packet[this.#since.after].push(now - this.#since.at);
    this.#since = null;
    if (byte === controls.soh) {
      this.packets.push({ afterStx: [], afterWidth: [] });
      if (this.packets.length > packetsMost) this.packets.shift();
    }
    if (byte === controls.stx) {
      this.#position = 0;
      this.#since = { after: 'afterStx', at: now };
      return;
    }
    if (byte <= controls.eot) this.#position = -1;
    if (this.#position < 0) return;
    this.#position += 1;
    if (this.#position === 1) this.#isDots = byte === 'I'.charCodeAt(0);
    if (this.#isDots && this.#position === dotsHeadBytes) this.#since = { after: 'afterWidth', at: now };
  }
}
