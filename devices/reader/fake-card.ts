import type { ReadCard } from '../../server/contract/device.ts';
import { cardFields } from './card-text.ts';
import { cardTextBytes } from './frame.ts';
import { residentCheck } from './id-number.ts';

type Field = readonly [at: number, bytes: number];

/** The text block that a card of these data carries. Throws RangeError for a text that is longer than its field. */
export function cardText(card: ReadCard): Buffer {
  const block = Buffer.alloc(cardTextBytes);
  for (let at = 0; at < block.length; at += 2) block.write(' ', at, 'utf16le');
  const put = ([at, bytes]: Field, text: string) => {
    const encoded = Buffer.from(text, 'utf16le');
    if (encoded.length > bytes) throw new RangeError(`${encoded.length} bytes for a field of ${bytes}`);
    encoded.copy(block, at);
  };
  const digits = (date: string) => date.replaceAll('-', '');
  put(cardFields.validFrom, digits(card.validFrom));
  put(cardFields.validUntil, card.validUntil === null ? '长期' : digits(card.validUntil));
  put(card.type === 'foreigner-2017' ? cardFields['foreigner-2017'].number : cardFields.number, card.number);
  if (card.type === 'foreigner-2017') putForeigner2017(card, put, digits);
  else if (card.type === 'foreigner-2023') putForeigner2023(card, put, digits);
  else putResident(card, put, digits);
  return block;
}

type Put = (field: Field, text: string) => void;
type Digits = (date: string) => string;
const sexDigit = { male: '1', female: '2', other: '9' } as const;

function putResident(card: ReadCard, put: Put, digits: Digits): void {
  const fields = cardFields.resident;
  put(fields.name, card.name);
  put(fields.sex, sexDigit[card.sex]);
  put(fields.nation, card.nation ?? '');
  put(fields.bornOn, digits(card.bornOn));
  put(fields.address, card.address ?? '');
  put(cardFields.issuer, card.issuer ?? '');
  if (card.type === 'hong-kong-macau-taiwan') put(cardFields.type, 'J');
}

function putForeigner2017(card: ReadCard, put: Put, digits: Digits): void {
  const fields = cardFields['foreigner-2017'];
  put(fields.englishName, card.name);
  put(fields.chineseName, card.otherName ?? '');
  put(fields.sex, sexDigit[card.sex]);
  put(fields.nationality, card.nation ?? '');
  put(fields.bornOn, digits(card.bornOn));
  put(fields.agency, card.issuer ?? '');
  put(cardFields.type, 'I');
}

function putForeigner2023(card: ReadCard, put: Put, digits: Digits): void {
  const fields = cardFields['foreigner-2023'];
  const [, nameBytes] = fields.englishName;
  put(fields.englishName, card.name.slice(0, nameBytes / 2));
  put(fields.englishNameMore, card.name.slice(nameBytes / 2));
  put(fields.chineseName, card.otherName ?? '');
  put(fields.sex, sexDigit[card.sex]);
  put(fields.nationality, card.nation ?? '');
  put(fields.bornOn, digits(card.bornOn));
  put(cardFields.type, 'Y');
}

/** A resident's card in this name. Its number is of an area that does not exist, so it can be nobody's. */
export function inventedCard(name: string): ReadCard {
  const turn = [...name].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 1000, 0);
  const bornOn = `19${50 + (turn % 50)}-03-${String(1 + (turn % 28)).padStart(2, '0')}`;
  const digits = `999999${bornOn.replaceAll('-', '')}${String(turn).padStart(3, '0')}`;
  return {
    type: 'resident',
    name,
    otherName: null,
    sex: turn % 2 === 1 ? 'male' : 'female',
    nation: '01',
    bornOn,
    address: '虚构省样例县幸福路1号',
    number: `${digits}${residentCheck(digits)}`,
    numberFits: true,
    issuer: '样例县公安局',
    validFrom: '2015-06-01',
    validUntil: '2035-06-01',
  };
}
