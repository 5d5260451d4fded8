import { encode } from 'uqr';
import type { PrintedSlip, SlipBlock } from '../../server/contract/device.ts';

/** Geometry of ESC/POS font A: a column is 12 dots wide, a hanzi takes two; a line of text is 24 dots and 6 between. */
export const columnDots = 12;
export const glyphDots = 24;
export const leadingDots = 6;

/** Something drawn on the paper; all lengths in printer dots from the top left corner. */
export type PaperMark =
  | {
      kind: 'run';
      x: number;
      y: number;
      text: string;
      widthDots: number;
      scaleX: number;
      scaleY: number;
      bold: boolean;
      reverse: boolean;
      wide: boolean;
    }
  | { kind: 'image'; x: number; y: number; widthDots: number; heightDots: number; href: string }
  | { kind: 'qr'; x: number; y: number; sideDots: number; path: string };

export interface Paper {
  widthDots: number;
  heightDots: number;
  marks: PaperMark[];
}

/** Columns of one character: two for hanzi, kana, full-width forms and anything else beyond Latin, else one. */
export function columnsOf(character: string): 1 | 2 {
  const code = character.codePointAt(0) ?? 0;
  return code >= 0x1100 && !(code >= 0x2000 && code <= 0x206f && code !== 0x2014 && code !== 0x2026) ? 2 : 1;
}
const columnsOfText = (text: string) => [...text].reduce((sum, character) => sum + columnsOf(character), 0);

/** Breaks a line where the printer would: at the character that no longer fits. */
export function wrapColumns(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const character of text) {
    const width = columnsOf(character);
    if (used + width > columns && line !== '') {
      lines.push(line);
      line = '';
      used = 0;
    }
    line += character;
    used += width;
  }
  return [...lines, line];
}

/** Neighbouring characters of equal width; each run is set to the grid as a whole. */
function runsOf(line: string): string[] {
  const runs: string[] = [];
  for (const character of line) {
    const last = runs.at(-1);
    if (last !== undefined && columnsOf(last.charAt(0)) === columnsOf(character))
      runs[runs.length - 1] = last + character;
    else runs.push(character);
  }
  return runs;
}

function startX(align: 'left' | 'centre' | 'right', widthDots: number, paperDots: number): number {
  if (align === 'left') return 0;
  const free = Math.max(0, paperDots - widthDots);
  return align === 'right' ? free : Math.floor(free / 2);
}

function layText(
  block: Extract<SlipBlock, { kind: 'text' }>,
  top: number,
  paperDots: number,
  marks: PaperMark[],
): number {
  const cell = columnDots * block.widthFactor;
  const step = glyphDots * block.heightFactor + leadingDots;
  let y = top;
  for (const written of block.text.split('\n')) {
    for (const line of wrapColumns(written, Math.max(2, Math.floor(paperDots / cell)))) {
      let x = startX(block.align, columnsOfText(line) * cell, paperDots);
      for (const text of runsOf(line)) {
        const widthDots = columnsOfText(text) * cell;
        const { widthFactor: scaleX, heightFactor: scaleY, bold, reverse } = block;
        marks.push({ kind: 'run', x, y, text, widthDots, scaleX, scaleY, bold, reverse, wide: columnsOf(text) === 2 });
        x += widthDots;
      }
      y += step;
    }
  }
  return y - top;
}

function layQr(block: Extract<SlipBlock, { kind: 'qr' }>, top: number, paperDots: number, marks: PaperMark[]): number {
  const code = encode(block.data, { border: 0, ecc: 'M' });
  const cell = Math.max(1, Math.min(block.cellDots, Math.floor(paperDots / code.size)));
  const sideDots = code.size * cell;
  const path = code.data
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x * cell} ${y * cell}h${cell}v${cell}h-${cell}z` : '')))
    .join('');
  marks.push({ kind: 'qr', x: startX(block.align, sideDots, paperDots), y: top, sideDots, path });
  return sideDots + leadingDots;
}

function layImage(
  block: Extract<SlipBlock, { kind: 'image' }>,
  top: number,
  paperDots: number,
  marks: PaperMark[],
): number {
  const { widthDots, heightDots } = block;
  const href = block.png.startsWith('data:') ? block.png : `data:image/png;base64,${block.png}`;
  marks.push({ kind: 'image', x: startX(block.align, widthDots, paperDots), y: top, widthDots, heightDots, href });
  return heightDots;
}

/** Lays a cut slip out from top to bottom exactly as it left the print head; blocks never overlap. */
export function layoutSlip(slip: Pick<PrintedSlip, 'widthDots' | 'blocks'>): Paper {
  const marks: PaperMark[] = [];
  let y = 0;
  for (const block of slip.blocks) {
    if (block.kind === 'feed') y += block.dots;
    else if (block.kind === 'text') y += layText(block, y, slip.widthDots, marks);
    else if (block.kind === 'image') y += layImage(block, y, slip.widthDots, marks);
    else y += layQr(block, y, slip.widthDots, marks);
  }
  return { widthDots: slip.widthDots, heightDots: y, marks };
}
