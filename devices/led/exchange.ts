import type { Clock } from '../clock.ts';
import type { Wire } from '../wire/wire.ts';
import type { Outcome } from './card.ts';
import { readAnswer } from './encode.ts';
import { type FrameEvent, FrameParser, hostAddress, requestFrame } from './frame.ts';

/** `lost`: the wire closed or would not take the bytes. */
export type ExchangeOutcome = Outcome | { kind: 'lost' };

/** How long the wire may take to accept one frame; at 9,600 baud the longest frame takes 1.1 s. */
const writeMs = 3_000;

/**
 * One question and one answer at a time over the bus. An answer counts only when it comes whole, to us, from the card
 * that was asked; noise, damage and late answers of other cards are passed over until the time is up.
 */
export class Exchange {
  readonly #wire: Wire;
  readonly #clock: Clock;
  readonly #parser = new FrameParser();
  #asked: number | null = null;
  #sawDamage = false;
  #settle: ((outcome: ExchangeOutcome) => void) | null = null;

  constructor(wire: Wire, clock: Clock) {
    this.#wire = wire;
    this.#clock = clock;
    wire.onBytes((bytes) => {
      for (const event of this.#parser.push(bytes)) this.#take(event);
    });
    wire.onClose(() => {
      this.#parser.reset();
      this.#settle?.({ kind: 'lost' });
    });
  }

  /** Sends a request to one card and resolves with what became of it; one at a time. Rejects only
   * with a RangeError, when the frame is too long for a card. */
  async ask(address: number, data: Buffer, answerMs: number): Promise<ExchangeOutcome> {
    const frame = requestFrame(address, data);
    this.#asked = address;
    this.#sawDamage = false;
    const settled = new Promise<ExchangeOutcome>((resolve) => {
      this.#settle = resolve;
    });
    let waiting = true;
    let callOff = this.#clock.after(writeMs, () => this.#settle?.({ kind: 'lost' }));
    this.#wire.write(frame).then(
      () => {
        // The answer may be here before the wire says that it took the frame: what comes later concerns another one.
        if (!waiting) return;
        callOff();
        callOff = this.#clock.after(answerMs, () => this.#settle?.(this.#silence()));
      },
      () => {
        if (waiting) this.#settle?.({ kind: 'lost' });
      },
    );
    const outcome = await settled;
    waiting = false;
    callOff();
    this.#settle = null;
    this.#asked = null;
    return outcome;
  }

  #silence(): ExchangeOutcome {
    return { kind: 'silence', problem: this.#sawDamage ? 'damaged-answer' : 'no-answer' };
  }

  #take(event: FrameEvent): void {
    if (event.kind === 'damaged') {
      this.#sawDamage = true;
      return;
    }
    const { source, destination, data } = event.frame;
    const answer = readAnswer(data);
    if (!answer || destination !== hostAddress || source !== this.#asked) return;
    this.#settle?.(answer.kind === 'ack' ? { kind: 'ack' } : { kind: 'nack', error: answer.error });
  }
}
