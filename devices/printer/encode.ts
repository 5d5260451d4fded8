import { encode as encodeQr } from 'uqr';
import type { SlipContent } from '../../server/contract/device.ts';
import { clockWords } from '../../server/contract/local-time.ts';
import { attendanceTexts } from '../../server/contract/texts/attendance.ts';
import { fillText, type Text } from '../../server/contract/texts/define.ts';
import { slipTexts } from '../../server/contract/texts/slip.ts';
import { aboutMinutes, soonMinutes } from '../../server/contract/wait.ts';
import { type Bitmap, createBitmap, draw } from './bitmap.ts';
import { SlipBuilder } from './builder.ts';
import { printable } from './gb.ts';
import { materialLines } from './material-lines.ts';
import { numberSize, type Paper, papers } from './paper.ts';
import { servicePictures, zonePictures } from './pictograms.ts';
import { iconPicture, patternBand, remembered } from './pictures.ts';

/** Two repeats of the pattern. */
export const BAND_DOTS = 48;
const FIGURES_MOST = 10;
const QR_SIDE_DOTS = 300;
const QR_BYTES_MOST = 400;
export const unknownPicture = 'fluent-emoji-high-contrast:person-raising-hand';

export function words(text: Text, values: Record<string, unknown> = {}): string {
  return fillText(text, 'zh', values);
}

/**
 * The bytes of a slip, from prologue to cut, the same for the same content. Top to bottom after T21: pattern band, zone
 * symbol and service picture side by side, number, people ahead as figures, wait, counters, what to have ready, time, QR
 * of the status page. Any text is safe: what the printer's font lacks is drawn, and nothing in it can become a command.
 */
export async function encodeSlip(slip: SlipContent, paperMm: 80 | 58): Promise<Buffer> {
  const builder = new SlipBuilder(papers[paperMm]);
  const { paper } = builder;
  await builder.picture(patternBand(slip.zone.pattern, paper.widthDots, BAND_DOTS), 'left');
  builder.feed(16);
  await builder.picture(zoneAndMatter(slip.zone.symbol, slip.service.pictogram, paper), 'centre');
  builder.feed(24);
  const number = printable(slip.number);
  const size = numberSize(Math.max(1, number.length), paper);
  builder.bigLine(number, size.widthFactor, size.heightFactor, size.spacingDots);
  if (slip.replaces) await replaced(builder);
  await people(builder, slip.ahead);
  await whereAndWhen(builder, slip);
  await materials(builder, slip);
  await foot(builder, slip);
  return builder.done();
}

/** The zone symbol and the service picture side by side. */
export function zoneAndMatter(symbol: string, pictogram: string, paper: Paper): Bitmap {
  const zone = zonePictures[symbol] ?? unknownPicture;
  const service = servicePictures[pictogram] ?? unknownPicture;
  const { pictureDots } = paper;
  const gap = Math.floor((paper.widthDots - 2 * pictureDots) / 3);
  return remembered(`pair ${zone} ${service} ${pictureDots}`, () => {
    const both = createBitmap(2 * pictureDots + gap, pictureDots);
    draw(both, iconPicture(zone, pictureDots), 0, 0);
    draw(both, iconPicture(service, pictureDots), pictureDots + gap, 0);
    return both;
  });
}

/** At most ten figures, then three dots and a crowd: more cannot be counted at a glance (T21). */
function figures(ahead: number, paper: Paper): Bitmap {
  const side = paper.figureDots;
  const crowded = ahead > FIGURES_MOST;
  const shown = crowded ? FIGURES_MOST : ahead;
  return remembered(`figures ${shown} ${crowded} ${side}`, () => {
    const row = createBitmap(shown * side + (crowded ? Math.ceil(side * 1.8) : 0), side);
    for (let index = 0; index < shown; index += 1) draw(row, iconPicture('mdi:human', side), index * side, 0);
    if (!crowded) return row;
    const dots = iconPicture('mdi:dots-horizontal', Math.floor(side * 0.7));
    draw(row, dots, shown * side, Math.floor(side * 0.3));
    draw(row, iconPicture('mdi:account-group', side), shown * side + Math.floor(side * 0.8), 0);
    return row;
  });
}

/** Which of two slips counts, right under the number that both bear. */
async function replaced(builder: SlipBuilder): Promise<void> {
  builder.feed(8);
  await builder.text(words(slipTexts.replaces), { size: 2, bold: true, align: 'centre' });
  await builder.text(words(slipTexts.moved), { size: 2, align: 'centre' });
}

async function people(builder: SlipBuilder, ahead: number): Promise<void> {
  builder.feed(8);
  if (ahead > 0) {
    await builder.picture(figures(ahead, builder.paper), 'centre');
    builder.feed(8);
  }
  const text = ahead > 0 ? words(slipTexts.ahead, { count: ahead }) : words(slipTexts.nobodyAhead);
  await builder.text(text, { size: 2, align: 'centre' });
}

function waitWords(wait: NonNullable<SlipContent['wait']>): string {
  const { lowMinutes: low, highMinutes: high } = wait;
  if (high < soonMinutes) return words(slipTexts.waitSoon);
  return words(slipTexts.wait, { about: aboutMinutes(wait), low, high });
}

/** Whoever is expected later than this is not named: paper tells a time of day only. */
const expectedMostMs = 12 * 3_600_000;

/** That nobody can serve it when the number is taken, and from when on somebody is expected. */
function leftWords({ takenAt, timeZone }: SlipContent, until: number | null): string {
  if (until === null || until - takenAt > expectedMostMs) return words(attendanceTexts.slipNobody);
  const time = clockWords(until, timeZone);
  return words(attendanceTexts.slipBackAt, { time });
}

async function whereAndWhen(builder: SlipBuilder, slip: SlipContent): Promise<void> {
  if (slip.wait) {
    builder.feed(8);
    await builder.text(waitWords(slip.wait), { align: 'centre' });
  }
  if (slip.unattended) {
    builder.feed(8);
    await builder.text(leftWords(slip, slip.unattended.until), { align: 'centre' });
  }
  builder.feed(16);
  if (slip.counters.length > 0) {
    const where = words(slipTexts.counters, { counters: slip.counters });
    await builder.text(where, { size: 2, bold: true, align: 'centre' });
  }
  builder.feed(8);
  await builder.text(slip.zone.name, { align: 'centre' });
  builder.feed(8);
  builder.rule();
}

async function materials(builder: SlipBuilder, slip: SlipContent): Promise<void> {
  await builder.text(slip.service.name, { bold: true });
  if (slip.materials.length === 0) return;
  await builder.text(words(slipTexts.takeAlong));
  await materialLines(builder, slip.materials);
}

/** Kept, because making one takes longer than laying out the rest of a slip. A hall has one time zone. */
let formatter: { timeZone: string; format: Intl.DateTimeFormat } | null = null;

function formatIn(timeZone: string): Intl.DateTimeFormat {
  if (formatter?.timeZone === timeZone) return formatter.format;
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formatter = { timeZone, format };
  return format;
}

/** `2026-11-23 09:12` in the hall's own time. */
export function momentWords(at: number, timeZone: string): string {
  const parts = formatIn(timeZone).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`;
}

const sidesByBytes = new Map<number, number>();

/** Modules along the side of a code of so many bytes. The bytes themselves, and the mask, make no difference to it. */
function qrSide(bytes: number): number {
  const side = sidesByBytes.get(bytes) ?? encodeQr(Array(bytes).fill(0), { ecc: 'M', border: 0, maskPattern: 0 }).size;
  sidesByBytes.set(bytes, side);
  return side;
}

/** Dots to a module, from 8 down to what fits; null for an address too long for a code that a phone could read. */
function qrCellDots(data: Buffer, paper: Paper): number | null {
  if (data.length === 0 || data.length > QR_BYTES_MOST) return null;
  const modules = qrSide(data.length);
  const cell = Math.min(8, Math.floor(Math.min(QR_SIDE_DOTS, paper.widthDots) / modules));
  return cell >= 3 ? cell : null;
}

async function foot(builder: SlipBuilder, slip: SlipContent): Promise<void> {
  builder.rule();
  await builder.text(`${words(slipTexts.takenAt)} ${momentWords(slip.takenAt, slip.timeZone)}`, { align: 'centre' });
  await code(builder, slip.statusUrl, slipTexts.scan);
  await end(builder, slip);
}

/** A QR code with the word for it; nothing for an address too long for one. */
export async function code(builder: SlipBuilder, address: string, text: Text): Promise<void> {
  const data = Buffer.from(address, 'utf8');
  const cellDots = qrCellDots(data, builder.paper);
  if (cellDots === null) return;
  builder.feed(8);
  builder.qr(data, cellDots);
  await builder.text(words(text), { align: 'centre' });
}

/** The last lines of every slip: whom to ask, which hall, and whether it was printed before. */
export async function end(
  builder: SlipBuilder,
  slip: Pick<SlipContent, 'hallName' | 'reprint' | 'replaces'>,
): Promise<void> {
  builder.feed(8);
  await builder.text(words(slipTexts.askDesk), { size: 2, align: 'centre' });
  builder.feed(8);
  await builder.text(slip.hallName, { align: 'centre' });
  if (slip.reprint > 0 && !slip.replaces) {
    await builder.text(words(slipTexts.reprint, { count: slip.reprint }), { size: 2, bold: true, align: 'centre' });
  }
}

/** A slip that shows whether width, hanzi, pictures and cutter work. */
export async function encodeTestSlip(deviceName: string, paperMm: 80 | 58): Promise<Buffer> {
  const builder = new SlipBuilder(papers[paperMm]);
  await builder.picture(patternBand('checker', builder.paper.widthDots, BAND_DOTS), 'left');
  builder.feed(8);
  await builder.picture(iconPicture('mdi:human', 96), 'left');
  await builder.picture(iconPicture(unknownPicture, 96), 'right');
  await builder.text(words(slipTexts.testTitle), { size: 2, align: 'centre' });
  await builder.text(deviceName, { align: 'centre' });
  await builder.text(words(slipTexts.testGlyphs), { align: 'centre' });
  builder.rule();
  return builder.done();
}
