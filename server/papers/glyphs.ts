import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Font, fontsIn } from './fontkit.ts';
import { type Glyph, outlineIn } from './outline.ts';
import { trueTypeOfWoff2 } from './woff2.ts';

export type Weight = 'regular' | 'bold';

const variation: Record<Weight, number> = { regular: 400, bold: 700 };

interface Slice {
  file: string;
  ranges: [first: number, last: number][];
  fonts: Partial<Record<Weight, Font>>;
}

let slices: Slice[] | undefined;

/** The slices in which the font of the screens comes, with the characters of each as the package's own style sheet has them. */
function allSlices(): Slice[] {
  if (slices !== undefined) return slices;
  const sheet = createRequire(import.meta.url).resolve('@fontsource-variable/noto-sans-sc/index.css');
  const rule = /url\(\.\/files\/([^)]+)\)[\s\S]*?unicode-range:([^;]+);/g;
  slices = Array.from(readFileSync(sheet, 'utf8').matchAll(rule), ([, name = '', ranges = '']) => ({
    file: join(dirname(sheet), 'files', name),
    ranges: ranges.split(',').map((range): [number, number] => {
      const [first = '0', last = first] = range.trim().slice(2).split('-');
      return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
    }),
    fonts: {},
  }));
  return slices;
}

/** Null: no font has it. */
const known = new Map<string, Glyph | null>();
/** More different characters than any county's names need; the rest is read again. */
const knownMost = 40_000;
const breath = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * Outlines of all the characters of a text; those that no font has are left out. Looks at the font of the screens first, then
 * at a Chinese font of the machine. Between files it lets others go on: reading a new one takes 20 ms.
 */
export async function glyphsOf(text: string, weight: Weight): Promise<Map<number, Glyph>> {
  const found = new Map<number, Glyph>();
  for (const codePoint of new Set(Array.from(`${text} `, (character) => character.codePointAt(0) ?? 32))) {
    const key = `${weight}${codePoint}`;
    let glyph = known.get(key);
    if (glyph === undefined) {
      if (known.size >= knownMost) known.clear();
      glyph = (await fromSlices(codePoint, weight)) ?? (await fromMachine(codePoint));
      known.set(key, glyph);
    }
    if (glyph !== null) found.set(codePoint, glyph);
  }
  return found;
}

async function fromSlices(codePoint: number, weight: Weight): Promise<Glyph | null> {
  for (const slice of allSlices()) {
    if (!slice.ranges.some(([first, last]) => codePoint >= first && codePoint <= last)) continue;
    let font = slice.fonts[weight];
    if (font === undefined) {
      await breath();
      const [opened] = fontsIn(trueTypeOfWoff2(await readFile(slice.file)));
      font = opened?.getVariation({ wght: variation[weight] });
      slice.fonts[weight] = font;
    }
    const found = font === undefined ? null : outlineIn(font, codePoint);
    if (found !== null) return found;
  }
  return null;
}

/** Where Linux, macOS and Windows keep fonts with rare hanzi; the first that can be read is taken. */
const machinePlaces: readonly [folder: string, file: RegExp][] = [
  ['/usr/share/fonts/opentype/noto', /^NotoSansCJK-Regular\.ttc$/],
  ['/usr/share/fonts/opentype/noto', /^NotoSerifCJK-Regular\.ttc$/],
  ['/usr/share/fonts/truetype/wqy', /^wqy-.*\.ttc$/],
  ['/System/Library/Fonts', /^PingFang\.ttc$/],
  ['C:\\Windows\\Fonts', /^simsunb?\.tt[cf]$/i],
];
let machineFont: Font | null | undefined;

async function fromMachine(codePoint: number): Promise<Glyph | null> {
  if (machineFont === undefined) machineFont = await findMachineFont();
  return machineFont === null ? null : outlineIn(machineFont, codePoint);
}

async function findMachineFont(): Promise<Font | null> {
  for (const [folder, wanted] of machinePlaces) {
    try {
      const name = (await readdir(folder)).find((file) => wanted.test(file));
      if (name === undefined) continue;
      const fonts = fontsIn(await readFile(join(folder, name)));
      return fonts.find((font) => /SC/.test(font.postscriptName)) ?? fonts[0] ?? null;
    } catch {
      // A machine without this folder, or with a font that cannot be read: the next place is as good.
    }
  }
  return null;
}
