import { type Static, Type } from 'typebox';

/** What a form takes over from an id card. Personal: goes to the clerk of the reader's counter alone, once. */
export const CardFields = Type.Object(
  {
    name: Type.String(),
    number: Type.String(),
    numberFits: Type.Boolean(),
    address: Type.Union([Type.String(), Type.Null()]),
    validUntil: Type.Union([Type.String(), Type.Null()]),
  },
  { additionalProperties: false },
);
export type CardFields = Static<typeof CardFields>;
