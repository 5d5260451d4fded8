import { type Static, Type } from 'typebox';
import { Role } from './actor.ts';

export const Session = Type.Object(
  {
    staff: Type.String(),
    name: Type.String(),
    role: Role,
    /** Counters where this person holds A, then those where B. */
    counters: Type.Object(
      { a: Type.Array(Type.Integer()), b: Type.Array(Type.Integer()) },
      { additionalProperties: false },
    ),
    /** The counter this person has open now. */
    counter: Type.Union([Type.Integer(), Type.Null()]),
  },
  { additionalProperties: false },
);
export type Session = Static<typeof Session>;
