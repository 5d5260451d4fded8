import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { afterAll, describe, expect, test } from 'vitest';
import { litPicture, litWords } from '../../devices/lit-picture.ts';
import { pictureFolder } from '../../devices/output-pictures.ts';
import { encodeSlip } from '../../devices/printer/encode.ts';
import { FakePaper } from '../../devices/printer/fake-paper.ts';
import { EscPosParser } from '../../devices/printer/fake-parser.ts';
import { drawnByHand } from '../../devices/printer/letters.ts';
import { slipPicture, slipWords } from '../../devices/printer/slip-picture.ts';
import type { LitScreen, PrintedSlip } from '../../server/contract/device.ts';
import { slipOf } from './printer/slips.ts';

const golden = join(import.meta.dirname, '../fixtures/devices/slip-1047.png');
const folder = mkdtempSync(join(tmpdir(), 'pictures-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function printed(): Promise<PrintedSlip> {
  const paper = new FakePaper(576, () => 0);
  const parser = new EscPosParser();
  for (const operation of parser.feed(await encodeSlip(slipOf(), 80))) paper.apply(operation);
  const [slip] = paper.slips;
  if (!slip) throw new Error('nothing was cut');
  return slip;
}
const screen: LitScreen = {
  address: 1,
  counter: 3,
  widthPx: 64,
  heightPx: 32,
  at: 0,
  areas: [
    { x: 0, y: 0, width: 64, height: 16, text: '1047', colour: 'red', align: 'centre', motion: 'static' },
    { x: 0, y: 16, width: 64, height: 16, text: '', colour: 'red', align: 'left', motion: 'static', dots: [['0123']] },
  ],
};
const pixels = (bytes: Uint8Array) => PNG.sync.read(Buffer.from(bytes));

describe('a printed slip', () => {
  test('is the same picture dot by dot as the one that was looked at', async () => {
    const picture = pixels(slipPicture(await printed(), drawnByHand));
    const known = pixels(readFileSync(golden));
    expect([picture.width, picture.height]).toEqual([known.width, known.height]);
    expect(picture.data.equals(known.data)).toBe(true);
  });

  test('is as long in a font of this machine, and its words are there to read', async () => {
    const slip = await printed();
    const picture = pixels(slipPicture(slip));
    expect(picture.height).toBe(pixels(readFileSync(golden)).height);
    expect(slipWords(slip)).toContain('1047');
    expect(slipWords(slip)).toContain('[QR http://192.168.1.10:8080/signage/ticket/7f3a9c2e]');
  });
});

describe('a display', () => {
  test('shows letters and single lamps in their colours', () => {
    const { width, height, data } = pixels(litPicture(screen, drawnByHand));
    expect([width, height]).toEqual([256, 128]);
    const at = (x: number, y: number) => [
      ...data.subarray((y * 4 * width + x * 4) * 4, (y * 4 * width + x * 4) * 4 + 3),
    ];
    expect(at(1, 16)).toEqual([255, 90, 74]);
    expect(at(2, 16)).toEqual([93, 255, 138]);
    expect(at(3, 16)).toEqual([255, 194, 71]);
    expect(at(0, 16)).toEqual([24, 27, 33]);
    const lit = Array.from({ length: 64 * 16 }, (_, lamp) => at(lamp % 64, Math.floor(lamp / 64))[0] === 255);
    expect(lit.filter(Boolean).length).toBeGreaterThan(40);
    expect(litWords(screen)).toContain('1047 (red, static)');
  });
});

test('a folder gets each slip once and what every display shows now', async () => {
  const slip = await printed();
  const pictures = pictureFolder(folder);
  const outputs = [
    { kind: 'printer' as const, device: 'printer', slips: [slip] },
    { kind: 'led-bus' as const, device: 'led', screens: [screen] },
  ];
  await Promise.all([pictures.note(outputs), pictures.note(outputs)]);
  await pictures.note([{ kind: 'printer', device: 'printer', slips: [slip, { ...slip, no: 2 }] }]);
  expect(readdirSync(folder).sort()).toEqual(['led-1.png', 'led-1.txt', 'slips']);
  expect(readdirSync(join(folder, 'slips')).sort()).toEqual(['0001.png', '0001.txt', '0002.png', '0002.txt']);
  expect(readFileSync(join(folder, 'slips', '0001.txt'), 'utf8')).toContain('1047');
});
