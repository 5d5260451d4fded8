import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { SignDrawing } from '../contract/sign-shapes.ts';
import { type Font, fontsIn } from '../papers/fontkit.ts';
import { glyphsOf } from '../papers/glyphs.ts';
import { type Glyph, outlineIn } from '../papers/outline.ts';

/** In the unit of the drawings, half a millimetre: 3 mm of bleed, and 7 mm beyond it for the crop marks. */
const bleed = 6;
const margin = 20;
const markInk = '#000000';

const textPattern = /<text ([^>]*)>([^<]*)<\/text>/g;

/** The drawing as a printer's shop wants it: every letter an outline, bleed all round, crop marks at the corners. */
export async function printReady({ width, height, body }: SignDrawing): Promise<SignDrawing> {
  const texts = [...body.matchAll(textPattern)].map(([, , content = '']) => plain(content));
  const words = await glyphsOf(texts.join(''), 'bold');
  const outlined = body.replace(textPattern, (_whole, values: string, content: string) =>
    outlineOf(valuesOf(values), plain(content), words),
  );
  const whole = { width: width + 2 * margin, height: height + 2 * margin };
  const sheet = `<rect x="${margin - bleed}" y="${margin - bleed}" width="${width + 2 * bleed}" height="${height + 2 * bleed}" fill="#FFFFFF"/>`;
  return {
    ...whole,
    body: `${sheet}<g transform="translate(${margin} ${margin})">${outlined}</g>${cropMarks(width, height)}`,
  };
}

function cropMarks(width: number, height: number): string {
  const [left, right] = [margin, margin + width];
  const [top, bottom] = [margin, margin + height];
  const far = margin - bleed - 1;
  const lines = [left, right].flatMap((x) => [
    `M${x} 1V${far}`,
    `M${x} ${height + 2 * margin - far}V${height + 2 * margin - 1}`,
  ]);
  const across = [top, bottom].flatMap((y) => [
    `M1 ${y}H${far}`,
    `M${width + 2 * margin - far} ${y}H${width + 2 * margin - 1}`,
  ]);
  return `<path d="${[...lines, ...across].join('')}" fill="none" stroke="${markInk}" stroke-width="0.5"/>`;
}

const valuesOf = (text: string): Record<string, string> =>
  Object.fromEntries([...text.matchAll(/([a-z-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]));
const plain = (text: string) => text.replace(/&#(\d+);/g, (_whole, code: string) => String.fromCharCode(Number(code)));

let digitFont: Font | undefined;
/** The digits of slip, board and screen. */
function digit(character: string): Glyph | null {
  digitFont ??= fontsIn(
    readFileSync(createRequire(import.meta.url).resolve('@fontsource/b612/files/b612-latin-700-normal.woff')),
  )[0];
  return digitFont === undefined ? null : outlineIn(digitFont, character.codePointAt(0) ?? 48);
}

function outlineOf(values: Record<string, string>, text: string, words: ReadonlyMap<number, Glyph>): string {
  const size = Number(values['font-size']) / 1000;
  const number = /^\d+$/.test(text);
  const glyphs = [...text].flatMap((character) => {
    const glyph = number ? digit(character) : words.get(character.codePointAt(0) ?? 32);
    return glyph == null ? [] : [glyph];
  });
  let x = Number(values.x) - (glyphs.reduce((sum, { advance }) => sum + advance, 0) * size) / 2;
  const paths = glyphs.map((glyph) => {
    const path = pathOf(glyph, x, Number(values.y), size);
    x += glyph.advance * size;
    return path;
  });
  return `<path d="${paths.join('')}" fill="${values.fill ?? markInk}"/>`;
}

/** TrueType contours as quadratic curves: between two points off the curve lies one on it, half way. */
function pathOf({ points, ends }: Glyph, left: number, base: number, size: number): string {
  const round = (value: number) => Math.round(value * 100) / 100;
  const at = ({ x, y }: { x: number; y: number }) => `${round(left + x * size)} ${round(base - y * size)}`;
  return ends
    .map((end, index) => {
      const contour = points.slice(index === 0 ? 0 : (ends[index - 1] ?? -1) + 1, end + 1);
      const start = contour.findIndex(({ onCurve }) => onCurve);
      const turned = [...contour.slice(start), ...contour.slice(0, start + 1)];
      const [first, ...rest] = turned;
      if (first === undefined) return '';
      let path = `M${at(first)}`;
      let control: Glyph['points'][number] | null = null;
      for (const point of rest) {
        if (control !== null && !point.onCurve)
          path += `Q${at(control)} ${at({ x: (control.x + point.x) / 2, y: (control.y + point.y) / 2 })}`;
        else if (control !== null) path += `Q${at(control)} ${at(point)}`;
        else if (point.onCurve) path += `L${at(point)}`;
        control = point.onCurve ? null : point;
      }
      return `${path}Z`;
    })
    .join('');
}
