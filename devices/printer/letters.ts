import { glyphsOf } from '../alpha/glyphs.ts';
import { type Bitmap, blacken, createBitmap, isBlack } from './bitmap.ts';
import { columnsOf, widthColumns } from './columns.ts';
import { fontPicture } from './pictures.ts';

/** Draws a line of text on the grid of a device: `cellDots` is the height, hanzi are as wide as high, others half. */
export type DrawLetters = (text: string, cellDots: number, bold?: boolean) => Bitmap;

/** With a font of this machine where it has one with hanzi, else with the house's few hand-made letters. */
export const drawLetters: DrawLetters = (text, cellDots, bold = false) =>
  fontPicture(placed(text), widthOf(text, cellDots), cellDots, bold) ?? drawnByHand(text, cellDots);

const widthOf = (text: string, cellDots: number) => Math.max(1, Math.ceil((widthColumns(text) * cellDots) / 2));

function placed(text: string): { character: string; column: number; columns: number }[] {
  let column = 0;
  return [...text].map((character) => {
    const at = column;
    const columns = columnsOf(character);
    column += columns;
    return { character, column: at, columns };
  });
}

/** The same on every machine: digits, marks and some hanzi as dots, a box for every other letter. */
export const drawnByHand: DrawLetters = (text, cellDots) => {
  const line = createBitmap(widthOf(text, cellDots), cellDots);
  for (const { character, column, columns } of placed(text)) {
    const [glyph] = character.trim() === '' ? [] : glyphsOf(character);
    if (glyph === undefined) continue;
    const cell = (columns * cellDots) / 2;
    const left = (column * cellDots) / 2;
    for (let y = 0; y < cellDots; y += 1) {
      const row = glyph.rows[Math.floor((y * glyph.rows.length) / cellDots)] ?? '';
      for (let x = 0; x < cell; x += 1) {
        const dot = row[Math.floor((x * glyph.widthDots) / cell)];
        if (dot !== undefined && dot !== '0') blacken(line, Math.round(left + x), y);
      }
    }
  }
  return line;
};

/** Each dot as so many dots. */
export function scaled(picture: Bitmap, across: number, down: number): Bitmap {
  if (across === 1 && down === 1) return picture;
  const larger = createBitmap(picture.widthDots * across, picture.heightDots * down);
  for (let y = 0; y < larger.heightDots; y += 1)
    for (let x = 0; x < larger.widthDots; x += 1)
      if (isBlack(picture, Math.floor(x / across), Math.floor(y / down))) blacken(larger, x, y);
  return larger;
}

/** White on black. */
export function inverted(picture: Bitmap): Bitmap {
  const negative = createBitmap(picture.widthDots, picture.heightDots);
  for (let y = 0; y < picture.heightDots; y += 1)
    for (let x = 0; x < picture.widthDots; x += 1) if (!isBlack(picture, x, y)) blacken(negative, x, y);
  return negative;
}
