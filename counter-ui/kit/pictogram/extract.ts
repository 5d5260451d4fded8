/**
 * Copies the drawings that `map.json` names out of the icon packages into `colour.json`, `mono.json` and `icons.json`,
 * so that no screen ever loads a whole set and none needs the network. Run it after changing the map:
 * `npx tsx counter-ui/kit/pictogram/extract.ts`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import map from './map.json' with { type: 'json' };

export interface Drawing {
  /** Side lengths of the drawing's own grid. */
  width: number;
  height: number;
  /** SVG elements without the `svg` around them. */
  body: string;
}

interface IconSet {
  width?: number;
  height?: number;
  icons: Record<string, { body: string; width?: number; height?: number }>;
  aliases?: Record<string, { parent: string }>;
}

const require = createRequire(import.meta.url);
const sets = new Map<string, IconSet>();

function setOf(prefix: string): IconSet {
  const known = sets.get(prefix);
  if (known !== undefined) return known;
  const set = JSON.parse(readFileSync(require.resolve(`@iconify-json/${prefix}/icons.json`), 'utf8')) as IconSet;
  sets.set(prefix, set);
  return set;
}

/** The drawing behind `set:name`; throws when the set does not have it, so a wrong map never builds. */
function drawingOf(name: string): Drawing {
  const [prefix = '', icon = ''] = name.split(':');
  const set = setOf(prefix);
  const found = set.icons[icon] ?? set.icons[set.aliases?.[icon]?.parent ?? ''];
  if (found === undefined) throw new Error(`No drawing ${name}`);
  return {
    width: found.width ?? set.width ?? 16,
    height: found.height ?? set.height ?? 16,
    body: ownIds(found.body, name),
  };
}

/**
 * Lengths to a hundredth of the grid's unit, which is less than a dot on any screen here: whatever is finer only makes pages
 * heavier. Only the digits behind a point change and never all of them go: in a path the next number may follow at once.
 */
function rounded(drawing: Drawing): Drawing {
  const body = drawing.body.replace(/\.(\d{3,})/g, (_whole, digits: string) => {
    const hundredths = Math.min(99, Math.round(Number(`0.${digits}`) * 100));
    return `.${String(hundredths)
      .padStart(2, '0')
      .replace(/(?<=\d)0$/, '')}`;
  });
  return { ...drawing, body };
}

/** Clip paths carry ids such as `a` that would clash on a page with several drawings; each gets its drawing's name. */
function ownIds(body: string, name: string): string {
  const prefix = name.replace(':', '-');
  return body.replace(/\bid="([^"]+)"/g, `id="${prefix}-$1"`).replace(/url\(#([^)]+)\)/g, `url(#${prefix}-$1)`);
}

export interface Extracted {
  /** Parts of the coloured pictograms and zone symbols, by `set:name`. */
  colour: Record<string, Drawing>;
  /** Their one-colour twins, by `set:name`; loaded only by pages that draw them. */
  mono: Record<string, Drawing>;
  /** Signs of the interface, by plain name. */
  icons: Record<string, Drawing>;
}

const drawings = (names: Iterable<string>) =>
  Object.fromEntries([...new Set(names)].sort().map((name) => [name, drawingOf(name)]));

/** Every drawing that the map names and no other. */
export function extractDrawings(): Extracted {
  const pictograms = [...Object.values(map.services), ...Object.values(map.zones)];
  return {
    colour: Object.fromEntries(
      Object.entries(drawings(pictograms.flatMap((pictogram) => pictogram.colour))).map(([name, drawing]) => [
        name,
        rounded(drawing),
      ]),
    ),
    mono: drawings(pictograms.map((pictogram) => pictogram.mono)),
    icons: Object.fromEntries([...map.ui].sort().map((icon) => [icon, drawingOf(`tabler:${icon}`)])),
  };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const [name, found] of Object.entries(extractDrawings())) {
    writeFileSync(resolve(import.meta.dirname, `${name}.json`), `${JSON.stringify(found, null, 1)}\n`);
  }
}
