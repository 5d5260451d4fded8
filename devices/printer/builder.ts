import { breakLine, printer as ThermalPrinter, types } from 'node-thermal-printer';
import { type Bitmap, createBitmap, draw, withoutRealTimeCommands } from './bitmap.ts';
import { columnsOf, widthColumns, wrap } from './columns.ts';
import { gb, isPlain, printable, withoutRare } from './gb.ts';
import type { Paper } from './paper.ts';
import { linePicture } from './pictures.ts';

export type Align = 'left' | 'centre' | 'right';

export interface LineStyle {
  /** 1, or 2 for characters twice as wide and tall. */
  size?: 1 | 2;
  bold?: boolean;
  align?: Align;
}

const alignCode: Record<Align, number> = { left: 0, centre: 1, right: 2 };
const CELL_DOTS = 24;

const packed = new WeakMap<Bitmap, Buffer>();

function newPrinter(): ThermalPrinter {
  return new ThermalPrinter({ type: types.EPSON, breakLine: breakLine.NONE, interface: '' });
}

/**
 * GS v 0 and its payload, which are the bitmap's own rows; kept with the bitmap, because most pictures come again. The
 * library would want a PNG, unpack it to four numbers for each dot and pack those to the same bytes.
 */
function packRaster(bitmap: Bitmap): Buffer {
  const known = packed.get(bitmap);
  if (known) return known;
  const head = Buffer.from([0x1d, 0x76, 0x30, 0x30, 0, 0, 0, 0]);
  head.writeUInt16LE(bitmap.rowBytes, 4);
  head.writeUInt16LE(bitmap.heightDots, 6);
  const bytes = Buffer.concat([head, withoutRealTimeCommands(bitmap).bits]);
  packed.set(bitmap, bytes);
  return bytes;
}

/**
 * Builds the bytes of one piece of paper. The library joins them, makes the QR codes and cuts; text goes in as finished
 * GB18030, because its own text path changes code pages in the middle of a line and counts a hanzi as one column.
 */
export class SlipBuilder {
  readonly paper: Paper;
  /** Joined once at the end: the library copies all that it has with each piece that is added. */
  readonly #parts: Buffer[] = [];

  constructor(paper: Paper) {
    this.paper = paper;
    // ESC @ forgets what an earlier job set; FS & turns the Chinese character mode on.
    this.bytes(0x1b, 0x40, 0x1c, 0x26);
  }

  bytes(...codes: number[]): void {
    this.#parts.push(Buffer.from(codes));
  }

  align(align: Align): void {
    this.bytes(0x1b, 0x61, alignCode[align]);
  }

  /** A paragraph in the printer's font; a line with a character that the font lacks is drawn as dots instead. */
  async text(text: string, { size = 1, bold = false, align = 'left' }: LineStyle = {}): Promise<void> {
    for (const line of wrap(printable(text), Math.floor(this.paper.columns / size))) {
      const picture = isPlain(line) ? null : this.#drawLine(line, size, align);
      if (picture) await this.picture(picture, 'left');
      else this.#printLine(withoutRare(line), size, bold, align);
    }
  }

  #printLine(line: string, size: number, bold: boolean, align: Align): void {
    this.align(align);
    this.bytes(0x1b, 0x45, bold ? 1 : 0);
    this.scale(size, size);
    this.#parts.push(gb(line));
    this.bytes(0x0a);
  }

  #drawLine(line: string, size: number, align: Align): Bitmap | null {
    const columns = Math.floor(this.paper.columns / size);
    const spare = Math.max(0, columns - widthColumns(line));
    let column = align === 'left' ? 0 : align === 'centre' ? Math.floor(spare / 2) : spare;
    const placed = [...line].map((character) => {
      const here = { character, column };
      column += columnsOf(character);
      return here;
    });
    const drawn = linePicture(placed, this.paper.widthDots, CELL_DOTS * size);
    if (!drawn) return null;
    // The printer's own lines stand 30 dots apart with characters of 24.
    const spaced = createBitmap(drawn.widthDots, drawn.heightDots + 6);
    draw(spaced, drawn, 0, 0);
    return spaced;
  }

  /** GS !: width in the high half, height in the low one, each less one. */
  scale(widthFactor: number, heightFactor: number): void {
    this.bytes(0x1d, 0x21, ((widthFactor - 1) << 4) | (heightFactor - 1));
  }

  /** ASCII only, in one line, with `spacingDots` added to the right of each character before scaling. */
  bigLine(text: string, widthFactor: number, heightFactor: number, spacingDots: number): void {
    this.align('centre');
    this.bytes(0x1b, 0x45, 1);
    this.bytes(0x1b, 0x20, spacingDots);
    this.scale(widthFactor, heightFactor);
    this.#parts.push(Buffer.from(text.replace(/[^\x20-\x7e]/g, '?'), 'latin1'));
    this.bytes(0x0a);
    this.bytes(0x1b, 0x20, 0);
    this.bytes(0x1b, 0x45, 0);
    this.scale(1, 1);
  }

  async picture(bitmap: Bitmap, align: Align): Promise<void> {
    this.align(align);
    this.#parts.push(packRaster(bitmap));
  }

  /** The data as bytes: the library counts a string in characters, and a wrong count would swallow what follows. */
  qr(data: Buffer, cellDots: number): void {
    this.align('centre');
    const printer = newPrinter();
    printer.printQR(data as unknown as string, { cellSize: cellDots, correction: 'M', model: 2 });
    this.#parts.push(printer.getBuffer());
    this.bytes(0x0a);
  }

  /** ESC J: moves the paper on by dots. */
  feed(dots: number): void {
    this.bytes(0x1b, 0x4a, Math.min(255, dots));
  }

  rule(): void {
    this.align('left');
    this.scale(1, 1);
    this.#parts.push(Buffer.from('-'.repeat(this.paper.columns)));
    this.bytes(0x0a);
  }

  /** Cuts and hands over everything. */
  done(): Buffer {
    const printer = newPrinter();
    printer.add(Buffer.concat(this.#parts));
    printer.partialCut({ verticalTabAmount: 1 });
    return printer.getBuffer();
  }
}
