import colourJson from './colour.json' with { type: 'json' };
import type { Drawing } from './extract.ts';
import iconsJson from './icons.json' with { type: 'json' };
import map from './map.json' with { type: 'json' };

export type PictogramVariant = 'colour' | 'mono';
export type { Drawing };
/** Name of a sign of the interface, such as `arrow-left`. */
export type IconName = keyof typeof iconsJson;

interface Pictogram {
  colour: string[];
  mono: string;
}
const colour: Record<string, Drawing> = colourJson;
const pictograms: Record<string, Pictogram> = { ...map.services, ...map.zones };

/** A hall file may name a pictogram that this build does not have: a sheet of paper stands for it. */
const fallback = 'collect';
const pictogramOf = (id: string): Pictogram => pictograms[id] ?? pictograms[fallback] ?? { colour: [], mono: '' };

export interface PlacedPart {
  x: number;
  y: number;
  side: number;
  drawing: Drawing;
}
export interface Composition {
  width: number;
  height: number;
  parts: PlacedPart[];
}

const side = 32;
const gap = 1;

/** One or two parts stand side by side; of three, the middle one links the others and floats small between them. */
export function composeColour(id: string): Composition {
  const found = pictogramOf(id)
    .colour.map((name) => colour[name])
    .filter((drawing) => drawing !== undefined);
  const [first, link, last] = found;
  if (found.length === 3 && first && link && last) {
    const linkSide = side / 2;
    const top = linkSide / 2;
    const width = 2 * side - 2;
    const parts = [
      { x: 0, y: top, side, drawing: first },
      { x: (width - linkSide) / 2, y: 0, side: linkSide, drawing: link },
      { x: width - side, y: top, side, drawing: last },
    ];
    return { width, height: side + top, parts };
  }
  const parts = found.map((drawing, index) => ({ x: index * (side + gap), y: 0, side, drawing }));
  return { width: Math.max(parts.length * (side + gap) - gap, side), height: side, parts };
}

/** The one-colour twin of a pictogram. Loaded apart: only pages that draw it carry its weight. */
export async function loadMono(id: string): Promise<Composition> {
  const mono: Record<string, Drawing> = (await import('./mono.json')).default;
  const drawing = mono[pictogramOf(id).mono];
  const parts = drawing === undefined ? [] : [{ x: 0, y: 0, side, drawing }];
  return { width: side, height: side, parts };
}

export const iconDrawing = (name: IconName): Drawing => iconsJson[name];
