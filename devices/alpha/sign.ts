import type { AlphaConfig, CounterSign } from '../../server/contract/device.ts';
import { boardWords } from '../../server/contract/texts/board-words.ts';
import { fillText } from '../../server/contract/texts/define.ts';
import { signAreas, testAreas } from '../led/sign.ts';
import { pictureText, type TextPage } from './encode.ts';
import { type Glyph, glyphHeightDots, glyphsOf, isDrawable } from './glyphs.ts';
import { matterGlyph, pictureSideDots, symbolGlyph } from './sign-pictures.ts';

type Size = Pick<AlphaConfig, 'widthPx' | 'heightPx'>;

/** What a sign is to show, and the pictures that its memory must hold for it. */
export interface SignText {
  pages: TextPage[];
  glyphs: Glyph[];
}

const widthDots = (glyphs: readonly Glyph[]) => glyphs.reduce((sum, glyph) => sum + glyph.widthDots, 0);

/** Pages drawn in pictures; a page that is too wide moves along, for half a number would mislead. */
function drawnText(drawn: readonly Glyph[][], widthPx: number): SignText {
  const unique = new Map(drawn.flat().map((glyph) => [glyph.label, glyph]));
  return {
    pages: drawn.map((glyphs) => ({
      mode: widthDots(glyphs) > widthPx ? 'rotate' : 'hold',
      text: pictureText(glyphs.map(({ label }) => label)),
    })),
    glyphs: [...unique.values()],
  };
}

/** A sign of one line takes no second one, so the reason of a pause has a page of its own where it fits. */
function reasonPages(sign: CounterSign, { widthPx }: Size): string[] {
  if (sign.state !== 'paused' || !isDrawable(sign.reason)) return [];
  return sign.reason !== '' && widthDots(glyphsOf(sign.reason)) <= widthPx ? [sign.reason] : [];
}

const fill = (word: keyof typeof boardWords, values: Record<string, string | number> = {}) =>
  fillText(boardWords[word], 'zh', values);

/** A sign lower than hanzi shows figures and marks of its own fonts; it hangs over its counter, so they suffice. */
function lowText(sign: CounterSign): SignText {
  const { counter } = sign;
  const pagesOf = (): TextPage[] => {
    if (sign.state === 'closed') return [{ mode: 'hold', text: fill('sign-closed') }];
    if (sign.state === 'idle') return [{ mode: 'hold', text: fill('sign-idle', { counter }) }];
    if (sign.state === 'paused') return [{ mode: 'hold', text: fill('sign-paused') }];
    const number = fill('sign-number', { number: sign.number });
    if (sign.state === 'serving') return [{ mode: 'hold', text: number }];
    return [
      { mode: 'flash', text: number },
      { mode: 'hold', text: fill('sign-come', { counter }) },
    ];
  };
  // Ticket numbers are figures; should one ever be more, a mark stands for what the sign cannot write.
  const pages = pagesOf().map(({ mode, text }) => ({ mode, text: text.replace(/[^ -~]/g, '?') }));
  return { pages, glyphs: [] };
}

/** The picture before each page: the matter beside the ticket's number, the zone's symbol beside the counter's, a chair for a pause. */
function picturesOf(sign: CounterSign): readonly (Glyph | null)[] {
  if (sign.state === 'idle') return [symbolGlyph(sign)];
  if (sign.state === 'calling') return [matterGlyph(sign.pictogram), symbolGlyph(sign)];
  if (sign.state === 'serving') return [matterGlyph(sign.pictogram)];
  return sign.state === 'paused' ? [matterGlyph('seat')] : [];
}

/** What a counter's sign shows (rule D5): a picture to match, then figures and words as on the strips of one line. */
export function signText(sign: CounterSign, size: Size): SignText {
  const { widthPx, heightPx } = size;
  if (heightPx < glyphHeightDots) return lowText(sign);
  const linesFor = (width: number) =>
    signAreas(sign, { widthPx: width, heightPx: glyphHeightDots })
      .flatMap(({ pages }) => pages)
      .map(glyphsOf);
  const plain = linesFor(widthPx);
  const pictures = picturesOf(sign);
  const pages = linesFor(Math.max(0, widthPx - pictureSideDots)).map((words, page) => {
    const picture = pictures[page];
    const whole = picture ? [picture, ...words] : null;
    // Beside a picture for which there is no room nothing would stand still any more.
    return whole !== null && widthDots(whole) <= widthPx ? whole : (plain[page] ?? words);
  });
  return drawnText([...pages, ...reasonPages(sign, size).map(glyphsOf)], widthPx);
}

/** What `test` puts on a sign for a moment. */
export function testText(address: string, size: Size): SignText {
  if (size.heightPx < glyphHeightDots) {
    return { pages: [{ mode: 'hold', text: fill('sign-test') }], glyphs: [] };
  }
  const areas = testAreas(Number.parseInt(address, 16), { widthPx: size.widthPx, heightPx: glyphHeightDots });
  return drawnText(areas.flatMap(({ pages }) => pages).map(glyphsOf), size.widthPx);
}
