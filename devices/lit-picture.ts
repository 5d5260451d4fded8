import { PNG } from 'pngjs';
import type { LitArea, LitScreen } from '../server/contract/device.ts';
import { isBlack } from './printer/bitmap.ts';
import { widthColumns } from './printer/columns.ts';
import { type DrawLetters, drawLetters } from './printer/letters.ts';

/** Side of one lamp in the picture; the last dot of each stays dark, so that lamps can be told apart. */
const lampPx = 4;
const lineDots = 16;
const colours: Readonly<Record<string, readonly [number, number, number]>> = {
  dark: [24, 27, 33],
  red: [255, 90, 74],
  green: [93, 255, 138],
  yellow: [255, 194, 71],
};

/** What a display shows now, lamp by lamp; of several pages the first. */
export function litPicture(screen: LitScreen, letters: DrawLetters = drawLetters): Buffer {
  const { widthPx, heightPx } = screen;
  const lamps: string[] = new Array(widthPx * heightPx).fill('dark');
  const light = (x: number, y: number, colour: string) => {
    if (x >= 0 && y >= 0 && x < widthPx && y < heightPx) lamps[y * widthPx + x] = colour;
  };
  for (const area of screen.areas) {
    if (area.dots === undefined) lightText(area, letters, light);
    else lightDots(area, area.dots[0] ?? [], light);
  }
  const png = new PNG({ width: widthPx * lampPx, height: heightPx * lampPx });
  for (let y = 0; y < png.height; y += 1) {
    for (let x = 0; x < png.width; x += 1) {
      const gap = x % lampPx === lampPx - 1 || y % lampPx === lampPx - 1;
      const lamp = lamps[Math.floor(y / lampPx) * widthPx + Math.floor(x / lampPx)] ?? 'dark';
      const [red, green, blue] = (gap ? undefined : colours[lamp]) ?? [11, 13, 16];
      png.data.set([red, green, blue, 255], (y * png.width + x) * 4);
    }
  }
  return PNG.sync.write(png);
}

/** What a display shows, area by area. */
export function litWords({ address, counter, areas }: LitScreen): string {
  const lines = areas.map(({ text, colour, motion }) => `${text.replaceAll('\n', ' / ')} (${colour}, ${motion})`);
  return [`#${address}${counter === null ? '' : ` @${counter}`}`, ...lines, ''].join('\n');
}

type Light = (x: number, y: number, colour: string) => void;

function lightText(area: LitArea, letters: DrawLetters, light: Light): void {
  const lines = area.text.split('\n').slice(0, Math.max(1, Math.floor(area.height / lineDots)));
  const widest = Math.max(1, ...lines.map(widthColumns));
  const stays = area.motion !== 'left' && area.motion !== 'right';
  const rowDots = Math.floor(area.height / lines.length);
  const cell = Math.max(8, Math.min(rowDots, stays ? Math.floor((2 * area.width) / widest) : rowDots));
  lines.forEach((line, index) => {
    const picture = letters(line, cell);
    const free = area.width - picture.widthDots;
    const left = free <= 0 || area.align === 'left' ? 0 : area.align === 'right' ? free : Math.floor(free / 2);
    const top = index * rowDots + Math.floor((rowDots - cell) / 2);
    for (let y = 0; y < cell; y += 1)
      for (let x = 0; x < Math.min(picture.widthDots, area.width - left); x += 1)
        if (isBlack(picture, x, y)) light(area.x + left + x, area.y + top + y, area.colour);
  });
}

/** Lamp by lamp as the sender drew it: `1` and `4` red, `2` and `5` green, all other colours amber. */
function lightDots(area: LitArea, rows: readonly string[], light: Light): void {
  rows.forEach((row, y) => {
    [...row].forEach((dot, x) => {
      if (dot === '0') return;
      light(area.x + x, area.y + y, '14'.includes(dot) ? 'red' : '25'.includes(dot) ? 'green' : 'yellow');
    });
  });
}
