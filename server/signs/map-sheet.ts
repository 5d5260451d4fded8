import type { Floor, FloorPlan, Landmark } from '../contract/floors.ts';
import type { HallFile, Zone } from '../contract/hall-file.ts';
import { usualLook } from '../contract/look-contrast.ts';
import { type SignDrawing, type SignPicture, zoneMark } from '../contract/sign-shapes.ts';
import { fillText } from '../contract/texts/define.ts';
import { signTexts } from '../contract/texts/signs.ts';
import { wayTexts } from '../contract/texts/way.ts';

export type Place = FloorPlan['places'][number];
interface Point {
  x: number;
  y: number;
}

/** A2, in the unit of the drawings, half a millimetre: it hangs at eye level and is read from a metre. */
const paper = { long: 1188, short: 840 } as const;
const edge = 40;
const legendHeight = 210;
const ink = usualLook.ink;

/** The point after the plan was turned so that `upDeg` looks to the upper edge (guidance W1). Metres. */
export function turnedUp({ x, y }: Point, upDeg: number): Point {
  const angle = (-upDeg * Math.PI) / 180;
  return { x: x * Math.cos(angle) - y * Math.sin(angle), y: x * Math.sin(angle) + y * Math.cos(angle) };
}

const round = (value: number) => Math.round(value * 100) / 100;
const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
const words = (text: string, x: number, y: number, size: number, fill: string) =>
  `<text x="${round(x)}" y="${round(y)}" font-size="${size}" font-weight="700" text-anchor="middle" fill="${fill}">${escaped(text)}</text>`;
const framed = (picture: SignPicture, x: number, y: number, side: number) =>
  `<svg x="${round(x)}" y="${round(y)}" width="${side}" height="${side}" viewBox="0 0 ${picture.width} ${picture.height}">${picture.body}</svg>`;

export interface MapSource {
  plan: FloorPlan;
  file: Pick<HallFile, 'zones' | 'counters'>;
  symbol: (zone: Zone) => SignPicture;
  /** Drawing of a landmark; null for one of which there is none. */
  landmark: (landmark: Landmark) => SignPicture | null;
}

/**
 * The map that hangs at a standpoint, its floor turned so that up is straight ahead of whoever looks at it: walls, counters
 * in the colours of their zones, what is seen on the way, and where one stands. Below it every zone's mark with its counters.
 * Null for a place whose floor the plan lacks.
 */
export function mapSheet(place: Place, source: MapSource): SignDrawing | null {
  const { plan, file } = source;
  const floorOf = new Map(plan.nodes.map(({ id, floor }) => [id, floor]));
  const floor = plan.floors.find(({ id }) => id === floorOf.get(place.node));
  if (floor === undefined) return null;
  const fit = fitOn(floor, place.headingDeg);
  const { at } = fit;
  const zoneOf = new Map(file.counters.map(({ no, zone }) => [no, file.zones.find((each) => each.zone === zone)]));
  const here = plan.counters.filter(({ node }) => floorOf.get(node) === floor.id);
  const counters = here.map((counter) =>
    counterBox(counter.no, at(counter), fit.scale, zoneOf.get(counter.no)?.colour),
  );
  const marks = plan.landmarks.filter((mark) => mark.floor === floor.id);
  const side = round(fit.scale * 2.4);
  const landmarks = marks.map((mark) => {
    const picture = source.landmark(mark);
    const { x, y } = at(mark);
    return picture === null
      ? words(mark.zh, x, y, round(fit.scale), usualLook.muted)
      : framed(picture, x - side / 2, y - side / 2, side);
  });
  const body = [
    `<rect x="0" y="0" width="${fit.width}" height="${fit.height}" fill="#FFFFFF"/>`,
    ...ground(floor, at),
    ...counters,
    ...symbolsBeside(here, zoneOf, source.symbol, fit),
    ...landmarks,
    youAreHere(at(place), fit.scale),
    ...legend(source, floor, floorOf, fit.width, fit.height - legendHeight),
  ];
  return { width: fit.width, height: fit.height, body: body.join('') };
}

/** Paper upright or across, whichever shows the turned floor larger, and where each point of the floor lies on it. */
function fitOn(floor: Floor, upDeg: number) {
  const corners = [0, floor.widthMetres].flatMap((x) => [0, floor.depthMetres].map((y) => turnedUp({ x, y }, upDeg)));
  const from = { x: Math.min(...corners.map(({ x }) => x)), y: Math.min(...corners.map(({ y }) => y)) };
  const wide = Math.max(...corners.map(({ x }) => x)) - from.x;
  const deep = Math.max(...corners.map(({ y }) => y)) - from.y;
  const sheets = [
    { width: paper.long, height: paper.short },
    { width: paper.short, height: paper.long },
  ].map((sheet) => {
    const room = { width: sheet.width - 2 * edge, height: sheet.height - 2 * edge - legendHeight };
    return { ...sheet, room, scale: Math.min(room.width / wide, room.height / deep) };
  });
  const [one, other] = sheets as [(typeof sheets)[number], (typeof sheets)[number]];
  const { width, height, room, scale } = one.scale >= other.scale ? one : other;
  const left = edge + (room.width - wide * scale) / 2;
  const top = edge + (room.height - deep * scale) / 2;
  const at = (point: Point): Point => {
    const { x, y } = turnedUp(point, upDeg);
    return { x: round(left + (x - from.x) * scale), y: round(top + (y - from.y) * scale) };
  };
  return { width, height, scale, at };
}

function ground(floor: Floor, at: (point: Point) => Point): string[] {
  const path = (points: readonly Point[]) =>
    points
      .map(at)
      .map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`)
      .join('');
  const seats = floor.seats.map(({ x, y, width, depth }) => {
    const corners = [
      { x, y },
      { x: x + width, y },
      { x: x + width, y: y + depth },
      { x, y: y + depth },
    ];
    return `<path d="${path(corners)}Z" fill="#E2DDCD"/>`;
  });
  const walls = floor.walls.map(
    (wall) => `<path d="${path(wall.map(([x, y]) => ({ x, y })))}" fill="none" stroke="${ink}" stroke-width="7"/>`,
  );
  return [...seats, ...walls];
}

/** The number stands upright however the floor is turned. */
function counterBox(no: number, { x, y }: Point, scale: number, colour: string = usualLook.muted): string {
  const half = scale * 0.85;
  const box = `x="${round(x - half)}" y="${round(y - half)}" width="${round(2 * half)}" height="${round(2 * half)}"`;
  return (
    `<rect ${box} rx="${round(scale * 0.25)}" fill="#FFFFFF" stroke="${colour}" stroke-width="${round(scale * 0.28)}"/>` +
    words(String(no), x, y + scale * 0.4, round(scale * 1.05), ink)
  );
}

const symbolMetres = 3;

/** Before every row of a zone's counters its symbol, in the room that they face: whoever reads no numbers goes by it. */
function symbolsBeside(
  counters: FloorPlan['counters'],
  zoneOf: ReadonlyMap<number, Zone | undefined>,
  symbol: MapSource['symbol'],
  { at, scale }: ReturnType<typeof fitOn>,
): string[] {
  const rows: { zone: Zone; facingDeg: number; counters: FloorPlan['counters'] }[] = [];
  for (const counter of [...counters].sort((one, other) => one.no - other.no)) {
    const zone = zoneOf.get(counter.no);
    const row = rows.at(-1);
    const isNext = row?.zone === zone && row?.counters.at(-1)?.no === counter.no - 1;
    if (row !== undefined && isNext && row.facingDeg === counter.facingDeg) row.counters.push(counter);
    else if (zone !== undefined) rows.push({ zone, facingDeg: counter.facingDeg, counters: [counter] });
  }
  const side = round(symbolMetres * scale);
  return rows
    .filter((row) => row.counters.length > 2)
    .map((row) => {
      const angle = (row.facingDeg * Math.PI) / 180;
      const middle = (pick: (point: Point) => number) =>
        row.counters.reduce((sum, counter) => sum + pick(counter), 0) / row.counters.length;
      const { x, y } = at({
        x: middle((point) => point.x) + Math.sin(angle) * symbolMetres,
        y: middle((point) => point.y) - Math.cos(angle) * symbolMetres,
      });
      return framed(symbol(row.zone), x - side / 2, y - side / 2, side);
    });
}

/** A person in a disc, and an arrow straight up: the way the reader looks. */
function youAreHere({ x, y }: Point, scale: number): string {
  const by = (metres: number) => round(metres * scale);
  const deep = usualLook['cobalt-deep'];
  return (
    `<path d="M${x} ${round(y - by(2.75))}L${round(x + by(0.9))} ${round(y - by(1.95))}L${round(x - by(0.9))} ${round(y - by(1.95))}Z" fill="${deep}"/>` +
    `<circle cx="${x}" cy="${y}" r="${by(1.7)}" fill="${deep}" stroke="#FFFFFF" stroke-width="${by(0.3)}"/>` +
    `<circle cx="${x}" cy="${round(y - by(0.62))}" r="${by(0.55)}" fill="#FFFFFF"/>` +
    `<rect x="${round(x - by(0.75))}" y="${round(y - by(0.02))}" width="${by(1.5)}" height="${by(1)}" rx="${by(0.4)}" fill="#FFFFFF"/>`
  );
}

/** `1–8` for counters in a row, else each by itself. */
function rangesOf(numbers: readonly number[]): string {
  const sorted = [...numbers].sort((one, other) => one - other);
  const runs: [number, number][] = [];
  for (const no of sorted) {
    const run = runs.at(-1);
    if (run !== undefined && run[1] + 1 === no) run[1] = no;
    else runs.push([no, no]);
  }
  return runs.map(([first, last]) => (first === last ? String(first) : `${first}–${last}`)).join(' ');
}

function legend(
  { plan, file, symbol }: MapSource,
  floor: Floor,
  floorOf: ReadonlyMap<string, string>,
  width: number,
  top: number,
): string[] {
  const across = (width - 2 * edge) / (file.zones.length + 1);
  const middle = (index: number) => edge + (index + 0.5) * across;
  const marks = file.zones.map((zone, index) => {
    const numbers = file.counters.filter((counter) => counter.zone === zone.zone).map(({ no }) => no);
    const floors = new Set(plan.counters.filter(({ no }) => numbers.includes(no)).map(({ node }) => floorOf.get(node)));
    const away = plan.floors.filter(({ id }) => floors.has(id) && id !== floor.id).map(({ name }) => name);
    const name = floors.has(floor.id) || away.length === 0 ? zone.name : `${away.join('、')} ${zone.name}`;
    const nameSize = Math.min(20, (across - 8) / Math.max(1, [...name].length));
    const where = fillText(signTexts.mapCounters, 'zh', { counters: rangesOf(numbers) });
    const whereSize = Math.min(17, (across - 8) / Math.max(1, where.length * 0.62));
    return (
      `<svg x="${round(middle(index) - 45)}" y="${top + 12}" width="90" height="108" viewBox="0 0 100 120">${zoneMark(zone, symbol(zone))}</svg>` +
      words(name, middle(index), top + 146, round(nameSize), ink) +
      words(where, middle(index), top + 172, round(whereSize), ink)
    );
  });
  const here = middle(file.zones.length);
  return [
    ...marks,
    youAreHere({ x: round(here), y: top + 76 }, 16),
    words(wayTexts.youAreHere.zh, here, top + 146, 20, ink),
  ];
}
