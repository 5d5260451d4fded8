import iconv from 'iconv-lite';

/** Code ranges that GB 2312-80 assigns outside the hanzi: first and last code of each run. */
const symbolRuns: readonly (readonly [number, number])[] = [
  [0xa1a1, 0xa1fe],
  [0xa2b1, 0xa2e2],
  [0xa2e5, 0xa2ee],
  [0xa2f1, 0xa2fc],
  [0xa3a1, 0xa3fe],
  [0xa4a1, 0xa4f3],
  [0xa5a1, 0xa5f6],
  [0xa6a1, 0xa6b8],
  [0xa6c1, 0xa6d8],
  [0xa7a1, 0xa7c1],
  [0xa7d1, 0xa7f1],
  [0xa8a1, 0xa8ba],
  [0xa8c5, 0xa8e9],
  [0xa9a4, 0xa9ef],
];

/** True for the 7,445 codes of GB 2312-80. Codec libraries call GBK by this name, whose further codes no font card draws. */
export function isGb2312Code(code: number): boolean {
  const row = code >> 8;
  const cell = code & 0xff;
  if (cell < 0xa1 || cell > 0xfe) return false;
  if (row >= 0xb0 && row <= 0xf7) return !(row === 0xd7 && cell > 0xf9);
  return symbolRuns.some(([first, last]) => code >= first && code <= last);
}

/** Signs that have a near likeness in GB 2312. The backslash would begin an escape on the card. */
const likeness: Readonly<Record<string, string>> = {
  '✕': '×',
  '✖': '×',
  '✗': '×',
  '•': '·',
  '–': '—',
  '\\': '＼',
  '\n': ' ',
  '\r': ' ',
  '\t': ' ',
};

function encodeOne(character: string): Buffer | null {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x20 && code < 0x7f) return Buffer.from([code]);
  const bytes = iconv.encode(character, 'gbk');
  return bytes.length === 2 && isGb2312Code(bytes.readUInt16BE(0)) ? bytes : null;
}

/**
 * Text as a font card can draw it: ASCII and GB 2312. A character outside both becomes its likeness, else its
 * compatibility form, else a full-width question mark, so that what is missing shows and takes the same room.
 */
export function encodeGb2312(text: string): Buffer {
  const parts: Buffer[] = [];
  for (const character of text) {
    const nearest = likeness[character] ?? character;
    const bytes = encodeOne(nearest) ?? compatible(nearest) ?? Buffer.from([0xa3, 0xbf]);
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}

function compatible(character: string): Buffer | null {
  const parts = [...character.normalize('NFKC')].map((part) => (part === '\\' ? null : encodeOne(part)));
  return parts.every((part) => part !== null) && parts.length > 0 ? Buffer.concat(parts) : null;
}

/** Width in dots in the card's 16-dot fonts: 8 for ASCII, 16 for all else. */
export function widthDots(text: string): number {
  return encodeGb2312(text).length * 8;
}
