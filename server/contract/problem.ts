import { type Static, Type } from 'typebox';

/** RFC 9457 problem details. `code` is stable; `title` is English, `detail` Chinese; `allowed` says what may be done instead. */
export const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String(),
    detail: Type.String(),
    allowed: Type.Optional(Type.Array(Type.String())),
    /** For 400: where in the request, as a JSON pointer, and what is wrong there. */
    errors: Type.Optional(
      Type.Array(Type.Object({ path: Type.String(), message: Type.String() }, { additionalProperties: false })),
    ),
    /** The values behind the message. */
    facts: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  },
  { additionalProperties: false },
);
export type Problem = Static<typeof Problem>;
