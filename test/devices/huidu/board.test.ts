import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Board, boardFor, callsOf, readablePx, testBoard, widthEms } from '../../../devices/huidu/board.ts';
import { nextStep, Shown } from '../../../devices/huidu/shown.ts';
import type { CounterSign } from '../../../server/contract/device.ts';

const hall = { widthPx: 512, heightPx: 256, zones: [1, 3] };
const call = (counter: number, number: string, callSeq: number): CounterSign => ({
  state: 'calling',
  counter,
  number,
  callSeq,
  calledAt: 0,
});
const words = ({ texts }: Board) => texts.map(({ text }) => text).filter((text) => text !== '');

describe('what the board says', () => {
  test('the latest call stands on top, each number beside its counter', () => {
    const signs = [call(3, '1047', 7), call(12, '3002', 9), call(5, '1048', 8)];
    expect(words(boardFor(signs, hall))).toEqual([
      '3002号',
      '→ 12号窗口',
      '1048号',
      '→ 5号窗口',
      '1047号',
      '→ 3号窗口',
    ]);
  });

  test('only calls of its own zones are shown: the counter’s zone where it is told, else the number’s', () => {
    const signs: CounterSign[] = [
      call(1, '1001', 1),
      call(2, '2001', 2),
      { ...call(9, '2002', 3), zone: 3 } as CounterSign,
      { ...call(4, '1002', 4), zone: 2 } as CounterSign,
    ];
    expect(callsOf(signs, hall.zones).map((sign) => sign.number)).toEqual(['2002', '1001']);
  });

  test('free, serving, paused and closed counters are not on the board', () => {
    const signs: CounterSign[] = [
      { state: 'idle', counter: 1 },
      { state: 'serving', counter: 2, number: '1001' },
      { state: 'paused', counter: 3, reason: '喝水' },
      { state: 'closed', counter: 4 },
    ];
    expect(words(boardFor(signs, hall))).toEqual(['请坐着等', '叫到您的号再去窗口']);
  });

  test('the greeting tells no time', () => {
    expect(words(boardFor([], hall)).join('')).not.toMatch(/\d|:|点|时/);
  });

  test('more calls than rows leave the newest', () => {
    const signs = Array.from({ length: 20 }, (_, index) => call(index + 1, String(1001 + index), index));
    const board = boardFor(signs, hall);
    expect(words(board).filter((text) => text.startsWith('1'))).toEqual([
      '1020号',
      '1019号',
      '1018号',
      '1017号',
      '1016号',
      '1015号',
    ]);
  });

  test('never more than eight rows, however high the board', () => {
    const signs = Array.from({ length: 20 }, (_, index) => call(index + 1, String(1001 + index), index));
    expect(words(boardFor(signs, { widthPx: 1024, heightPx: 2048, zones: [1] }))).toHaveLength(16);
  });

  test('a board with room writes larger than the least readable height', () => {
    const [text] = boardFor([call(1, '1001', 1)], { widthPx: 1024, heightPx: 512, zones: [1] }).texts;
    expect(text?.fontPx).toBe(51);
  });

  test('a narrow board shortens its words before its letters', () => {
    const [, way] = words(boardFor([call(3, '1047', 1)], { widthPx: 256, heightPx: 128, zones: [1] }));
    expect(way).toBe('→ 3号');
    const narrow = boardFor([call(3, '1047', 1)], { widthPx: 64, heightPx: 32, zones: [1] });
    expect(words(narrow)).toEqual(['1047', '→3']);
  });
});

describe('where it stands', () => {
  const boards = fc.record({
    widthPx: fc.integer({ min: 64, max: 4096 }),
    heightPx: fc.integer({ min: 32, max: 4096 }),
  });
  const calls = fc.uniqueArray(fc.integer({ min: 1, max: 999 }), { maxLength: 30 });

  test('no text reaches beyond its place, no place beyond the board, and no two overlap', () => {
    fc.assert(
      fc.property(boards, calls, (size, counters) => {
        const signs = counters.map((counter, seq) => call(counter, String(1001 + seq), seq));
        const { texts } = boardFor(signs, { ...size, zones: [1] });
        for (const [index, text] of texts.entries()) {
          expect(text.x + text.width).toBeLessThanOrEqual(size.widthPx);
          expect(text.y + text.height).toBeLessThanOrEqual(size.heightPx);
          expect(widthEms(text.text) * text.fontPx).toBeLessThanOrEqual(text.width);
          expect(text.fontPx).toBeLessThanOrEqual(text.height);
          const next = texts[index + 1];
          const isBeside = next?.y === text.y && next.x >= text.x + text.width;
          if (next) expect(isBeside || next.y >= text.y + text.height).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('letters are readable from the seats wherever the board is wide and high enough', () => {
    fc.assert(
      fc.property(boards, (size) => {
        const { texts } = boardFor([call(3, '1047', 1)], { ...size, zones: [1] });
        const least = size.widthPx >= 5 * readablePx && size.heightPx >= 1.25 * readablePx ? readablePx : 1;
        for (const { fontPx } of texts) expect(fontPx).toBeGreaterThanOrEqual(least);
      }),
    );
  });
});

describe('how a box is brought to show it', () => {
  const one = boardFor([call(3, '1047', 1)], hall);
  const two = boardFor([call(4, '1048', 2), call(3, '1047', 1)], hall);
  const idle = boardFor([], hall);
  function showing(board: Board, ...refused: string[]): Shown {
    const shown = new Shown();
    shown.take({ method: 'AddProgram', board, xml: () => '' });
    for (const method of refused) shown.refused(method, 'kUnsupportMethod');
    return shown;
  }

  test('at first, or when nothing is known, by the whole board', () => {
    expect(nextStep(new Shown(), one)?.method).toBe('AddProgram');
    const shown = showing(one);
    shown.forget();
    expect(nextStep(shown, one)?.method).toBe('AddProgram');
  });

  test('by words alone, and only those that changed, where the places stay', () => {
    const step = nextStep(showing(two), boardFor([call(4, '1048', 3), call(5, '1050', 2)], hall));
    expect(step?.method).toBe('RealTimeUpdate');
    const xml = step?.xml('G', 1) ?? '';
    expect(xml.match(/<string>[^<]*<\/string>/g)).toEqual(['<string>1050号</string>', '<string>→ 5号窗口</string>']);
  });

  test('by the program where the places change', () => {
    expect(nextStep(showing(idle), one)?.method).toBe('UpdateProgram');
    expect(nextStep(showing(one), testBoard(hall))?.method).toBe('UpdateProgram');
  });

  test('not at all when it shows it already', () => {
    expect(nextStep(showing(one), boardFor([call(3, '1047', 5)], hall))).toBeNull();
  });

  test('without the ways that it refused, down to the one that every box knows', () => {
    expect(nextStep(showing(one, 'RealTimeUpdate'), two)?.method).toBe('UpdateProgram');
    expect(nextStep(showing(one, 'RealTimeUpdate', 'UpdateProgram'), two)?.method).toBe('AddProgram');
    expect(new Shown().refused('AddProgram', 'kMemoryFailed')).toBe(false);
  });

  test('with the whole board once more when somebody else put another program there', () => {
    const shown = showing(one);
    expect(shown.refused('RealTimeUpdate', 'kNodeNotExist')).toBe(true);
    expect(nextStep(shown, two)?.method).toBe('AddProgram');
    shown.take({ method: 'AddProgram', board: one, xml: () => '' });
    expect(nextStep(shown, two)?.method).toBe('RealTimeUpdate');
    shown.refused('RealTimeUpdate', 'kNodeNotExist');
    expect(nextStep(shown, two)?.method).toBe('UpdateProgram');
  });
});
