import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';
import { patternCells as zonePatterns } from '../../server/contract/sign-shapes.ts';
import { type Bitmap, blacken, createBitmap } from './bitmap.ts';

interface IconSet {
  icons: Record<string, { body: string; width?: number; height?: number }>;
  width?: number;
  height?: number;
}

const require = createRequire(import.meta.url);
const sets = new Map<string, IconSet>();
const drawn = new Map<string, Bitmap>();
const DRAWN_MOST = 400;

const patternCells: Readonly<Record<string, string>> = zonePatterns;

/** Fonts with the hanzi that printers lack, where the machine has one of them. */
const fontPlaces: readonly { file: string; family: string }[] = [
  { file: '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc', family: 'Noto Sans CJK SC' },
  { file: '/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc', family: 'WenQuanYi Zen Hei' },
  { file: '/usr/share/fonts/opentype/unifont/unifont.otf', family: 'Unifont' },
  { file: 'C:\\Windows\\Fonts\\simsun.ttc', family: 'SimSun' },
];

function iconSet(name: string): IconSet {
  const known = sets.get(name);
  if (known) return known;
  const loaded = JSON.parse(readFileSync(require.resolve(`@iconify-json/${name}/icons.json`), 'utf8')) as IconSet;
  sets.set(name, loaded);
  return loaded;
}

/**
 * Makes a bitmap once for each key, because the same few pictures stand on every slip; the oldest of many is forgotten.
 * Whoever gets one must not change it.
 */
export function remembered(key: string, make: () => Bitmap): Bitmap {
  const known = drawn.get(key);
  if (known) return known;
  const made = make();
  const oldest = drawn.keys().next().value;
  if (drawn.size >= DRAWN_MOST && oldest !== undefined) drawn.delete(oldest);
  drawn.set(key, made);
  return made;
}

function rasterise(svg: string, font?: { file: string; family: string }): Bitmap {
  const picture = new Resvg(svg, {
    background: '#fff',
    font: font
      ? { loadSystemFonts: false, fontFiles: [font.file], defaultFontFamily: font.family }
      : { loadSystemFonts: false },
  }).render();
  const bitmap = createBitmap(picture.width, picture.height);
  const pixels = picture.pixels;
  for (let index = 0; index < picture.width * picture.height; index += 1) {
    const dark = (pixels[index * 4] ?? 255) < 140;
    if (dark) blacken(bitmap, index % picture.width, Math.floor(index / picture.width));
  }
  return bitmap;
}

/** A square picture of an icon `set:name`. Throws an Error when the set does not have it. */
export function iconPicture(icon: string, sizeDots: number): Bitmap {
  return remembered(`icon ${icon} ${sizeDots}`, () => {
    const [setName = '', name = ''] = icon.split(':');
    const set = iconSet(setName);
    const found = set.icons[name];
    if (!found) throw new Error(`no icon ${icon}`);
    const width = found.width ?? set.width ?? 16;
    const height = found.height ?? set.height ?? 16;
    return rasterise(
      `<svg xmlns="http://www.w3.org/2000/svg" color="#000" width="${sizeDots}" height="${sizeDots}" ` +
        `viewBox="0 0 ${width} ${height}">${found.body}</svg>`,
    );
  });
}

/** A zone's pattern band; an unknown pattern is drawn solid. */
export function patternBand(pattern: string, widthDots: number, heightDots: number): Bitmap {
  return remembered(`band ${pattern} ${widthDots} ${heightDots}`, () => {
    const cell = patternCells[pattern] ?? patternCells.solid;
    const scale = 2;
    return rasterise(
      `<svg xmlns="http://www.w3.org/2000/svg" color="#000" width="${widthDots}" height="${heightDots}">` +
        `<defs><pattern id="p" width="12" height="12" patternUnits="userSpaceOnUse" patternTransform="scale(${scale})">` +
        `${cell}</pattern></defs><rect width="100%" height="100%" fill="url(#p)"/></svg>`,
    );
  });
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}

/**
 * One line of text drawn as dots, each character at the column where the printer's own font would put it; `cellDots` is
 * the height of a hanzi. Null when this machine has no font with Chinese characters.
 */
export function linePicture(
  line: { character: string; column: number }[],
  widthDots: number,
  cellDots: number,
): Bitmap | null {
  const font = fontPlaces.find((place) => existsSync(place.file));
  if (!font) return null;
  const visible = line.filter(({ character }) => character.trim() !== '');
  const key = `line ${cellDots} ${widthDots} ${visible.map(({ character, column }) => `${column}${character}`).join('')}`;
  return remembered(key, () =>
    rasterise(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${widthDots}" height="${cellDots}" ` +
        `font-family="${font.family}" font-size="${cellDots}">${visible
          .map(({ character, column }) => {
            const x = (column * cellDots) / 2;
            return `<text x="${x}" y="${Math.round(cellDots * 0.86)}">${escapeXml(character)}</text>`;
          })
          .join('')}</svg>`,
      font,
    ),
  );
}

/** A line of text in a font of this machine; null when it has none with Chinese characters. */
export function fontPicture(
  line: readonly { character: string; column: number; columns: number }[],
  widthDots: number,
  cellDots: number,
  bold: boolean,
): Bitmap | null {
  const font = fontPlaces.find((place) => existsSync(place.file));
  if (!font) return null;
  const visible = line.filter(({ character }) => character.trim() !== '');
  const key = `font ${cellDots} ${widthDots} ${bold} ${visible.map(({ character, column }) => `${column}${character}`).join('')}`;
  const letters = visible.map(({ character, column, columns }) => {
    const middle = (column + columns / 2) * (cellDots / 2);
    return `<text x="${middle}" y="${Math.round(cellDots * 0.86)}">${escapeXml(character)}</text>`;
  });
  const outline = bold ? ' stroke="#000" stroke-width="0.9"' : '';
  return remembered(key, () =>
    rasterise(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${widthDots}" height="${cellDots}" text-anchor="middle" ` +
        `font-family="${font.family}" font-size="${cellDots * 0.94}"${outline}>${letters.join('')}</svg>`,
      font,
    ),
  );
}
