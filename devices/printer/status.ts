/** Which question a DLE EOT asks: 1 printer, 2 cause of being off line, 4 paper. */
export type StatusQuestion = 1 | 2 | 4;

/** DLE EOT n: answered the moment it is received. */
export function askStatus(question: StatusQuestion): Uint8Array {
  return Uint8Array.of(0x10, 0x04, question);
}

/** GS r 1: answered in its turn, after all that was sent before it, and not while the printer is off line. */
export const askQueued: Uint8Array = Uint8Array.of(0x1d, 0x72, 0x01);

/** A byte that a printer said, told apart by its fixed bits. */
export type StatusSign = { kind: 'real-time'; byte: number } | { kind: 'queued'; byte: number };

/**
 * Sorts what a printer says. A DLE EOT answer has (byte & 93h) = 12h, a GS r answer (byte & 90h) = 0. Four bytes of
 * automatic status, which nobody asked for, begin with (byte & 93h) = 10h and are passed over; so is flow control.
 */
export class StatusReader {
  #automaticLeft = 0;

  feed(bytes: Uint8Array): StatusSign[] {
    const signs: StatusSign[] = [];
    for (const byte of bytes) {
      if (this.#automaticLeft > 0 && (byte & 0x90) === 0) this.#automaticLeft -= 1;
      else if ((byte & 0x93) === 0x10) this.#automaticLeft = 3;
      else if ((byte & 0x93) === 0x12) signs.push({ kind: 'real-time', byte });
      else if ((byte & 0x90) === 0) signs.push({ kind: 'queued', byte });
    }
    return signs;
  }
}

/** Answers by question; a question that the model does not know is missing. */
export type StatusAnswers = Partial<Record<StatusQuestion, number>>;

export type PrinterTrouble = 'paper-out' | 'cover-open' | 'offline';

/** Why the printer would not print now, or null. The bits stand in the ESC/POS references under DLE EOT. */
export function troubleOf(answers: StatusAnswers): PrinterTrouble | null {
  const cause = answers[2] ?? 0;
  const paper = answers[4] ?? 0;
  if (cause & 0x04) return 'cover-open';
  if (paper & 0x60 || cause & 0x20) return 'paper-out';
  if (cause & 0x40 || (answers[1] ?? 0) & 0x08) return 'offline';
  return null;
}

export function isPaperNearEnd(answers: StatusAnswers): boolean {
  return ((answers[4] ?? 0) & 0x0c) !== 0;
}
