import type { PrintedSlip, SlipBlock } from '../../server/contract/device.ts';
import { type Bitmap, toPng } from './bitmap.ts';
import type { Operation } from './fake-commands.ts';
import { bitImage, raster, storedGraphic } from './fake-images.ts';

type Align = 'left' | 'centre' | 'right';
interface Style {
  widthFactor: number;
  heightFactor: number;
  bold: boolean;
  reverse: boolean;
}

const CHARACTER_DOTS = 12;
/** Tab stops stand after every eighth letter. */
const TAB_DOTS = 8 * CHARACTER_DOTS;
const LINE_DOTS = 30;
const BLOCKS_MOST = 2000;
const SLIPS_MOST = 200;
const aligns: readonly Align[] = ['left', 'centre', 'right'];

/** The roll of a fake printer: what is drawn on it until it is cut, and the last pieces that were cut off. */
export class FakePaper {
  readonly widthDots: number;
  readonly slips: PrintedSlip[] = [];
  /** Bytes that were no command and no character, in hex, the last of them. */
  readonly garbage: string[] = [];
  readonly #now: () => number;
  #count = 0;
  #blocks: SlipBlock[] = [];
  #line: { text: string; style: Style }[] = [];
  #lineDots = 0;
  #style: Style = { widthFactor: 1, heightFactor: 1, bold: false, reverse: false };
  #align: Align = 'left';
  #spacingDots = 0;
  #qr = { data: Buffer.alloc(0), cellDots: 3 };
  #stored: Bitmap | null = null;

  constructor(widthDots: number, now: () => number) {
    this.widthDots = widthDots;
    this.#now = now;
  }

  /** Draws one operation; true when a slip was cut off. */
  apply(operation: Operation): boolean {
    switch (operation.kind) {
      case 'character':
        this.#character(operation.text, operation.columns);
        return false;
      case 'line-feed':
        this.#endLine(true);
        return false;
      case 'tab':
        do this.#character(' ', 1);
        while (this.#lineDots % TAB_DOTS > 0);
        return false;
      case 'return':
        return false;
      case 'garbage':
        this.garbage.push(operation.bytes.toString('hex'));
        if (this.garbage.length > SLIPS_MOST) this.garbage.shift();
        return false;
      case 'command':
        return this.#command(operation.name, operation.args);
    }
  }

  #character(text: string, columns: number): void {
    const dots = (CHARACTER_DOTS * columns + this.#spacingDots) * this.#style.widthFactor;
    if (this.#lineDots + dots > this.widthDots) this.#endLine(true);
    this.#lineDots += dots;
    const run = this.#line.at(-1);
    if (run && run.style === this.#style) run.text += text;
    else this.#line.push({ text, style: this.#style });
  }

  #add(block: SlipBlock): void {
    if (this.#blocks.length < BLOCKS_MOST) this.#blocks.push(block);
  }

  #endLine(feeds: boolean): void {
    for (const { text, style } of this.#line) this.#add({ kind: 'text', text, ...style, align: this.#align });
    if (this.#line.length === 0 && feeds) this.#add({ kind: 'feed', dots: LINE_DOTS });
    this.#line = [];
    this.#lineDots = 0;
  }

  #command(name: string, args: Buffer): boolean {
    const value = args[0] ?? 0;
    switch (name) {
      case '1b40':
        this.#reset();
        return false;
      case '1b61':
        this.#align = aligns[value % 48] ?? 'left';
        return false;
      case '1b45':
      case '1b47':
        this.#style = { ...this.#style, bold: (value & 1) === 1 };
        return false;
      case '1d42':
        this.#style = { ...this.#style, reverse: (value & 1) === 1 };
        return false;
      case '1d21':
        this.#style = { ...this.#style, widthFactor: ((value >> 4) & 7) + 1, heightFactor: (value & 7) + 1 };
        return false;
      case '1b21':
        this.#style = {
          ...this.#style,
          widthFactor: value & 0x20 ? 2 : 1,
          heightFactor: value & 0x10 ? 2 : 1,
          bold: (value & 8) !== 0,
        };
        return false;
      case '1b20':
        this.#spacingDots = value;
        return false;
      case '1b64':
        this.#endLine(false);
        this.#add({ kind: 'feed', dots: value * LINE_DOTS });
        return false;
      case '1b4a':
        this.#endLine(false);
        this.#add({ kind: 'feed', dots: value });
        return false;
      default:
        return this.#graphic(name, args);
    }
  }

  #graphic(name: string, args: Buffer): boolean {
    switch (name) {
      case '1d76':
        this.#endLine(false);
        this.#image(raster(args));
        return false;
      case '1b2a':
        this.#endLine(false);
        this.#image(bitImage(args));
        return false;
      case '1d28':
        if (args[0] === 0x6b) this.#qrFunction(args.subarray(3));
        if (args[0] === 0x4c) this.#graphicFunction(args.subarray(3));
        return false;
      case '1d38':
        if (args[0] === 0x4c) this.#graphicFunction(args.subarray(5));
        return false;
      case '1d56':
      case '1b69':
      case '1b6d':
        return this.#cut();
      default:
        return false;
    }
  }

  #image(bitmap: Bitmap): void {
    const { widthDots, heightDots } = bitmap;
    if (widthDots === 0 || heightDots === 0) return;
    const png = `data:image/png;base64,${toPng(bitmap).toString('base64')}`;
    this.#add({ kind: 'image', widthDots, heightDots, align: this.#align, png });
  }

  /** GS ( L and GS 8 L: 112 stores rows of bytes, 50 prints what is stored. */
  #graphicFunction(args: Buffer): void {
    if (args[1] === 112) this.#stored = storedGraphic(args);
    if (args[1] !== 2 && args[1] !== 50) return;
    this.#endLine(false);
    if (this.#stored) this.#image(this.#stored);
    this.#stored = null;
  }

  /** GS ( k with cn 49: 67 sets the dots of a module, 80 stores the data, 81 prints them. */
  #qrFunction(args: Buffer): void {
    if (args[0] !== 49) return;
    if (args[1] === 67) this.#qr.cellDots = args[2] ?? 3;
    if (args[1] === 80) this.#qr.data = Buffer.from(args.subarray(3));
    if (args[1] !== 81 || this.#qr.data.length === 0) return;
    this.#endLine(false);
    const { data, cellDots } = this.#qr;
    this.#add({ kind: 'qr', data: data.toString('utf8'), cellDots, align: this.#align });
  }

  #reset(): void {
    this.#line = [];
    this.#lineDots = 0;
    this.#style = { widthFactor: 1, heightFactor: 1, bold: false, reverse: false };
    this.#align = 'left';
    this.#spacingDots = 0;
  }

  #cut(): boolean {
    this.#endLine(false);
    const blocks = this.#blocks;
    this.#blocks = [];
    // Blank paper between two cuts is not a slip.
    if (blocks.every((block) => block.kind === 'feed')) return false;
    const text = blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : [])).join('\n');
    this.#count += 1;
    this.slips.push({ no: this.#count, at: this.#now(), widthDots: this.widthDots, blocks, text });
    if (this.slips.length > SLIPS_MOST) this.slips.shift();
    return true;
  }
}
