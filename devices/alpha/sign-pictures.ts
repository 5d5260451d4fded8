import type { CounterSign } from '../../server/contract/device.ts';
import { isBlack } from '../printer/bitmap.ts';
import { servicePictures, zonePictures } from '../printer/pictograms.ts';
import { iconPicture } from '../printer/pictures.ts';
import { amber, type Glyph, glyphHeightDots, spareLabels } from './glyphs.ts';

/** Side of every picture: a zone symbol or a matter beside a line of letters. */
export const pictureSideDots = glyphHeightDots;
/** A sign hangs in one zone. */
const [symbolLabel = '', ...others] = spareLabels;
/** Matters share these places in the sign's memory: all together would be more than its labels. */
const matterLabels = others.slice(0, 8);
/** Every place for a picture in the sign's memory. */
export const pictureLabels: readonly string[] = [symbolLabel, ...matterLabels];

const matters = Object.keys(servicePictures).sort();

function dotsOf(icon: string): string[] {
  const picture = iconPicture(icon, pictureSideDots);
  const dots = Array.from({ length: pictureSideDots }, (_, index) => index);
  return dots.map((y) => dots.map((x) => (isBlack(picture, x, y) ? amber : '0')).join(''));
}

const glyphOf = (label: string, icon: string): Glyph => ({
  character: '',
  label,
  widthDots: pictureSideDots,
  rows: dotsOf(icon),
});

/** The zone's symbol in dots, from the drawing that the slip prints; null for one that slips do not have. */
export function symbolGlyph({ symbol = '' }: CounterSign): Glyph | null {
  const icon = zonePictures[symbol];
  return icon === undefined ? null : glyphOf(symbolLabel, icon);
}

/** A matter's picture in dots, from the drawing that the slip prints; null for one that slips do not have. */
export function matterGlyph(pictogram = ''): Glyph | null {
  const icon = servicePictures[pictogram];
  const label = matterLabels[matters.indexOf(pictogram) % matterLabels.length];
  return icon === undefined || label === undefined ? null : glyphOf(label, icon);
}
