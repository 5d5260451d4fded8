import type { AlphaCommand } from './packet.ts';

/** Labels name files in the sign's memory. `0` is the priority text, and `?` means any. */
export const priorityLabel = '0';
const isLabel = (label: string) => /^[\x20-\x7e]$/.test(label) && label !== '?';

export type DisplayMode = 'rotate' | 'hold' | 'flash';
export const modeCodes: Readonly<Record<DisplayMode, string>> = { rotate: 'a', hold: 'b', flash: 'c' };
const escapeCode = '\x1b';
/** Position 20 hex: the text stands in the middle of the sign's height, whatever its number of lines. */
export const middlePosition = ' ';
/** Pages of a held text turn at this speed, the second quickest of five (15 to 19 hex). */
const speedCode = '\x18';
/** Colour 3: amber. */
const amber = '\x1c3';
/** Before the label of a picture that stands in the text. */
export const pictureMark = '\x14';
/** Before the label of a string that stands in the text. */
export const stringMark = '\x10';

const command = (code: string, ...pieces: readonly string[]): AlphaCommand => {
  return { code, pieces: pieces.map((piece) => Buffer.from(piece, 'latin1')) };
};

function labelled(label: string): string {
  if (!isLabel(label)) throw new RangeError(`label ${JSON.stringify(label)}`);
  return label;
}

/** Letters of the sign's own fonts. */
const isPlain = (text: string) => [...text].every((letter) => letter >= ' ' && letter <= '~');

/** One page of a text file: letters of the sign's own fonts (20 to 7E hex) and pictures. */
export interface TextPage {
  mode: DisplayMode;
  text: string;
}

/** Pictures in a text: `\x14` and the label. */
export function pictureText(labels: readonly string[]): string {
  return labels.map((label) => pictureMark + labelled(label)).join('');
}

/** Writes a text file. Without pages it is emptied; an empty priority text gives the sign back to the other files. */
export function writeText(label: string, pages: readonly TextPage[]): AlphaCommand {
  const text = pages.map((page) => {
    if (!isPlain(page.text.replaceAll(pictureMark, ''))) throw new RangeError('letters that the sign lacks');
    return `${escapeCode}${middlePosition}${modeCodes[page.mode]}${speedCode}${amber}${page.text}`;
  });
  return command('A', labelled(label) + text.join(''));
}

/** Writes a string file, which may be changed while it is shown, without a flicker. */
export function writeString(label: string, text: string): AlphaCommand {
  if (!isPlain(text)) throw new RangeError('letters that the sign lacks');
  return command('G', labelled(label) + text);
}

const hex = (value: number, digits: number) => value.toString(16).toUpperCase().padStart(digits, '0');

export type MemoryFile =
  | { label: string; type: 'text' | 'string'; bytes: number }
  | { label: string; type: 'dots'; widthDots: number; heightDots: number };

/** Text files are shown always; pictures have three colours. */
function memoryEntry(file: MemoryFile): string {
  const label = labelled(file.label);
  if (file.type === 'dots') return `${label}DU${hex(file.heightDots, 2)}${hex(file.widthDots, 2)}2000`;
  if (file.type === 'string') return `${label}BL${hex(file.bytes, 4)}0000`;
  return `${label}AU${hex(file.bytes, 4)}FF00`;
}

/** Lays out the sign's memory; everything in it is lost. Without files all memory is freed. */
export function configureMemory(files: readonly MemoryFile[]): AlphaCommand {
  return command('E', `$${files.map(memoryEntry).join('') || '$$$'}`);
}

/** Sets the clock of the sign, 24 hours. */
export function setTime(hour: number, minute: number): AlphaCommand {
  return command('E', ` ${String(hour).padStart(2, '0')}${String(minute).padStart(2, '0')}`);
}

export function softReset(): AlphaCommand {
  return command('E', ',');
}

/** From now on the sign answers each packet for its own address with ACK or NAK; older signs never do. */
export function enableAnswers(enabled: boolean): AlphaCommand {
  return command('E', `s${enabled ? 1 : 0}`);
}

/** Rows of dots from top to bottom, each a string of colours: `0` dark, `1` red, `2` green, `3` amber, up to `8`. */
export type Dots = readonly string[];

/** Writes a small picture of at most 255 × 31 dots. The pause after its width is between the two pieces. */
export function writeDots(label: string, rows: Dots): AlphaCommand {
  const width = rows[0]?.length ?? 0;
  if (rows.length < 1 || rows.length > 31 || width < 1 || width > 255) throw new RangeError('picture size');
  if (rows.some((row) => row.length !== width || /[^0-8]/.test(row))) throw new RangeError('picture row');
  const body = rows.map((row) => `${row}\r`).join('');
  return command('I', labelled(label) + hex(rows.length, 2) + hex(width, 2), body);
}

/** What a sign answers: ACK or NAK and its error register, in which bit 6 is always set. */
export type SignAnswer = { kind: 'ack' } | { kind: 'nak'; error: string };

/** Bits of the register and what they mean, the gravest first. */
const registerBits: readonly (readonly [number, string])[] = [
  [0x20, 'illegal-command'],
  [0x10, 'checksum'],
  [0x08, 'buffer-full'],
  [0x04, 'line-timeout'],
  [0x02, 'framing'],
  [0x01, 'parity'],
];

export function registerOf(error: string | null): number {
  return 0x40 | (registerBits.find(([, name]) => name === error)?.[0] ?? 0);
}

export function readRegister(register: number): string {
  return registerBits.find(([bit]) => register & bit)?.[1] ?? 'refused';
}
