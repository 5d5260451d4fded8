import { expect, it } from 'vitest';
import { fitHeight, lineStart, pagesOf, setDots } from '../../counter-ui/devices/led-raster.ts';
import type { LitArea } from '../../server/contract/device.ts';

const area: LitArea = {
  x: 0,
  y: 0,
  width: 128,
  height: 32,
  text: '暂停服务',
  colour: 'yellow',
  align: 'centre',
  motion: 'static',
};
const square = (line: string, heightPx: number) => [...line].length * heightPx;

it('letters are as tall as the panel lets them be', () => expect(fitHeight(area, [area.text], square)).toBe(30));
it('a long line shrinks until it fits', () => {
  const long = { ...area, text: '请1047号到3号窗' };
  const heightPx = fitHeight(long, [long.text], square);
  expect(square(long.text, heightPx)).toBeLessThanOrEqual(128);
  expect(square(long.text, heightPx + 1)).toBeGreaterThan(128);
});
it('two lines share the height', () => expect(fitHeight(area, ['请', '办'], square)).toBe(15));
it('lines that find no room wait for the next page', () => {
  expect(pagesOf({ height: 16, text: '请到3号窗口\n↓ ↓ ↓' })).toEqual([['请到3号窗口'], ['↓ ↓ ↓']]);
  expect(pagesOf({ height: 32, text: '1047号\n请到3号' })).toEqual([['1047号', '请到3号']]);
});
it('moving text keeps its height', () =>
  expect(fitHeight({ ...area, motion: 'left' }, ['一'.repeat(40)], square)).toBe(30));
it('alignment leaves the free pixels where it should', () => {
  expect(lineStart(area, 100)).toBe(14);
  expect(lineStart({ ...area, align: 'right' }, 100)).toBe(28);
  expect(lineStart(area, 200)).toBe(0);
});

it('letters of a row on a large board are as tall as the row', () =>
  expect(fitHeight({ ...area, height: 50, width: 500 }, ['1047'], square)).toBe(47));

it('dots that the sender drew stand lamp by lamp in their colours', () => {
  const pixels = new Uint8Array(4 * 3);
  setDots(pixels, 4, { x: 1, y: 1 }, ['123', '045']);
  expect([...pixels]).toEqual([0, 0, 0, 0, 0, 1, 2, 3, 0, 0, 1, 2]);
});
