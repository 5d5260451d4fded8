import type { FloorPlan, Way, WayLeg, WayStep } from '../../contract/floors.ts';
import { type PlanEdge, type PlanNode, shortestFrom } from './shortest.ts';

const turnsMost = 4;
/** A bend of less is walked without noticing. */
const turnDeg = 35;
const aroundDeg = 135;
const landmarkWithinMetres = 5;

interface Stop {
  node: PlanNode;
  /** The edge that led here; null at the start. */
  edge: PlanEdge | null;
}

/** Degrees clockwise from the drawing's upper edge. */
function headingOf(from: { x: number; y: number }, to: { x: number; y: number }): number {
  return ((Math.atan2(to.x - from.x, from.y - to.y) * 180) / Math.PI + 360) % 360;
}

/** -180 to 180; negative is to the left. */
function bend(from: number, to: number): number {
  return ((to - from + 540) % 360) - 180;
}

function stopsTo(plan: FloorPlan, reached: ReturnType<typeof shortestFrom>, goal: string): Stop[] {
  const nodes = new Map(plan.nodes.map((node) => [node.id, node]));
  const stops: Stop[] = [];
  for (let id: string | null = goal; id !== null; ) {
    const node = nodes.get(id);
    const before: { node: string; edge: PlanEdge } | null = reached.get(id)?.before ?? null;
    if (node === undefined) return [];
    stops.unshift({ node, edge: before?.edge ?? null });
    id = before?.node ?? null;
  }
  return stops;
}

function landmarkAt(plan: FloorPlan, node: PlanNode): WayStep['landmark'] {
  const near = plan.landmarks
    .filter((landmark) => landmark.floor === node.floor)
    .map((landmark) => ({ landmark, metres: Math.hypot(landmark.x - node.x, landmark.y - node.y) }))
    .filter(({ metres }) => metres <= landmarkWithinMetres)
    .sort((one, other) => one.metres - other.metres)[0]?.landmark;
  return near === undefined ? null : { pictogram: near.pictogram, zh: near.zh, en: near.en };
}

function turnKind(deg: number): 'ahead' | 'left' | 'right' | 'around' {
  if (Math.abs(deg) > aroundDeg) return 'around';
  if (Math.abs(deg) <= turnDeg) return 'ahead';
  return deg < 0 ? 'left' : 'right';
}

/** One step where the walker sets out, turns, changes floors or has arrived. */
function stepsOf(
  plan: FloorPlan,
  stops: readonly Stop[],
  headingDeg: number,
  last: { x: number; y: number },
): WayStep[] {
  const steps: WayStep[] = [];
  let heading = headingDeg;
  let settingOut = true;
  const add = (kind: WayStep['kind'], { floor, x, y, ...node }: PlanNode) =>
    steps.push({ kind, floor, x, y, landmark: landmarkAt(plan, { floor, x, y, ...node }) });
  for (const [index, { node }] of stops.entries()) {
    const next = stops[index + 1];
    if (next === undefined) continue;
    if (next.node.floor !== node.floor) {
      add(next.edge?.kind === 'lift' ? 'lift' : 'stairs', node);
      settingOut = true;
      const after = stops[index + 2];
      // Nobody knows which way a person faces on leaving a lift: up is where the way goes on.
      if (after !== undefined) heading = headingOf(next.node, after.node);
      continue;
    }
    const onward = headingOf(node, next.node);
    const kind = turnKind(bend(heading, onward));
    if (settingOut || kind !== 'ahead') add(kind, node);
    settingOut = false;
    heading = onward;
  }
  const goal = stops.at(-1)?.node;
  if (goal !== undefined) {
    const side = turnKind(bend(heading, headingOf(goal, last)));
    if (side === 'left' || side === 'right') add(side, goal);
    steps.push({ kind: 'arrive', floor: goal.floor, x: last.x, y: last.y, landmark: null });
  }
  return steps;
}

function legsOf(stops: readonly Stop[], place: FloorPlan['places'][number], last: { x: number; y: number }): WayLeg[] {
  const legs: WayLeg[] = [];
  for (const { node } of stops) {
    const leg = legs.at(-1);
    if (leg !== undefined && leg.floor === node.floor) leg.points.push({ x: node.x, y: node.y });
    else legs.push({ floor: node.floor, upDeg: 0, points: [{ x: node.x, y: node.y }] });
  }
  const [first] = legs;
  if (first?.floor !== undefined) first.points.unshift({ x: place.x, y: place.y });
  legs.at(-1)?.points.push({ x: last.x, y: last.y });
  for (const [index, leg] of legs.entries()) {
    const [from, to] = leg.points;
    // Right angles keep a map readable; the way itself says the rest.
    const ahead = from === undefined || to === undefined ? 0 : headingOf(from, to);
    leg.upDeg = index === 0 ? place.headingDeg : (Math.round(ahead / 90) * 90) % 360;
    leg.points = withoutStraight(leg.points);
  }
  return legs;
}

/** Only where the line bends. */
function withoutStraight(points: readonly { x: number; y: number }[]): { x: number; y: number }[] {
  return points.filter((point, index) => {
    const before = points[index - 1];
    const after = points[index + 1];
    if (before === undefined) return true;
    if (before.x === point.x && before.y === point.y) return false;
    return after === undefined || Math.abs(bend(headingOf(before, point), headingOf(point, after))) > 1;
  });
}

/** The shortest way from a place to a counter; null for a place or a counter the plan does not have. */
export function findWay(plan: FloorPlan, from: string, counterNo: number, stepFree: boolean): Way | null {
  const place = plan.places.find((each) => each.id === from);
  const counter = plan.counters.find((each) => each.no === counterNo);
  if (place === undefined || counter === undefined) return null;
  const reached = shortestFrom(plan, place.node, stepFree);
  const goal = reached.get(counter.node);
  if (goal === undefined) return null;
  const stops = stopsTo(plan, reached, counter.node);
  const steps = stepsOf(plan, stops, place.headingDeg, counter);
  const turns = steps
    .slice(1)
    .filter((step) => step.kind === 'left' || step.kind === 'right' || step.kind === 'around');
  return {
    from,
    counter: counterNo,
    stepFree,
    metres: Math.round(goal.metres),
    escort: turns.length > turnsMost,
    legs: legsOf(stops, place, counter),
    steps,
  };
}
