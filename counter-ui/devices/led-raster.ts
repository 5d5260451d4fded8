import type { LitArea, LitScreen } from '../../server/contract/device.ts';

/** Which LEDs of a panel are lit: one colour index per pixel, row by row; 0 is dark. */
export interface LedRaster {
  widthPx: number;
  heightPx: number;
  pixels: Uint8Array;
}
export const ledColours = ['red', 'green', 'yellow'] as const;
/** What each kind of LED looks like when lit; a two-colour panel's yellow is the amber that boards favour (rule D5). */
export const ledGlow: Record<LitArea['colour'], { core: string; halo: string }> = {
  red: { core: '#ff5a4a', halo: 'rgba(255, 60, 40, 0.35)' },
  green: { core: '#5dff8a', halo: 'rgba(40, 255, 110, 0.32)' },
  yellow: { core: '#ffc247', halo: 'rgba(255, 176, 40, 0.36)' },
};

/** A glyph pixel darker than this counts as a lit LED. */
const litAlpha = 112;
const smallestPx = 12;

/** Where a finished line of `widthPx` begins inside its area. */
export function lineStart(area: Pick<LitArea, 'align' | 'width'>, widthPx: number): number {
  const free = area.width - widthPx;
  if (area.align === 'left' || free <= 0) return 0;
  return area.align === 'right' ? free : Math.floor(free / 2);
}

/** A line is at least a 16-dot letter high; lines that find no room wait for the next page, as on the card itself. */
const lineDots = 16;
export function pagesOf(area: Pick<LitArea, 'text' | 'height'>): string[][] {
  const lines = area.text.split('\n');
  const perPage = Math.max(1, Math.floor(area.height / lineDots));
  const pages: string[][] = [];
  for (let from = 0; from < lines.length; from += perPage) pages.push(lines.slice(from, from + perPage));
  return pages;
}

/** The largest letter height that lets every line fit; moving text keeps its height and runs out of the panel. */
export function fitHeight(
  area: LitArea,
  lines: readonly string[],
  widthAt: (line: string, heightPx: number) => number,
): number {
  const most = Math.floor((area.height / lines.length) * 0.94);
  const moves = area.motion === 'left' || area.motion === 'right';
  for (let heightPx = most; heightPx > smallestPx && !moves; heightPx -= 1) {
    if (lines.every((line) => widthAt(line, heightPx) <= area.width)) return heightPx;
  }
  return moves ? most : Math.min(most, smallestPx);
}

const fontOf = (heightPx: number) =>
  `${heightPx > 20 ? 600 : 500} ${heightPx}px "Noto Sans CJK SC", "Noto Sans SC Variable", sans-serif`;

/** Rasterises a panel at its true pixel size as its `page`-th page shows. Null where the browser has no canvas. */
export function rasterScreen(screen: LitScreen, page: number): LedRaster | null {
  const canvas = document.createElement('canvas');
  canvas.width = screen.widthPx;
  canvas.height = screen.heightPx;
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (pen === null) return null;
  const pixels = new Uint8Array(screen.widthPx * screen.heightPx);
  for (const area of screen.areas) {
    if (area.dots !== undefined) {
      setDots(pixels, screen.widthPx, area, area.dots[page % area.dots.length] ?? []);
      continue;
    }
    pen.clearRect(0, 0, screen.widthPx, screen.heightPx);
    const pages = pagesOf(area);
    drawArea(pen, area, pages[page % pages.length] ?? []);
    const drawn = pen.getImageData(0, 0, screen.widthPx, screen.heightPx).data;
    const colour = ledColours.indexOf(area.colour) + 1;
    for (let at = 0; at < pixels.length; at += 1) if ((drawn[at * 4 + 3] ?? 0) > litAlpha) pixels[at] = colour;
  }
  return { widthPx: screen.widthPx, heightPx: screen.heightPx, pixels };
}

/** Sets what the sender drew lamp by lamp: `1` and `4` are red, `2` and `5` green, all other colours amber. */
export function setDots(
  pixels: Uint8Array,
  widthPx: number,
  area: Pick<LitArea, 'x' | 'y'>,
  rows: readonly string[],
): void {
  rows.forEach((row, y) => {
    [...row].forEach((dot, x) => {
      if (dot !== '0')
        pixels[(area.y + y) * widthPx + area.x + x] = '14'.includes(dot) ? 1 : '25'.includes(dot) ? 2 : 3;
    });
  });
}

function drawArea(pen: CanvasRenderingContext2D, area: LitArea, lines: readonly string[]): void {
  const widthAt = (line: string, heightPx: number) => {
    pen.font = fontOf(heightPx);
    return pen.measureText(line).width;
  };
  const heightPx = fitHeight(area, lines, widthAt);
  pen.save();
  pen.beginPath();
  pen.rect(area.x, area.y, area.width, area.height);
  pen.clip();
  pen.font = fontOf(heightPx);
  pen.textBaseline = 'middle';
  pen.fillStyle = '#ffffff';
  const lineHeight = area.height / lines.length;
  lines.forEach((line, index) => {
    const x = area.x + lineStart(area, pen.measureText(line).width);
    pen.fillText(line, Math.round(x), Math.round(area.y + lineHeight * (index + 0.5) + heightPx * 0.04));
  });
  pen.restore();
}

/** Of a larger board the dark lamps are too small to be seen, and too many to be drawn with each call. */
const darkLampsMost = 20_000;
/** Draws every LED as a round lamp; dark ones stay visible as the panel's grid. */
export function paintLeds(canvas: HTMLCanvasElement, raster: LedRaster, pitchPx: number): void {
  canvas.width = raster.widthPx * pitchPx;
  canvas.height = raster.heightPx * pitchPx;
  const pen = canvas.getContext('2d');
  if (pen === null) return;
  const lamp = (at: number, radius: number, fill: string) => {
    pen.fillStyle = fill;
    pen.beginPath();
    const x = (at % raster.widthPx) + 0.5;
    const y = Math.floor(at / raster.widthPx) + 0.5;
    pen.arc(x * pitchPx, y * pitchPx, radius * pitchPx, 0, Math.PI * 2);
    pen.fill();
  };
  pen.fillStyle = '#0b0d10';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  const showsDark = raster.pixels.length <= darkLampsMost;
  raster.pixels.forEach((colour, at) => {
    const name = ledColours[colour - 1];
    if (name === undefined) {
      if (showsDark) lamp(at, 0.34, '#1c2026');
    } else lamp(at, 0.95, ledGlow[name].halo);
  });
  raster.pixels.forEach((colour, at) => {
    const name = ledColours[colour - 1];
    if (name !== undefined) lamp(at, 0.42, ledGlow[name].core);
  });
}
