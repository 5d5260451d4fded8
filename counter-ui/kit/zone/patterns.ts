import type { Zone } from '../../../server/contract/hall-file.ts';

export type ZonePatternName = Zone['pattern'];

export { patternCells } from '../../../server/contract/sign-shapes.ts';

/** Ink or white, whichever stands out more on the zone's colour (WCAG relative luminance). */
export function textOn(colour: string): '#14233A' | '#FFFFFF' {
  const channel = (start: number) => {
    const value = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  const luminance = 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
  const inkLuminance = 0.0166;
  return (luminance + 0.05) / (inkLuminance + 0.05) > 1.05 / (luminance + 0.05) ? '#14233A' : '#FFFFFF';
}
