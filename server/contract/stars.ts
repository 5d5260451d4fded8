import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false } as const;
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);
const points = Type.Number({ minimum: 0, maximum: 100 });

/** 评比项目: what a month's hundred points are made of (hall-rules, section 8). */
export const starParts = [
  'attendance',
  'dress',
  'discipline',
  'time-limits',
  'quality',
  'satisfaction',
  'archive',
] as const;
export const StarPart = Type.Unsafe<StarPart>({ type: 'string', enum: [...starParts] });
export type StarPart = (typeof starParts)[number];

/** What costs points, beside cards, which name their own. */
export const starCauses = [
  'late',
  'early',
  'absent',
  'dress',
  'discipline',
  'presence',
  'rating-upheld',
  'rating-partly',
] as const;
export type StarCause = (typeof starCauses)[number];

/** The county's rule of the star contest, as data. */
export const StarRule = Type.Object(
  {
    /** Points of each part; together 100. A part never costs more than it holds. */
    parts: Type.Object(
      {
        attendance: points,
        dress: points,
        discipline: points,
        'time-limits': points,
        quality: points,
        satisfaction: points,
        archive: points,
      },
      closed,
    ),
    costs: Type.Object(
      {
        late: points,
        early: points,
        absent: points,
        dress: points,
        discipline: points,
        presence: points,
        'rating-upheld': points,
        'rating-partly': points,
      },
      closed,
    ),
    bonusMost: points,
    /** Least points of each number of stars, most stars first. */
    levels: Type.Array(Type.Object({ stars: Type.Integer({ minimum: 1, maximum: 5 }), least: points }, closed)),
    /** More stars than these are not given beside one red card. */
    redCardStarsMost: Type.Integer({ minimum: 0, maximum: 5 }),
    /** So many red cards give no stars at all. */
    redCardsNone: Type.Integer({ minimum: 1 }),
    /** Whether an upheld poor rating gives none. */
    upheldNone: Type.Boolean(),
    /** Causes of cards that belong to the quality of dossiers; all others belong to the time limits. */
    qualityCauses: Type.Array(Type.String()),
    /** A month is closed by itself so many working days after its end. */
    closesAfterDays: Type.Integer({ minimum: 1, maximum: 20 }),
  },
  closed,
);
export type StarRule = Static<typeof StarRule>;

/** 星级服务竞赛评分办法, the preset of the county. */
export const countyStarRule: StarRule = {
  parts: {
    attendance: 20,
    dress: 10,
    discipline: 15,
    'time-limits': 20,
    quality: 15,
    satisfaction: 15,
    archive: 5,
  },
  costs: {
    late: 1,
    early: 1,
    absent: 5,
    dress: 2,
    discipline: 3,
    presence: 3,
    'rating-upheld': 5,
    'rating-partly': 2,
  },
  bonusMost: 10,
  levels: [
    { stars: 5, least: 95 },
    { stars: 4, least: 90 },
    { stars: 3, least: 85 },
    { stars: 2, least: 75 },
    { stars: 1, least: 60 },
  ],
  redCardStarsMost: 3,
  redCardsNone: 2,
  upheldNone: true,
  qualityCauses: ['second-correction', 'refusal-without-reasons'],
  closesAfterDays: 3,
};

/** The record a deduction comes from, and where to look it up. */
export const StarSource = Type.Object(
  {
    kind: Type.Union([
      Type.Literal('card'),
      Type.Literal('follow-up'),
      Type.Literal('attendance'),
      Type.Literal('inspection'),
      Type.Literal('adjustment'),
    ]),
    /** Id of the card, follow-up, check or adjustment; of attendance the date. */
    id: Type.String(),
    /** Number of the card's dossier. */
    dossier: Type.Optional(Type.String()),
    link: Type.String({ description: 'Address of the staff screen that shows the record.' }),
  },
  closed,
);
export type StarSource = Static<typeof StarSource>;

/** One deduction. Its id stays the same while its record stands. */
export const StarDeduction = Type.Object(
  {
    id: Type.String(),
    on: Type.String(),
    staff: nullable(Type.String()),
    counter: nullable(Type.Integer()),
    part: StarPart,
    cause: Type.String(),
    points,
    source: StarSource,
    /** Whether an appeal is still open. */
    pending: Type.Boolean(),
  },
  closed,
);
export type StarDeduction = Static<typeof StarDeduction>;

/** Somebody who takes part in a month: days of sign-in, and the counter whose A the person was. */
export const StarMember = Type.Object(
  { staff: Type.String(), days: Type.Integer({ minimum: 0 }), counter: nullable(Type.Integer()) },
  closed,
);
export type StarMember = Static<typeof StarMember>;

/** All that a month is judged by. */
export interface StarRecords {
  members: StarMember[];
  deductions: StarDeduction[];
}

/** 加分, 撤销扣分, 补扣: what a supervisor adds to a month, before or after its close. */
export const StarAdjustmentBody = Type.Union([
  Type.Object(
    { kind: Type.Literal('bonus'), staff: Type.String(), points: Type.Number({ minimum: 0.5, maximum: 10 }) },
    closed,
  ),
  Type.Object({ kind: Type.Literal('lift'), deduction: Type.String({ minLength: 3, maxLength: 120 }) }, closed),
  Type.Object(
    {
      kind: Type.Literal('deduct'),
      staff: Type.String(),
      part: StarPart,
      points: Type.Number({ minimum: 0.5, maximum: 20 }),
    },
    closed,
  ),
]);
export type StarAdjustmentBody = Static<typeof StarAdjustmentBody>;
export type StarAdjustment = StarAdjustmentBody & { id: string; month: string; reason: string };

export type StarEvent =
  /** The month is frozen as it was judged: whatever the record says later is a correction of its own. */
  | { type: 'StarMonthClosed'; month: string; on: string; rule: StarRule; records: StarRecords }
  | { type: 'StarsAdjusted'; adjustment: StarAdjustment };

export type StarCommand =
  | { type: 'close-star-month'; month: string }
  | { type: 'adjust-stars'; month: string; adjustment: StarAdjustmentBody; reason: string }
  /** The clock closes the month before once its days are over. */
  | { type: 'sweep-stars' };

/** 星级 of a person or a counter. */
export const StarResult = Type.Object(
  {
    /** Id of the person, or number of the counter. */
    key: Type.String(),
    name: Type.String(),
    counter: nullable(Type.Integer()),
    days: Type.Integer({ minimum: 0 }),
    score: Type.Number({ description: '100 less the deductions, and at most 10 more.' }),
    /** 0 is none. Null where nobody was there in the month. */
    stars: nullable(Type.Integer({ minimum: 0, maximum: 5 })),
    /** What keeps the stars below the score. */
    cap: nullable(Type.Union([Type.Literal('red-card'), Type.Literal('red-cards'), Type.Literal('rating-upheld')])),
    parts: Type.Array(Type.Object({ part: StarPart, points: Type.Number(), of: points }, closed)),
    bonus: Type.Number(),
    deductions: Type.Array(StarDeduction),
    /** Deductions that a supervisor has lifted, with the reason. */
    lifted: Type.Array(Type.Object({ ...StarDeduction.properties, reason: Type.String() }, closed)),
    bonuses: Type.Array(Type.Object({ points: Type.Number(), reason: Type.String() }, closed)),
  },
  closed,
);
export type StarResult = Static<typeof StarResult>;

export const StarMonth = Type.Object(
  {
    month: Type.String(),
    state: Type.Union([Type.Literal('running'), Type.Literal('over'), Type.Literal('closed')]),
    closedOn: nullable(Type.String()),
    rule: StarRule,
    people: Type.Array(StarResult),
    counters: Type.Array(StarResult),
    /** Of a closed month: deductions of today's record that were not frozen, and frozen ones the record no longer has. */
    changedSince: Type.Object({ added: Type.Array(StarDeduction), gone: Type.Array(Type.String()) }, closed),
    adjustments: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          at: Type.String({ format: 'date-time' }),
          by: Type.String(),
          kind: Type.String(),
          reason: Type.String(),
        },
        closed,
      ),
    ),
    allowed: Type.Array(Type.Union([Type.Literal('close'), Type.Literal('adjust')])),
  },
  closed,
);
export type StarMonth = Static<typeof StarMonth>;

/** One's own month; null where one has no part in it. */
export const OwnStars = Type.Object(
  { month: Type.String(), state: StarMonth.properties.state, result: nullable(StarResult) },
  closed,
);
export type OwnStars = Static<typeof OwnStars>;

/** What anybody may see: the counters of the last closed month that have stars. */
export const PublicStars = Type.Object(
  {
    month: nullable(Type.String()),
    counters: Type.Array(
      Type.Object(
        { counter: Type.Integer(), post: Type.String(), zone: Type.Integer(), stars: Type.Integer() },
        closed,
      ),
    ),
  },
  closed,
);
export type PublicStars = Static<typeof PublicStars>;
