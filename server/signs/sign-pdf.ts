import { setImmediate as nextTurn } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import type { SignDrawing } from '../contract/sign-shapes.ts';

type Pdf = InstanceType<typeof PDFDocument>;
type Values = Record<string, string>;

/** Half a millimetre, the unit of the drawings, in points of a page. */
const unitPoints = (72 / 25.4) * 0.5;

/** Drawings as one PDF, a page each at true size, as lines and areas and not as pictures. Letters must be outlines already. */
export async function signsPdf(drawings: readonly SignDrawing[], at: number): Promise<Buffer> {
  const date = new Date(at);
  const pdf = new PDFDocument({
    autoFirstPage: false,
    info: { Title: '标牌 signs', CreationDate: date, ModDate: date },
  });
  const parts: Buffer[] = [];
  pdf.on('data', (part: Buffer) => parts.push(part));
  const done = new Promise<Buffer>((resolve, reject) => {
    pdf.on('end', () => resolve(Buffer.concat(parts)));
    pdf.on('error', reject);
  });
  for (const { width, height, body } of drawings) {
    // Fifty pages are a second's work: the counters are answered in between.
    await nextTurn();
    pdf.addPage({ size: [width * unitPoints, height * unitPoints], margin: 0 });
    pdf.scale(unitPoints);
    drawSvg(pdf, body);
  }
  pdf.end();
  return done;
}

const tagPattern = /<(\/?)([a-z]+)([^>]*?)(\/?)>/g;
const valuesOf = (text: string): Values =>
  Object.fromEntries([...text.matchAll(/([a-z-]+)="([^"]*)"/gi)].map(([, name = '', value = '']) => [name, value]));
const numberOf = (values: Values, name: string) => Number(values[name] ?? 0);

/** Draws the few kinds of elements that signs are made of. Throws for any other: a sign must not lack a part unseen. */
function drawSvg(pdf: Pdf, body: string): void {
  const inherited: Values[] = [{ fill: '#000000' }];
  for (const [, closing, tag = '', text = '', alone] of body.matchAll(tagPattern)) {
    const container = tag === 'g' || tag === 'svg';
    if (closing === '/') {
      if (!container) continue;
      pdf.restore();
      inherited.pop();
      continue;
    }
    const own = valuesOf(text);
    if (!container) {
      drawShape(pdf, tag, { ...inherited.at(-1), ...own }, own);
      continue;
    }
    if (alone === '/') continue;
    pdf.save();
    if (tag === 'svg') enterFrame(pdf, own);
    else moveBy(pdf, own.transform);
    const { fill = inherited.at(-1)?.fill, stroke = inherited.at(-1)?.stroke } = own;
    inherited.push({ ...(fill === undefined ? {} : { fill }), ...(stroke === undefined ? {} : { stroke }) });
  }
}

/** A frame of its own: moved, scaled to its grid, and cutting what lies outside. */
function enterFrame(pdf: Pdf, own: Values): void {
  const [left = 0, top = 0, width = 1, height = 1] = (own.viewBox ?? '').split(' ').map(Number);
  const [wide, high] = [numberOf(own, 'width'), numberOf(own, 'height')];
  pdf.translate(numberOf(own, 'x'), numberOf(own, 'y'));
  pdf.rect(0, 0, wide, high).clip();
  const scale = Math.min(wide / width, high / height);
  pdf.translate((wide - width * scale) / 2, (high - height * scale) / 2);
  pdf.scale(scale);
  pdf.translate(-left, -top);
}

function moveBy(pdf: Pdf, transform = ''): void {
  for (const [, kind, first = '0', second = '0'] of transform.matchAll(/([a-z]+)\(([-\d.]+)[ ,]?([-\d.]*)[^)]*\)/g)) {
    if (kind === 'translate') pdf.translate(Number(first), Number(second));
    else if (kind === 'rotate') pdf.rotate(Number(first));
    else throw new Error(`signs are not drawn with ${kind}`);
  }
}

function drawShape(pdf: Pdf, tag: string, values: Values, own: Values): void {
  const { fill = '#000000', stroke = 'none' } = values;
  const rule = own['fill-rule'] === 'evenodd' ? 'even-odd' : 'non-zero';
  pdf.lineWidth(Number(own['stroke-width'] ?? 1));
  trace(pdf, tag, own);
  const opacity = Number(own.opacity ?? 1);
  pdf.fillOpacity(opacity).strokeOpacity(opacity);
  if (fill !== 'none' && stroke !== 'none') pdf.fillAndStroke(fill, stroke, rule);
  else if (fill !== 'none') pdf.fill(fill, rule);
  else if (stroke !== 'none') pdf.stroke(stroke);
}

function trace(pdf: Pdf, tag: string, own: Values): void {
  const of = (name: string) => numberOf(own, name);
  if (tag === 'path') pdf.path(own.d ?? '');
  else if (tag === 'circle') pdf.circle(of('cx'), of('cy'), of('r'));
  else if (tag === 'ellipse') pdf.ellipse(of('cx'), of('cy'), of('rx'), of('ry'));
  else if (tag === 'rect') pdf.roundedRect(of('x'), of('y'), of('width'), of('height'), of('rx'));
  else throw new Error(`signs are not drawn with ${tag}`);
}
