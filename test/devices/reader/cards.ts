import fc from 'fast-check';
import { foreignerCheck, residentCheck } from '../../../devices/reader/id-number.ts';
import type { ReadCard } from '../../../server/contract/device.ts';

/** The number that GB 11643 itself gives as an example. */
export const laiXiuying: ReadCard = {
  type: 'resident',
  name: '赖秀英',
  otherName: null,
  sex: 'female',
  nation: '01',
  bornOn: '1949-12-31',
  address: '某省某县城关镇解放路12号',
  number: '11010519491231002X',
  numberFits: true,
  issuer: '某县公安局',
  validFrom: '2012-03-05',
  validUntil: null,
};

export const chenKaYan: ReadCard = {
  ...laiXiuying,
  type: 'hong-kong-macau-taiwan',
  name: '陈嘉欣',
  nation: null,
  bornOn: '1990-02-28',
  number: '81000019900228004X',
  numberFits: residentCheck('81000019900228004') === 'X',
  validFrom: '2019-09-01',
  validUntil: '2024-09-01',
};

export const aliyaOld: ReadCard = {
  type: 'foreigner-2017',
  name: 'SAPAROVA, ALIYA',
  otherName: '阿丽娅',
  sex: 'female',
  nation: 'KAZ',
  bornOn: '1990-12-31',
  address: null,
  number: 'KAZ110090123105',
  numberFits: true,
  issuer: '1500',
  validFrom: '2018-01-02',
  validUntil: '2028-01-01',
};

const longName = 'WOLFESCHLEGELSTEINHAUSEN, HUBERT BLAINE';
export const hubertNew: ReadCard = {
  type: 'foreigner-2023',
  name: longName,
  otherName: '胡伯特',
  sex: 'male',
  nation: 'DEU',
  bornOn: '1985-08-04',
  address: null,
  number: `91110119850804001${residentCheck('91110119850804001')}`,
  numberFits: true,
  issuer: null,
  validFrom: '2023-12-01',
  validUntil: '2033-11-30',
};

const day = (from: string, to: string) =>
  fc
    .date({ min: new Date(from), max: new Date(to), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
const hanzi = fc.integer({ min: 0x4e00, max: 0x9fff }).map((code) => String.fromCodePoint(code));
const hanziText = (most: number) =>
  fc.array(hanzi, { minLength: 1, maxLength: most }).map((characters) => characters.join(''));
const letters = (least: number, most: number) =>
  fc.string({ unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), minLength: least, maxLength: most });
const digits = (count: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: count, maxLength: count });
const fittingNumber = digits(17).map((number) => number + residentCheck(number));

const common = {
  sex: fc.constantFrom('male' as const, 'female' as const, 'other' as const),
  bornOn: day('1900-01-01', '1999-12-31'),
  validFrom: day('2000-01-01', '2029-12-31'),
  validUntil: fc.option(day('2030-01-01', '2060-12-31')),
  number: fittingNumber,
  numberFits: fc.constant(true),
};

/** Any card of any of the four kinds. */
export const anyCard: fc.Arbitrary<ReadCard> = fc.oneof(
  fc.record({
    ...common,
    type: fc.constant('resident' as const),
    name: hanziText(15),
    otherName: fc.constant(null),
    nation: fc.integer({ min: 1, max: 57 }).map((code) => String(code).padStart(2, '0')),
    address: fc.option(hanziText(35)),
    issuer: fc.option(hanziText(15)),
  }),
  fc.record({
    ...common,
    type: fc.constant('foreigner-2017' as const),
    number: fc.tuple(letters(3, 3), digits(11)).map((parts) => parts.join('') + foreignerCheck(parts.join(''))),
    name: letters(1, 60),
    otherName: fc.option(hanziText(15)),
    nation: letters(3, 3),
    address: fc.constant(null),
    issuer: digits(4),
  }),
  fc.record({
    ...common,
    type: fc.constant('foreigner-2023' as const),
    name: letters(1, 46),
    otherName: fc.option(hanziText(15)),
    nation: letters(3, 3),
    address: fc.constant(null),
    issuer: fc.constant(null),
  }),
);
