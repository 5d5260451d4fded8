import type { LitArea, LitScreen } from '../../server/contract/device.ts';
import { type BoxPage, litArea, readPages } from './box-text.ts';
import { pictureMark, registerOf, stringMark } from './encode.ts';
import { controls, everyAddress, type PacketEvent, type ReceivedCommand } from './packet.ts';

export interface BoxConfig {
  /** Two upper-case hexadecimal digits. */
  address: string;
  counter: number | null;
  widthPx: number;
  heightPx: number;
}

/** What goes wrong inside the sign, as against on its line. */
export interface BoxFaults {
  /** Hears nothing. */
  deaf: boolean;
  /** An old sign that carries out everything and never answers. */
  'no-answers': boolean;
  /** Takes every packet for damaged. */
  'wrong-checksum': boolean;
}

type BoxFile =
  | { type: 'text'; bytes: number; pages: BoxPage[] }
  | { type: 'string'; bytes: number; text: string }
  | { type: 'dots'; widthDots: number; heightDots: number; rows: string[] | null };

/** Thrown where a command cannot be carried out: a name from the error register, and why. */
class Refusal extends Error {
  readonly error: string;
  constructor(error: string, why: string) {
    super(why);
    this.error = error;
  }
}

const complaintsMost = 100;
const memoryBytesMost = 32 * 1024;
const priorityBytes = 125;
const illegal = (why: string) => new Refusal('illegal-command', why);

/** A sign as it behaves towards packets, without any line: checks every field and keeps what is lit. */
export class AlphaBox {
  readonly faults: BoxFaults = { deaf: false, 'no-answers': false, 'wrong-checksum': false };
  /** Why packets were refused, newest last, at most 100. */
  readonly complaints: string[] = [];
  /** What was carried out, as letter and label, newest last, at most 100. */
  readonly carriedOut: string[] = [];
  readonly #config: BoxConfig;
  #files = new Map<string, BoxFile>();
  #priority: BoxPage[] = [];
  #answers = false;
  #at = 0;

  constructor(config: BoxConfig) {
    this.#config = config;
    this.powerCut();
  }

  /** Takes what the parser made of the line; the bytes to answer, null for none. */
  take(event: PacketEvent, now: number): { answer: Buffer | null; changed: boolean } {
    if (this.faults.deaf) return { answer: null, changed: false };
    const address = event.kind === 'packet' ? event.packet.address : event.address;
    if (address !== null && !this.#isMine(address)) return { answer: null, changed: false };
    // A sign carries out each command when it has come: what stands before a damaged one is shown.
    let changed = false;
    try {
      if (event.kind === 'damaged') throw new Refusal('framing', event.problem);
      const { type, commands } = event.packet;
      if (!'Z12^'.includes(type)) return { answer: null, changed: false };
      if (commands.length === 0) throw illegal('no command');
      for (const command of commands) {
        this.#carryOut(command, now);
        changed = true;
      }
      return { answer: this.#answer(address, null), changed };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.complaints.push(`${error.error}: ${error.message}`);
      if (this.complaints.length > complaintsMost) this.complaints.shift();
      return { answer: this.#answer(address, error.error), changed };
    }
  }

  screens(): LitScreen[] {
    const { address, counter, widthPx, heightPx } = this.#config;
    const pages = this.#priority.length > 0 ? this.#priority : this.#running();
    const areas: LitArea[] =
      pages.length > 0
        ? [
            litArea(
              pages.map((page) => this.#resolve(page)),
              this.#config,
            ),
          ]
        : [];
    return [{ address: Number.parseInt(address, 16), counter, widthPx, heightPx, at: this.#at, areas }];
  }

  /** The power was away: the memory is empty but for the first text file, and answers are off. */
  powerCut(): void {
    this.clearMemory();
    this.#answers = false;
  }

  /** Somebody freed all memory, by a remote control or another program. */
  clearMemory(): void {
    this.#files = new Map([['A', { type: 'text', bytes: 256, pages: [] }]]);
    this.#priority = [];
  }

  #running(): BoxPage[] {
    return [...this.#files.values()].flatMap((file) => (file.type === 'text' ? file.pages : []));
  }

  /** The page with its pictures and strings in the place of their labels. */
  #resolve(page: BoxPage) {
    const parts = page.parts.map((part) => {
      const file = part.kind === 'text' ? null : this.#files.get(part.label);
      if (part.kind === 'text') return { text: part.text, rows: null };
      if (file?.type === 'string') return { text: file.text, rows: null };
      return { text: null, rows: file?.type === 'dots' ? (file.rows ?? ['0']) : ['0'] };
    });
    return { mode: page.mode, parts };
  }

  #isMine(address: string): boolean {
    const own = this.#config.address;
    const fits = [...address].every((digit, index) => digit === '?' || digit === own[index]);
    return fits || address === everyAddress || own === everyAddress;
  }

  /** Only a packet to this sign alone is answered, or all signs on the wire would speak at once. */
  #answer(address: string | null, error: string | null): Buffer | null {
    if (!this.#answers || this.faults['no-answers'] || address === everyAddress) return null;
    if (address !== this.#config.address) return null;
    return Buffer.from([error === null ? controls.ack : controls.nak, registerOf(error)]);
  }

  #carryOut({ code, data, checksumFits }: ReceivedCommand, now: number): void {
    if (checksumFits === false || this.faults['wrong-checksum']) throw new Refusal('checksum', `command ${code}`);
    if (data.some((byte) => byte > 0x7f)) throw new Refusal('parity', `a byte of eight bits in ${code}`);
    const text = data.toString('latin1');
    const label = text.charAt(0);
    const rest = text.slice(1);
    if (code === 'A') this.#writeText(label, rest);
    else if (code === 'G') this.#writeString(label, rest);
    else if (code === 'I') this.#writeDots(label, rest);
    else if (code === 'E') this.#special(label, rest);
    else throw illegal(`command ${code}`);
    this.#at = now;
    this.carriedOut.push(code + label);
    if (this.carriedOut.length > complaintsMost) this.carriedOut.shift();
  }

  #writeText(label: string, text: string): void {
    const file = this.#files.get(label);
    const bytes = label === '0' ? priorityBytes : file?.type === 'text' ? file.bytes : null;
    if (bytes === null) throw illegal(`no text file ${label}`);
    if (text.length > bytes) throw new Refusal('buffer-full', `${text.length} bytes for text ${label}`);
    const pages = readPages(text);
    if ('problem' in pages) throw illegal(pages.problem);
    for (const { label: inner } of pages.flatMap(({ parts }) => parts.filter((part) => part.kind !== 'text'))) {
      if (!this.#files.has(inner)) throw illegal(`text ${label} names file ${inner}, which is not there`);
    }
    if (label === '0') this.#priority = pages;
    else if (file?.type === 'text') file.pages = pages;
  }

  #writeString(label: string, text: string): void {
    const file = this.#files.get(label);
    if (file?.type !== 'string') throw illegal(`no string file ${label}`);
    if (text.length > file.bytes) throw new Refusal('buffer-full', `${text.length} bytes for string ${label}`);
    if (text.includes(pictureMark) || text.includes(stringMark)) throw illegal('a file in a string');
    file.text = text;
  }

  #writeDots(label: string, text: string): void {
    const file = this.#files.get(label);
    if (file?.type !== 'dots') throw illegal(`no picture file ${label}`);
    const head = /^([0-9A-F]{2})([0-9A-F]{2})/.exec(text);
    const [height, width] = [Number.parseInt(head?.[1] ?? '0', 16), Number.parseInt(head?.[2] ?? '0', 16)];
    if (height !== file.heightDots || width !== file.widthDots) throw illegal(`picture ${label} of another size`);
    const rows = text.slice(4).split('\r');
    if (rows.pop() !== '' || rows.length !== height) throw illegal(`picture ${label} has ${rows.length} rows`);
    if (rows.some((row) => row.length !== width || /[^0-8]/.test(row))) throw illegal(`a row of picture ${label}`);
    file.rows = rows;
  }

  #special(name: string, text: string): void {
    if (name === '$') this.#layOut(text);
    else if (name === 's' && /^[01]$/.test(text)) this.#answers = text === '1';
    else if (name === ',' && text === '') this.#priority = [];
    else if (name === ' ' && /^([01]\d|2[0-3])[0-5]\d$/.test(text)) return;
    else if (name === ';' && /^(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d\d$/.test(text)) return;
    else throw illegal(`special function ${name}${text}`);
  }

  /** Everything is checked before the memory is given up. */
  #layOut(text: string): void {
    const files = new Map<string, BoxFile>();
    const entries = text === '$$$' ? [] : piecesOf(text, 11);
    let used = 0;
    for (const entry of entries) {
      const [label, file] = readEntry(entry);
      if (files.has(label)) throw illegal(`file ${label} twice`);
      files.set(label, file);
      used += file.type === 'dots' ? Math.ceil((file.widthDots * file.heightDots) / 4) : file.bytes;
    }
    if (used > memoryBytesMost) throw new Refusal('buffer-full', `${used} bytes of memory`);
    if (entries.length === 0) files.set('A', { type: 'text', bytes: 256, pages: [] });
    this.#files = files;
  }
}

function piecesOf(text: string, length: number): string[] {
  return Array.from({ length: Math.ceil(text.length / length) }, (_, index) =>
    text.slice(index * length, (index + 1) * length),
  );
}

/** One file of a memory layout: label, type, protection, size (for pictures height and width), and four digits more. */
function readEntry(entry: string): [string, BoxFile] {
  const read = /^([ -~])([ABD])([UL])([0-9A-F]{2})([0-9A-F]{2})([0-9A-F]{4})$/.exec(entry);
  const [, label = '', type, , high = '', low = '', more = ''] = read ?? [];
  if (!read || '?0'.includes(label)) throw illegal(`memory entry ${JSON.stringify(entry)}`);
  if (type === 'D') {
    const [heightDots, widthDots] = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
    const isSize = heightDots >= 1 && heightDots <= 31 && widthDots >= 1;
    if (!isSize || !['1000', '2000', '4000'].includes(more)) throw illegal(`memory entry ${entry}`);
    return [label, { type: 'dots', widthDots, heightDots, rows: null }];
  }
  const bytes = Number.parseInt(high + low, 16);
  if (bytes < 1 || (type === 'B' && more !== '0000')) throw illegal(`memory entry ${entry}`);
  return [label, type === 'A' ? { type: 'text', bytes, pages: [] } : { type: 'string', bytes, text: '' }];
}
