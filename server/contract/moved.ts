import { type Static, Type } from 'typebox';

/** That a waiting ticket was sent to other counters than its slip names (R11). */
export const Moved = Type.Object(
  {
    since: Type.String({ format: 'date-time' }),
    /** True while a slip with the new counters may be printed: one for each move. */
    newSlip: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type Moved = Static<typeof Moved>;

/** Left out where the slip still names the right counters. */
export const ticketMoved = { moved: Type.Optional(Moved) };
