import { type Static, Type } from 'typebox';

/**
 * The hall as it is walked. Lengths in metres from the upper left corner of a floor's drawing; headings in degrees clockwise
 * from the drawing's upper edge, so 90 looks to the right. Nodes and edges are where people walk; counters, places and
 * landmarks stand beside them.
 */
const closed = { additionalProperties: false } as const;
const Metres = Type.Number({ minimum: 0, maximum: 500 });
const Heading = Type.Number({ minimum: 0, exclusiveMaximum: 360 });
const Id = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9-]{0,39}$' });
const Point = Type.Tuple([Metres, Metres]);

export const Floor = Type.Object(
  {
    id: Id,
    name: Type.String({ minLength: 1 }),
    widthMetres: Metres,
    depthMetres: Metres,
    walls: Type.Array(Type.Array(Point, { minItems: 2, maxItems: 100 }), { maxItems: 100 }),
    seats: Type.Array(Type.Object({ x: Metres, y: Metres, width: Metres, depth: Metres }, closed), { maxItems: 100 }),
  },
  closed,
);
export type Floor = Static<typeof Floor>;

export const Landmark = Type.Object(
  {
    id: Id,
    floor: Id,
    x: Metres,
    y: Metres,
    pictogram: Type.String(),
    /** What a person would call it: nameable things only. */
    zh: Type.String({ minLength: 1 }),
    en: Type.String({ minLength: 1 }),
  },
  closed,
);
export type Landmark = Static<typeof Landmark>;

/** `steps` and `stairs` are not for wheels; a `ramp` and a `lift` are. */
export const EdgeKind = Type.Union([
  Type.Literal('walk'),
  Type.Literal('steps'),
  Type.Literal('ramp'),
  Type.Literal('stairs'),
  Type.Literal('lift'),
]);

export const FloorPlan = Type.Object(
  {
    floors: Type.Array(Floor, { minItems: 1, maxItems: 9 }),
    nodes: Type.Array(Type.Object({ id: Id, floor: Id, x: Metres, y: Metres }, closed), { minItems: 1, maxItems: 300 }),
    edges: Type.Array(
      Type.Object(
        { from: Id, to: Id, kind: EdgeKind, /** Between floors; else the distance. */ metres: Type.Optional(Metres) },
        closed,
      ),
      { maxItems: 2000 },
    ),
    counters: Type.Array(
      Type.Object({ no: Type.Integer(), node: Id, x: Metres, y: Metres, facingDeg: Heading }, closed),
    ),
    /** Where a way begins: the entrance and every public screen, with the direction its viewer looks (guidance W1). */
    places: Type.Array(
      Type.Object(
        {
          id: Id,
          kind: Type.Union([
            Type.Literal('entrance'),
            Type.Literal('kiosk'),
            Type.Literal('desk'),
            Type.Literal('screen'),
          ]),
          node: Id,
          x: Metres,
          y: Metres,
          headingDeg: Heading,
        },
        closed,
      ),
      { minItems: 1 },
    ),
    landmarks: Type.Array(Landmark, { maxItems: 100 }),
  },
  closed,
);
export type FloorPlan = Static<typeof FloorPlan>;

const Mark = Type.Object({ pictogram: Type.String(), zh: Type.String(), en: Type.String() }, closed);

/** What the walker does next. The landmark is what stands there; null where nothing does. */
export const WayStep = Type.Object(
  {
    kind: Type.Union([
      Type.Literal('ahead'),
      Type.Literal('left'),
      Type.Literal('right'),
      Type.Literal('around'),
      Type.Literal('stairs'),
      Type.Literal('lift'),
      Type.Literal('arrive'),
    ]),
    floor: Id,
    x: Metres,
    y: Metres,
    landmark: Type.Union([Mark, Type.Null()]),
  },
  closed,
);
export type WayStep = Static<typeof WayStep>;

/** The part of a way that lies on one floor, with the heading that is drawn upwards. */
export const WayLeg = Type.Object(
  { floor: Id, upDeg: Heading, points: Type.Array(Type.Object({ x: Metres, y: Metres }, closed), { minItems: 1 }) },
  closed,
);
export type WayLeg = Static<typeof WayLeg>;

export const Way = Type.Object(
  {
    from: Id,
    counter: Type.Integer(),
    stepFree: Type.Boolean(),
    metres: Type.Integer({ minimum: 0 }),
    /** Too many turns to remember: better that a guide walks along (guidance W4). */
    escort: Type.Boolean(),
    legs: Type.Array(WayLeg, { minItems: 1 }),
    steps: Type.Array(WayStep, { minItems: 1 }),
  },
  closed,
);
export type Way = Static<typeof Way>;
