import type { ReadCard } from '../../server/contract/device.ts';
import { cardText } from './fake-card.ts';
import { answerFrame, exclusiveOr, preamble, type ReaderCommand, readerCommands } from './frame.ts';
import { readerStatus } from './status.ts';

/**
 * What goes wrong inside the reader: `deaf` (hears nothing), `no-card` (never finds one), `select-fails`, `read-fails`,
 * `unknown-card` (refuses its kind), `no-authorisation` (its SAM module may not be used).
 */
export const boxFaults = ['deaf', 'no-card', 'select-fails', 'read-fails', 'unknown-card', 'no-authorisation'] as const;
export type BoxFault = (typeof boxFaults)[number];

const photoBytes = 1024;
const fingerprintBytes = 512;
const commandBytesMost = 64;
const status = { damaged: 0x10, length: 0x11, command: 0x21, unknownCard: 0x40, none: 0x91, notAuthorised: 0x66 };

/** The reader as it behaves towards commands, without any line. */
export class ReaderBox {
  readonly faults = new Set<BoxFault>();
  readonly #heard = new Map<ReaderCommand, number>();
  #card: Buffer | null = null;
  /** How far the card that lies here has come. A card that was read must be taken away before it is found again. */
  #stage: 'laid' | 'found' | 'selected' | 'read' = 'laid';

  /** Lays a card on the reader in place of any other. */
  present(card: ReadCard): void {
    this.presentText(cardText(card));
  }

  /** Lays down a card with this text block, which may be one that no card has. */
  presentText(text: Uint8Array): void {
    this.#card = Buffer.from(text);
    this.#stage = 'laid';
  }

  remove(): void {
    this.#card = null;
  }

  /** How often this command came. */
  heard(command: ReaderCommand): number {
    return this.#heard.get(command) ?? 0;
  }

  /** The answer to a command's bytes between length and check; null when none is given. */
  take(body: Buffer): Buffer | null {
    if (this.faults.has('deaf')) return null;
    const command = commandOf(body);
    if (command === null) return answerFrame(status.command);
    this.#heard.set(command, this.heard(command) + 1);
    if (this.faults.has('no-authorisation') && command !== 'reset') return answerFrame(status.notAuthorised);
    if (command === 'find') return this.#find();
    if (command === 'select') return this.#select();
    if (command === 'read') return this.#read([photoBytes]);
    if (command === 'read-with-fingerprint') return this.#read([photoBytes, fingerprintBytes]);
    if (command === 'new-address') return answerFrame(this.#stage === 'read' ? status.none : readerStatus.readFailed);
    return answerFrame(readerStatus.ok, command === 'sam-id' ? Buffer.alloc(16, 0x01) : undefined);
  }

  #find(): Buffer {
    const nothing = this.#card === null || this.#stage === 'read' || this.faults.has('no-card');
    if (nothing) return answerFrame(readerStatus.noCard);
    this.#stage = 'found';
    return answerFrame(readerStatus.found, Buffer.alloc(4));
  }

  #select(): Buffer {
    const ready = this.#card !== null && (this.#stage === 'found' || this.#stage === 'selected');
    if (!ready || this.faults.has('select-fails')) return answerFrame(readerStatus.selectFailed);
    if (this.faults.has('unknown-card')) return answerFrame(status.unknownCard);
    this.#stage = 'selected';
    return answerFrame(readerStatus.ok, Buffer.alloc(8));
  }

  #read(pictures: number[]): Buffer {
    const card = this.#card;
    const ready = this.#stage === 'selected' || this.#stage === 'read';
    if (card === null || !ready || this.faults.has('read-fails')) return answerFrame(readerStatus.readFailed);
    this.#stage = 'read';
    const head = Buffer.alloc(2 + 2 * pictures.length);
    for (const [index, bytes] of [card.length, ...pictures].entries()) head.writeUInt16BE(bytes, 2 * index);
    return answerFrame(readerStatus.ok, Buffer.concat([head, card, ...pictures.map(fakePicture)]));
  }
}

/** Bytes that are easily recognised where they must not turn up. */
const pictureMark = Buffer.from('PHOTO-OF-A-FACE ');

function fakePicture(bytes: number): Buffer {
  return Buffer.alloc(bytes, pictureMark);
}

function commandOf(body: Buffer): ReaderCommand | null {
  const found = Object.entries(readerCommands).find(([, [command, parameter]]) => {
    return body.length === 2 && body[0] === command && body[1] === parameter;
  });
  return found ? (found[0] as ReaderCommand) : null;
}

/** Cuts what a computer sends into commands; damage is answered by the reader as its protocol says. */
export class CommandParser {
  #bytes: Buffer = Buffer.alloc(0);

  /** Whole command bodies, and the statuses of damaged ones. */
  push(chunk: Uint8Array): (Buffer | number)[] {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    const taken: (Buffer | number)[] = [];
    for (;;) {
      const start = this.#bytes.indexOf(preamble);
      if (start < 0) {
        // The tail may be the beginning of a preamble.
        this.#bytes = Buffer.from(this.#bytes.subarray(-(preamble.length - 1)));
        return taken;
      }
      const frame = this.#bytes.subarray(start + preamble.length);
      if (frame.length < 2) break;
      const length = frame.readUInt16BE(0);
      if (length < 3 || length > commandBytesMost) {
        taken.push(status.length);
        this.#bytes = frame;
        continue;
      }
      if (frame.length < 2 + length) break;
      const checked = frame.subarray(0, 1 + length);
      const whole = exclusiveOr(checked) === frame[1 + length];
      taken.push(whole ? Buffer.from(checked.subarray(2)) : status.damaged);
      // The rest of a command cut off may hold the beginning of the one after it.
      this.#bytes = whole ? frame.subarray(2 + length) : frame;
    }
    return taken;
  }
}
