import iconv from 'iconv-lite';
import type { LedBusConfig, LitArea } from '../../server/contract/device.ts';
import { isGb2312Code } from './gb2312.ts';

export interface ParsedArea {
  id: number;
  lit: LitArea;
  /** True when the text chooses fonts by `\FO` or `\FE`. */
  namesFonts: boolean;
}

export interface ParsedAreas {
  deletesAll: boolean;
  deletes: number[];
  areas: ParsedArea[];
}

type Problem = { problem: string };

const motions: Readonly<Record<number, LitArea['motion']>> = {
  1: 'static',
  2: 'instant',
  3: 'left',
  4: 'right',
  5: 'up',
  6: 'down',
};
const colours: Readonly<Record<string, LitArea['colour']>> = { '1': 'red', '2': 'green', '3': 'yellow' };
const aligns: readonly LitArea['align'][] = ['left', 'right', 'centre'];

/** Reads the fields one after another and says where the bytes end too early. */
class Fields {
  #offset = 0;
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.#offset;
  }

  number(bytes: 1 | 2 | 4): number {
    const from = this.#offset;
    this.take(bytes);
    return this.#bytes.readUIntLE(from, bytes);
  }

  take(count: number): Buffer {
    if (count > this.left) throw new RangeError(`${count} bytes announced, ${this.left} are left`);
    this.#offset += count;
    return this.#bytes.subarray(this.#offset - count, this.#offset);
  }
}

/** The payload of request A3 06, written against the protocol page and not against our encoder. */
export function readAreas(payload: Buffer, generation: LedBusConfig['generation']): ParsedAreas | Problem {
  try {
    const fields = new Fields(payload);
    const deleteCount = fields.number(1);
    const deletesAll = deleteCount === 0xff;
    const deletes = deletesAll ? [] : [...fields.take(deleteCount)];
    const areas: ParsedArea[] = [];
    for (let left = fields.number(1); left > 0; left -= 1) {
      areas.push(readArea(new Fields(fields.take(fields.number(2))), generation));
    }
    if (fields.left > 0) return { problem: `${fields.left} bytes too many` };
    return { deletesAll, deletes, areas };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

/** A 5K card counts in 8 dots unless bit 15 of the word is set. */
function dots(word: number, generation: LedBusConfig['generation']): number {
  if (generation === '6K') return word;
  return word & 0x8000 ? word & 0x7fff : word * 8;
}

function readArea(fields: Fields, generation: LedBusConfig['generation']): ParsedArea {
  if (fields.number(1) !== 0) throw new RangeError('area type is not 0');
  const x = dots(fields.number(2), generation);
  const y = fields.number(2);
  const width = dots(fields.number(2), generation);
  const height = fields.number(2);
  if (width === 0 || height === 0) throw new RangeError('area without room');
  const id = fields.number(1);
  fields.number(1);
  if (fields.number(1) > 5) throw new RangeError('unknown run mode');
  fields.number(2);
  const soundMode = fields.number(1);
  if (soundMode > 2) throw new RangeError('unknown sound mode');
  if (soundMode > 0) fields.take(3);
  if (soundMode === 2) fields.take(fields.number(4));
  fields.take(fields.number(1));
  const align = aligns[fields.number(1) & 0x03];
  const singleLine = fields.number(1);
  const newLine = fields.number(1);
  const motion = motions[fields.number(1)];
  fields.number(1);
  const speed = fields.number(1);
  fields.number(1);
  if (!align || !motion) throw new RangeError('unknown alignment or motion');
  if (![1, 2].includes(singleLine) || ![1, 2].includes(newLine)) throw new RangeError('line mode is not 1 or 2');
  if (speed > 0x18) throw new RangeError('speed above 24');
  const { text, colour, namesFonts } = readText(fields.take(fields.number(4)));
  if (fields.left > 0) throw new RangeError(`${fields.left} bytes too many in an area`);
  return { id, namesFonts, lit: { x, y, width, height, text, colour, align, motion } };
}

/** Text as the card draws it: escapes taken out, the first colour kept, GB 2312 and ASCII only. */
function readText(bytes: Buffer): { text: string; colour: LitArea['colour']; namesFonts: boolean } {
  let text = '';
  let colour: LitArea['colour'] | null = null;
  let namesFonts = false;
  for (let index = 0; index < bytes.length; ) {
    const byte = bytes[index] ?? 0;
    if (byte === 0x5c) {
      const match = /^\\(?:C([1-3])|F[OE]\d{3}|(n))/.exec(bytes.subarray(index, index + 6).toString('latin1'));
      if (!match) throw new RangeError('unknown escape in the text');
      if (match[1]) colour ??= colours[match[1]] ?? null;
      else if (match[2]) text += '\n';
      else namesFonts = true;
      index += match[0].length;
    } else if (byte < 0x80) {
      if (byte < 0x20 || byte === 0x7f) throw new RangeError('control byte in the text');
      text += String.fromCharCode(byte);
      index += 1;
    } else {
      const code = index + 1 < bytes.length ? bytes.readUInt16BE(index) : 0;
      if (!isGb2312Code(code)) throw new RangeError(`no character has the code ${code.toString(16)}`);
      text += iconv.decode(bytes.subarray(index, index + 2), 'gbk');
      index += 2;
    }
  }
  return { text, colour: colour ?? 'red', namesFonts };
}
