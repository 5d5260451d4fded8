import type { CounterSign, HuiduConfig } from '../../server/contract/device.ts';
import { boardWords } from '../../server/contract/texts/board-words.ts';
import { fillText } from '../../server/contract/texts/define.ts';
import type { BoardText } from './messages.ts';

/**
 * Height of the figures that are still read from the last seat: 12 mm for each metre (rule D1) is 120 mm at ten
 * metres, and boards for halls have lamps 4 mm apart.
 */
export const readablePx = 32;
/** More rows nobody reads (rule D2). */
const rowsMost = 8;
/** A row is so much higher than its letters. */
const leading = 1.25;

type Word = keyof typeof boardWords;
type Call = Extract<CounterSign, { state: 'calling' }>;
type Size = Pick<HuiduConfig, 'widthPx' | 'heightPx'>;

/** What the board shows: texts on fixed places. Two boards of one shape differ in words only. */
export interface Board {
  shape: string;
  texts: BoardText[];
}

const fill = (word: Word, values: Record<string, string | number> = {}) => fillText(boardWords[word], 'zh', values);

/** Width in letter heights: hanzi and arrows take a whole one, ASCII half of one. */
export function widthEms(text: string): number {
  return [...text].reduce((sum, character) => sum + ((character.codePointAt(0) ?? 0) < 0x80 ? 0.5 : 1), 0);
}

/** The zone a sign speaks for: the counter's where the server names it, else the ticket's, which is its first digit. */
function zoneOf(sign: Call): number {
  return sign.zone ?? Number(sign.number.charAt(0));
}

/** The calls that these zones' board shows, newest first. */
export function callsOf(signs: readonly CounterSign[], zones: readonly number[]): Call[] {
  return signs
    .filter((sign) => sign.state === 'calling')
    .filter((sign) => zones.includes(zoneOf(sign)))
    .sort((a, b) => b.callSeq - a.callSeq || a.counter - b.counter);
}

interface Wording {
  number: Word;
  way: Word;
}
/** From the fullest to the shortest. */
const wordings: readonly Wording[] = [
  { number: 'board-number', way: 'board-way' },
  { number: 'board-number', way: 'board-way-narrow' },
  { number: 'board-number-narrow', way: 'board-way-narrow' },
  { number: 'board-number-narrow', way: 'board-way-shortest' },
];

interface Columns {
  wording: Wording;
  /** Of the widest number and way, with a gap after the number. */
  numberEms: number;
  wayEms: number;
}

/** The fullest wording that fits at a readable height; the shortest where none does. */
function columnsFor(calls: readonly Call[], widthPx: number): Columns {
  const longest = (texts: readonly string[], least: number) =>
    '8'.repeat(Math.max(least, ...texts.map((text) => text.length)));
  const number = longest(
    calls.map((call) => call.number),
    4,
  );
  const counter = longest(
    calls.map((call) => String(call.counter)),
    2,
  );
  const all = wordings.map((wording) => ({
    wording,
    numberEms: widthEms(fill(wording.number, { number })) + 0.5,
    wayEms: widthEms(fill(wording.way, { counter })),
  }));
  const fitting = all.find(({ numberEms, wayEms }) => (numberEms + wayEms) * readablePx <= widthPx);
  return fitting ?? (all.at(-1) as Columns);
}

/** Rows of number and way, as many as stay readable, each as high as the board then allows. */
function callsBoard(calls: readonly Call[], { widthPx, heightPx }: Size): Board {
  const { wording, numberEms, wayEms } = columnsFor(calls, widthPx);
  const widestPx = Math.floor(widthPx / (numberEms + wayEms));
  const leastPx = Math.min(readablePx, widestPx, Math.floor(heightPx / leading));
  const rows = Math.min(rowsMost, Math.max(1, Math.floor(heightPx / (leastPx * leading))));
  const height = Math.floor(heightPx / rows);
  const fontPx = Math.min(widestPx, Math.floor(height / leading));
  // Number and way stand close together in the middle, or the eye loses the row on its way across a wide board.
  const left = Math.floor((widthPx - (numberEms + wayEms) * fontPx) / 2);
  const wayLeft = left + Math.floor(numberEms * fontPx);
  const texts = Array.from({ length: rows }, (_, row) => {
    const call = calls[row];
    const place = { y: row * height, height, fontPx };
    const number: BoardText = {
      ...place,
      id: `number-${row}`,
      x: left,
      width: wayLeft - left,
      text: call ? fill(wording.number, { number: call.number }) : '',
      align: 'left',
    };
    const way: BoardText = {
      ...place,
      id: `way-${row}`,
      x: wayLeft,
      width: widthPx - wayLeft,
      text: call ? fill(wording.way, { counter: call.counter }) : '',
      align: 'left',
    };
    return [number, way];
  }).flat();
  return { shape: JSON.stringify(['calls', fontPx, left, wayLeft, rows]), texts };
}

/** Lines over the whole board, centred, as large as fits. */
function linesBoard(name: string, lines: readonly string[], { widthPx, heightPx }: Size): Board {
  const height = Math.floor(heightPx / lines.length);
  const ems = Math.max(...lines.map(widthEms));
  const fontPx = Math.max(1, Math.min(Math.floor(height / leading), Math.floor(widthPx / ems)));
  const texts = lines.map((text, line): BoardText => {
    return { id: `${name}-${line}`, x: 0, y: line * height, width: widthPx, height, text, fontPx, align: 'center' };
  });
  return { shape: JSON.stringify([name, fontPx, lines.length]), texts };
}

/** What stands while nobody is called. It tells no time: the hall has clocks, and a stopped one would mislead. */
function idleBoard(size: Size): Board {
  const waits = [fill('board-wait'), fill('board-wait-narrow')];
  const wait = waits.find((words) => widthEms(words) * readablePx <= size.widthPx) ?? waits.at(-1) ?? '';
  return linesBoard('idle', [fill('board-welcome'), wait], size);
}

/** The board for the present: the called numbers of its zones with their counters, else the greeting. */
export function boardFor(signs: readonly CounterSign[], config: Size & Pick<HuiduConfig, 'zones'>): Board {
  const calls = callsOf(signs, config.zones);
  return calls.length > 0 ? callsBoard(calls, config) : idleBoard(config);
}

export function testBoard(size: Size): Board {
  return linesBoard('test', [fill('board-test')], size);
}
