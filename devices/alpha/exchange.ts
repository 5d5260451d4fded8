import type { WireConfig } from '../../server/contract/device.ts';
import { type Clock, pause } from '../clock.ts';
import type { Wire } from '../wire/wire.ts';
import { readRegister, type SignAnswer } from './encode.ts';
import { type AlphaCommand, controls, packetPieces } from './packet.ts';

export interface ExchangeTiming {
  /** From the last byte on the line to the sign's answer. */
  answerMs: number;
  /** Silence between the pieces of a packet: 100 ms, as the protocol wants it. */
  pauseMs: number;
  /** Of the line behind a TCP address, where a converter sends bytes on at a speed that it does not tell. */
  assumedBaud: number;
}

/** `lost`: the wire closed or would not take the bytes. `silence`: no answer came, or none was to be waited for. */
export type SignOutcome = SignAnswer | { kind: 'silence' } | { kind: 'lost' };

/** How long the wire may take to accept one piece. */
const writeMs = 10_000;
const defaultBits = 10;

/** One packet at a time to the sign, with its pauses, and the answer if the sign gives any. */
export class SignExchange {
  readonly #wire: Wire;
  readonly #clock: Clock;
  readonly #timing: ExchangeTiming;
  readonly #msPerByte: number;
  #settle: ((outcome: SignOutcome) => void) | null = null;
  #verdict: number | null = null;

  constructor(wire: Wire, config: WireConfig, clock: Clock, timing: ExchangeTiming) {
    this.#wire = wire;
    this.#clock = clock;
    this.#timing = timing;
    this.#msPerByte = (defaultBits * 1000) / (config.kind === 'serial' ? config.baudRate : timing.assumedBaud);
    wire.onBytes((bytes) => {
      for (const byte of bytes) this.#take(byte);
    });
    wire.onClose(() => this.#settle?.({ kind: 'lost' }));
  }

  /** Sends one command. Waits for an answer if `expectAnswer`, else until the bytes are out. */
  async send(command: AlphaCommand, address: string, expectAnswer: boolean): Promise<SignOutcome> {
    this.#verdict = null;
    const settled = new Promise<SignOutcome>((resolve) => {
      this.#settle = resolve;
    });
    const pieces = packetPieces([command], { address });
    const outcome = await Promise.race([settled, this.#sendPieces(pieces, settled, expectAnswer)]);
    this.#settle = null;
    return outcome;
  }

  async #sendPieces(pieces: readonly Buffer[], settled: Promise<SignOutcome>, expectAnswer: boolean) {
    for (const [index, piece] of pieces.entries()) {
      const taken = await Promise.race([this.#write(piece), settled.then(() => false)]);
      if (!taken) return { kind: 'lost' } as const;
      const isLast = index === pieces.length - 1;
      const afterMs = isLast ? (expectAnswer ? this.#timing.answerMs : 0) : this.#timing.pauseMs;
      // The operating system takes the bytes long before they are out.
      await Promise.race([pause(this.#clock, piece.length * this.#msPerByte + afterMs), settled]);
    }
    return { kind: 'silence' } as const;
  }

  /** True when the wire took the bytes in time. */
  #write(piece: Buffer): Promise<boolean> {
    return new Promise((resolve) => {
      const callOff = this.#clock.after(writeMs, () => resolve(false));
      this.#wire
        .write(piece)
        .then(
          () => resolve(true),
          () => resolve(false),
        )
        .finally(callOff);
    });
  }

  /** ACK or NAK, then the register, in which bit 6 is always set. All else is noise. */
  #take(byte: number): void {
    const verdict = this.#verdict;
    this.#verdict = byte === controls.ack || byte === controls.nak ? byte : null;
    if (verdict === null || (byte & 0xc0) !== 0x40) return;
    this.#settle?.(verdict === controls.ack ? { kind: 'ack' } : { kind: 'nak', error: readRegister(byte) });
  }
}
