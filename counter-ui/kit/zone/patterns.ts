import type { Zone } from '../../../server/contract/hall-file.ts';

export type ZonePatternName = Zone['pattern'];

/** One repeat of a zone's pattern band on a grid of 12: the same shapes as on paper, where there is no colour. */
export const patternCells: Record<ZonePatternName, string> = {
  solid: '<path d="M0 0h12v12H0z"/>',
  stripe: '<path d="M0 0h6l-6 6zM12 0v6l-6 6H0z"/>',
  dots: '<circle cx="6" cy="6" r="3.6"/>',
  checker: '<path d="M0 0h6v6H0zM6 6h6v6H6z"/>',
  wave: '<path d="M0 7Q3 1 6 7T12 7" fill="none" stroke="currentColor" stroke-width="3"/>',
  'cross-hatch': '<path d="M0 0l12 12M12 0L0 12" fill="none" stroke="currentColor" stroke-width="2.4"/>',
};

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
