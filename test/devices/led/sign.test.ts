import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAreas } from '../../../devices/led/box-areas.ts';
import { areasData, readAnswer } from '../../../devices/led/encode.ts';
import { requestFrame } from '../../../devices/led/frame.ts';
import { encodeGb2312, isGb2312Code, widthDots } from '../../../devices/led/gb2312.ts';
import { signAreas, testAreas } from '../../../devices/led/sign.ts';
import type { CounterSign } from '../../../server/contract/device.ts';
import { coverTexts } from '../../../server/contract/texts/cover.ts';
import { fillText } from '../../../server/contract/texts/define.ts';

/** Any text at all, halves of characters among it. */
const anyText = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 80 })
  .map((codes) => String.fromCharCode(...codes));

const strip = { widthPx: 128, heightPx: 32 };
const texts = (sign: CounterSign, size = strip) => signAreas(sign, size).map(({ pages }) => pages);
const calling = (counter: number, number = '1047'): CounterSign => ({
  state: 'calling',
  counter,
  number,
  callSeq: 9,
  calledAt: 0,
});

describe('text for a font card', () => {
  test('GB 2312 has 7,445 characters', () => {
    const codes = Array.from({ length: 0x10000 }, (_, code) => code).filter(isGb2312Code);
    expect(codes).toHaveLength(7445);
  });

  test('请到3号窗口 has its published codes', () => {
    expect(encodeGb2312('请到3号窗口').toString('hex')).toBe('c7ebb5bd33bac5b4b0bfda');
  });

  test('a character that only GBK or GB 18030 has becomes a question mark of the same width', () => {
    expect(encodeGb2312('䶮㛃镕').toString('hex')).toBe('a3bfa3bfa3bf');
    expect(encodeGb2312('😀').toString('hex')).toBe('a3bf');
  });

  test('a near likeness is used where there is one', () => {
    expect(encodeGb2312('✕')).toEqual(encodeGb2312('×'));
    expect(encodeGb2312('㎏').toString('latin1')).toBe('kg');
  });

  test('no text from outside can begin an escape or a new line', () => {
    expect(encodeGb2312('\\C1\\n\n').includes('\\')).toBe(false);
    fc.assert(
      fc.property(anyText, (text) => {
        const bytes = encodeGb2312(text);
        expect(bytes.includes(0x5c)).toBe(false);
        expect(bytes.some((byte) => byte < 0x20)).toBe(false);
      }),
    );
  });
});

describe('what a strip of 128 × 32 shows', () => {
  test('a free counter shows its number', () => {
    expect(texts({ state: 'idle', counter: 3 })).toEqual([['3号窗口']]);
  });

  test('a call shows the number steady and, below, the way in turn with arrows', () => {
    const [number, way] = signAreas(calling(3), strip);
    expect(number).toMatchObject({ pages: ['1047号'], y: 0, height: 16, motion: 'static', colour: 'yellow' });
    expect(way).toMatchObject({
      pages: ['请到3号窗口', '↓ ↓ ↓'],
      y: 16,
      height: 16,
      motion: 'instant',
      holdHalfSeconds: 2,
    });
  });

  test('a call that is no longer fresh stands still', () => {
    expect(signAreas(calling(3), strip, false).map(({ pages, motion }) => [...pages, motion])).toEqual([
      ['1047号', 'static'],
      ['请到3号窗口', 'static'],
    ]);
  });

  test('serving shows the number steady', () => {
    expect(texts({ state: 'serving', counter: 3, number: '1047' })).toEqual([['1047号'], ['正在办理']]);
  });

  test('a pause says why, cut to the width', () => {
    expect(texts({ state: 'paused', counter: 3, reason: '喝水' })).toEqual([['暂停服务'], ['喝水']]);
    expect(texts({ state: 'paused', counter: 3, reason: '现场踏勘预计十一点半回来' })[1]).toEqual(['现场踏勘预计十一']);
  });

  test('the away sign of a short exit stands whole, with the time of return (R8)', () => {
    const reason = fillText(coverTexts.awayUntilSign, 'zh', { time: '08:40' });
    expect(texts({ state: 'paused', counter: 3, reason })).toEqual([['暂停服务'], ['暂离 08:40回']]);
    expect(texts({ state: 'paused', counter: 3, reason: coverTexts.awaySign.zh })[1]).toEqual(['暂离']);
  });

  test('a bare reason code is not shown to visitors', () => {
    expect(texts({ state: 'paused', counter: 3, reason: 'water' })).toEqual([['暂停服务']]);
  });

  test('a closed counter is dark but for a cross', () => {
    expect(texts({ state: 'closed', counter: 3 })).toEqual([['×']]);
  });
});

describe('other sizes', () => {
  test('on a strip of one line the number and the way take turns', () => {
    expect(texts(calling(41), { widthPx: 64, heightPx: 16 })).toEqual([['1047号', '请到41号']]);
  });

  test('a number that is wider than the screen is moved along whole', () => {
    expect(signAreas({ state: 'serving', counter: 3, number: '1047' }, { widthPx: 24, heightPx: 16 })).toMatchObject([
      { pages: ['1047'], motion: 'left' },
    ]);
  });

  test('turning pages stand in an area of one line however high the screen', () => {
    const heights = signAreas(calling(3), { widthPx: 128, heightPx: 64 }).map(({ y, height }) => [y, height]);
    expect(heights).toEqual([
      [0, 48],
      [48, 16],
    ]);
  });

  const signs = fc.oneof(
    fc.record({ state: fc.constant('idle' as const), counter: fc.integer({ min: 1, max: 999 }) }),
    fc.record({ state: fc.constant('closed' as const), counter: fc.integer({ min: 1, max: 999 }) }),
    fc
      .tuple(fc.integer({ min: 1, max: 999 }), fc.stringMatching(/^[0-9A-Z]{1,8}$/))
      .map(([no, number]) => calling(no, number)),
    fc.record({
      state: fc.constant('paused' as const),
      counter: fc.integer({ min: 1, max: 999 }),
      reason: anyText,
    }),
  );

  test('any sign on any screen stays inside it, fits its lines or moves along, its frame is short enough, and the box can read it', () => {
    fc.assert(
      fc.property(
        signs,
        fc.integer({ min: 2, max: 128 }).map((units) => units * 8),
        fc.integer({ min: 16, max: 512 }),
        fc.constantFrom('5K' as const, '6K' as const),
        (sign, widthPx, heightPx, generation) => {
          const areas = signAreas(sign, { widthPx, heightPx });
          for (const { x, y, width, height, pages, motion } of areas) {
            expect(x + width).toBeLessThanOrEqual(widthPx);
            expect(y + height).toBeLessThanOrEqual(heightPx);
            expect(height).toBeGreaterThanOrEqual(16);
            const fits = pages.every((page) => widthDots(page) <= widthPx);
            expect(fits).toBe(motion !== 'left');
          }
          const data = areasData(areas, { generation, fonts: true, deleteIds: [] });
          expect(requestFrame(32767, data).length).toBeLessThan(1024);
          const read = readAreas(data.subarray(5), generation);
          expect(read).toMatchObject({ areas: areas.map(({ width, height }) => ({ lit: { width, height } })) });
        },
      ),
    );
  });

  test('a test pattern names the address', () => {
    expect(testAreas(7, strip)[0]?.pages).toEqual(['屏7 测试']);
  });
});

describe('answers', () => {
  test('the error of a NACK is named', () => {
    expect(readAnswer(Buffer.from('a001030000', 'hex'))).toEqual({ kind: 'nack', code: 3, error: 'busy' });
    expect(readAnswer(Buffer.from('a0010c0000', 'hex'))).toMatchObject({ error: 'font-missing' });
    expect(readAnswer(Buffer.from('a001770000', 'hex'))).toMatchObject({ error: 'code-119' });
  });

  test('anything else is no answer', () => {
    expect(readAnswer(Buffer.from('a200010000', 'hex'))).toBeNull();
    expect(readAnswer(Buffer.from('a002000000', 'hex'))).toBeNull();
    expect(readAnswer(Buffer.alloc(2))).toBeNull();
  });
});
