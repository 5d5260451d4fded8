import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { HallFile, Zone } from '../contract/hall-file.ts';
import { counterPlate, floorDecal, type SignDrawing, type SignPicture, zonePlate } from '../contract/sign-shapes.ts';

const require = createRequire(import.meta.url);
const drawings = 'fluent-emoji-flat';

interface IconSet {
  width?: number;
  height?: number;
  icons: Record<string, { body: string; width?: number; height?: number }>;
}

export interface Sign {
  /** `counter-03`, `zone-1`, `decal-1`. */
  name: string;
  drawing: SignDrawing;
}

/** Symbols that were drawn before. The package holds thousands in one file of 9 MB, which no request should read again. */
const known = new Map<string, SignPicture>();

/** Symbols out of the drawings of which the screens are made. Throws for one that there is not. */
function symbolsOf(zones: readonly Zone[]): (zone: Zone) => SignPicture {
  const wanted = zones.map(({ symbol }) => symbol).filter((symbol) => !known.has(symbol));
  if (wanted.length > 0) {
    const set = JSON.parse(readFileSync(require.resolve(`@iconify-json/${drawings}/icons.json`), 'utf8')) as IconSet;
    for (const symbol of wanted) {
      const found = set.icons[symbol];
      if (found === undefined) throw new Error(`there is no drawing of ${symbol}`);
      const { width = set.width ?? 32, height = set.height ?? 32, body } = found;
      known.set(symbol, { width, height, body });
    }
  }
  return ({ symbol }) => known.get(symbol) ?? { width: 0, height: 0, body: '' };
}

/** Every sign that hangs in the hall: a plate for each counter, a sign for each zone, a sticker for each zone's floor. */
export function signsOf({ zones, counters }: Pick<HallFile, 'zones' | 'counters'>): Sign[] {
  const symbol = symbolsOf(zones);
  const byNumber = new Map(zones.map((zone) => [zone.zone, zone]));
  const plates = counters.flatMap(({ no, name, zone: number }): Sign[] => {
    const zone = byNumber.get(number);
    if (zone === undefined) return [];
    return [{ name: `counter-${String(no).padStart(2, '0')}`, drawing: counterPlate(zone, no, name, symbol(zone)) }];
  });
  const others = zones.flatMap((zone): Sign[] => [
    { name: `zone-${zone.zone}`, drawing: zonePlate(zone, symbol(zone)) },
    { name: `decal-${zone.zone}`, drawing: floorDecal(zone, symbol(zone)) },
  ]);
  return [...others, ...plates];
}
