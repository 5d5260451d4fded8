import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { centre, columnsOf, leftRight, widthColumns, wrap } from '../../../devices/printer/columns.ts';

describe('columns of a slip', () => {
  it('a hanzi takes two columns, a letter one, a joiner none', () => {
    expect(['号', 'A', '，', '\u200d', '𬱖'].map(columnsOf)).toEqual([2, 1, 2, 0, 2]);
  });

  it('a label and a value fill the width that is there', () => {
    const [line = ''] = leftRight('事项:', '社保', 32);
    expect(widthColumns(line)).toBe(32);
    expect(line.startsWith('事项:')).toBe(true);
    expect(line.endsWith('社保')).toBe(true);
  });

  it('a label that is too long goes on below its value', () => {
    const lines = leftRight('经营场所使用证明(产权证或租赁合同)', '复印件', 32);
    expect(lines).toEqual(['经营场所使用证明(产权证或 复印件', '租赁合同)']);
  });

  it('a line does not begin with a closing mark', () => {
    expect(wrap('请带好身份证，谢谢', 12)).toEqual(['请带好身份', '证，谢谢']);
  });

  it('a word stays whole where it fits', () => {
    expect(wrap('ticket number', 8)).toEqual(['ticket', 'number']);
    expect(wrap('请到counter', 8)).toEqual(['请到', 'counter']);
  });

  it('a word longer than the paper is cut', () => {
    expect(wrap('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij']);
  });

  it('no line is ever wider than the paper and no character is lost', () => {
    const text = fc
      .array(fc.constantFrom('号', '，', ')', 'a', '1', ' ', '。', '窗', '-'))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 48 }), (words, columns) => {
        const lines = wrap(words, columns);
        expect(lines.every((line) => widthColumns(line) <= columns)).toBe(true);
        expect(lines.join('').replaceAll(' ', '')).toBe(words.replaceAll(' ', ''));
      }),
    );
  });

  it('a centred line has its spaces on the left', () => {
    expect(centre('号票', 10)).toBe('   号票');
  });

  it('paper too narrow for one hanzi is an error', () => {
    expect(() => wrap('号', 1)).toThrow(RangeError);
  });
});
