import { Bytes } from './bytes.ts';

interface Point {
  x: number;
  y: number;
  onCurve: boolean;
}

/** The seven streams of a transformed `glyf` table (WOFF2, section 5.1). */
function streams(table: Buffer) {
  const head = new Bytes(table);
  head.skip(2);
  const options = head.uint16();
  const count = head.uint16();
  head.skip(2);
  const sizes = Array.from({ length: 7 }, () => head.uint32());
  let at = head.at;
  const [contours, points, flags, outlines, composites, boxes, instructions] = sizes.map((size) => {
    at += size;
    return new Bytes(table.subarray(at - size, at));
  }) as [Bytes, Bytes, Bytes, Bytes, Bytes, Bytes, Bytes];
  if ((options & 1) !== 0 && at > table.length) throw new Error('the outlines of this font are cut short');
  const bitmap = boxes.take(4 * Math.floor((count + 31) / 32));
  return { count, contours, points, flags, outlines, composites, boxes, instructions, bitmap };
}
type Streams = ReturnType<typeof streams>;

/** Plain `glyf` and long `loca` tables of a transformed `glyf` table. */
export function rebuildGlyphs(table: Buffer): { glyphs: Buffer; locations: Buffer } {
  const from = streams(table);
  const glyphs: Buffer[] = [];
  const locations = Buffer.alloc(4 * (from.count + 1));
  let offset = 0;
  for (let glyph = 0; glyph < from.count; glyph += 1) {
    locations.writeUInt32BE(offset, 4 * glyph);
    const contours = from.contours.int16();
    const boxed = ((from.bitmap[glyph >> 3] ?? 0) & (0x80 >> (glyph & 7))) !== 0;
    const box = boxed ? from.boxes.take(8) : null;
    const data = contours === 0 ? Buffer.alloc(0) : contours < 0 ? composite(from, box) : simple(from, contours, box);
    const padded = data.length % 4 === 0 ? data : Buffer.concat([data, Buffer.alloc(4 - (data.length % 4))]);
    glyphs.push(padded);
    offset += padded.length;
  }
  locations.writeUInt32BE(offset, 4 * from.count);
  return { glyphs: Buffer.concat(glyphs), locations };
}

function simple(from: Streams, contours: number, box: Buffer | null): Buffer {
  const ends: number[] = [];
  let count = 0;
  for (let contour = 0; contour < contours; contour += 1) {
    count += from.points.short255();
    ends.push(count - 1);
  }
  const points = readPoints(from, count);
  const instructions = from.instructions.take(from.outlines.short255());
  return simpleGlyph(points, ends, { box, instructions });
}

function readPoints({ flags, outlines }: Streams, count: number): Point[] {
  const points: Point[] = [];
  let x = 0;
  let y = 0;
  for (let index = 0; index < count; index += 1) {
    const flag = flags.uint8();
    const [dx, dy] = step(flag & 127, outlines);
    x += dx;
    y += dy;
    points.push({ x, y, onCurve: flag < 128 });
  }
  return points;
}

/** One move of the pen, by the table of triplets (WOFF2, section 5.2). */
function step(flag: number, from: Bytes): [number, number] {
  const signed = (bit: number, value: number) => (((flag >> bit) & 1) === 1 ? value : -value);
  const first = from.uint8();
  if (flag < 10) return [0, signed(0, ((flag & 14) << 7) + first)];
  if (flag < 20) return [signed(0, (((flag - 10) & 14) << 7) + first), 0];
  if (flag < 84) {
    const base = flag - 20;
    return [signed(0, 1 + (base & 0x30) + (first >> 4)), signed(1, 1 + ((base & 0x0c) << 2) + (first & 15))];
  }
  const second = from.uint8();
  if (flag < 120) {
    const base = flag - 84;
    return [signed(0, 1 + (Math.floor(base / 12) << 8) + first), signed(1, 1 + (((base % 12) >> 2) << 8) + second)];
  }
  const third = from.uint8();
  if (flag < 124) return [signed(0, (first << 4) + (second >> 4)), signed(1, ((second & 15) << 8) + third)];
  return [signed(0, (first << 8) + second), signed(1, (third << 8) + from.uint8())];
}

const moreComponents = 0x20;
const hasInstructions = 0x100;

function composite(from: Streams, box: Buffer | null): Buffer {
  const parts: Buffer[] = [];
  let flags: number;
  let instructed = false;
  do {
    const head = from.composites.take(4);
    flags = head.readUInt16BE(0);
    const scale = (flags & 8) !== 0 ? 2 : (flags & 0x40) !== 0 ? 4 : (flags & 0x80) !== 0 ? 8 : 0;
    parts.push(head, from.composites.take(((flags & 1) !== 0 ? 4 : 2) + scale));
    instructed ||= (flags & hasInstructions) !== 0;
  } while ((flags & moreComponents) !== 0);
  if (instructed) {
    const length = from.outlines.short255();
    const size = Buffer.alloc(2);
    size.writeUInt16BE(length);
    parts.push(size, from.instructions.take(length));
  }
  const head = Buffer.alloc(2);
  head.writeInt16BE(-1);
  return Buffer.concat([head, box ?? Buffer.alloc(8), ...parts]);
}

/** A `glyf` entry of an outline. Coordinates are written as plain words: the file lives in memory only. */
export function simpleGlyph(
  points: readonly Point[],
  ends: readonly number[],
  { box = null, instructions = Buffer.alloc(0) }: { box?: Buffer | null; instructions?: Buffer } = {},
): Buffer {
  const data = Buffer.alloc(10 + 2 * ends.length + 2 + instructions.length + 5 * points.length);
  data.writeInt16BE(ends.length, 0);
  (box ?? boxOf(points)).copy(data, 2);
  let at = 10;
  for (const end of ends) at = data.writeUInt16BE(end, at);
  at = data.writeUInt16BE(instructions.length, at);
  at += instructions.copy(data, at);
  for (const point of points) at = data.writeUInt8(point.onCurve ? 1 : 0, at);
  for (const axis of ['x', 'y'] as const) {
    let before = 0;
    for (const point of points) {
      at = data.writeInt16BE(point[axis] - before, at);
      before = point[axis];
    }
  }
  return data;
}

function boxOf(points: readonly Point[]): Buffer {
  const box = Buffer.alloc(8);
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  box.writeInt16BE(Math.min(...xs), 0);
  box.writeInt16BE(Math.min(...ys), 2);
  box.writeInt16BE(Math.max(...xs), 4);
  box.writeInt16BE(Math.max(...ys), 6);
  return box;
}
