import { configureMemory, enableAnswers, type MemoryFile, writeDots, writeText } from './encode.ts';
import { type Glyph, glyphHeightDots, glyphs } from './glyphs.ts';
import type { AlphaCommand } from './packet.ts';
import type { SignText } from './sign.ts';
import { pictureLabels, pictureSideDots } from './sign-pictures.ts';

/** The one text file that the sign shows. */
export const textLabel = 'A';
/** More than any sign's text takes: a picture in it is two bytes. */
const textBytes = 256;

/** The layout of the sign's memory: the text, a picture for each letter, and places for zone symbol and matters. */
export const memoryFiles: readonly MemoryFile[] = [
  { label: textLabel, type: 'text', bytes: textBytes },
  ...glyphs.map(({ label, widthDots }) => ({ label, type: 'dots' as const, widthDots, heightDots: glyphHeightDots })),
  ...pictureLabels.map((label) => ({
    label,
    type: 'dots' as const,
    widthDots: pictureSideDots,
    heightDots: pictureSideDots,
  })),
];

/** One packet to the sign, and what is true of it once the sign took it. */
export type Step =
  | { kind: 'ask'; command: AlphaCommand }
  | { kind: 'memory'; command: AlphaCommand }
  | { kind: 'picture'; command: AlphaCommand; glyph: Glyph }
  | { kind: 'text'; command: AlphaCommand; key: string };

/** What is known of the sign since the wire was opened. */
export class SignMemory {
  /** Null until the sign was asked whether it answers. */
  answers: boolean | null = null;
  /** The sign is to be asked, for the first time or again. */
  asking = true;
  #configured = false;
  /** What each place in the sign's memory holds: a place for matters holds now this one, now that. */
  readonly #loaded = new Map<string, string>();
  #shownKey: string | null = null;

  /** The next packet on the way to the wanted text; null when all is there. Pictures for other texts come last. */
  nextStep(wanted: SignText | null, low: boolean): Step | null {
    if (this.asking) return { kind: 'ask', command: enableAnswers(true) };
    if (!this.#configured) {
      const files = low ? memoryFiles.slice(0, 1) : memoryFiles;
      return { kind: 'memory', command: configureMemory(files) };
    }
    const needed = wanted?.glyphs.find(({ label, rows }) => this.#loaded.get(label) !== rows.join());
    if (needed) return pictureStep(needed);
    if (wanted && this.#shownKey !== keyOf(wanted)) return textStep(wanted);
    const spare = low ? undefined : glyphs.find(({ label }) => !this.#loaded.has(label));
    return spare ? pictureStep(spare) : null;
  }

  /** The sign took this step's packet, as far as can be known. */
  take(step: Step): void {
    if (step.kind === 'memory') {
      this.#loaded.clear();
      this.#shownKey = null;
      this.#configured = true;
    } else if (step.kind === 'picture') this.#loaded.set(step.glyph.label, step.glyph.rows.join());
    else if (step.kind === 'text') this.#shownKey = step.key;
  }

  shows(wanted: SignText): boolean {
    return this.#shownKey === keyOf(wanted);
  }

  /** The text is to be sent once more. */
  forgetText(): void {
    this.#shownKey = null;
  }

  /** The sign may have lost all that it held, as after a power cut. */
  forgetAll(): void {
    this.#configured = false;
    this.#loaded.clear();
    this.#shownKey = null;
  }
}

const keyOf = (text: SignText) => JSON.stringify(text.pages);

function pictureStep(glyph: Glyph): Step {
  return { kind: 'picture', command: writeDots(glyph.label, glyph.rows), glyph };
}

function textStep(wanted: SignText): Step {
  return { kind: 'text', command: writeText(textLabel, wanted.pages), key: keyOf(wanted) };
}
