import { type Static, Type } from 'typebox';

const StaffId = Type.String({ pattern: '^[a-z][a-z0-9]{1,19}$' });
const ServiceList = Type.Array(Type.String({ minLength: 2, maxLength: 8 }));

/**
 * Whether B also serves while A is present (R13): `true` the first of both lines, `longer` the post's line only while at
 * least two more wait there than in the helper's own, or nobody does; `false` not at all.
 */
export const Help = Type.Union([Type.Boolean(), Type.Literal('longer')]);
export type Help = Static<typeof Help>;

/**
 * 岗位 as it is in force: the duty at a counter, its A holder, its B holders in the order they are called upon, and the
 * services it stands for. A holder who is not qualified for all of them serves those that `qualified` names.
 */
export const Post = Type.Object(
  {
    counter: Type.Integer({ minimum: 1 }),
    department: Type.Union([Type.String(), Type.Null()]),
    a: StaffId,
    b: Type.Array(StaffId, { maxItems: 4 }),
    services: ServiceList,
    /** Services a holder may serve where not all; a holder who is not named here may serve every service of the post. */
    qualified: Type.Record(Type.String(), ServiceList),
    help: Help,
    /** An excluded post has no B by decision, with the reason on the published list. */
    excluded: Type.Union([Type.String(), Type.Null()]),
  },
  { additionalProperties: false },
);
export type Post = Static<typeof Post>;

/** Why a person is not at hand. */
export const AwayReason = Type.Union([
  Type.Literal('short'),
  Type.Literal('meeting'),
  Type.Literal('site'),
  Type.Literal('leave'),
  Type.Literal('rotation'),
]);
export type AwayReason = Static<typeof AwayReason>;

/** 在岗状态. `silent`: the terminal was not heard of for longer than the rule allows. */
export const PresenceState = Type.Union([
  Type.Literal('out'),
  Type.Literal('in'),
  Type.Literal('serving'),
  Type.Literal('paused'),
  Type.Literal('away'),
  Type.Literal('silent'),
]);
export type PresenceState = Static<typeof PresenceState>;

export const Presence = Type.Object(
  {
    staff: StaffId,
    name: Type.String(),
    state: PresenceState,
    counter: Type.Union([Type.Integer(), Type.Null()]),
    reason: Type.Union([Type.String(), Type.Null()]),
    since: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
    /** When an absent person means to be back. */
    until: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
  },
  { additionalProperties: false },
);
export type Presence = Static<typeof Presence>;

/** Why B took over: handed over in time, unasked (顶岗), or a third of the department (R15). */
export const CoverKind = Type.Union([Type.Literal('planned'), Type.Literal('step-in'), Type.Literal('rescue')]);
export type CoverKind = Static<typeof CoverKind>;

/** One line of the cover board (R10). */
export const CoverLine = Type.Object(
  {
    counter: Type.Integer(),
    a: Presence,
    b: Type.Array(Presence),
    /** Who serves the post's tickets now. */
    active: Type.Array(StaffId),
    cover: Type.Union([
      Type.Object(
        {
          kind: CoverKind,
          staff: Type.Array(StaffId),
          since: Type.String({ format: 'date-time' }),
          reason: Type.String(),
          handedOver: Type.Boolean(),
        },
        { additionalProperties: false },
      ),
      Type.Null(),
    ]),
    /** Nobody who may serve the post is in the hall. */
    uncovered: Type.Boolean(),
    /** Services of the post for which only one person, or nobody, is qualified. */
    single: Type.Array(Type.String()),
    waiting: Type.Integer(),
  },
  { additionalProperties: false },
);
export type CoverLine = Static<typeof CoverLine>;

/** 谁负责 (R7): who answered for a counter at a moment, and by which rule. */
export const Responsible = Type.Object(
  {
    counter: Type.Integer(),
    at: Type.String({ format: 'date-time' }),
    staff: Type.Union([StaffId, Type.Null()]),
    actingFor: Type.Union([StaffId, Type.Null()]),
    rule: Type.Union([
      Type.Literal('holder'),
      Type.Literal('handed-over'),
      Type.Literal('not-handed-over'),
      Type.Literal('b-did-not-appear'),
      Type.Literal('head-of-department'),
    ]),
    /** The department whose head answers when no B is named. */
    department: Type.Union([Type.String(), Type.Null()]),
  },
  { additionalProperties: false },
);
export type Responsible = Static<typeof Responsible>;
