import type { Clock } from '../clock.ts';
import type { Wire } from '../wire/wire.ts';
import { canAnswer, type Reply } from './conversation.ts';
import { AnswerParser, commandFrame, type ReaderCommand } from './frame.ts';

/** `lost`: the wire closed or would not take the bytes. */
export type ExchangeReply = Reply | { kind: 'lost' };

/** How long the wire may take to accept a command of ten bytes. */
const writeMs = 3_000;

/** One question and one answer at a time. Noise and answers to earlier questions are passed over. */
export class Exchange {
  readonly #wire: Wire;
  readonly #clock: Clock;
  readonly #quietMs: number;
  readonly #parser = new AnswerParser();
  #asked: ReaderCommand | null = null;
  #settle: ((reply: ExchangeReply) => void) | null = null;
  #callOffDamage: (() => void) | null = null;
  #heardAt = Number.NEGATIVE_INFINITY;

  constructor(wire: Wire, clock: Clock, quietMs: number) {
    this.#wire = wire;
    this.#clock = clock;
    this.#quietMs = quietMs;
    wire.onBytes((bytes) => this.#take(bytes));
    wire.onClose(() => {
      this.#parser.reset();
      this.#end({ kind: 'lost' });
    });
  }

  /** When the line has been still for long enough, in milliseconds from now; 0 when it has. */
  get quietInMs(): number {
    return Math.max(0, this.#heardAt + this.#quietMs - this.#clock.now());
  }

  /** Forgets a frame begun; for the time after a failure, when the line has fallen still. */
  forget(): void {
    this.#parser.reset();
  }

  /** Sends a command and resolves with what became of it; one at a time, never rejects. */
  async ask(command: ReaderCommand, answerMs: number): Promise<ExchangeReply> {
    this.#asked = command;
    let settle: (reply: ExchangeReply) => void = () => {};
    const settled = new Promise<ExchangeReply>((resolve) => {
      settle = resolve;
    });
    this.#settle = settle;
    // The answer may be here before the wire says that it took the question: what comes later concerns another one.
    const isOpen = () => this.#settle === settle;
    const expire = (reply: ExchangeReply) => () => {
      if (isOpen()) this.#end(reply);
    };
    let callOff = this.#clock.after(writeMs, expire({ kind: 'lost' }));
    this.#wire.write(commandFrame(command)).then(
      () => {
        if (!isOpen()) return;
        callOff();
        callOff = this.#clock.after(answerMs, expire({ kind: 'silence' }));
      },
      expire({ kind: 'lost' }),
    );
    const reply = await settled;
    callOff();
    this.#callOffDamage?.();
    this.#callOffDamage = null;
    return reply;
  }

  #take(bytes: Uint8Array): void {
    this.#heardAt = this.#clock.now();
    for (const event of this.#parser.push(bytes)) {
      if (event.kind === 'damaged') this.#damaged();
      else if (this.#asked !== null && canAnswer(this.#asked, event.answer)) this.#end(event);
      else event.answer.data.fill(0);
    }
  }

  /** Damage may be noise before the answer, so the answer gets a moment more before it is given up. */
  #damaged(): void {
    if (this.#asked === null) return;
    this.#callOffDamage?.();
    this.#callOffDamage = this.#clock.after(this.#quietMs, () => this.#end({ kind: 'damage' }));
  }

  #end(reply: ExchangeReply): void {
    const settle = this.#settle;
    this.#settle = null;
    this.#asked = null;
    settle?.(reply);
  }
}
