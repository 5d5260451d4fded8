import { PNG } from 'pngjs';

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

/** Black on white, opaque. */
export function toPng(bitmap: Bitmap): Buffer {
  const png = new PNG({ width: bitmap.widthDots, height: bitmap.heightDots });
  for (let y = 0; y < bitmap.heightDots; y += 1) {
    for (let x = 0; x < bitmap.widthDots; x += 1) {
      const shade = isBlack(bitmap, x, y) ? 0 : 255;
      png.data.set([shade, shade, shade, 255], (y * bitmap.widthDots + x) * 4);
    }
  }
  return PNG.sync.write(png, { colorType: 0 });
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
