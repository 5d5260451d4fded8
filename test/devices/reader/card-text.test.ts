import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCardText } from '../../../devices/reader/card-text.ts';
import { cardText, inventedCard } from '../../../devices/reader/fake-card.ts';
import { numberFits, residentCheck } from '../../../devices/reader/id-number.ts';
import type { ReadCard } from '../../../server/contract/device.ts';
import { aliyaOld, anyCard, chenKaYan, hubertNew, laiXiuying } from './cards.ts';

/** A text block laid out by hand after the protocol page, field by field, independent of the fake. */
function block(fields: Record<number, string>, padding = ' '): Buffer {
  const bytes = Buffer.from(padding.repeat(128), 'utf16le');
  for (const [at, text] of Object.entries(fields)) bytes.write(text, Number(at), 'utf16le');
  return bytes;
}
const resident = {
  0: '赖秀英',
  30: '2',
  32: '01',
  36: '19491231',
  52: '某省某县城关镇解放路12号',
  122: '11010519491231002X',
  158: '某县公安局',
  188: '20120305',
  204: '长期',
};
const refusal = (change: Record<number, string>) => {
  const reading = readCardText(block({ ...resident, ...change }));
  return reading.kind === 'refused' ? reading.reason : reading.card;
};

describe('the text of a card', () => {
  test('a resident card is read field by field', () => {
    expect(readCardText(block(resident))).toEqual({ kind: 'card', card: laiXiuying });
  });

  test('zeros are padding as blanks are', () => {
    expect(readCardText(block(resident, '\0'))).toEqual({ kind: 'card', card: laiXiuying });
  });

  test('the card of a resident from Hong Kong has no nation, and its pass number is not taken for anything', () => {
    const fields = {
      0: '陈嘉欣',
      30: '2',
      36: '19900228',
      52: '某省某县城关镇解放路12号',
      122: '81000019900228004X',
      158: '某县公安局',
      188: '20190901',
      204: '20240901',
      220: 'H12345678',
      238: '01',
      248: 'J',
    };
    expect(readCardText(block(fields))).toEqual({ kind: 'card', card: chenKaYan });
  });

  test("a foreigner's card of 2017 is read in its own layout", () => {
    const fields = {
      0: 'SAPAROVA, ALIYA',
      120: '2',
      122: 'KAZ110090123105',
      152: 'KAZ',
      158: '阿丽娅',
      188: '20180102',
      204: '20280101',
      220: '19901231',
      236: '01',
      240: '1500',
      248: 'I',
    };
    expect(readCardText(block(fields))).toEqual({ kind: 'card', card: aliyaOld });
  });

  test("a foreigner's card of 2023 is read with the part of the name that did not fit", () => {
    const fields = {
      0: '胡伯特',
      30: '1',
      32: '00',
      36: '19850804',
      52: hubertNew.name.slice(0, 35),
      122: hubertNew.number,
      188: '20231201',
      204: '20331130',
      220: hubertNew.name.slice(35),
      242: 'DEU',
      248: 'Y',
      250: '001',
    };
    expect(readCardText(block(fields))).toEqual({ kind: 'card', card: hubertNew });
  });

  test('any card comes back as it was written', () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        expect(readCardText(cardText(card))).toEqual({ kind: 'card', card });
      }),
    );
  });

  test('any 256 bytes are a card or a refusal, never an error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 256, maxLength: 256 }), (bytes) => {
        expect(['card', 'refused']).toContain(readCardText(bytes).kind);
      }),
    );
    expect(readCardText(Buffer.alloc(255))).toEqual({ kind: 'refused', reason: 'bad-length' });
  });

  test.each([
    ['the thirtieth of February', { 36: '19490230' }, 'bad-date'],
    ['a thirteenth month', { 36: '19491331' }, 'bad-date'],
    ['no date', { 36: '        ' }, 'bad-date'],
    ['a date in letters', { 204: '永久' }, 'bad-date'],
    ['a leap day in a common year', { 188: '20130229' }, 'bad-date'],
    ['a card older than its holder', { 188: '19481231' }, 'bad-date'],
    ['a card that ends before it begins', { 204: '20120304' }, 'bad-date'],
    ['no name', { 0: '   ' }, 'bad-name'],
    ['no number', { 122: ' '.repeat(18) }, 'bad-number'],
    ['a number with other signs', { 122: '11010519491231<02X' }, 'bad-number'],
    ['an unknown sex', { 30: '7' }, 'bad-sex'],
    ['an unknown kind', { 248: 'Q' }, 'bad-type'],
    ['a control character', { 0: '赖\n英' }, 'bad-text'],
    ['half a character', { 0: '赖\ud87e英' }, 'bad-text'],
  ])('%s is refused', (_what, change, reason) => {
    expect(refusal(change)).toBe(reason);
  });

  test.each([
    ['a leap day', { 36: '20000229' }, { bornOn: '2000-02-29' }],
    ['a nation beyond the list', { 32: '98' }, { nation: null }],
    ['a rare character from the private use area', { 0: '赖\ue863' }, { name: '赖\ue863' }],
    ['a character beyond the basic plane', { 0: '赖\u{2b5af}' }, { name: '赖\u{2b5af}' }],
    ['the sex that is not told', { 30: '9' }, { sex: 'other' }],
    ['a wrong check digit', { 122: '110105194912310021' }, { number: '110105194912310021', numberFits: false }],
    ['no address', { 52: ' '.repeat(35) }, { address: null }],
  ])('%s is taken', (_what, change, expected) => {
    expect(refusal(change)).toMatchObject(expected as Partial<ReadCard>);
  });
});

describe('check characters', () => {
  test('the example of the standard fits, with X', () => {
    expect(residentCheck('11010519491231002')).toBe('X');
    expect(numberFits('11010519491231002X')).toBe(true);
    expect(numberFits('11010519491231002x')).toBe(false);
    expect(numberFits('110105194912310021')).toBe(false);
  });

  test('any one wrong digit shows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (at, change) => {
        const digits = [...'11010519491231002X'];
        digits[at] = String((Number(digits[at]) + change) % 10);
        expect(numberFits(digits.join(''))).toBe(false);
      }),
    );
  });

  test('the older number of a foreigner has the check digit of travel documents', () => {
    expect(numberFits('KAZ110090123105')).toBe(true);
    expect(numberFits('KAZ110090123106')).toBe(false);
    expect(numberFits('KA1110090123105')).toBe(false);
  });

  test('an invented card carries a number that fits and is of no area', () => {
    expect(inventedCard('赖秀英').number).toMatch(/^999999/);
    expect(numberFits(inventedCard('赖秀英').number)).toBe(true);
  });
});
