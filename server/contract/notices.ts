import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false } as const;
const date = Type.String({ pattern: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' });

/** 通知公告 of the county's own, shown on the notices wall from one local date to another, both included. */
export const HallNotice = Type.Object(
  {
    title: Type.String({ minLength: 1, maxLength: 40 }),
    text: Type.String({ minLength: 1, maxLength: 1000 }),
    from: date,
    until: date,
  },
  closed,
);
export type HallNotice = Static<typeof HallNotice>;

/** 今日值班: a post with its holders as they are published, and who is there now. */
export const DutyLine = Type.Object(
  {
    counter: Type.Integer(),
    zone: Type.Integer(),
    name: Type.String(),
    a: Type.String(),
    b: Type.Array(Type.String()),
    /** Whoever serves the post now: its A, a B in the place of A (代A), or another of the department; null for nobody. */
    present: Type.Union([
      Type.Object(
        { name: Type.String(), as: Type.Union([Type.Literal('A'), Type.Literal('B'), Type.Literal('third')]) },
        closed,
      ),
      Type.Null(),
    ]),
  },
  closed,
);
export type DutyLine = Static<typeof DutyLine>;

/** 星级窗口: a post that was honoured. */
export const ModelPost = Type.Object(
  {
    counter: Type.Integer(),
    name: Type.String(),
    stars: Type.Integer({ minimum: 1, maximum: 5 }),
    honours: Type.Array(Type.String({ minLength: 1 })),
  },
  closed,
);
export type ModelPost = Static<typeof ModelPost>;

/** What the hall did in a day or a month; sums alone. */
export const HallFigures = Type.Object(
  {
    /** Services that were finished. */
    served: Type.Integer(),
    /** From the number to the call, minutes; null where nobody was called. */
    meanWaitMinutes: Type.Union([Type.Number(), Type.Null()]),
    /** Dossiers whose promise fell due, and how many of them in percent were decided in time; null where there were none. */
    dossiers: Type.Integer(),
    onTimePercent: Type.Union([Type.Number(), Type.Null()]),
  },
  closed,
);
export type HallFigures = Static<typeof HallFigures>;

/** 政务公开: what the notices wall shows beside the items, which stand in `/api/items`. */
export const NoticesWall = Type.Object(
  {
    date: Type.String(),
    /** In force today, those that end first on top. */
    notices: Type.Array(HallNotice),
    duty: Type.Array(DutyLine),
    today: HallFigures,
    month: HallFigures,
    /** Left out where the hall holds no contest. */
    models: Type.Optional(Type.Array(ModelPost)),
  },
  closed,
);
export type NoticesWall = Static<typeof NoticesWall>;
