import { PNG } from 'pngjs';
import { encode } from 'uqr';
import type { PrintedSlip, SlipBlock } from '../../server/contract/device.ts';
import { type Bitmap, blacken, createBitmap, draw, toPng } from './bitmap.ts';
import { type DrawLetters, drawLetters, inverted, scaled } from './letters.ts';

const glyphDots = 24;
const leadingDots = 6;
const marginDots = 16;
/** About a metre of paper; a slip is never longer. */
const heightMostDots = 8000;

type TextBlock = Extract<SlipBlock, { kind: 'text' }>;

/** Something that stands on the paper, with its place from the top left corner of the printed area. */
interface Mark {
  picture: Bitmap;
  x: number;
  y: number;
}

/**
 * The slip as its paper looks, dot by dot, from the bytes that the printer received; with `draw` the letters can be drawn
 * in another way.
 */
export function slipPicture(
  slip: Pick<PrintedSlip, 'widthDots' | 'blocks'>,
  letters: DrawLetters = drawLetters,
): Buffer {
  const marks: Mark[] = [];
  let y = 0;
  for (const block of slip.blocks) {
    if (y >= heightMostDots) break;
    if (block.kind === 'feed') y += block.dots;
    else if (block.kind === 'text') y += layText(block, y, slip.widthDots, marks, letters);
    else y += layPicture(block.kind === 'qr' ? qrPicture(block) : imagePicture(block), block.align, y, slip, marks);
  }
  const paper = createBitmap(slip.widthDots + 2 * marginDots, Math.min(y, heightMostDots) + 2 * marginDots);
  for (const mark of marks) draw(paper, mark.picture, mark.x + marginDots, mark.y + marginDots);
  return toPng(paper);
}

/** The words of a slip in the order of the paper, and what its code says. */
export function slipWords({ no, at, blocks }: Pick<PrintedSlip, 'no' | 'at' | 'blocks'>): string {
  const lines = blocks.flatMap((block) => {
    if (block.kind === 'text') return [block.text];
    if (block.kind === 'qr') return [`[QR ${block.data}]`];
    return block.kind === 'image' ? [`[${block.widthDots} x ${block.heightDots}]`] : [];
  });
  return [`#${no} ${new Date(at).toISOString()}`, ...lines, ''].join('\n');
}

const startX = (align: TextBlock['align'], widthDots: number, paperDots: number) => {
  const free = Math.max(0, paperDots - widthDots);
  return align === 'left' ? 0 : align === 'right' ? free : Math.floor(free / 2);
};

/** One line as the print head drew it; the dots that it takes in height. */
function layText(block: TextBlock, y: number, paperDots: number, marks: Mark[], letters: DrawLetters): number {
  const plain = letters(block.text, glyphDots, block.bold);
  const enlarged = scaled(plain, block.widthFactor, block.heightFactor);
  const picture = block.reverse ? inverted(enlarged) : enlarged;
  marks.push({ picture, x: startX(block.align, picture.widthDots, paperDots), y });
  return glyphDots * block.heightFactor + leadingDots;
}

function layPicture(
  picture: Bitmap,
  align: TextBlock['align'],
  y: number,
  { widthDots }: Pick<PrintedSlip, 'widthDots'>,
  marks: Mark[],
): number {
  marks.push({ picture, x: startX(align, picture.widthDots, widthDots), y });
  return picture.heightDots;
}

function qrPicture({ data, cellDots }: Extract<SlipBlock, { kind: 'qr' }>): Bitmap {
  const code = encode(data, { border: 0, ecc: 'M' });
  const picture = createBitmap(code.size, code.size + Math.ceil(leadingDots / cellDots));
  for (const [y, row] of code.data.entries()) for (const [x, dark] of row.entries()) if (dark) blacken(picture, x, y);
  return scaled(picture, cellDots, cellDots);
}

function imagePicture({ png, widthDots, heightDots }: Extract<SlipBlock, { kind: 'image' }>): Bitmap {
  const { data, width, height } = PNG.sync.read(Buffer.from(png.slice(png.indexOf(',') + 1), 'base64'));
  const picture = createBitmap(widthDots, heightDots);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) if ((data[(y * width + x) * 4] ?? 255) < 128) blacken(picture, x, y);
  return picture;
}
