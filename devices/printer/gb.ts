import iconv from 'iconv-lite';

/** What a printer shows where it has no glyph and no picture of one could be drawn: GB2312 A1FE. */
export const missingGlyph = '〓';

/** Signs that no printer font has and their look-alikes that every one has. */
const lookAlikes: Readonly<Record<string, string>> = {
  '–': '-',
  '‐': '-',
  '‑': '-',
  '−': '-',
  '•': '·',
  '‧': '·',
  '・': '·',
  '\u00a0': ' ',
  '\u2002': ' ',
  '\u2003': ' ',
  '\u2009': ' ',
  '⾄': '至',
};
const lookAlike = new RegExp(`[${Object.keys(lookAlikes).join('')}]`, 'gu');

/**
 * The text as it may be printed: Unicode-composed, look-alikes replaced, and without control characters, marks and
 * joiners, of which no printer makes anything but harm.
 */
export function printable(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\p{Control}\p{Mark}\p{Format}\p{Surrogate}\u2028\u2029]/gu, '')
    .replace(lookAlike, (character) => lookAlikes[character] ?? character);
}

/** GB18030 bytes of a text. Encodes everything; whether the printer has the glyph is `isRare`'s question. */
export function gb(text: string): Buffer {
  return iconv.encode(text, 'gb18030');
}

/** GB2312 rows 1 to 9 hold signs, and not every place in them is taken. */
function isGb2312Sign(row: number, cell: number): boolean {
  switch (row) {
    case 1:
    case 3:
      return true;
    case 2:
      return (cell >= 17 && cell <= 66) || (cell >= 69 && cell <= 78) || (cell >= 81 && cell <= 92);
    case 4:
      return cell <= 83;
    case 5:
      return cell <= 86;
    case 6:
      return cell <= 24 || (cell >= 33 && cell <= 56);
    case 7:
      return cell <= 33 || (cell >= 49 && cell <= 81);
    case 8:
      return cell <= 26 || (cell >= 37 && cell <= 73);
    case 9:
      return cell >= 4 && cell <= 79;
    default:
      return false;
  }
}

/** What was found out of each character, because a hall prints the same few hundred all day. */
const rareKnown = new Map<string, boolean>();
const RARE_KNOWN_MOST = 20_000;

/**
 * True for a character that the font of a common 58 or 80 mm printer lacks, so that its line has to be drawn as dots.
 * Safe are ASCII, GB2312, and the hanzi of GBK/3 (81..A0) and GBK/4 (AA..FE, second byte below A1, without the rows
 * from FE50 that came later and hold such as 䶮 FE9F). Rare is all else: four-byte GB18030 and the added signs.
 */
export function isRare(character: string): boolean {
  const known = rareKnown.get(character);
  if (known !== undefined) return known;
  const rare = isRareCode(gb(character), character);
  if (rareKnown.size >= RARE_KNOWN_MOST) rareKnown.clear();
  rareKnown.set(character, rare);
  return rare;
}

function isRareCode(bytes: Buffer, character: string): boolean {
  const [lead = 0, trail = 0] = bytes;
  if (bytes.length === 1) return lead >= 0x7f || (lead === 0x3f && character !== '?');
  if (bytes.length !== 2) return true;
  if (lead <= 0xa0) return lead < 0x81;
  if (trail >= 0xa1) {
    const row = lead - 0xa0;
    const cell = trail - 0xa0;
    if (row <= 9) return !isGb2312Sign(row, cell);
    return row < 16 || row > 87 || (row === 55 && cell > 89);
  }
  if (lead < 0xaa) return true;
  return lead === 0xfe && trail >= 0x50;
}

/** True when the whole text can go to the printer's own font. */
export function isPlain(text: string): boolean {
  for (const character of text) if (isRare(character)) return false;
  return true;
}

/** The text with 〓 in place of every character the printer's font lacks. */
export function withoutRare(text: string): string {
  return text.replace(/./gu, (character) => (isRare(character) ? missingGlyph : character));
}
