import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Landmark } from '../contract/floors.ts';
import type { HallFile, Zone } from '../contract/hall-file.ts';
import { counterPlate, floorDecal, type SignDrawing, type SignPicture, zonePlate } from '../contract/sign-shapes.ts';
import { mapSheet } from './map-sheet.ts';

const require = createRequire(import.meta.url);
const drawings = 'fluent-emoji-flat';

interface IconSet {
  width?: number;
  height?: number;
  icons: Record<string, { body: string; width?: number; height?: number }>;
}

export interface Sign {
  /** `counter-03`, `zone-1`, `decal-1`, `map-kiosk-1`. */
  name: string;
  drawing: SignDrawing;
}

/** Symbols that were drawn before. The package holds thousands in one file of 9 MB, which no request should read again. */
const known = new Map<string, SignPicture>();

/** Drawings of what is seen on the way, by the pictogram that the hall file names: those of the screens. */
const landmarkDrawings: Readonly<Record<string, string>> = {
  water: 'potable-water',
  plant: 'potted-plant',
  screen: 'television',
  firesafe: 'fire-extinguisher',
  books: 'books',
  toilets: 'restroom',
  seats: 'couch-and-lamp',
  print: 'printer',
  pay: 'yen-banknote',
  guide: 'person-tipping-hand-light',
};

/** Drawings out of the set of which the screens are made. Throws for one that there is not. */
function load(names: readonly string[]): void {
  const wanted = names.filter((name) => !known.has(name));
  if (wanted.length === 0) return;
  const set = JSON.parse(readFileSync(require.resolve(`@iconify-json/${drawings}/icons.json`), 'utf8')) as IconSet;
  for (const name of wanted) {
    const found = set.icons[name];
    if (found === undefined) throw new Error(`there is no drawing of ${name}`);
    const { width = set.width ?? 32, height = set.height ?? 32, body } = found;
    known.set(name, { width, height, body });
  }
}

function symbolsOf(zones: readonly Zone[]): (zone: Zone) => SignPicture {
  load(zones.map(({ symbol }) => symbol));
  return ({ symbol }) => known.get(symbol) ?? { width: 0, height: 0, body: '' };
}

/** A map for each standpoint of the floor plan; none without a plan. */
export function mapsOf({ zones, counters, floors: plan }: Pick<HallFile, 'zones' | 'counters' | 'floors'>): Sign[] {
  if (plan === undefined) return [];
  const names = plan.landmarks.flatMap(({ pictogram }) => landmarkDrawings[pictogram] ?? []);
  load(names);
  const landmark = ({ pictogram }: Landmark) => known.get(landmarkDrawings[pictogram] ?? '') ?? null;
  const source = { plan, file: { zones, counters }, symbol: symbolsOf(zones), landmark };
  return plan.places.flatMap((place): Sign[] => {
    const drawing = mapSheet(place, source);
    return drawing === null ? [] : [{ name: `map-${place.id}`, drawing }];
  });
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
