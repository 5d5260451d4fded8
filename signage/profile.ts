/** Rule D1: what must be matched is this high for each metre of distance, and what is read this high; millimetres. */
const numeralMmPerMetre = 12;
const hanziMmPerMetre = 7.3;
/** Height of a digit of the house's typeface for numbers, in parts of its font size. */
export const digitShare = 0.73;
/** A hanzi fills this part of its font size. */
const hanziShare = 0.92;
const mmPerInch = 25.4;

/** A screen on the wall: its diagonal, and how far away the last one sits who must read it. */
export interface ScreenProfile {
  inch: number;
  metres: number;
}

/** From `?inch=55&metres=8`; null where one of them is missing or makes no sense. */
export function profileFrom(query: URLSearchParams): ScreenProfile | null {
  const [inch, metres] = ['inch', 'metres'].map((name) => Number(query.get(name)));
  if (inch === undefined || metres === undefined) return null;
  return inch >= 5 && inch <= 200 && metres >= 0.3 && metres <= 50 ? { inch, metres } : null;
}

/** CSS pixels in one millimetre of the glass. */
export function pixelsPerMm(widthPx: number, heightPx: number, { inch }: ScreenProfile): number {
  return Math.hypot(widthPx, heightPx) / (inch * mmPerInch);
}

/** Smallest font sizes in pixels that this screen may use, for numbers and for words; nothing without a profile. */
export function leastFonts(
  widthPx: number,
  heightPx: number,
  profile: ScreenProfile | null,
): { digits: number; words: number } {
  if (profile === null) return { digits: 0, words: 0 };
  const perMm = pixelsPerMm(widthPx, heightPx, profile) * profile.metres;
  return {
    digits: Math.ceil((perMm * numeralMmPerMetre) / digitShare),
    words: Math.ceil((perMm * hanziMmPerMetre) / hanziShare),
  };
}

const rowsMost = 8;
const rowsLeast = 3;
const usualRowFont = 86;
/** A number, an arrow and a counter stand beside each other in the list up to this size; larger ones stand in two lines. */
const oneLineFontMost = 125;

export interface ListShape {
  rows: number;
  /** The counter stands below the number: they are so large that a line holds only one of them. */
  isStacked: boolean;
}

/** How the calls stand in the list of the hall board: eight in a line each, or as many as are large enough (rule D1). */
export function listShape(listHeightPx: number, unitPx: number, leastDigits: number): ListShape {
  const font = Math.max(usualRowFont * unitPx, leastDigits);
  if (font > oneLineFontMost * unitPx)
    return { rows: Math.max(1, Math.floor(listHeightPx / (font * 1.9))), isStacked: true };
  const fitting = Math.floor(listHeightPx / (font * 1.05));
  return { rows: Math.max(rowsLeast, Math.min(rowsMost, fitting)), isStacked: false };
}
