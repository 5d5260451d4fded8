/** Colours of the house where the hall sets none. */
export const usualLook = {
  ink: '#14233a',
  porcelain: '#fbfaf5',
  paper: '#f3f0e6',
  cobalt: '#1d4280',
  'cobalt-deep': '#12305f',
  muted: '#4a5668',
  celadon: '#cfe3da',
  amber: '#f2b233',
} as const;
export type LookColour = keyof typeof usualLook;

/** Which colour is written on which, and the least WCAG ratio. */
export const lookPairs: readonly [on: LookColour, ground: LookColour, least: number][] = [
  ['ink', 'porcelain', 7],
  ['ink', 'paper', 7],
  ['ink', 'celadon', 7],
  ['ink', 'amber', 4.5],
  ['porcelain', 'cobalt', 4.5],
  ['cobalt', 'porcelain', 4.5],
  ['porcelain', 'cobalt-deep', 4.5],
  ['muted', 'porcelain', 4.5],
  ['muted', 'paper', 4.5],
];

/** WCAG 2.2 contrast ratio of two colours such as `#1d4280`: 1 to 21. */
export function contrastRatio(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((left, right) => right - left);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
