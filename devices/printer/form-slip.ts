import type { FormSlip } from '../../server/contract/device.ts';
import { fillText, type Text } from '../../server/contract/texts/define.ts';
import { slipTexts } from '../../server/contract/texts/slip.ts';
import { SlipBuilder } from './builder.ts';
import { numberSize, papers } from './paper.ts';
import { servicePictures } from './pictograms.ts';
import { iconPicture, patternBand } from './pictures.ts';

const bandDots = 48;
const qrCellDots = 8;
const otherPicture = 'fluent-emoji-high-contrast:person-raising-hand';
const words = (text: Text, values: Record<string, unknown> = {}) => fillText(text, 'zh', values);

/** The slip of a filled form: its picture, its code as big digits and as QR, and nothing of what was filled in. */
export async function encodeFormSlip(slip: FormSlip, paperMm: 80 | 58): Promise<Buffer> {
  const builder = new SlipBuilder(papers[paperMm]);
  const { paper } = builder;
  await builder.picture(patternBand('checker', paper.widthDots, bandDots), 'left');
  builder.feed(16);
  await builder.picture(iconPicture(servicePictures[slip.pictogram] ?? otherPicture, paper.pictureDots), 'centre');
  builder.feed(16);
  await builder.text(words(slipTexts.formCode), { size: 2, align: 'centre' });
  builder.feed(8);
  const size = numberSize(slip.code.length, paper);
  builder.bigLine(slip.code, size.widthFactor, size.heightFactor, size.spacingDots);
  builder.feed(16);
  await builder.text(slip.title, { bold: true, align: 'centre' });
  builder.feed(8);
  builder.qr(Buffer.from(slip.code, 'ascii'), qrCellDots);
  builder.rule();
  await builder.text(words(slipTexts.formShow), { align: 'centre' });
  const { timeZone } = slip;
  const date = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(slip.passedAt);
  await builder.text(words(slipTexts.formToday, { date }), { align: 'centre' });
  builder.feed(8);
  await builder.text(slip.hallName, { align: 'centre' });
  return builder.done();
}
