import { Resvg } from '@resvg/resvg-js';
import { type DocumentId, documentDrawings } from '../../server/contract/document-shapes.ts';
import { type Bitmap, blacken, createBitmap } from './bitmap.ts';
import { remembered } from './pictures.ts';

const gridWidth = 160;
const gridHeight = 112;
/** Brightness from which a colour prints as white, as a light and as a middle tone; what is darker than all prints as black. */
const tones: readonly { from: number; black(x: number, y: number): boolean }[] = [
  { from: 190, black: () => false },
  { from: 140, black: (x, y) => x % 4 === 0 && (y + (x % 8 === 0 ? 0 : 2)) % 4 === 0 },
  { from: 45, black: (x, y) => (x + y) % 2 === 0 },
];
/** Colours further apart than this have a line between them. */
const edgeDistance = 60;
const EDGE_DOTS = 2;

/**
 * A paper's drawing of the screens in black dots (T23): the same shapes, each colour as a tone, and a line where two colours
 * meet, so that what is told apart by colour on glass is told apart by its outline on paper.
 */
export function documentPicture(document: DocumentId, widthDots: number): Bitmap {
  const heightDots = Math.round((widthDots * gridHeight) / gridWidth);
  return remembered(`document ${document} ${widthDots}`, () => {
    const svg =
      `<svg xmlns="http://www.w3.org/2000/svg" width="${widthDots}" height="${heightDots}" ` +
      `viewBox="0 0 ${gridWidth} ${gridHeight}">${documentDrawings[document]}</svg>`;
    const { pixels, width, height } = new Resvg(svg, { background: '#fff', font: { loadSystemFonts: false } }).render();
    const picture = createBitmap(width, height);
    for (let y = 0; y < height; y += 1)
      for (let x = 0; x < width; x += 1)
        if (isEdge(pixels, width, height, x, y) || isDark(pixels, width, x, y)) blacken(picture, x, y);
    return picture;
  });
}

function isDark(pixels: Buffer, width: number, x: number, y: number): boolean {
  const at = (y * width + x) * 4;
  const brightness = 0.299 * (pixels[at] ?? 255) + 0.587 * (pixels[at + 1] ?? 255) + 0.114 * (pixels[at + 2] ?? 255);
  return tones.find(({ from }) => brightness >= from)?.black(x, y) ?? true;
}

function isEdge(pixels: Buffer, width: number, height: number, x: number, y: number): boolean {
  const here = (y * width + x) * 4;
  const right = (y * width + Math.min(width - 1, x + EDGE_DOTS)) * 4;
  const below = (Math.min(height - 1, y + EDGE_DOTS) * width + x) * 4;
  const apart = (one: number, other: number) =>
    Math.max(...[0, 1, 2].map((part) => Math.abs((pixels[one + part] ?? 0) - (pixels[other + part] ?? 0))));
  return apart(here, right) > edgeDistance || apart(here, below) > edgeDistance;
}
