import { crc32, deflateSync } from 'node:zlib';

/** Black and white dots, row by row, the leftmost dot of a byte in its highest bit; rows end on whole bytes. */
export interface Bitmap {
  widthDots: number;
  heightDots: number;
  rowBytes: number;
  bits: Uint8Array;
}

/** An all-white bitmap. */
export function createBitmap(widthDots: number, heightDots: number): Bitmap {
  const rowBytes = Math.ceil(widthDots / 8);
  return { widthDots, heightDots, rowBytes, bits: new Uint8Array(rowBytes * heightDots) };
}

/** True where the dot is black; white outside. */
export function isBlack(bitmap: Bitmap, x: number, y: number): boolean {
  if (x < 0 || y < 0 || x >= bitmap.widthDots || y >= bitmap.heightDots) return false;
  return ((bitmap.bits[y * bitmap.rowBytes + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;
}

/** Blackens one dot; outside the bitmap it does nothing. */
export function blacken(bitmap: Bitmap, x: number, y: number): void {
  if (x < 0 || y < 0 || x >= bitmap.widthDots || y >= bitmap.heightDots) return;
  const index = y * bitmap.rowBytes + (x >> 3);
  bitmap.bits[index] = (bitmap.bits[index] ?? 0) | (0x80 >> (x & 7));
}

/** Lays the black dots of `picture` on `target` with its upper left corner at x, y. */
export function draw(target: Bitmap, picture: Bitmap, x: number, y: number): void {
  for (let row = 0; row < picture.heightDots; row += 1) {
    for (let column = 0; column < picture.widthDots; column += 1) {
      if (isBlack(picture, column, row)) blacken(target, x + column, y + row);
    }
  }
}

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Length, name, data and check of one part of a PNG. */
function pngChunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const chunk = Buffer.alloc(4 + named.length + 4);
  chunk.writeUInt32BE(data.length, 0);
  named.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(named), 4 + named.length);
  return chunk;
}

/**
 * Black on white as a PNG of one bit to a dot (W3C PNG 11.2), which is what a bitmap is: a library that takes four bytes
 * for each dot needs longer for the pictures of a slip than a printer for the whole of it.
 */
export function toPng({ widthDots, heightDots, rowBytes, bits }: Bitmap): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(widthDots, 0);
  header.writeUInt32BE(heightDots, 4);
  header[8] = 1;
  // Each row begins with the number of its filter, 0 for none; a bit that is set is white.
  const rows = Buffer.alloc((1 + rowBytes) * heightDots);
  for (let y = 0; y < heightDots; y += 1)
    for (let index = 0; index < rowBytes; index += 1)
      rows[y * (1 + rowBytes) + 1 + index] = ~(bits[y * rowBytes + index] ?? 0) & 0xff;
  const parts = [pngChunk('IHDR', header), pngChunk('IDAT', deflateSync(rows)), pngChunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([pngSignature, ...parts]);
}

/**
 * Changes single dots so that the raster holds no real-time command. A printer looks for DLE EOT (10 04), DLE ENQ
 * (10 05) and DLE DC4 (10 14) in everything it receives, pictures included, and would answer, cancel or open a drawer
 * in the middle of one.
 */
export function withoutRealTimeCommands(bitmap: Bitmap): Bitmap {
  const bits = Uint8Array.from(bitmap.bits);
  for (let index = 0; index + 1 < bits.length; index += 1) {
    const next = bits[index + 1];
    if (bits[index] === 0x10 && (next === 0x04 || next === 0x05 || next === 0x14)) bits[index] = 0x18;
  }
  return { ...bitmap, bits };
}
