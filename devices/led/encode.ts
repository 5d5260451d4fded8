import type { LedBusConfig, LitArea } from '../../server/contract/device.ts';
import { encodeGb2312 } from './gb2312.ts';

/**
 * Data blocks of BX-5K/6K requests: `group u8 | command u8 | answer wanted u8 | two bytes | payload`. The two bytes
 * carry the payload's length in the frames that older pages publish; page v1.4 reserves them, save that the first one of
 * A3 06 is the process mode (0 draws over, 1 clears the areas first). Cards take both forms.
 */
export const answerWanted = 0x01;

export const ledCommands = {
  status: [0xa1, 0x02],
  ping: [0xa2, 0x00],
  clock: [0xa2, 0x03],
  power: [0xa3, 0x00],
  brightness: [0xa3, 0x02],
  areas: [0xa3, 0x06],
  clear: [0xa3, 0x10],
} as const;

/** Answers: group A0, command 00 for yes and 01 for no; the third byte says why not. */
export const answerGroup = 0xa0;

/** Error codes of the protocol page, by number. */
export const ledErrors: Readonly<Record<number, string>> = {
  0: 'ok',
  1: 'unknown-group',
  2: 'unknown-command',
  3: 'busy',
  4: 'memory-overrun',
  5: 'checksum',
  6: 'no-such-file',
  7: 'flash',
  8: 'download',
  9: 'file-name',
  10: 'file-type',
  11: 'file-checksum',
  12: 'font-missing',
  13: 'firmware-type',
  14: 'date',
  15: 'file-exists',
  16: 'block-number',
};

type Command = readonly [group: number, command: number];

function requestData([group, command]: Command, payload: Buffer, two = payload.length): Buffer {
  return Buffer.concat([Buffer.from([group, command, answerWanted, two & 0xff, two >> 8]), payload]);
}

export function pingData(): Buffer {
  return requestData(ledCommands.ping, Buffer.alloc(0));
}

export function statusData(): Buffer {
  return requestData(ledCommands.status, Buffer.alloc(0));
}

/** Blanks the screen. */
export function clearData(): Buffer {
  return requestData(ledCommands.clear, Buffer.alloc(0));
}

/** Deletes every dynamic area. */
export function deleteAllAreasData(): Buffer {
  return requestData(ledCommands.areas, Buffer.from([0xff, 0x00]));
}

const decimal = (value: number) => ((Math.floor(value / 10) % 10) << 4) | (value % 10);

export interface WallClock {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  /** 1 Monday to 7 Sunday. */
  weekday: number;
}

/** Sets the card's clock: decimal digits in half bytes, the year's low half first. */
export function clockData(clock: WallClock): Buffer {
  const { year, month, day, hour, minute, second, weekday } = clock;
  const values = [year % 100, Math.floor(year / 100), month, day, hour, minute, second, weekday];
  return requestData(ledCommands.clock, Buffer.from(values.map(decimal)));
}

/** One dynamic area in dots. `pages` follow one another, each shown for `holdHalfSeconds`. */
export interface SignArea {
  x: number;
  y: number;
  width: number;
  height: number;
  pages: readonly string[];
  colour: LitArea['colour'];
  align: LitArea['align'];
  motion: LitArea['motion'];
  holdHalfSeconds: number;
}

const colourDigits = { red: '1', green: '2', yellow: '3' } as const;
const alignBits = { left: 0, right: 1, centre: 2 } as const;
/** Bits 2 and 3 of the alignment byte: middle. */
const middleBits = 2 << 2;
const motionCodes = { static: 1, instant: 2, left: 3, right: 4, up: 5, down: 6 } as const;
const lineFeed = Buffer.from('\\n', 'latin1');

/** Text of an area: first Chinese and first ASCII font of the card, colour, then the pages parted by `\n`. */
function areaText(area: SignArea, fonts: boolean): Buffer {
  const head = Buffer.from(`${fonts ? '\\FO000\\FE000' : ''}\\C${colourDigits[area.colour]}`, 'latin1');
  const pages = area.pages.flatMap((page, index) => (index ? [lineFeed, encodeGb2312(page)] : [encodeGb2312(page)]));
  return Buffer.concat([head, ...pages]);
}

function areaBlock(area: SignArea, id: number, generation: LedBusConfig['generation'], fonts: boolean): Buffer {
  const text = areaText(area, fonts);
  const dotsPerUnit = generation === '5K' ? 8 : 1;
  if (area.x % dotsPerUnit || area.width % dotsPerUnit) throw new RangeError('a 5K card counts x and width in 8 dots');
  const head = Buffer.alloc(27);
  head.writeUInt16LE(area.x / dotsPerUnit, 1);
  head.writeUInt16LE(area.y, 3);
  head.writeUInt16LE(area.width / dotsPerUnit, 5);
  head.writeUInt16LE(area.height, 7);
  head.writeUInt8(id, 9);
  // Byte 10 line spacing 0, 11 run mode 0 (round and round), 12 time-out 2 s unused in that mode, 14 no sound, 15 no extension.
  head.writeUInt16LE(2, 12);
  head.writeUInt8(alignBits[area.align] | middleBits, 16);
  head.writeUInt8(area.pages.length > 1 ? 2 : 1, 17);
  head.writeUInt8(1, 18);
  head.writeUInt8(motionCodes[area.motion], 19);
  // Byte 20 leaves by the same way, 21 fastest.
  head.writeUInt8(area.holdHalfSeconds, 22);
  head.writeUInt32LE(text.length, 23);
  return Buffer.concat([head, text]);
}

export interface AreasOptions {
  generation: LedBusConfig['generation'];
  /** False leaves out the font escapes, for a card that answered `font-missing`. */
  fonts: boolean;
  /** Ids of areas that an earlier sign may have left and this one does not use. */
  deleteIds: readonly number[];
}

/** Request A3 06: deletes areas, then draws the given ones with ids 0, 1, ... in a single frame, so no half sign shows. */
export function areasData(areas: readonly SignArea[], options: AreasOptions): Buffer {
  const blocks = areas.flatMap((area, id) => {
    const block = areaBlock(area, id, options.generation, options.fonts);
    const length = Buffer.alloc(2);
    length.writeUInt16LE(block.length);
    return [length, block];
  });
  const counts = Buffer.from([options.deleteIds.length, ...options.deleteIds, areas.length]);
  return requestData(ledCommands.areas, Buffer.concat([counts, ...blocks]), 0);
}

export type LedAnswer = { kind: 'ack' } | { kind: 'nack'; code: number; error: string };

/**
 * Reads the data block of an answer; null when it is none. What the card names as an error is one under an ACK too: it
 * says that the frame arrived, and not that it is shown.
 */
export function readAnswer(data: Buffer): LedAnswer | null {
  if (data.length < 3 || data[0] !== answerGroup) return null;
  const [, verdict, code = 0] = data;
  if (verdict === 0x00 && code === 0) return { kind: 'ack' };
  if (verdict !== 0x00 && verdict !== 0x01) return null;
  const error = code === 0 ? 'unknown-error' : (ledErrors[code] ?? `code-${code}`);
  return { kind: 'nack', code, error };
}
