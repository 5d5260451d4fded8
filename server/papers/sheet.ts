import PDFDocument from 'pdfkit';
import { encode } from 'uqr';
import type { PaperBlock, PaperContent } from '../contract/paper.ts';
import { breakLines, fullWidth } from './lines.ts';
import { fontOf } from './own-font.ts';

export interface Sheet {
  pdf: Buffer;
  /** Characters that no font here has; a box stands in their place. */
  missing: string[];
}

/** A4 in points with margins near those of official papers (GB/T 9704): 28 mm left, 26 mm right, 23 mm above and below. */
const page = { width: 595.28, height: 841.89, top: 64, left: 79.4, right: 73.7, bottom: 64 };
const textWidth = page.width - page.left - page.right;
const bodySize = 14;
const lineHeight = 25;
const rowLine = 17;
const rowMargin = 9;
const smallSize = 10.5;
const qrSide = 66;

type Pdf = InstanceType<typeof PDFDocument>;

/** A4 pages of a paper. The same content gives the same bytes: nothing of the moment of printing stands in them. */
export async function printSheet(given: PaperContent): Promise<Sheet> {
  const content = fullWidth(given);
  const text = JSON.stringify(content);
  const regular = await fontOf(`${text}—/0123456789。`, 'regular');
  const bold = await fontOf(content.title + content.hallName, 'bold');
  const date = new Date(content.at);
  const pdf = new PDFDocument({
    size: 'A4',
    margins: { top: page.top, left: page.left, right: page.right, bottom: page.bottom },
    bufferPages: true,
    lang: 'zh-CN',
    displayTitle: true,
    info: { Title: `${content.title} ${content.number}`, CreationDate: date, ModDate: date, Author: content.hallName },
  });
  const done = new Promise<Buffer>((resolve, reject) => {
    const parts: Buffer[] = [];
    pdf.on('data', (part: Buffer) => parts.push(part));
    pdf.on('end', () => resolve(Buffer.concat(parts)));
    pdf.on('error', reject);
  });
  pdf.registerFont('regular', regular.file);
  pdf.registerFont('bold', bold.file);
  new Layout(pdf, content).draw();
  pdf.end();
  return { pdf: await done, missing: [...new Set([...regular.missing, ...bold.missing])] };
}

/** Draws from top to bottom and begins a new page where the present one ends. */
class Layout {
  #y = page.top;

  constructor(
    readonly pdf: Pdf,
    readonly content: PaperContent,
  ) {}

  draw(): void {
    const { content } = this;
    this.#centred(content.hallName, 'bold', 16, 30);
    this.#centred(content.title, 'bold', 22, 44);
    this.#line(page.left, page.left + textWidth, this.#y - 8, 1.5);
    this.pdf.font('regular').fontSize(12);
    this.#place(content.number, page.left + textWidth - this.pdf.widthOfString(content.number), this.#y);
    this.#y += 34;
    for (const block of content.blocks) this.#block(block);
    this.#foot();
    this.#numberPages();
  }

  #block(block: PaperBlock): void {
    switch (block.kind) {
      case 'address':
        return this.#paragraph(block.text, 0);
      case 'paragraph':
        return this.#paragraph(block.text, 2 * bodySize);
      case 'list':
        for (const [index, item] of block.items.entries()) this.#paragraph(`${index + 1}. ${item}`, 2 * bodySize);
        return;
      case 'table':
        for (const [label, value] of block.rows) this.#row(label, value);
        this.#y += 12;
        return;
      case 'sign':
        return this.#signs(block.labels);
    }
  }

  /** Makes room for so many points, on a new page if need be. */
  #room(points: number): void {
    if (this.#y + points <= page.height - page.bottom) return;
    this.pdf.addPage();
    this.#y = page.top;
  }

  #place(text: string, x: number, y: number): void {
    this.pdf.text(text, x, y, { lineBreak: false });
  }

  #centred(text: string, font: string, size: number, height: number): void {
    this.pdf.font(font).fontSize(size);
    for (const line of this.#broken(text, textWidth)) {
      this.#room(height);
      this.#place(line, page.left + (textWidth - this.pdf.widthOfString(line)) / 2, this.#y);
      this.#y += height;
    }
  }

  #broken(text: string, width: number, indent = 0): string[] {
    return breakLines(text, (part) => this.pdf.widthOfString(part), width, indent);
  }

  #paragraph(text: string, indent: number): void {
    this.pdf.font('regular').fontSize(bodySize);
    for (const [index, line] of this.#broken(text, textWidth, indent).entries()) {
      this.#room(lineHeight);
      this.#place(line, page.left + (index === 0 ? indent : 0), this.#y);
      this.#y += lineHeight;
    }
  }

  #row(label: string, value: string): void {
    const labelWidth = 118;
    this.pdf.font('regular').fontSize(12);
    const labels = this.#broken(label, labelWidth - 16);
    const lines = this.#broken(value, textWidth - labelWidth - 16);
    // A row longer than a page goes on in a row without label.
    const most = Math.floor((page.height - page.top - page.bottom - rowMargin) / rowLine);
    const height = Math.min(Math.max(labels.length, lines.length), most) * rowLine + rowMargin;
    this.#room(height);
    for (const [index, line] of labels.entries()) this.#place(line, page.left + 8, this.#y + 4 + rowLine * index);
    for (const [index, line] of lines.slice(0, most).entries())
      this.#place(line, page.left + labelWidth + 8, this.#y + 4 + rowLine * index);
    this.pdf.lineWidth(0.6).rect(page.left, this.#y, textWidth, height).stroke();
    this.pdf
      .moveTo(page.left + labelWidth, this.#y)
      .lineTo(page.left + labelWidth, this.#y + height)
      .stroke();
    this.#y += height;
    if (lines.length > most) this.#row('', lines.slice(most).join('\n'));
  }

  #signs(labels: readonly string[]): void {
    this.pdf.font('regular').fontSize(12);
    for (let index = 0; index < labels.length; index += 2) {
      this.#room(44);
      for (const [side, label] of labels.slice(index, index + 2).entries()) {
        const x = page.left + (side * textWidth) / 2;
        this.#place(label, x, this.#y + 22);
        this.#line(x + this.pdf.widthOfString(label) + 6, x + textWidth / 2 - 14, this.#y + 38, 0.6);
      }
      this.#y += 44;
    }
    this.#y += 8;
  }

  /** Seal place and date on the right, the way to ask on the left, then who handled it. */
  #foot(): void {
    const { seal, query, handledBy, copies } = this.content;
    this.#room(qrSide + 78);
    this.#y += 14;
    this.#qr(query.url, page.left, this.#y);
    if (seal !== null) this.#seal(seal);
    this.pdf.font('regular').fontSize(smallSize);
    const below = this.#y + qrSide + 10;
    this.#place(query.words, page.left, below);
    this.#place(handledBy, page.left, below + 18);
    for (const [index, line] of this.#broken(copies, textWidth).entries())
      this.#place(line, page.left, below + 36 + 16 * index);
  }

  #seal(seal: NonNullable<PaperContent['seal']>): void {
    const right = page.left + textWidth - 2 * bodySize;
    this.pdf.font('regular');
    for (const [index, [text, size]] of (
      [
        [seal.organ, bodySize],
        [seal.words, smallSize],
        [seal.date, bodySize],
      ] as const
    ).entries()) {
      this.pdf.fontSize(size);
      const width = this.pdf.widthOfString(text);
      this.#place(text, Math.max(page.left + qrSide + 10, right - 85 - width / 2), this.#y + 4 + 24 * index);
    }
  }

  #line(from: number, to: number, y: number, width: number): void {
    this.pdf.lineWidth(width).moveTo(from, y).lineTo(to, y).stroke();
  }

  #qr(url: string, x: number, y: number): void {
    const { data, size } = encode(url, { ecc: 'M', border: 0 });
    const cell = qrSide / size;
    for (const [row, cells] of data.entries())
      for (const [column, dark] of cells.entries())
        if (dark) this.pdf.rect(x + column * cell, y + row * cell, cell, cell);
    this.pdf.fill('black');
  }

  #numberPages(): void {
    const { count } = this.pdf.bufferedPageRange();
    if (count < 2) return;
    for (let index = 0; index < count; index += 1) {
      this.pdf.switchToPage(index);
      this.pdf.page.margins.bottom = 0;
      this.pdf.font('regular').fontSize(smallSize);
      const text = `— ${index + 1}/${count} —`;
      this.#place(text, (page.width - this.pdf.widthOfString(text)) / 2, page.height - 60);
    }
  }
}
