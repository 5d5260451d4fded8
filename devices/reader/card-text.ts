import type { ReadCard } from '../../server/contract/device.ts';
import { cardTextBytes } from './frame.ts';
import { numberFits } from './id-number.ts';

/** Why a text block is no card. */
export type CardRefusal = 'bad-length' | 'bad-type' | 'bad-text' | 'bad-name' | 'bad-number' | 'bad-sex' | 'bad-date';

export type CardReading = { kind: 'card'; card: ReadCard } | { kind: 'refused'; reason: CardRefusal };

class Refusal extends Error {
  readonly reason: CardRefusal;

  constructor(reason: CardRefusal) {
    super(reason);
    this.reason = reason;
  }
}

/** Where a field stands in the text block: first byte and count of bytes. */
type Field = readonly [at: number, bytes: number];

/** The places that the layouts share, and those of each (card text block, 256 bytes of UTF-16LE). */
export const cardFields = {
  type: [248, 2],
  number: [122, 36],
  issuer: [158, 30],
  validFrom: [188, 16],
  validUntil: [204, 16],
  resident: { name: [0, 30], sex: [30, 2], nation: [32, 4], bornOn: [36, 16], address: [52, 70] },
  'foreigner-2017': {
    englishName: [0, 120],
    sex: [120, 2],
    number: [122, 30],
    nationality: [152, 6],
    chineseName: [158, 30],
    bornOn: [220, 16],
    agency: [240, 8],
  },
  'foreigner-2023': {
    chineseName: [0, 30],
    sex: [30, 2],
    bornOn: [36, 16],
    englishName: [52, 70],
    englishNameMore: [220, 22],
    nationality: [242, 6],
  },
} as const;

const forEver = '长期';
const sexes: Record<string, ReadCard['sex']> = { '1': 'male', '2': 'female', '0': 'other', '9': 'other' };
const types: Record<string, ReadCard['type']> = {
  '': 'resident',
  J: 'hong-kong-macau-taiwan',
  I: 'foreigner-2017',
  Y: 'foreigner-2023',
};

/**
 * Reads the text block of a card, 256 bytes, into the card's data; a block that cannot be a card's is refused as a whole.
 * A wrong check digit refuses nothing, it is reported in `numberFits`. Rare characters in the private use area stay.
 */
export function readCardText(block: Uint8Array): CardReading {
  if (block.length !== cardTextBytes) return { kind: 'refused', reason: 'bad-length' };
  try {
    return { kind: 'card', card: cardOf(Buffer.from(block.buffer, block.byteOffset, block.length)) };
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'refused', reason: error.reason };
    throw error;
  }
}

function cardOf(block: Buffer): ReadCard {
  const type = types[textOf(block, cardFields.type)];
  switch (type) {
    case 'resident':
    case 'hong-kong-macau-taiwan':
      return residentCard(block, type);
    case 'foreigner-2017':
      return foreignerCard2017(block);
    case 'foreigner-2023':
      return foreignerCard2023(block);
    default:
      throw new Refusal('bad-type');
  }
}

function residentCard(block: Buffer, type: 'resident' | 'hong-kong-macau-taiwan'): ReadCard {
  const fields = cardFields.resident;
  return {
    type,
    name: nameOf(textOf(block, fields.name)),
    otherName: null,
    sex: sexOf(block, fields.sex),
    // The card of a resident from Hong Kong, Macau or Taiwan has no nation; what stands there is padding.
    nation: type === 'resident' ? nationOf(textOf(block, fields.nation)) : null,
    address: textOf(block, fields.address) || null,
    issuer: textOf(block, cardFields.issuer) || null,
    ...numberOf(textOf(block, cardFields.number)),
    ...datesOf(block, fields.bornOn),
  };
}

function foreignerCard2017(block: Buffer): ReadCard {
  const fields = cardFields['foreigner-2017'];
  return {
    type: 'foreigner-2017',
    name: nameOf(textOf(block, fields.englishName)),
    otherName: textOf(block, fields.chineseName) || null,
    sex: sexOf(block, fields.sex),
    nation: textOf(block, fields.nationality) || null,
    address: null,
    issuer: textOf(block, fields.agency) || null,
    ...numberOf(textOf(block, fields.number)),
    ...datesOf(block, fields.bornOn),
  };
}

function foreignerCard2023(block: Buffer): ReadCard {
  const fields = cardFields['foreigner-2023'];
  const chineseName = textOf(block, fields.chineseName);
  const [at, bytes] = fields.englishName;
  // A name longer than its field runs on in the second, so blanks at the seam belong to it.
  const englishName = `${block.toString('utf16le', at, at + bytes)}${textOf(block, fields.englishNameMore)}`;
  const name = cleaned(englishName);
  return {
    type: 'foreigner-2023',
    name: nameOf(name || chineseName),
    otherName: name === '' ? null : chineseName || null,
    sex: sexOf(block, fields.sex),
    nation: textOf(block, fields.nationality) || null,
    address: null,
    issuer: null,
    ...numberOf(textOf(block, cardFields.number)),
    ...datesOf(block, fields.bornOn),
  };
}

/** The text without its padding, which is blanks or zeros. */
function textOf(block: Buffer, [at, bytes]: Field): string {
  return cleaned(block.toString('utf16le', at, at + bytes));
}

function cleaned(padded: string): string {
  const text = padded.replace(/[ \0\u3000]+$/, '');
  if (/[\p{Cc}\p{Surrogate}\ufffe\uffff]/u.test(text)) throw new Refusal('bad-text');
  return text.trim();
}

function nameOf(name: string): string {
  if (name === '') throw new Refusal('bad-name');
  return name;
}

function numberOf(number: string): { number: string; numberFits: boolean } {
  if (!/^[0-9A-Z]{1,18}$/.test(number)) throw new Refusal('bad-number');
  return { number, numberFits: numberFits(number) };
}

function sexOf(block: Buffer, field: Field): ReadCard['sex'] {
  const sex = sexes[textOf(block, field)];
  if (sex === undefined) throw new Refusal('bad-sex');
  return sex;
}

function nationOf(nation: string): string | null {
  return /^(0[1-9]|[1-4]\d|5[0-7])$/.test(nation) ? nation : null;
}

/** Dates in an order that life allows: born, then valid from, then valid until. */
function datesOf(block: Buffer, bornField: Field): Pick<ReadCard, 'bornOn' | 'validFrom' | 'validUntil'> {
  const bornOn = dateOf(textOf(block, bornField));
  const validFrom = dateOf(textOf(block, cardFields.validFrom));
  const until = textOf(block, cardFields.validUntil);
  const validUntil = until === forEver ? null : dateOf(until);
  if (bornOn > validFrom || (validUntil !== null && validFrom > validUntil)) throw new Refusal('bad-date');
  return { bornOn, validFrom, validUntil };
}

/** `19491231` as `1949-12-31`. */
function dateOf(digits: string): string {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(digits) ?? [];
  if (year === undefined || Number(year) < 1800) throw new Refusal('bad-date');
  const text = `${year}-${month}-${day}`;
  const date = new Date(`${text}T00:00:00Z`);
  // An impossible day either is no date at all or rolls over into the next month.
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text) throw new Refusal('bad-date');
  return text;
}
