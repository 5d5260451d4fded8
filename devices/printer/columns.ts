/** Characters that take no column of their own: joiners, variation selectors, combining marks, byte order marks. */
const zeroWidth = /[\p{Mark}\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]/u;
/** Punctuation that must not begin a line. */
const closing = new Set([...'，。、；：！？）》」』】〕”’%,.;:!?)]}']);

/**
 * Columns of one character on paper: a printer draws ASCII in half a cell and every other character in a full one. This
 * is the printer's rule (one byte or two), not Unicode's East Asian width.
 */
export function columnsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20 || code === 0x7f || zeroWidth.test(character)) return 0;
  return code < 0x80 ? 1 : 2;
}

/** Columns of a line of text. */
export function widthColumns(text: string): number {
  let columns = 0;
  for (const character of text) columns += columnsOf(character);
  return columns;
}

/** Pieces that stay together on a line where they fit: a run of ASCII letters and digits, or one character. */
function* pieces(text: string): Generator<string> {
  for (const match of text.matchAll(/[\x21-\x7e]+|[^\x21-\x7e]/gu)) yield match[0];
}

function* slices(piece: string, mostColumns: number): Generator<string> {
  let line = '';
  for (const character of piece) {
    if (line !== '' && widthColumns(line + character) > mostColumns) {
      yield line;
      line = '';
    }
    line += character;
  }
  yield line;
}

/** Takes the last character along when the next line would begin with closing punctuation. */
function splitBefore(line: string, piece: string, mostColumns: number): [string, string] {
  const characters = [...line];
  const last = characters.at(-1);
  if (!closing.has([...piece][0] ?? '') || characters.length < 2 || last === undefined) return [line, ''];
  if (widthColumns(last + piece) > mostColumns) return [line, ''];
  return [characters.slice(0, -1).join(''), last];
}

/**
 * Breaks text into lines of at most `mostColumns` (2 or more). Line ends in the text are kept; a word longer than a line
 * is cut. An empty text is one empty line.
 */
export function wrap(text: string, mostColumns: number): string[] {
  if (mostColumns < 2) throw new RangeError('a line needs two columns for one hanzi');
  return text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, mostColumns));
}

function wrapParagraph(paragraph: string, mostColumns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const whole of pieces(paragraph)) {
    for (const piece of slices(whole, mostColumns)) {
      if (widthColumns(line + piece) <= mostColumns) {
        line += piece;
        continue;
      }
      const [kept, moved] = splitBefore(line, piece, mostColumns);
      lines.push(kept.trimEnd());
      line = (moved + piece).trimStart();
    }
  }
  lines.push(line.trimEnd());
  return lines;
}

/** One line with `left` at the left edge and `right` at the right one; a left part that is too long wraps below. */
export function leftRight(left: string, right: string, columns: number): string[] {
  const room = columns - widthColumns(right) - 1;
  if (room < 8) return [...wrap(left, columns), ...wrap(right, columns)];
  const [first = '', ...rest] = wrap(left, room);
  return [first + ' '.repeat(columns - widthColumns(first) - widthColumns(right)) + right, ...rest];
}

/** The line moved to the middle with spaces. */
export function centre(line: string, columns: number): string {
  return ' '.repeat(Math.max(0, Math.floor((columns - widthColumns(line)) / 2))) + line;
}
