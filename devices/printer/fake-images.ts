import { type Bitmap, blacken, createBitmap } from './bitmap.ts';

/** GS v 0 m xL xH yL yH: rows of bytes. The doubling of m is left out: 203 dpi is what the slips are made for. */
export function raster(args: Buffer): Bitmap {
  const rowBytes = args.readUInt16LE(2);
  return {
    widthDots: rowBytes * 8,
    heightDots: args.readUInt16LE(4),
    rowBytes,
    bits: Uint8Array.from(args.subarray(6)),
  };
}

/** ESC * m nL nH: columns of 8 or 24 dots, the uppermost dot in the highest bit. */
export function bitImage(args: Buffer): Bitmap {
  const columnBytes = args[0] === 32 || args[0] === 33 ? 3 : 1;
  const width = args.readUInt16LE(1);
  const bitmap = createBitmap(width, columnBytes * 8);
  for (let x = 0; x < width; x += 1) {
    for (let y = 0; y < columnBytes * 8; y += 1) {
      const byte = args[3 + x * columnBytes + (y >> 3)] ?? 0;
      if (byte & (0x80 >> (y & 7))) blacken(bitmap, x, y);
    }
  }
  return bitmap;
}

/**
 * GS ( L and GS 8 L, function 112: m fn a bx by c xL xH yL yH and rows of bytes, the size in dots. Null where the size and
 * the bytes do not fit one another.
 */
export function storedGraphic(args: Buffer): Bitmap | null {
  if (args.length < 10) return null;
  const widthDots = args.readUInt16LE(6);
  const heightDots = args.readUInt16LE(8);
  const rowBytes = Math.ceil(widthDots / 8);
  if (args.length !== 10 + rowBytes * heightDots) return null;
  return { widthDots, heightDots, rowBytes, bits: Uint8Array.from(args.subarray(10)) };
}
