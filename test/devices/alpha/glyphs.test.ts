import { expect, test } from 'vitest';
import { glyphHeightDots, glyphs, glyphsOf, isDrawable, missingGlyph } from '../../../devices/alpha/glyphs.ts';
import { memoryFiles } from '../../../devices/alpha/memory.ts';
import { signText } from '../../../devices/alpha/sign.ts';
import { pictureLabels } from '../../../devices/alpha/sign-pictures.ts';
import { deviceWords } from '../../../server/contract/texts/device-words.ts';

test('every word that a strip shows can be drawn', () => {
  const words = Object.entries(deviceWords).filter(([key]) => key.startsWith('led-') && key !== 'led-arrow');
  expect(words.length).toBeGreaterThan(10);
  for (const [, { zh }] of words) expect([zh, isDrawable(zh.replace(/\{\w+\}/g, '0123456789'))]).toEqual([zh, true]);
});

test('hanzi are 16 dots wide and figures 8, all 16 high, none empty but the blank and no two alike', () => {
  for (const { character, widthDots, rows } of glyphs) {
    expect([character, widthDots]).toEqual([character, character.charCodeAt(0) < 0x80 ? 8 : 16]);
    expect(rows).toHaveLength(glyphHeightDots);
    for (const row of rows) expect(row).toMatch(new RegExp(`^[03]{${widthDots}}$`));
    expect(rows.join('').includes('3')).toBe(character !== ' ');
  }
  expect(new Set(glyphs.map(({ rows }) => rows.join())).size).toBe(glyphs.length);
});

test('neighbouring figures never touch', () => {
  for (const { character, rows } of glyphs) {
    if (character >= '0' && character <= '9') expect(rows.every((row) => row.endsWith('0'))).toBe(true);
  }
});

test('口 is a closed box of dots', () => {
  const [mouth] = glyphsOf('口');
  const picture = mouth?.rows
    .map((row) => row.replaceAll('0', '.').replaceAll('3', '#'))
    .filter((row) => row.includes('#'));
  expect(picture).toEqual([
    '..###########...',
    ...Array(8).fill('..#.........#...'),
    '..###########...',
    '..#.........#...',
  ]);
});

test('labels are letters of their own, none that signs keep for themselves', () => {
  const labels = glyphs.map(({ label }) => label);
  expect(new Set(labels).size).toBe(glyphs.length);
  expect(labels.filter((label) => '012345?A'.includes(label) || label < '!' || label > '~')).toEqual([]);
  const places = memoryFiles.map(({ label }) => label);
  expect(places).toEqual(['A', ...labels, ...pictureLabels]);
  expect(new Set(places).size).toBe(places.length);
});

test('a letter without a picture is shown as a box, so that it is seen to be missing', () => {
  expect(glyphsOf('龘1').map(({ character }) => character)).toEqual([missingGlyph, '1']);
  expect(isDrawable('龘')).toBe(false);
});

const size = { widthPx: 128, heightPx: 16 };
const shown = (text: ReturnType<typeof signText>) => text.pages.map(({ mode }) => mode);

test('a number too wide for the sign moves along, a shorter one stands', () => {
  const sign = { state: 'serving', counter: 3, number: '1047' } as const;
  expect(shown(signText(sign, size))).toEqual(['hold']);
  expect(shown(signText(sign, { widthPx: 24, heightPx: 16 }))).toEqual(['rotate']);
});

/** Labels of the pictures on each page. */
const labelsOn = (text: ReturnType<typeof signText>) => text.pages.map((page) => page.text.replaceAll('\x14', ''));

test('a picture to match stands first: the zone’s symbol beside the counter, the matter beside the number, a chair for a pause', () => {
  const [symbol = ''] = pictureLabels;
  const first = (sign: Parameters<typeof signText>[0]) => labelsOn(signText(sign, size)).map((page) => page.charAt(0));
  const matter = (text: ReturnType<typeof signText>) => text.pages[0]?.text.charAt(1) ?? '';
  const call = { state: 'calling', counter: 3, number: '1047', callSeq: 1, calledAt: 0 } as const;
  const called = signText({ ...call, symbol: 'fish', pictogram: 'marriage' }, size);
  expect(first({ state: 'idle', counter: 3, symbol: 'fish' })).toEqual([symbol]);
  expect(first({ ...call, symbol: 'fish', pictogram: 'marriage' })).toEqual([matter(called), symbol]);
  expect(pictureLabels.slice(1)).toContain(matter(called));
  expect(called.pages.every(({ mode }) => mode === 'hold')).toBe(true);
  const paused = signText({ state: 'paused', counter: 3, reason: '' }, size);
  expect(pictureLabels.slice(1)).toContain(matter(paused));
  expect(labelsOn(signText({ state: 'closed', counter: 3, symbol: 'fish' }, size))).toEqual(
    labelsOn(signText({ state: 'closed', counter: 3 }, size)),
  );
});

test('the number stays whole where there is no room for a picture, and so does a sign of a hall whose pictures are others', () => {
  const sign = { state: 'serving', counter: 3, number: '1047' } as const;
  const narrow = { widthPx: 32, heightPx: 16 };
  expect(signText({ ...sign, pictogram: 'marriage' }, narrow)).toEqual(signText(sign, narrow));
  expect(signText({ ...sign, symbol: 'dragon', pictogram: 'dragon' }, size)).toEqual(signText(sign, size));
});

test('the reason of a pause has a page of its own where it fits and can be drawn', () => {
  const paused = (reason: string) => signText({ state: 'paused', counter: 3, reason }, size).pages.length;
  expect(paused('喝水')).toBe(2);
  expect(paused('设备故障')).toBe(2);
  expect(paused('打麻将')).toBe(1);
  expect(paused('')).toBe(1);
  expect(paused('喝水'.repeat(10))).toBe(1);
});

test('a sign too low for hanzi shows figures of its own fonts, the called number flashing', () => {
  const low = { widthPx: 80, heightPx: 7 };
  const text = (sign: Parameters<typeof signText>[0]) => signText(sign, low);
  expect(text({ state: 'calling', counter: 3, number: '1047', callSeq: 1, calledAt: 0 })).toEqual({
    pages: [
      { mode: 'flash', text: '1047' },
      { mode: 'hold', text: '-3-' },
    ],
    glyphs: [],
  });
  expect(text({ state: 'idle', counter: 3 }).pages).toEqual([{ mode: 'hold', text: '3' }]);
  expect(text({ state: 'serving', counter: 3, number: '号1' }).pages).toEqual([{ mode: 'hold', text: '?1' }]);
  expect(text({ state: 'closed', counter: 3 }).pages).toEqual([{ mode: 'hold', text: 'X' }]);
});
