import type { SketchStep } from '../../server/contract/hall-file.ts';
import type { SketchLeaflet } from '../../server/contract/leaflet.ts';
import type { OutsidePlace } from '../../server/contract/outside-place.ts';
import { leafletTexts as texts } from '../../server/contract/texts/leaflet.ts';
import { slipTexts } from '../../server/contract/texts/slip.ts';
import { type Bitmap, blacken, createBitmap, draw } from './bitmap.ts';
import { SlipBuilder } from './builder.ts';
import { end, momentWords, unknownPicture, words } from './encode.ts';
import { materialLines } from './material-lines.ts';
import { type Paper, papers } from './paper.ts';
import { placePictures, servicePictures } from './pictograms.ts';
import { iconPicture, remembered } from './pictures.ts';

const arrows = { ahead: 'mdi:arrow-up-bold', left: 'mdi:arrow-left-top-bold', right: 'mdi:arrow-right-top-bold' };

/**
 * 去处示意: the picture of the matter, the department, its address in large print, hours and telephone, then the way as a drawn
 * column from this hall's door to theirs (an arrow, how far, the thing that is seen there), and what to take along.
 */
export async function encodeSketch(slip: SketchLeaflet, paperMm: 80 | 58): Promise<Buffer> {
  const builder = new SlipBuilder(papers[paperMm]);
  const { pictureDots } = builder.paper;
  await builder.picture(iconPicture(servicePictures[slip.item.pictogram] ?? unknownPicture, pictureDots), 'centre');
  builder.feed(12);
  await builder.text(slip.item.name, { size: 2, bold: true, align: 'centre' });
  await builder.text(words(texts.elsewhere), { align: 'centre' });
  builder.rule();
  await builder.text(words(texts.goTo));
  await builder.text(slip.department, { size: 2, bold: true });
  if (slip.office === null) await builder.text(words(texts.askWhere), { size: 2 });
  else await officeLines(builder, slip.office);
  builder.rule();
  await materials(builder, slip);
  builder.rule();
  await builder.text(words(texts.printedAt, { time: momentWords(slip.at, slip.timeZone) }), { align: 'centre' });
  await end(builder, slip);
  return builder.done();
}

async function officeLines(builder: SlipBuilder, office: OutsidePlace): Promise<void> {
  const lines: [string, string | undefined][] = [
    [words(texts.address), office.address],
    [words(texts.hours), office.hours],
    [words(texts.phone), office.phone],
    [words(texts.bus), office.bus],
    [words(texts.way), office.how],
  ];
  for (const [label, value] of lines) {
    if (value === undefined) continue;
    builder.feed(8);
    await builder.text(label);
    await builder.text(value, { size: 2 });
  }
  if (office.way.length === 0) return;
  builder.feed(8);
  builder.rule();
  await builder.text(words(texts.way), { bold: true });
  builder.feed(8);
  await builder.picture(spot('fluent-emoji-high-contrast:classical-building', builder.paper), 'left');
  await builder.text(words(texts.fromHall));
  for (const step of office.way) await printStep(builder, step);
}

function farWords(metres: number): string {
  return metres < 1000
    ? words(texts.metres, { metres })
    : words(texts.kilometres, { kilometres: Math.round(metres / 100) / 10 });
}

async function printStep(builder: SlipBuilder, step: SketchStep): Promise<void> {
  builder.feed(6);
  await builder.picture(leg(step, builder.paper), 'left');
  const far = step.metres === undefined ? '' : ` ${farWords(step.metres)}`;
  await builder.text(`${words(texts[step.turn])}${far}`, { bold: true });
  await builder.text(step.zh, { size: 2 });
}

/** The place where the way begins. */
function spot(icon: string, { figureDots }: Paper): Bitmap {
  return iconPicture(icon, figureDots * 2);
}

const LINE_DOTS = 8;

/** One step: the line of the way with its arrow on the left, what is seen at its end on the right. */
function leg({ turn, pictogram }: SketchStep, paper: Paper): Bitmap {
  const side = paper.figureDots * 2;
  const seen = placePictures[pictogram] ?? servicePictures[pictogram] ?? unknownPicture;
  return remembered(`leg ${turn} ${seen} ${side}`, () => {
    const across = side * 3;
    const row = createBitmap(Math.min(paper.widthDots, across), side + Math.floor(side / 3));
    const middle = Math.floor(side / 2);
    for (let y = 0; y < Math.floor(side / 3); y += 1)
      for (let x = 0; x < LINE_DOTS; x += 1) blacken(row, middle - LINE_DOTS / 2 + x, y);
    draw(row, iconPicture(arrows[turn], side), 0, Math.floor(side / 3));
    draw(row, iconPicture(seen, side), side * 2, Math.floor(side / 3));
    return row;
  });
}

async function materials(builder: SlipBuilder, slip: SketchLeaflet): Promise<void> {
  if (slip.materials.length === 0) {
    await builder.text(words(texts.noPapers));
    return;
  }
  await builder.text(words(slipTexts.takeAlong));
  await materialLines(builder, slip.materials);
}
