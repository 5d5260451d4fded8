import type { FloorPlan } from '../../contract/floors.ts';
import { shortestFrom } from './shortest.ts';

/**
 * Everything that would leave a visitor without a way, as sentences; empty when every counter of the plan is reached from
 * every place. Counters come and go in the settings while the drawing stays: one that is not drawn has no way to be
 * shown, and nobody is sent to one that is not there.
 */
export function floorProblems(plan: FloorPlan): string[] {
  const problems: string[] = [];
  const floors = new Set(plan.floors.map((floor) => floor.id));
  const nodes = new Map(plan.nodes.map((node) => [node.id, node]));
  if (nodes.size < plan.nodes.length) problems.push('the floor plan names a node twice');
  for (const { id, floor } of [...plan.nodes, ...plan.landmarks])
    if (!floors.has(floor)) problems.push(`${id} of the floor plan is on floor ${floor}, which is not there`);
  for (const { from, to, metres } of plan.edges) {
    const ends = [nodes.get(from), nodes.get(to)];
    if (ends.includes(undefined))
      problems.push(`an edge of the floor plan leads from ${from} to ${to}, which are not both there`);
    else if (ends[0]?.floor !== ends[1]?.floor && metres === undefined)
      problems.push(`the edge from ${from} to ${to} joins two floors and needs its metres`);
  }
  return problems.length > 0 ? problems : unreached(plan);
}

function unreached(plan: FloorPlan): string[] {
  const problems: string[] = [];
  for (const place of plan.places)
    for (const stepFree of [false, true]) {
      const reached = shortestFrom(plan, place.node, stepFree);
      const lost = plan.counters.filter((counter) => !reached.has(counter.node)).map((counter) => counter.no);
      const how = stepFree ? ' without steps' : '';
      if (lost.length > 0) problems.push(`no way${how} leads from ${place.id} to counter ${lost.join(', ')}`);
    }
  return problems;
}
