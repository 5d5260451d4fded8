import { Resvg } from '@resvg/resvg-js';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import type { SignDrawing } from '../../../server/contract/sign-shapes.ts';
import { signDocument } from '../../../server/contract/sign-shapes.ts';
import { decalsAlong } from '../../../server/signs/decal-plan.ts';
import { turnedUp } from '../../../server/signs/map-sheet.ts';
import { printReady } from '../../../server/signs/print-ready.ts';
import { signsPdf } from '../../../server/signs/sign-pdf.ts';
import { mapsOf, signsOf } from '../../../server/signs/sign-set.ts';
import { sampleFile } from '../../fixtures/halls.ts';

const signs = signsOf(sampleFile());
const drawn = (name: string): SignDrawing => {
  const found = signs.find((sign) => sign.name === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found.drawing;
};
const pixelsPerMm = 2;
const marginMm = 10;

/** The print-ready sign without any font of the machine: dark pixels of a part, in millimetres from the trimmed corner. */
async function rendered(drawing: SignDrawing) {
  const ready = await printReady(drawing);
  const fitTo = { mode: 'width', value: ready.width } as const;
  const png = new Resvg(signDocument(ready), { fitTo, font: { loadSystemFonts: false } }).render().asPng();
  const { data, width: across } = PNG.sync.read(Buffer.from(png));
  const pixel = (mm: number) => (mm + marginMm) * pixelsPerMm;
  return (left: number, top: number, width: number, height: number): number => {
    let dark = 0;
    for (let y = pixel(top); y < pixel(top + height); y += 1)
      for (let x = pixel(left); x < pixel(left + width); x += 1)
        if ((data[4 * (y * across + x)] ?? 255) < 128) dark += 1;
    return dark;
  };
}

describe('a sign that goes to the printer’s shop', () => {
  it('is there for every counter and zone, and every zone has its sticker', () => {
    const file = sampleFile();
    expect(signs.map(({ name }) => name).filter((name) => name.startsWith('counter-'))).toHaveLength(
      file.counters.length,
    );
    for (const { zone } of file.zones) expect(drawn(`zone-${zone}`).width).toBeLessThan(drawn(`decal-${zone}`).width);
  });

  it('needs no font: digits and hanzi are outlines, drawn where no font is installed', async () => {
    const plate = drawn('counter-21');
    expect(plate.body).toContain('<text');
    expect((await printReady(plate)).body).not.toContain('<text');
    // 300 by 130 mm: the number in the upper right, the name below it.
    const inkIn = await rendered(plate);
    expect(inkIn(150, 15, 110, 75)).toBeGreaterThan(2000);
    expect(inkIn(110, 92, 180, 30)).toBeGreaterThan(800);
  });

  it('has numerals that are matched from five metres: 12 mm for each (guidance D1)', async () => {
    const inkIn = await rendered(drawn('counter-21'));
    const rows = Array.from({ length: 80 }, (_, row) => inkIn(150, row + 12, 110, 1)).filter((ink) => ink > 0);
    expect(rows.length).toBeGreaterThanOrEqual(60);
  });

  it('has crop marks outside the trimmed sign, and true size on its page of the PDF', async () => {
    const ready = await printReady(drawn('zone-1'));
    expect([ready.width - drawn('zone-1').width, ready.height - drawn('zone-1').height]).toEqual([40, 40]);
    const pdf = (await signsPdf([ready, ready], 0)).toString('latin1');
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(2);
    const [, width] = /\/MediaBox \[0 0 ([\d.]+) [\d.]+\]/.exec(pdf) ?? [];
    expect(Number(width)).toBeCloseTo(((ready.width / 2) * 72) / 25.4, 1);
  });

  it('is refused when it holds a part that the PDF would lack', async () => {
    await expect(signsPdf([{ width: 10, height: 10, body: '<text x="1">1</text>' }], 0)).rejects.toThrow('text');
  });
});

describe('stickers along a way', () => {
  it('lie three metres apart round corners, each pointing onwards', () => {
    const points = [
      { x: 0, y: 10 },
      { x: 0, y: 4 },
      { x: 9, y: 4 },
    ];
    const decals = decalsAlong(2, { legs: [{ floor: 'first', upDeg: 0, points }] });
    expect(decals.map(({ x, y, headingDeg }) => [x, y, headingDeg])).toEqual([
      [0, 8.5, 0],
      [0, 5.5, 0],
      [1.5, 4, 90],
      [4.5, 4, 90],
      [7.5, 4, 90],
    ]);
    const aside = decalsAlong(2, { legs: [{ floor: 'first', upDeg: 0, points }] }, 0.5);
    expect(aside.map(({ x, y }) => [x, y]).slice(1, 3)).toEqual([
      [0.5, 5.5],
      [1.5, 4.5],
    ]);
  });
});

describe('a map for a standpoint', () => {
  const maps = mapsOf(sampleFile());
  const circle = /<circle cx="([\d.]+)" cy="([\d.]+)" r="[\d.]+" fill="#12305f"/;
  /** Where the reader stands on the sheet, and where a counter does, from the upper left. */
  const placesOn = (body: string, no: number) => {
    const [, x = 0, y = 0] = circle.exec(body) ?? [];
    const counter = new RegExp(`<text x="([\\d.]+)" y="([\\d.]+)"[^>]*>${no}</text>`).exec(body) ?? [];
    return { here: { x: Number(x), y: Number(y) }, counter: { x: Number(counter[1]), y: Number(counter[2]) } };
  };

  it('is there for every standpoint of the plan, on A2 upright or across, and can be a PDF', async () => {
    expect(maps.map(({ name }) => name)).toEqual(sampleFile().floors?.places.map(({ id }) => `map-${id}`));
    for (const { drawing } of maps) expect([drawing.width, drawing.height].sort()).toEqual([1188, 840]);
    const pdf = await signsPdf([await printReady((maps[0] as (typeof maps)[number]).drawing)], 0);
    expect(pdf.length).toBeGreaterThan(10_000);
  });

  it('has straight ahead of its reader above, and left to the left, wherever it hangs (W1)', () => {
    const file = sampleFile();
    const plan = file.floors as NonNullable<typeof file.floors>;
    const [place] = plan.places;
    const counter = plan.counters.find(({ no }) => no === 8);
    for (const headingDeg of [0, 90, 180, 270]) {
      const places = [{ ...(place as (typeof plan.places)[number]), headingDeg }];
      const [sheet] = mapsOf({ ...file, floors: { ...plan, places } });
      const drawnAt = placesOn(sheet?.drawing.body ?? '', 8);
      const across = (counter?.x ?? 0) - (place?.x ?? 0);
      const down = (counter?.y ?? 0) - (place?.y ?? 0);
      const angle = (headingDeg * Math.PI) / 180;
      const ahead = across * Math.sin(angle) - down * Math.cos(angle);
      const toTheRight = across * Math.cos(angle) + down * Math.sin(angle);
      expect(Math.sign(drawnAt.here.y - drawnAt.counter.y), `${headingDeg} ahead`).toBe(Math.sign(ahead));
      expect(Math.sign(drawnAt.counter.x - drawnAt.here.x), `${headingDeg} right`).toBe(Math.sign(toTheRight));
    }
    expect(turnedUp({ x: 1, y: 0 }, 90).y).toBeCloseTo(-1);
  });
});
