import type { FormSlip, SlipContent } from '../../server/contract/device.ts';
import type { LargePrintLeaflet, Leaflet, PictureLeaflet } from '../../server/contract/leaflet.ts';
import type { PaperBlock } from '../../server/contract/paper.ts';
import { leafletTexts as texts } from '../../server/contract/texts/leaflet.ts';
import { type Bitmap, blacken, createBitmap, draw } from './bitmap.ts';
import { SlipBuilder } from './builder.ts';
import { documentPicture } from './document-picture.ts';
import { BAND_DOTS, code, encodeSlip, end, momentWords, words, zoneAndMatter } from './encode.ts';
import { encodeSketch } from './encode-sketch.ts';
import { encodeFormSlip } from './form-slip.ts';
import { numberSize, type Paper, papers } from './paper.ts';
import { iconPicture, patternBand, remembered } from './pictures.ts';

/** Pictures on one slip; whatever is missing beyond them is named in words. */
const PICTURES_MOST = 20;
const MOONS_MOST = 7;
const moon = 'mdi:moon-waning-crescent';

/** The bytes of whatever a printer may be given, the same for the same content. */
export function encodeJob(slip: SlipContent | Leaflet | FormSlip, paperMm: 80 | 58): Promise<Buffer> {
  if (!('form' in slip)) return encodeSlip(slip, paperMm);
  if (slip.form === 'form-code') return encodeFormSlip(slip, paperMm);
  if (slip.form === 'picture') return encodePictures(slip, paperMm);
  return slip.form === 'large-print' ? encodeLargePrint(slip, paperMm) : encodeSketch(slip, paperMm);
}

/**
 * 看图清单: pattern band, zone symbol and matter, the counter's number, how many papers, each paper as a picture with a box to
 * tick and its word, the nights that are left, QR and query code. Whoever reads nothing matches shapes and counts moons.
 */
async function encodePictures(slip: PictureLeaflet, paperMm: 80 | 58): Promise<Buffer> {
  const builder = new SlipBuilder(papers[paperMm]);
  await head(builder, slip);
  await builder.text(words(texts.bring), { size: 2, bold: true, align: 'centre' });
  builder.feed(8);
  await builder.picture(sheets(slip.papers.length, builder.paper), 'centre');
  builder.feed(8);
  await builder.text(words(texts.papers, { count: slip.papers.length }), { size: 2, align: 'centre' });
  for (const [index, { document, word, name }] of slip.papers.entries()) {
    builder.feed(16);
    if (index < PICTURES_MOST)
      await builder.picture(ticked(documentPicture(document, drawnDots(paperMm)), builder.paper), 'left');
    builder.feed(6);
    await builder.text(word, { size: 2, bold: true, align: 'centre' });
    if (word !== name) await builder.text(name, { align: 'centre' });
  }
  builder.feed(16);
  builder.rule();
  await deadline(builder, slip);
  await foot(builder, slip);
  return builder.done();
}

/** 大字单: every word of the notice twice as large as on the ticket's slip. */
async function encodeLargePrint(slip: LargePrintLeaflet, paperMm: 80 | 58): Promise<Buffer> {
  const builder = new SlipBuilder(papers[paperMm]);
  await head(builder, slip);
  await builder.text(slip.title, { size: 2, bold: true, align: 'centre' });
  builder.feed(8);
  await builder.text(slip.number, { align: 'centre' });
  for (const block of slip.blocks) {
    builder.feed(14);
    await printBlock(builder, block);
  }
  builder.feed(14);
  if (slip.organ !== null) await builder.text(slip.organ, { size: 2, align: 'right' });
  if (slip.date !== null) await builder.text(slip.date, { size: 2, align: 'right' });
  builder.rule();
  await foot(builder, slip);
  return builder.done();
}

async function printBlock(builder: SlipBuilder, block: PaperBlock): Promise<void> {
  if (block.kind === 'address') await builder.text(block.text, { size: 2, bold: true });
  if (block.kind === 'paragraph') await builder.text(block.text, { size: 2 });
  if (block.kind === 'list')
    for (const [index, item] of block.items.entries()) {
      if (index > 0) builder.feed(10);
      await builder.text(`${index + 1}. ${item}`, { size: 2, bold: true });
    }
  if (block.kind === 'table')
    for (const [label, value] of block.rows) {
      builder.feed(8);
      await builder.text(label);
      await builder.text(value, { size: 2 });
    }
}

/** Where to come back to, in shapes first. */
async function head(builder: SlipBuilder, slip: PictureLeaflet | LargePrintLeaflet): Promise<void> {
  const { paper } = builder;
  await builder.picture(patternBand(slip.zone.pattern, paper.widthDots, BAND_DOTS), 'left');
  builder.feed(16);
  await builder.picture(zoneAndMatter(slip.zone.symbol, slip.pictogram, paper), 'centre');
  builder.feed(16);
  const number = String(slip.counter);
  const size = numberSize(Math.max(3, number.length), paper);
  builder.bigLine(number, size.widthFactor, size.heightFactor, size.spacingDots);
  const bring = slip.form === 'picture' || slip.paper === 'correction';
  await builder.text(words(bring ? texts.backTo : texts.counter, { counter: slip.counter }), {
    size: 2,
    bold: true,
    align: 'centre',
  });
  await builder.text(slip.zone.name, { align: 'centre' });
  builder.feed(8);
  builder.rule();
}

async function foot(builder: SlipBuilder, slip: PictureLeaflet | LargePrintLeaflet): Promise<void> {
  await code(builder, slip.queryUrl, texts.scan);
  builder.feed(8);
  await builder.text(words(texts.no), { align: 'centre' });
  await builder.text(slip.no, { align: 'centre' });
  await builder.text(words(texts.code, { code: slip.queryCode }), { size: 2, bold: true, align: 'centre' });
  builder.feed(8);
  await builder.text(slip.handledBy, { align: 'centre' });
  await builder.text(words(texts.printedAt, { time: momentWords(slip.at, slip.timeZone) }), { align: 'centre' });
  await builder.text(words(texts.forReading), { align: 'centre' });
  await end(builder, slip);
}

/** Moons for the nights until the last day, at most seven and then dots; the date beside them for whoever reads it. */
async function deadline(builder: SlipBuilder, { until, sleeps }: PictureLeaflet): Promise<void> {
  const [year, month = 1, day = 1] = until.split('-').map(Number);
  if (sleeps > 0) {
    builder.feed(8);
    await builder.picture(moons(sleeps, builder.paper), 'centre');
    builder.feed(8);
  }
  await builder.text(words(texts.year, { year }), { align: 'centre' });
  await builder.text(words(texts.before, { month, day }), { size: 2, bold: true, align: 'centre' });
  const left = sleeps > 0 ? words(texts.sleeps, { count: sleeps }) : words(sleeps === 0 ? texts.lastDay : texts.over);
  await builder.text(left, { align: 'centre' });
  builder.rule();
}

function moons(sleeps: number, { widthDots }: Paper): Bitmap {
  const more = sleeps > MOONS_MOST;
  const shown = Math.min(sleeps, MOONS_MOST);
  const side = Math.floor(widthDots / (MOONS_MOST + 1) / 8) * 8;
  return remembered(`moons ${shown} ${more} ${side}`, () => {
    const row = createBitmap((shown + (more ? 1 : 0)) * side, side);
    for (let index = 0; index < shown; index += 1) draw(row, iconPicture(moon, side), index * side, 0);
    if (more) draw(row, iconPicture('mdi:dots-horizontal', side), shown * side, 0);
    return row;
  });
}

/** As many sheets as there are papers, at most ten and then dots: counted by looking. */
function sheets(count: number, { figureDots }: Paper): Bitmap {
  const side = figureDots;
  const shown = Math.min(count, 10);
  const width = Math.floor(side * 0.8);
  return remembered(`sheets ${shown} ${count > 10} ${side}`, () => {
    const row = createBitmap(shown * width + (count > 10 ? side : Math.ceil(side * 0.2)), side);
    const sheet = iconPicture('fluent-emoji-high-contrast:page-facing-up', side);
    for (let index = 0; index < shown; index += 1) draw(row, sheet, index * width, 0);
    if (count > 10) draw(row, iconPicture('mdi:dots-horizontal', side), shown * width, 0);
    return row;
  });
}

/** 42 mm on wide paper, 30 mm on narrow. */
const drawnDots = (paperMm: 80 | 58) => (paperMm === 80 ? 336 : 240);
const BOX_LINE_DOTS = 6;
const BOX_GAP_DOTS = 6;

/** The drawing in the middle of the paper with an empty box before it. */
function ticked(drawing: Bitmap, { widthDots }: Paper): Bitmap {
  const row = createBitmap(widthDots, drawing.heightDots);
  const start = Math.floor((widthDots - drawing.widthDots) / 2);
  const side = Math.min(Math.floor(drawing.heightDots * 0.42), start - 2 * BOX_GAP_DOTS);
  const left = Math.floor((start - side) / 2);
  const top = Math.floor((drawing.heightDots - side) / 2);
  for (let y = 0; y < side; y += 1)
    for (let x = 0; x < side; x += 1) {
      const inside = Math.min(x, y, side - 1 - x, side - 1 - y) >= BOX_LINE_DOTS;
      if (!inside) blacken(row, left + x, top + y);
    }
  draw(row, drawing, start, 0);
  return row;
}
