import { glyphsOf, type Weight } from './glyphs.ts';
import type { Glyph } from './outline.ts';
import { type Table, trueTypeFile } from './woff2.ts';
import { simpleGlyph } from './woff2-glyphs.ts';

/** A box, for a character that no font here has: it is seen to be missing, and its code stays in the text. */
const box: Glyph = {
  advance: 1000,
  points: [...[80, 780, 80, -80, 920, -80, 920, 780], ...[140, 720, 860, 720, 860, -20, 140, -20]].reduce<
    Glyph['points']
  >((points, value, index, values) => {
    if (index % 2 === 0) points.push({ x: value, y: values[index + 1] ?? 0, onCurve: true });
    return points;
  }, []),
  ends: [3, 7],
};

export interface OwnFont {
  /** A TrueType file with just the characters asked for. */
  file: Buffer;
  /** Characters that are drawn as a box. */
  missing: string[];
}

/** One font of all the characters of a text, however many slices and fonts they come from. */
export async function fontOf(text: string, weight: Weight): Promise<OwnFont> {
  const found = await glyphsOf(text, weight);
  const characters = [...new Set(`${text} `)].filter((character) => !/[\n\r]/.test(character));
  const codePoints = characters.map((character) => character.codePointAt(0) ?? 32).sort((left, right) => left - right);
  const glyphs = codePoints.map((codePoint) => found.get(codePoint) ?? box);
  return {
    file: trueTypeFile(tablesOf(codePoints, [box, ...glyphs], weight)),
    missing: characters.filter((character) => !found.has(character.codePointAt(0) ?? 32)),
  };
}

function words(...values: number[]): Buffer {
  const data = Buffer.alloc(2 * values.length);
  for (const [index, value] of values.entries()) data.writeUInt16BE(value & 0xffff, 2 * index);
  return data;
}

function tablesOf(codePoints: readonly number[], glyphs: readonly Glyph[], weight: Weight): Table[] {
  const outlines = glyphs.map(({ points, ends }) => {
    const data = points.length === 0 ? Buffer.alloc(0) : simpleGlyph(points, ends);
    return data.length % 4 === 0 ? data : Buffer.concat([data, Buffer.alloc(4 - (data.length % 4))]);
  });
  const locations = Buffer.alloc(4 * (glyphs.length + 1));
  let offset = 0;
  for (const [index, data] of outlines.entries()) {
    offset += data.length;
    locations.writeUInt32BE(offset, 4 * (index + 1));
  }
  const bearings = glyphs.flatMap(({ advance, points }) => [advance, Math.min(...points.map(({ x }) => x), 1000)]);
  return [
    { tag: 'cmap', data: characterMap(codePoints) },
    { tag: 'glyf', data: Buffer.concat(outlines) },
    { tag: 'loca', data: locations },
    { tag: 'hmtx', data: words(...bearings) },
    {
      tag: 'head',
      data: words(
        1,
        0,
        1,
        0,
        0,
        0,
        0x5f0f,
        0x3cf5,
        3,
        1000,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        -120,
        -200,
        1100,
        1000,
        0,
        8,
        2,
        1,
        0,
      ),
    },
    { tag: 'hhea', data: words(1, 0, 880, -120, 0, 1000, 0, 0, 1000, 1, 0, 0, 0, 0, 0, 0, 0, glyphs.length) },
    { tag: 'maxp', data: words(1, 0, glyphs.length, 1000, 100, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0) },
    { tag: 'post', data: words(3, 0, 0, 0, -100, 50, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0) },
    { tag: 'name', data: nameTable(`TingqianPaper-${weight === 'bold' ? 'Bold' : 'Regular'}`) },
    { tag: 'OS/2', data: systemTable(weight) },
  ];
}

/** Format 12: one group for each character. */
function characterMap(codePoints: readonly number[]): Buffer {
  const data = Buffer.alloc(12 + 16 + 12 * codePoints.length);
  data.writeUInt16BE(1, 2);
  data.writeUInt16BE(3, 4);
  data.writeUInt16BE(10, 6);
  data.writeUInt32BE(12, 8);
  data.writeUInt16BE(12, 12);
  data.writeUInt32BE(16 + 12 * codePoints.length, 16);
  data.writeUInt32BE(codePoints.length, 24);
  for (const [index, codePoint] of codePoints.entries()) {
    data.writeUInt32BE(codePoint, 28 + 12 * index);
    data.writeUInt32BE(codePoint, 32 + 12 * index);
    data.writeUInt32BE(index + 1, 36 + 12 * index);
  }
  return data;
}

/** The one name that readers of PDF ask for. */
function nameTable(name: string): Buffer {
  const text = Buffer.from(name, 'utf16le').swap16();
  return Buffer.concat([words(0, 1, 18, 3, 1, 0x409, 6, text.length, 0), text]);
}

function systemTable(weight: Weight): Buffer {
  const data = Buffer.alloc(96);
  data.writeUInt16BE(4, 0);
  data.writeInt16BE(1000, 2);
  data.writeUInt16BE(weight === 'bold' ? 700 : 400, 4);
  data.writeUInt16BE(5, 6);
  data.writeInt16BE(880, 68);
  data.writeInt16BE(-120, 70);
  data.writeInt16BE(733, 88);
  return data;
}
