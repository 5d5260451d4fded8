import type { Dots } from './encode.ts';
import { glyphRows } from './glyph-data.ts';

/** Height of every picture of a letter. */
export const glyphHeightDots = 16;
/** Stands for every letter without a picture, so that what is missing shows. */
export const missingGlyph = '□';
/** The colour of letters: amber (rule D5). */
export const amber = '3';

/** Labels from `!` on, without those that signs keep for themselves: `0`, counters `1` to `5`, `?`, and the text `A`. */
const labels = Array.from({ length: 0x7e - 0x21 + 1 }, (_, index) => String.fromCharCode(0x21 + index)).filter(
  (label) => !'012345?A'.includes(label),
);

export interface Glyph {
  character: string;
  /** Of the picture file in the sign's memory. */
  label: string;
  widthDots: number;
  rows: Dots;
}

function rowsOf(data: string): string[] {
  const digits = data.length / glyphHeightDots;
  return Array.from({ length: glyphHeightDots }, (_, row) => {
    const bits = Number.parseInt(data.slice(row * digits, (row + 1) * digits), 16);
    return bits
      .toString(2)
      .padStart(digits * 4, '0')
      .replaceAll('1', amber);
  });
}

/** Every letter that has a picture, in the order of their labels. */
export const glyphs: readonly Glyph[] = Object.entries(glyphRows).map(([character, data], index) => {
  const rows = rowsOf(data);
  const label = labels[index];
  if (label === undefined) throw new RangeError('more pictures than labels');
  return { character, label, widthDots: rows[0]?.length ?? 0, rows };
});

/** Labels that no letter takes. */
export const spareLabels: readonly string[] = labels.slice(glyphs.length);

const byCharacter = new Map(glyphs.map((glyph) => [glyph.character, glyph]));
const missing = byCharacter.get(missingGlyph) as Glyph;

/** The pictures of a text, one for each letter; letters without one get the box. */
export function glyphsOf(text: string): Glyph[] {
  return [...text].map((character) => byCharacter.get(character) ?? missing);
}

/** True when every letter has a picture of its own. */
export function isDrawable(text: string): boolean {
  return [...text].every((character) => byCharacter.has(character));
}
