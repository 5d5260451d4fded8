import type { Zone } from '../../server/contract/hall-file.ts';
import type { Text } from '../../server/contract/texts/define.ts';
import { hallPageTexts as texts, zoneSymbolTexts } from '../../server/contract/texts/settings-pages.ts';

export const zonePatterns: readonly [Zone['pattern'], Text][] = [
  ['solid', texts.patternSolid],
  ['stripe', texts.patternStripe],
  ['dots', texts.patternDots],
  ['checker', texts.patternChecker],
  ['wave', texts.patternWave],
  ['cross-hatch', texts.patternCross],
];
export const zoneSymbols: Readonly<Record<string, Text>> = zoneSymbolTexts;

/** Colours that stay apart for eyes that see few colours, light and dark by turns. */
const colours: readonly [string, string][] = [
  ['#1F5FBF', '蓝'],
  ['#26303D', '墨'],
  ['#E58AA5', '粉'],
  ['#1E7A4C', '绿'],
  ['#B65E12', '橙'],
  ['#6A3FA0', '紫'],
  ['#8C6D1F', '黄'],
  ['#0E7C86', '青'],
  ['#7A2E2E', '褐'],
];

/** A zone with the first free digit, colour, symbol and pattern; null when all nine are there. */
export function nextZone(zones: readonly Zone[]): Zone | null {
  const zone = [1, 2, 3, 4, 5, 6, 7, 8, 9].find((digit) => !zones.some((each) => each.zone === digit));
  if (zone === undefined) return null;
  const symbols = Object.entries(zoneSymbolTexts);
  const [symbol, spoken] = symbols.find(([id]) => !zones.some((each) => each.symbol === id)) ??
    symbols[0] ?? ['fish', { zh: '鱼' }];
  const [colour, colourName] = colours.find(([each]) => !zones.some((other) => other.colour === each)) ?? [
    '#1F5FBF',
    '蓝',
  ];
  const pattern = zonePatterns.find(([each]) => !zones.some((other) => other.pattern === each))?.[0] ?? 'solid';
  return { zone, name: `${zone} 区`, colour, colourName, symbol, spoken: spoken.zh, pattern };
}
