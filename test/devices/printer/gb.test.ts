import { describe, expect, it } from 'vitest';
import { gb, isPlain, isRare, printable, withoutRare } from '../../../devices/printer/gb.ts';
import { slipTexts } from '../../../server/contract/texts/slip.ts';

describe('GB18030 text', () => {
  it('every character has the bytes of the standard', () => {
    expect(gb('号').toString('hex')).toBe('bac5');
    expect(gb('㛃').toString('hex')).toBe('8230b731');
    expect(gb('𬱖').toString('hex')).toBe('9933c336');
    expect(gb('䶮').toString('hex')).toBe('fe9f');
  });

  it('names with four-byte characters, with 䶮 and with an emoji are rare', () => {
    expect(['㛃', '𬱖', '䶮', '😀', 'ñ', '〇', 'ⅰ', '\ue000'].map(isRare)).toEqual(Array(8).fill(true));
  });

  it('the hanzi of GB2312 and GBK, its signs and ASCII are plain', () => {
    expect(isPlain('张镕基喆堃 No.1 ￥（）□【】①Ⅻα，。')).toBe(true);
  });

  it('a rare character leaves the rest of its line alone', () => {
    expect(withoutRare('王䶮号')).toBe('王〓号');
    expect(gb(withoutRare('😀号')).toString('hex')).toBe('a1fe bac5'.replace(' ', ''));
  });

  it('a dash that no printer has becomes one that every printer has', () => {
    expect(printable('10–25')).toBe('10-25');
  });

  it('no control character survives, whatever a name holds', () => {
    expect(printable('王\u001b@\u0010\u0004\u0001五\r\n\u200d')).toBe('王@五');
    expect(printable('e\u0301')).toBe('é');
  });

  it('the fixed words of a slip need no drawing', () => {
    for (const [key, text] of Object.entries(slipTexts)) expect([key, isPlain(text.zh)]).toEqual([key, true]);
  });
});
