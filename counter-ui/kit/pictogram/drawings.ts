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

/** The parts of a coloured pictogram from left to right; the middle one of three is a link and drawn smaller. */
export function composeColour(id: string): Composition {
  const found = pictogramOf(id)
    .colour.map((name) => colour[name])
    .filter((drawing) => drawing !== undefined);
  let x = 0;
  const parts = found.map((drawing, index) => {
    const size = found.length === 3 && index === 1 ? side * 0.6 : side;
    const part = { x, y: (side - size) / 2, side: size, drawing };
    x += size + gap;
    return part;
  });
  return { width: Math.max(x - gap, side), height: side, parts };
}

/** The one-colour twin of a pictogram. Loaded apart: only pages that draw it carry its weight. */
export async function loadMono(id: string): Promise<Composition> {
  const mono: Record<string, Drawing> = (await import('./mono.json')).default;
  const drawing = mono[pictogramOf(id).mono];
  const parts = drawing === undefined ? [] : [{ x: 0, y: 0, side, drawing }];
  return { width: side, height: side, parts };
}

export const iconDrawing = (name: IconName): Drawing => iconsJson[name];
