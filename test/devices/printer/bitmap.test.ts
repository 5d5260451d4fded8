import { breakLine, printer as ThermalPrinter, types } from 'node-thermal-printer';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { type Bitmap, blacken, createBitmap, isBlack, toPng } from '../../../devices/printer/bitmap.ts';
import { SlipBuilder } from '../../../devices/printer/builder.ts';
import { papers } from '../../../devices/printer/paper.ts';

/** Dots in no order that a row of bytes would have; the width ends in the middle of a byte. */
function scattered(widthDots: number, heightDots: number): Bitmap {
  const bitmap = createBitmap(widthDots, heightDots);
  for (let y = 0; y < heightDots; y += 1)
    for (let x = 0; x < widthDots; x += 1) if ((x * 7 + y * 5) % 3 === 0) blacken(bitmap, x, y);
  return bitmap;
}

describe.each([
  [8, 1],
  [21, 13],
  [576, 48],
])('a picture of %i by %i dots', (widthDots, heightDots) => {
  const bitmap = scattered(widthDots, heightDots);

  it('is the same dots as a PNG', () => {
    const { width, height, data } = PNG.sync.read(toPng(bitmap));
    expect([width, height]).toEqual([widthDots, heightDots]);
    for (let y = 0; y < height; y += 1)
      for (let x = 0; x < width; x += 1)
        if ((data[(y * width + x) * 4] === 0) !== isBlack(bitmap, x, y)) expect.fail(`dot ${x}, ${y}`);
  });

  it('goes to the printer in the bytes that the library packs it to', async () => {
    const library = new ThermalPrinter({ type: types.EPSON, breakLine: breakLine.NONE, interface: '' });
    await library.printImageBuffer(toPng(bitmap));
    const builder = new SlipBuilder(papers[80]);
    await builder.picture(bitmap, 'left');
    expect(builder.done().includes(library.getBuffer())).toBe(true);
  });
});
