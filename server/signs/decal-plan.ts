import type { Floor, FloorPlan, Way } from '../contract/floors.ts';
import type { Zone } from '../contract/hall-file.ts';
import type { SignDrawing } from '../contract/sign-shapes.ts';

/** One sticker of the floor: where its middle lies, metres, and which way its arrow points, degrees clockwise from up. */
export interface Decal {
  zone: number;
  floor: string;
  x: number;
  y: number;
  headingDeg: number;
}

/** A symbol every three metres or so (guidance W5). */
const everyMetres = 3;
const unitsPerMetre = 14;
const edge = 40;

/**
 * Stickers along a way, the first one and a half metres from where it begins. `asideMetres` moves them to the right of
 * the walker, so that the stickers of zones that share a way lie beside each other.
 */
export function decalsAlong(zone: number, { legs }: Pick<Way, 'legs'>, asideMetres = 0): Decal[] {
  return legs.flatMap(({ floor, points }) => {
    const found: Decal[] = [];
    let left = everyMetres / 2;
    for (const [index, to] of points.entries()) {
      const from = points[index - 1];
      if (from === undefined) continue;
      const length = Math.hypot(to.x - from.x, to.y - from.y);
      const headingDeg = Math.round(((Math.atan2(to.x - from.x, from.y - to.y) * 180) / Math.PI + 360) % 360);
      for (; left < length; left += everyMetres) {
        const share = left / length;
        const x = from.x + (to.x - from.x) * share - ((to.y - from.y) / length) * asideMetres;
        const y = from.y + (to.y - from.y) * share + ((to.x - from.x) / length) * asideMetres;
        found.push({ zone, floor, x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10, headingDeg });
      }
      left -= length;
    }
    return found;
  });
}

/** The sheet for whoever lays the stickers: the floor from above, each sticker with its zone's colour, digit and arrow. */
export function decalPlan(
  floor: Floor,
  { counters, nodes }: Pick<FloorPlan, 'counters' | 'nodes'>,
  zones: readonly Zone[],
  decals: readonly Decal[],
): SignDrawing {
  const at = (metres: number) => Math.round((edge + metres * unitsPerMetre) * 10) / 10;
  const floorOf = new Map(nodes.map(({ id, floor: where }) => [id, where]));
  const walls = floor.walls.map(
    (points) =>
      `<path d="${points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${at(x)} ${at(y)}`).join('')}" fill="none" stroke="#14233A" stroke-width="3"/>`,
  );
  const seats = floor.seats.map(
    ({ x, y, width, depth }) =>
      `<rect x="${at(x)}" y="${at(y)}" width="${width * unitsPerMetre}" height="${depth * unitsPerMetre}" fill="#E4E0D4"/>`,
  );
  const places = counters
    .filter(({ node }) => floorOf.get(node) === floor.id)
    .map(({ no, x, y }) => words(String(no), at(x), at(y) + 4, 12, '#4A5668'));
  const stickers = decals.map(({ zone, x, y, headingDeg }) => {
    const colour = zones.find((each) => each.zone === zone)?.colour ?? '#14233A';
    return (
      `<g transform="translate(${at(x)} ${at(y)})"><g transform="rotate(${headingDeg})"><path d="M0 -15L8 -5H-8Z" fill="${colour}"/></g>` +
      `<circle cx="0" cy="0" r="9" fill="#FFFFFF" stroke="${colour}" stroke-width="3"/>${words(String(zone), 0, 4, 12, '#14233A')}</g>`
    );
  });
  const legend = zones.map((zone, index) => {
    const count = decals.filter((decal) => decal.zone === zone.zone).length;
    return words(
      `${zone.zone} ${zone.name} × ${count}`,
      130 + index * 220,
      at(floor.depthMetres) + 46,
      15,
      zone.colour,
    );
  });
  return {
    width: Math.max(2 * edge + floor.widthMetres * unitsPerMetre, 40 + zones.length * 220),
    height: 2 * edge + floor.depthMetres * unitsPerMetre + 40,
    body: [...walls, ...seats, ...places, ...stickers, ...legend].join(''),
  };
}

const words = (text: string, x: number, y: number, size: number, fill: string) =>
  `<text x="${x}" y="${y}" font-size="${size}" font-weight="700" text-anchor="middle" fill="${fill}">${text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)}</text>`;
