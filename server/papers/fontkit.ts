import { createRequire } from 'node:module';

/** As much of fontkit as is used here. */
export interface Font {
  postscriptName: string;
  unitsPerEm: number;
  hasGlyphForCodePoint(codePoint: number): boolean;
  glyphForCodePoint(codePoint: number): {
    advanceWidth: number;
    path: { commands: { command: string; args: number[] }[] };
  };
  getVariation(settings: Record<string, number>): Font;
}
interface Fontkit {
  create(file: Buffer): Font | { fonts: Font[] };
}

// It comes with pdfkit and is looked up from there, so that both are always the same one.
const fromPdfkit = createRequire(createRequire(import.meta.url).resolve('pdfkit'));
const fontkit = fromPdfkit('fontkit') as Fontkit;

/** The fonts in a file: one, or those of a collection. Throws on what is no font. */
export function fontsIn(file: Buffer): Font[] {
  const opened = fontkit.create(file);
  return 'fonts' in opened ? opened.fonts : [opened];
}
