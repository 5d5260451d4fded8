import type { Floor, Way, WayLeg } from '../../../server/contract/floors.ts';

export interface Point {
  x: number;
  y: number;
}

/** The point after the plan was turned so that `upDeg` looks to the upper edge (guidance W1). Metres. */
export function turned({ x, y }: Point, upDeg: number): Point {
  const angle = (-upDeg * Math.PI) / 180;
  const round = (value: number) => Math.round(value * 1000) / 1000 + 0;
  return {
    x: round(x * Math.cos(angle) - y * Math.sin(angle)),
    y: round(x * Math.sin(angle) + y * Math.cos(angle)),
  };
}

export interface Frame {
  x: number;
  y: number;
  width: number;
  height: number;
}

const marginMetres = 6;
const leastMetres = 26;

/** The part of the turned floor that shows the whole way with what lies around it, and never less than 26 m. */
export function frameOf(leg: WayLeg, floor: Floor): Frame {
  const corners = [
    { x: 0, y: 0 },
    { x: floor.widthMetres, y: 0 },
    { x: 0, y: floor.depthMetres },
    { x: floor.widthMetres, y: floor.depthMetres },
  ].map((corner) => turned(corner, leg.upDeg));
  const points = leg.points.map((point) => turned(point, leg.upDeg));
  const side = (pick: (point: Point) => number) => {
    const floorFrom = Math.min(...corners.map(pick));
    const floorTo = Math.max(...corners.map(pick));
    let from = Math.min(...points.map(pick)) - marginMetres;
    let to = Math.max(...points.map(pick)) + marginMetres;
    const lacking = Math.max(0, leastMetres - (to - from)) / 2;
    from = Math.max(floorFrom, from - lacking);
    to = Math.min(floorTo, to + lacking);
    return { from, length: to - from };
  };
  const across = side((point) => point.x);
  const down = side((point) => point.y);
  return { x: across.from, y: down.from, width: across.length, height: down.length };
}

/** `M1 2L3 4`. */
export function pathOf(points: readonly Point[]): string {
  return points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('');
}

/** Chevrons along a line, one every few metres, each with the angle it points to (degrees, 0 to the right). */
export function chevrons(points: readonly Point[], everyMetres = 3.2): (Point & { angle: number })[] {
  const found: (Point & { angle: number })[] = [];
  let left = everyMetres / 2;
  for (const [index, to] of points.entries()) {
    const from = points[index - 1];
    if (from === undefined) continue;
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    const angle = (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
    for (; left < length; left += everyMetres) {
      const share = left / length;
      found.push({ x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share, angle });
    }
    left -= length;
  }
  return found;
}

/** How long the line is drawn, seconds: a stroll through the picture, never more than six (guidance W4). */
export function drawSeconds(way: Pick<Way, 'metres'>): number {
  return Math.min(6, Math.max(1.5, way.metres / 10));
}
