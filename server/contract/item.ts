import { type Static, Type } from 'typebox';

/** 办件类型: decided on the spot, forwarded to a superior authority, or handled by several bodies together. */
export const ItemKind = Type.Union([Type.Literal('即办件'), Type.Literal('上报件'), Type.Literal('联办件')]);
export type ItemKind = Static<typeof ItemKind>;

export const Material = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 120 }),
    form: Type.Union([Type.Literal('original'), Type.Literal('copy'), Type.Literal('electronic')]),
    /** Another department already holds this paper; `sourceItem` names the item whose result it is. */
    shared: Type.Optional(Type.Boolean()),
    sourceItem: Type.Optional(Type.String()),
    /** 来源渠道: the applicant's own, given out by an authority, or got elsewhere; left out where nothing is said. */
    source: Type.Optional(Type.Union([Type.Literal('applicant'), Type.Literal('authority'), Type.Literal('other')])),
  },
  { additionalProperties: false },
);
export type Material = Static<typeof Material>;

/** Where an item outside the hall is handled (办理地点、时间、交通、咨询方式). */
export const Elsewhere = Type.Object(
  {
    where: Type.String({ minLength: 1, maxLength: 200 }),
    when: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    how: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    phone: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
  },
  { additionalProperties: false },
);
export type Elsewhere = Static<typeof Elsewhere>;

/** 事项: a matter a department decides. Days are working days. */
export const Item = Type.Object(
  {
    code: Type.String({ pattern: '^[A-Z]{2}[0-9]{2}$' }),
    name: Type.String({ minLength: 1, maxLength: 120 }),
    department: Type.String({ pattern: '^[A-Z]{2}$' }),
    kind: ItemKind,
    commitment: Type.Boolean(),
    legalDays: Type.Number({ minimum: 0 }),
    promisedDays: Type.Number({ minimum: 0 }),
    priorPromisedDays: Type.Optional(Type.Number({ minimum: 0 })),
    materials: Type.Array(Material),
    fee: Type.Number({ minimum: 0 }),
    feeNote: Type.Optional(Type.String()),
    prerequisites: Type.Array(Type.String()),
    prerequisitesAnyOf: Type.Optional(Type.Array(Type.Array(Type.String()))),
    inHall: Type.Boolean(),
    elsewhere: Type.Optional(Elsewhere),
    investmentProject: Type.Optional(Type.Boolean()),
    jointScope: Type.Optional(Type.String()),
    decidedBy: Type.Optional(Type.String()),
    /** Code of the body that decides where it is not the department itself, such as an approval bureau (行政审批局). */
    decidingBody: Type.Optional(Type.String({ pattern: '^[A-Z]{2}$' })),
    /** Unit of both limits: `G` working days (the rule), `Z` natural days. */
    limitUnit: Type.Optional(Type.Union([Type.Literal('G'), Type.Literal('Z')])),
    /** 缺席默认、超时默许: whether a silent body of a joint task counts as consenting; true where it is left out. */
    silenceIsConsent: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
export type Item = Static<typeof Item>;
