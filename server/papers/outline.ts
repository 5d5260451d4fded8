import type { Font } from './fontkit.ts';

/** A letter's outline in thousandths of its height, as TrueType draws it. */
export interface Glyph {
  advance: number;
  points: { x: number; y: number; onCurve: boolean }[];
  /** Index of the last point of each contour. */
  ends: number[];
}

/** The outline of a character, or null when the font does not have it. */
export function outlineIn(font: Font, codePoint: number): Glyph | null {
  if (!font.hasGlyphForCodePoint(codePoint)) return null;
  const glyph = font.glyphForCodePoint(codePoint);
  const scale = 1000 / font.unitsPerEm;
  const pen = new Pen(scale);
  for (const { command, args } of glyph.path.commands) pen.draw(command, args);
  pen.end();
  return { advance: Math.round(glyph.advanceWidth * scale), points: pen.points, ends: pen.ends };
}

class Pen {
  readonly points: Glyph['points'] = [];
  readonly ends: number[] = [];
  #started = 0;
  #x = 0;
  #y = 0;

  constructor(readonly scale: number) {}

  draw(command: string, args: readonly number[]): void {
    const [a = 0, b = 0] = args;
    if (command === 'closePath') return;
    if (command === 'moveTo') this.end();
    if (command === 'quadraticCurveTo') this.#add(a, b, false);
    if (command === 'bezierCurveTo') this.#cubic(args);
    this.#x = args.at(-2) ?? 0;
    this.#y = args.at(-1) ?? 0;
    this.#add(this.#x, this.#y, true);
  }

  /** Closes the contour; its last point is not written twice. */
  end(): void {
    const first = this.points[this.#started];
    const last = this.points.at(-1);
    const several = this.points.length - this.#started > 1;
    if (several && first?.x === last?.x && first?.y === last?.y && last?.onCurve) this.points.pop();
    if (this.points.length > this.#started) this.ends.push(this.points.length - 1);
    this.#started = this.points.length;
  }

  #add(x: number, y: number, onCurve: boolean): void {
    this.points.push({ x: Math.round(x * this.scale), y: Math.round(y * this.scale), onCurve });
  }

  /** A cubic piece as two quadratic ones, which no eye can tell apart at this size; all but its last point. */
  #cubic([x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0]: readonly number[]): void {
    const half = (p0: number, p1: number, p2: number, p3: number) => {
      const middle = (p0 + 3 * p1 + 3 * p2 + p3) / 8;
      const before = (p0 + 2 * p1 + p2) / 4;
      const after = (p1 + 2 * p2 + p3) / 4;
      const control = (first: number, second: number, from: number, to: number) =>
        (3 * (first + second) - from - to) / 4;
      return [control((p0 + p1) / 2, before, p0, middle), middle, control(after, (p2 + p3) / 2, middle, p3)] as const;
    };
    const [firstX, middleX, lastX] = half(this.#x, x1, x2, x3);
    const [firstY, middleY, lastY] = half(this.#y, y1, y2, y3);
    this.#add(firstX, firstY, false);
    this.#add(middleX, middleY, true);
    this.#add(lastX, lastY, false);
  }
}
