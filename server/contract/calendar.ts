import { type Static, Type } from 'typebox';

const day = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' });

/** The state's yearly notice of holidays and make-up days as data; imported, never code (dossier-rules 5.2). */
export const CalendarFile = Type.Object(
  {
    /** When a working day ends, local time. */
    closingTime: Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' }),
    years: Type.Array(
      Type.Object(
        {
          year: Type.Integer({ minimum: 1970, maximum: 2200 }),
          /** Number and name of the notice. */
          source: Type.Optional(Type.String()),
          off: Type.Array(day),
          work: Type.Array(day),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type CalendarFile = Static<typeof CalendarFile>;
