import { describe, expect, it } from 'vitest';
import type { FloorPlan, Way } from '../../../../server/contract/floors.ts';
import { hallFileProblems } from '../../../../server/domain/hall-model.ts';
import { findWay } from '../../../../server/domain/wayfinding/find-way.ts';
import { floorProblems } from '../../../../server/domain/wayfinding/floor-problems.ts';
import { sampleFile } from '../../../fixtures/halls.ts';
import { there } from '../../../fixtures/there.ts';

const file = sampleFile();
const plan = there(file.floors);
const way = (from: string, counter: number, stepFree = false): Way => there(findWay(plan, from, counter, stepFree));
const kinds = (found: Way) => found.steps.map((step) => step.kind);

/** A crossing: `start` in the middle, counters 1 above, 2 to the right, 3 below, 4 to the left. */
function crossing(headingDeg: number): FloorPlan {
  const arms = [
    [1, 10, 0],
    [2, 20, 10],
    [3, 10, 20],
    [4, 0, 10],
  ] as const;
  return {
    floors: [{ id: '1F', name: '一楼', widthMetres: 20, depthMetres: 20, walls: [], seats: [] }],
    nodes: [
      { id: 'start', floor: '1F', x: 10, y: 10 },
      ...arms.map(([no, x, y]) => ({ id: `n${no}`, floor: '1F', x, y })),
    ],
    edges: arms.map(([no]) => ({ from: 'start', to: `n${no}`, kind: 'walk' as const })),
    counters: arms.map(([no, x, y]) => ({ no, node: `n${no}`, x, y, facingDeg: 0 })),
    places: [{ id: 'kiosk-1', kind: 'kiosk', node: 'start', x: 10, y: 10, headingDeg }],
    landmarks: [],
  };
}

describe('the sample hall', () => {
  it('has a sound plan: every counter is reached from every place, also without steps', () => {
    expect(hallFileProblems(file)).toEqual([]);
    expect(plan.places.length * plan.counters.length).toBe(5 * 41);
  });

  it('a way without steps is never shorter, and takes ramp and lift', () => {
    for (const place of plan.places)
      for (const { no } of plan.counters)
        expect(way(place.id, no, true).metres, `${place.id} ${no}`).toBeGreaterThanOrEqual(way(place.id, no).metres);
    expect(kinds(way('kiosk-1', 12))).toContain('stairs');
    expect(kinds(way('kiosk-1', 12, true))).toContain('lift');
    expect(way('entrance', 3, true).metres).toBeGreaterThan(way('entrance', 3).metres);
  });

  it('needs no more than four turns, else a guide is offered', () => {
    for (const { no } of plan.counters) {
      const found = way('kiosk-1', no);
      const turns = kinds(found)
        .slice(1)
        .filter((kind) => ['left', 'right', 'around'].includes(kind)).length;
      expect(found.escort, String(no)).toBe(turns > 4);
    }
  });

  it('every turn away from a counter has a landmark to name', () => {
    const unnamed = plan.counters.flatMap(({ no }) =>
      way('kiosk-1', no)
        .steps.slice(1, -2)
        .filter((step) => ['left', 'right', 'around'].includes(step.kind) && step.landmark === null)
        .map((step) => `${no}: ${step.x} ${step.y}`),
    );
    expect(unnamed).toEqual([]);
  });

  it('the drawn line begins at the screen and ends at the counter', () => {
    const { legs } = way('desk-1', 39);
    expect(there(legs[0]).points[0]).toEqual({ x: 18, y: 25.4 });
    expect(there(legs.at(-1)).points.at(-1)).toMatchObject({ x: 46 });
  });
});

describe('directions', () => {
  it.each([
    [0, ['ahead', 'right', 'around', 'left']],
    [90, ['left', 'ahead', 'right', 'around']],
    [180, ['around', 'left', 'ahead', 'right']],
    [270, ['right', 'around', 'left', 'ahead']],
  ])('a viewer who looks %i degrees is told left and right as the hand goes', (headingDeg, told) => {
    const first = [1, 2, 3, 4].map((no) => there(findWay(crossing(headingDeg), 'kiosk-1', no, false)).steps[0]?.kind);
    expect(first).toEqual(told);
  });

  it('up on the first map is straight ahead of the viewer', () => {
    expect(there(findWay(crossing(270), 'kiosk-1', 1, false)).legs[0]?.upDeg).toBe(270);
  });
});

describe('a plan with a mistake', () => {
  const problems = (change: (copy: FloorPlan) => void) => {
    const copy = structuredClone(plan);
    change(copy);
    return floorProblems(copy);
  };
  it('is none when a counter is not drawn or drawn too much, for counters come and go', () => {
    expect(problems((copy) => void copy.counters.pop())).toEqual([]);
    expect(problems((copy) => void copy.counters.push({ no: 77, node: 'c1', x: 1, y: 1, facingDeg: 0 }))).toEqual([]);
  });
  it('names the counters that wheels do not reach', () => {
    const found = problems((copy) => {
      copy.edges = copy.edges.filter((edge) => edge.kind !== 'lift');
    });
    expect(found[0]).toBe(
      'no way without steps leads from entrance to counter 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19',
    );
  });
  it('wants metres between floors and both ends of an edge', () => {
    expect(problems((copy) => void copy.edges.push({ from: 'c1', to: 'c9', kind: 'walk' }))).toHaveLength(1);
    expect(problems((copy) => void copy.edges.push({ from: 'c1', to: 'nowhere', kind: 'walk' }))).toHaveLength(1);
  });
  it('an unknown place or counter has no way', () => {
    expect([findWay(plan, 'moon', 1, false), findWay(plan, 'kiosk-1', 99, false)]).toEqual([null, null]);
  });
});
