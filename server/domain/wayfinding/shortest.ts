import type { FloorPlan } from '../../contract/floors.ts';

export type PlanNode = FloorPlan['nodes'][number];
export type PlanEdge = FloorPlan['edges'][number];

const notForWheels: ReadonlySet<PlanEdge['kind']> = new Set(['steps', 'stairs']);

interface Reach {
  metres: number;
  /** The node before, and the edge from it; null at the start. */
  before: { node: string; edge: PlanEdge } | null;
}

function lengthOf(edge: PlanEdge, from: PlanNode, to: PlanNode): number {
  return edge.metres ?? Math.hypot(to.x - from.x, to.y - from.y);
}

/** Shortest distances from one node to all that can be reached (Dijkstra; a plan has at most 300 nodes). */
export function shortestFrom(plan: FloorPlan, start: string, stepFree: boolean): Map<string, Reach> {
  const nodes = new Map(plan.nodes.map((node) => [node.id, node]));
  const edgesAt = new Map<string, { to: string; edge: PlanEdge }[]>();
  for (const edge of plan.edges) {
    if (stepFree && notForWheels.has(edge.kind)) continue;
    edgesAt.set(edge.from, [...(edgesAt.get(edge.from) ?? []), { to: edge.to, edge }]);
    edgesAt.set(edge.to, [...(edgesAt.get(edge.to) ?? []), { to: edge.from, edge }]);
  }
  const reached = new Map<string, Reach>();
  const open = new Map<string, Reach>(nodes.has(start) ? [[start, { metres: 0, before: null }]] : []);
  while (open.size > 0) {
    const [id, reach] = [...open].reduce((best, each) => (each[1].metres < best[1].metres ? each : best));
    open.delete(id);
    reached.set(id, reach);
    const from = nodes.get(id);
    for (const { to, edge } of edgesAt.get(id) ?? []) {
      const target = nodes.get(to);
      if (from === undefined || target === undefined || reached.has(to)) continue;
      const metres = reach.metres + lengthOf(edge, from, target);
      if (metres < (open.get(to)?.metres ?? Number.POSITIVE_INFINITY))
        open.set(to, { metres, before: { node: id, edge } });
    }
  }
  return reached;
}
