import type { LitArea } from '../../server/contract/device.ts';
import { type DisplayMode, modeCodes, pictureMark, stringMark } from './encode.ts';
import { glyphs } from './glyphs.ts';

/** A run of letters, or a file named in the text. */
export type PagePart = { kind: 'text'; text: string } | { kind: 'picture' | 'string'; label: string };

export interface BoxPage {
  mode: DisplayMode;
  parts: PagePart[];
}

/** A page with everything that its labels stand for. */
export interface ResolvedPage {
  mode: DisplayMode;
  parts: { text: string | null; rows: readonly string[] | null }[];
}

const positions = ' "&012<>';
const modes = new Map(Object.entries(modeCodes).map(([mode, code]) => [code, mode as DisplayMode]));
/** Codes that stand alone: page, line, speeds 1 to 5; and codes that a letter follows: flash, width, font, colour. */
const loneCodes = '\x0c\r\x11\x12\x15\x16\x17\x18\x19';
const pairCodes = '\x07\x1a\x1c\x1d\x1e';

/** Reads the data of a text file after its label. A text that does not begin with ESC, position and mode is held. */
export function readPages(data: string): BoxPage[] | { problem: string } {
  const pages: BoxPage[] = [];
  if (data === '') return pages;
  let page: BoxPage = { mode: 'hold', parts: [] };
  if (!data.startsWith('\x1b')) pages.push(page);
  for (let at = 0; at < data.length; at += 1) {
    const letter = data.charAt(at);
    const next = data.charAt(at + 1);
    if (letter === '\x1b') {
      const mode = modes.get(data.charAt(at + 2));
      if (next === '' || !positions.includes(next) || mode === undefined) return { problem: 'position or mode' };
      page = { mode, parts: [] };
      pages.push(page);
      at += 2;
    } else if (letter === pictureMark || letter === stringMark) {
      if (next === '') return { problem: 'a mark without its label' };
      page.parts.push({ kind: letter === pictureMark ? 'picture' : 'string', label: next });
      at += 1;
    } else if (pairCodes.includes(letter)) {
      if (next === '') return { problem: 'a code without its letter' };
      at += 1;
    } else if (!loneCodes.includes(letter)) {
      if (letter < ' ' || letter > '~') return { problem: `code ${letter.charCodeAt(0)}` };
      page.parts.push({ kind: 'text', text: letter });
    }
  }
  return pages;
}

const known = new Map(glyphs.map(({ character, rows }) => [rows.join(), character]));
/** Stands for a picture that is none of ours. */
const unknownPicture = '▦';

function textOf({ parts }: ResolvedPage): string {
  return parts
    .map(({ text, rows }) => {
      if (rows === null) return text ?? '';
      const isBlank = rows.every((row) => !/[1-8]/.test(row));
      return known.get(rows.join()) ?? (isBlank ? '' : unknownPicture);
    })
    .join('');
}

/** The page's dots in the middle of the sign, or from its left where they are wider; null if fonts take part in it. */
function dotsOf({ parts }: ResolvedPage, widthPx: number, heightPx: number): string[] | null {
  if (parts.some(({ rows }) => rows === null)) return null;
  const width = parts.reduce((sum, { rows }) => sum + (rows?.[0]?.length ?? 0), 0);
  const height = Math.max(1, ...parts.map(({ rows }) => rows?.length ?? 0));
  const left = Math.max(0, Math.floor((widthPx - width) / 2));
  const top = Math.max(0, Math.floor((heightPx - height) / 2));
  return Array.from({ length: heightPx }, (_, y) => {
    const row = parts.map(({ rows }) => rows?.[y - top] ?? '0'.repeat(rows?.[0]?.length ?? 0)).join('');
    return ('0'.repeat(left) + row).slice(0, widthPx).padEnd(widthPx, '0');
  });
}

/** The whole sign as one area, its pages after one another. */
export function litArea(pages: readonly ResolvedPage[], size: { widthPx: number; heightPx: number }): LitArea {
  const { widthPx, heightPx } = size;
  const dots = pages.map((page) => dotsOf(page, widthPx, heightPx));
  const drawn = dots.filter((page) => page !== null);
  const moves = pages.some(({ mode }) => mode === 'rotate');
  return {
    x: 0,
    y: 0,
    width: widthPx,
    height: heightPx,
    text: pages.map(textOf).join('\n'),
    colour: 'yellow',
    align: 'centre',
    motion: moves ? 'left' : pages.length > 1 ? 'instant' : 'static',
    ...(drawn.length === pages.length ? { dots: drawn } : {}),
  };
}
