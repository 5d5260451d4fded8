import PDFDocument from 'pdfkit';
import type { Form, FormField, FormValues } from '../contract/form.ts';
import { sampleValues, valueWords } from '../contract/form-values.ts';
import { breakLines, fullWidth } from './lines.ts';
import { fontOf } from './own-font.ts';

/** What is printed: an empty form, the sample, or one that somebody has filled in. */
export type FormFill = { kind: 'blank' } | { kind: 'sample' } | { kind: 'filled'; values: FormValues };

export interface FormSheet {
  form: Form;
  hallName: string;
  fill: FormFill;
  /** The moment that the PDF carries as its own date, epoch milliseconds. */
  at: number;
}

const page = { width: 595.28, height: 841.89, top: 56, left: 62, right: 62, bottom: 56 };
const textWidth = page.width - page.left - page.right;
const labelWidth = 140;
const rowHeight = 36;
const lineHeight = 18;
const boxSide = 11;
const cobalt = '#1D4280';
const sampleGrey = '#C9D3E4';
const notes = {
  blank: '请用黑色签字笔填写，字迹清楚；带 * 的必须填写。',
  sample: '样表：照着样子填，不要照抄内容；带 * 的必须填写。',
  filled: '自助填表机填写。空白处请用黑色签字笔补填，核对后签名。',
};
type Pdf = InstanceType<typeof PDFDocument>;

/** One form as A4; the same content gives the same bytes. Answers stand in the rows, choices as ticked boxes. */
export async function printForm(given: FormSheet): Promise<Buffer> {
  const form = fullWidth(given.form);
  const values =
    given.fill.kind === 'filled' ? given.fill.values : given.fill.kind === 'sample' ? sampleValues(form) : {};
  const text = JSON.stringify([form, values, notes, given.hallName]);
  const regular = await fontOf(`${text}*—/0123456789.年月日是否样表`, 'regular');
  const bold = await fontOf(`${form.title.zh}${given.hallName}样表`, 'bold');
  const date = new Date(given.at);
  const pdf = new PDFDocument({
    size: 'A4',
    margins: { top: page.top, left: page.left, right: page.right, bottom: 0 },
    lang: 'zh-CN',
    displayTitle: true,
    info: { Title: form.title.zh, CreationDate: date, ModDate: date, Author: given.hallName },
  });
  const done = new Promise<Buffer>((resolve, reject) => {
    const parts: Buffer[] = [];
    pdf.on('data', (part: Buffer) => parts.push(part));
    pdf.on('end', () => resolve(Buffer.concat(parts)));
    pdf.on('error', reject);
  });
  pdf.registerFont('regular', regular.file);
  pdf.registerFont('bold', bold.file);
  new FormLayout(pdf, { ...given, form }, values).draw();
  pdf.end();
  return done;
}

class FormLayout {
  #y = page.top;

  constructor(
    readonly pdf: Pdf,
    readonly sheet: FormSheet,
    readonly values: FormValues,
  ) {}

  draw(): void {
    const { form, hallName, fill } = this.sheet;
    if (fill.kind === 'sample') this.#stamp();
    this.pdf.fillColor('black');
    this.#centred(hallName, 12, 22);
    this.#centred(form.title.zh, 22, 40);
    this.pdf.font('regular').fontSize(10.5);
    this.pdf.text(notes[fill.kind], page.left, this.#y, { lineBreak: false });
    this.#y += 20;
    for (const [index, field] of form.fields.entries()) this.#row(index + 1, field);
    this.#y += 14;
    this.#paragraph(form.declaration);
    this.#signatures(form.signatures);
  }

  /** Large and pale across the page, under everything else, so that no sample is taken for an application. */
  #stamp(): void {
    this.pdf.save().rotate(-35, { origin: [page.width / 2, page.height / 2] });
    this.pdf.font('bold').fontSize(150).fillColor(sampleGrey);
    const width = this.pdf.widthOfString('样表');
    this.pdf.text('样表', (page.width - width) / 2, page.height / 2 - 90, { lineBreak: false });
    this.pdf.restore();
  }

  #room(points: number): void {
    if (this.#y + points <= page.height - page.bottom) return;
    this.pdf.addPage();
    this.#y = page.top;
  }

  #centred(text: string, size: number, height: number): void {
    this.pdf.font('bold').fontSize(size);
    this.pdf.text(text, page.left + (textWidth - this.pdf.widthOfString(text)) / 2, this.#y, { lineBreak: false });
    this.#y += height;
  }

  #broken(text: string, width: number): string[] {
    return breakLines(text, (part) => this.pdf.widthOfString(part), width);
  }

  #row(no: number, field: FormField): void {
    this.pdf.font('regular').fontSize(12);
    const labels = this.#broken(`${no}. ${field.label.zh}${field.required ? ' *' : ''}`, labelWidth - 14);
    const value = this.values[field.id] ?? '';
    const choices = choicesOf(field);
    const places = choices === null ? [] : this.#places(choices.map(({ zh }) => zh));
    const lines = choices === null ? this.#broken(valueWords(field, value, 'zh'), textWidth - labelWidth - 20) : [];
    const rows = Math.max(labels.length, lines.length, (places.at(-1)?.row ?? 0) + 1);
    const height = Math.max(rowHeight, rows * lineHeight + 12);
    this.#room(height);
    const top = this.#y;
    this.pdf.lineWidth(0.8).strokeColor('black').rect(page.left, top, textWidth, height).stroke();
    this.pdf
      .moveTo(page.left + labelWidth, top)
      .lineTo(page.left + labelWidth, top + height)
      .stroke();
    const first = (count: number) => top + (height - count * lineHeight) / 2 + 1;
    for (const [index, line] of labels.entries())
      this.pdf.text(line, page.left + 8, first(labels.length) + lineHeight * index, { lineBreak: false });
    const left = page.left + labelWidth + 10;
    if (choices !== null) this.#choices(choices, places, value, first((places.at(-1)?.row ?? 0) + 1));
    else if (field.kind === 'id-number') this.#cells(value, top + (height - 20) / 2);
    else if (field.kind === 'date' && value === '')
      this.pdf.text('　　　　年　　　月　　　日', left, first(1), { lineBreak: false });
    else {
      this.#ink();
      for (const [index, line] of lines.entries())
        this.pdf.text(line, left, first(lines.length) + lineHeight * index, { lineBreak: false });
      this.pdf.fillColor('black');
    }
    this.#y += height;
  }

  /** The sample's answers are written in another colour than the form. */
  #ink(): void {
    if (this.sheet.fill.kind === 'sample') this.pdf.fillColor(cobalt);
  }

  #places(labels: readonly string[]): { x: number; row: number }[] {
    let x = 0;
    let row = 0;
    return labels.map((label) => {
      const width = boxSide + 6 + this.pdf.widthOfString(label) + 18;
      if (x > 0 && x + width > textWidth - labelWidth - 14) {
        x = 0;
        row += 1;
      }
      const place = { x, row };
      x += width;
      return place;
    });
  }

  #choices(
    choices: readonly { id: string; zh: string }[],
    places: readonly { x: number; row: number }[],
    value: string,
    y: number,
  ): void {
    for (const [index, { id, zh }] of choices.entries()) {
      const place = places[index];
      if (place === undefined) continue;
      const left = page.left + labelWidth + 10 + place.x;
      const top = y + place.row * lineHeight + 3;
      this.pdf.lineWidth(0.8).rect(left, top, boxSide, boxSide).stroke();
      if (id === value) {
        this.pdf.lineWidth(1.8).strokeColor(this.sheet.fill.kind === 'sample' ? cobalt : 'black');
        this.pdf
          .moveTo(left + 2, top + 5.5)
          .lineTo(left + 4.8, top + 9)
          .lineTo(left + 11.5, top - 1)
          .stroke();
        this.pdf.strokeColor('black');
      }
      this.pdf.text(zh, left + boxSide + 5, top - 3, { lineBreak: false });
    }
  }

  /** A box for each of the eighteen digits. */
  #cells(value: string, top: number): void {
    const side = 17.5;
    const left = page.left + labelWidth + 8;
    for (let index = 0; index < 18; index += 1) {
      this.pdf
        .lineWidth(0.5)
        .rect(left + index * side, top, side, 20)
        .stroke();
      const digit = value[index];
      if (digit === undefined) continue;
      this.#ink();
      const width = this.pdf.widthOfString(digit);
      this.pdf.text(digit, left + index * side + (side - width) / 2, top + 2, { lineBreak: false });
      this.pdf.fillColor('black');
    }
  }

  #paragraph(text: string): void {
    this.pdf.font('regular').fontSize(12);
    for (const [index, line] of this.#broken(`　　${text}`, textWidth).entries()) {
      this.#room(22);
      this.pdf.text(line, page.left, this.#y, { lineBreak: false });
      this.#y += 22;
      if (index > 20) return;
    }
  }

  #signatures(labels: readonly string[]): void {
    this.#y += 8;
    for (let index = 0; index < labels.length; index += 2) {
      this.#room(48);
      for (const [side, label] of labels.slice(index, index + 2).entries()) {
        const x = page.left + (side * textWidth) / 2;
        this.pdf.text(label, x, this.#y + 22, { lineBreak: false });
        const from = x + this.pdf.widthOfString(label) + 6;
        this.pdf
          .lineWidth(0.6)
          .moveTo(from, this.#y + 38)
          .lineTo(x + textWidth / 2 - 14, this.#y + 38)
          .stroke();
      }
      this.#y += 48;
    }
  }
}

function choicesOf(field: FormField): { id: string; zh: string }[] | null {
  if (field.kind === 'yes-no')
    return [
      { id: 'yes', zh: '是' },
      { id: 'no', zh: '否' },
    ];
  return field.choices ?? null;
}
