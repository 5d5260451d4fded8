import { type Static, Type } from 'typebox';

/** How a proposed B is to help: for the first of both lines, or for the longer line alone (R13). */
export const PairingHelp = Type.Union([Type.Literal('always'), Type.Literal('longer')]);
export type PairingHelp = Static<typeof PairingHelp>;

/** Among whom the B of a post may be looked for: the whole hall, its zone, or its department. */
export const PairingReach = Type.Union([Type.Literal('hall'), Type.Literal('zone'), Type.Literal('department')]);
export type PairingReach = Static<typeof PairingReach>;

const minutes = Type.Number({ minimum: 0 });
/** Waits of the replayed days together. */
const ReplayedWaits = Type.Object(
  { waits: Type.Integer(), meanMinutes: minutes, p95Minutes: minutes, longestMinutes: minutes },
  { additionalProperties: false },
);
export type ReplayedWaits = Static<typeof ReplayedWaits>;

/**
 * B岗配对建议 (R14): who should be B of which post, from the load of the last days, and what the latest recorded days would
 * have been under it. Nothing is changed by asking.
 */
export const PairingAdvice = Type.Object(
  {
    within: PairingReach,
    two: Type.Boolean(),
    help: PairingHelp,
    /** Recorded days with visits, and periods served on them, that the load was taken from; 0: the usual times of the hall file. */
    days: Type.Integer({ minimum: 0 }),
    served: Type.Integer({ minimum: 0 }),
    posts: Type.Array(
      Type.Object(
        {
          counter: Type.Integer(),
          a: Type.String(),
          /** Minutes of work of a day. */
          loadMinutes: minutes,
          present: Type.Array(Type.String()),
          proposed: Type.Array(Type.String()),
          /** Services of the post that a proposed B is not on record as qualified for. */
          toQualify: Type.Array(Type.String()),
        },
        { additionalProperties: false },
      ),
    ),
    /** The replayed days, and their waits under either pairing; null when no day is on record. */
    replayed: Type.Union([
      Type.Object(
        { dates: Type.Array(Type.String()), present: ReplayedWaits, proposed: ReplayedWaits },
        { additionalProperties: false },
      ),
      Type.Null(),
    ]),
  },
  { additionalProperties: false },
);
export type PairingAdvice = Static<typeof PairingAdvice>;
