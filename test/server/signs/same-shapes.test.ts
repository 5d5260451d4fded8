import { Resvg } from '@resvg/resvg-js';
import { describe, expect, it } from 'vitest';
import { composeColour } from '../../../counter-ui/kit/pictogram/drawings.ts';
import map from '../../../counter-ui/kit/pictogram/map.json' with { type: 'json' };
import mono from '../../../counter-ui/kit/pictogram/mono.json' with { type: 'json' };
import { matterGlyph, symbolGlyph } from '../../../devices/alpha/sign-pictures.ts';
import { isBlack } from '../../../devices/printer/bitmap.ts';
import { zoneAndMatter } from '../../../devices/printer/encode.ts';
import { papers } from '../../../devices/printer/paper.ts';
import { servicePictures, zonePictures } from '../../../devices/printer/pictograms.ts';
import { printReady } from '../../../server/signs/print-ready.ts';
import { signsOf } from '../../../server/signs/sign-set.ts';
import { sampleFile } from '../../fixtures/halls.ts';

/** A 1-bit rendering on a grid of 24: true inside the outline, so that a filled drawing and a line drawing can be compared. */
type Shape = boolean[];
const grid = 24;
type Dark = (x: number, y: number) => boolean;

/** The outline, filled: all that cannot be reached from outside; cut to what is drawn and fitted to the grid, one size for all. */
function shapeOf(dark: Dark, width: number, height: number): Shape {
  const side = { width: width + 2, height: height + 2 };
  const outside = new Uint8Array(side.width * side.height);
  const queue = [0];
  outside[0] = 1;
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const [x, y] = [next % side.width, Math.floor(next / side.width)];
    for (const [across, down] of [
      [x - 1, y],
      [x + 1, y],
      [x, y - 1],
      [x, y + 1],
    ] as const) {
      if (across < 0 || down < 0 || across >= side.width || down >= side.height) continue;
      const index = down * side.width + across;
      if (outside[index] === 1 || dark(across - 1, down - 1)) continue;
      outside[index] = 1;
      queue.push(index);
    }
  }
  const inside: Dark = (x, y) => outside[(y + 1) * side.width + x + 1] !== 1;
  return fitted(inside, width, height);
}

function fitted(inside: Dark, width: number, height: number): Shape {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      if (!inside(x, y)) continue;
      [left, right] = [Math.min(left, x), Math.max(right, x + 1)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y + 1)];
    }
  const span = Math.max(right - left, bottom - top);
  const [x0, y0] = [(left + right - span) / 2, (top + bottom - span) / 2];
  return Array.from({ length: grid * grid }, (_, index) => {
    const x = x0 + (((index % grid) + 0.5) / grid) * span;
    const y = y0 + ((Math.floor(index / grid) + 0.5) / grid) * span;
    return inside(Math.floor(x), Math.floor(y));
  });
}

/** Share of the two shapes together that both cover: 1 for the same. */
function likeness(one: Shape, other: Shape): number {
  let [both, either] = [0, 0];
  one.forEach((lit, index) => {
    if (lit && other[index]) both += 1;
    if (lit || other[index]) either += 1;
  });
  return both / Math.max(1, either);
}

function drawn(width: number, height: number, body: string, box?: string): Shape {
  const scale = 192 / Math.max(width, height);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width * scale}" height="${height * scale}" viewBox="${box ?? `0 0 ${width} ${height}`}">${body}</svg>`;
  const picture = new Resvg(svg, { font: { loadSystemFonts: false } }).render();
  const { pixels } = picture;
  // On transparent ground whatever is drawn is part of the figure; on a white sign, whatever is not white.
  const dark: Dark = (x, y) => {
    if (x < 0 || y < 0 || x >= picture.width || y >= picture.height) return false;
    const at = (y * picture.width + x) * 4;
    const lightest = Math.min(pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0);
    return (pixels[at + 3] ?? 0) > 127 && (box === undefined || lightest < 250);
  };
  return shapeOf(dark, picture.width, picture.height);
}

const dots = papers[80].pictureDots;
const stripRows = (symbol: string) => symbolGlyph({ state: 'idle', counter: 1, symbol })?.rows ?? [];
const onSlip = (symbol: string) => {
  const pair = zoneAndMatter(symbol, 'marriage', papers[80]);
  return shapeOf((x, y) => x < dots && isBlack(pair, x, y), dots, dots);
};
const onBoard = (id: string) => {
  const { width, height, parts } = composeColour(id);
  const bodies = parts.map(
    ({ x, y, side, drawing }) =>
      `<svg x="${x}" y="${y}" width="${side}" height="${side}" viewBox="0 0 ${drawing.width} ${drawing.height}">${drawing.body}</svg>`,
  );
  return drawn(width, height, bodies.join(''));
};

const file = sampleFile();
/** The symbol as it is cut out of the print-ready plate over a counter: its white field, 72 mm wide on the plate of 300. */
async function onPlate(symbol: string): Promise<Shape> {
  const zone = { ...(file.zones[0] as (typeof file.zones)[number]), symbol };
  const plate = signsOf({
    zones: [zone],
    counters: [{ ...(file.counters[0] as (typeof file.counters)[number]), zone: zone.zone, name: '' }],
  });
  const ready = await printReady((plate.at(-1) as (typeof plate)[number]).drawing);
  // The mark stands at 24, 22 and is 1.8 times its grid; the symbol's field begins at 14, 9; crop marks add 20.
  const [x, y, side] = [20 + 24 + 14 * 1.8, 20 + 22 + 9 * 1.8, 72 * 1.8];
  return drawn(side, side, ready.body, `${x} ${y} ${side} ${side}`);
}

/** The one that is most like it. */
function nearest(shape: Shape, all: ReadonlyMap<string, Shape>): string {
  const ranked = [...all].sort(([, one], [, other]) => likeness(shape, other) - likeness(shape, one));
  return ranked[0]?.[0] ?? '';
}

describe('whoever matches shapes and reads nothing (T23)', () => {
  it('finds each zone’s symbol of the slip on strip, board and plate, and mistakes it for no other', async () => {
    const symbols = Object.keys(zonePictures);
    expect(symbols).toHaveLength(12);
    const strips = new Map(symbols.map((symbol) => [symbol, litDots(stripRows(symbol))]));
    const boards = new Map(symbols.map((symbol) => [symbol, onBoard(symbol)]));
    for (const symbol of symbols) {
      const pair = zoneAndMatter(symbol, 'marriage', papers[80]);
      const slip = coverage((x, y) => isBlack(pair, x, y), dots);
      expect([symbol, nearest(slip, strips)]).toEqual([symbol, symbol]);
      expect(likeness(slip, strips.get(symbol) ?? []), `${symbol} on the strip`).toBeGreaterThan(0.75);
      // Board and plate are in colour: their outline is the slip's, and between them all is the same.
      const board = boards.get(symbol) ?? [];
      expect(likeness(onSlip(symbol), board), `${symbol} on the board`).toBeGreaterThan(0.55);
      const plate = await onPlate(symbol);
      expect([symbol, nearest(plate, boards)]).toEqual([symbol, symbol]);
      expect(likeness(plate, board), `${symbol} on the plate`).toBeGreaterThan(0.9);
    }
  });

  it('finds each matter’s picture of the slip on strip and board: one drawing, whatever the screens at the kiosk show in colour', () => {
    const matters = Object.keys(servicePictures);
    const strips = new Map(matters.map((id) => [id, litDots(matterGlyph(id)?.rows ?? [])]));
    const [slips, boards] = [matters, matters].map((ids, board) =>
      ids.map((id) => (board === 0 ? coverage(slipDots(id), dots) : boardDots(id))),
    ) as [Shape[], Shape[]];
    matters.forEach((id, no) => {
      for (const shape of [slips[no] ?? [], boards[no] ?? []]) {
        expect([id, nearest(shape, strips)]).toEqual([id, id]);
        expect(likeness(shape, strips.get(id) ?? []), id).toBeGreaterThan(0.75);
      }
    });
  });
});

const litDots = (rows: readonly string[]): Shape => [...rows.join('')].map((dot) => dot !== '0');
const slipDots = (id: string): Dark => {
  const pair = zoneAndMatter('fish', id, papers[80]);
  return (x, y) => isBlack(pair, pair.widthDots - dots + x, y);
};
/** A large 1-bit picture seen through sixteen by sixteen lamps: lit where nearly half of it is dark. */
function coverage(dark: Dark, side: number): Shape {
  const step = side / 16;
  return Array.from({ length: 256 }, (_, index) => {
    let found = 0;
    for (let y = 0; y < step; y += 1)
      for (let x = 0; x < step; x += 1)
        if (dark(Math.floor((index % 16) * step + x), Math.floor(Math.floor(index / 16) * step + y))) found += 1;
    return found >= 0.45 * step * step;
  });
}
/** The drawing of one colour that the board's card shows. */
function boardDots(id: string): Shape {
  const name = (map.services as Record<string, { mono: string }>)[id]?.mono ?? '';
  const drawing = (mono as Record<string, { width: number; height: number; body: string }>)[name];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" color="#000" width="192" height="192" viewBox="0 0 ${drawing?.width} ${drawing?.height}">${drawing?.body}</svg>`;
  const { pixels } = new Resvg(svg, { background: '#fff', font: { loadSystemFonts: false } }).render();
  return coverage((x, y) => (pixels[(y * 192 + x) * 4] ?? 255) < 140, 192);
}
