import { type Static, Type } from 'typebox';

/** A sign to print, with its true size without bleed and crop marks. */
export const SignCard = Type.Object(
  { name: Type.String(), widthMm: Type.Number(), heightMm: Type.Number() },
  { additionalProperties: false },
);
export type SignCard = Static<typeof SignCard>;
