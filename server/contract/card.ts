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

/** What the form station takes over from its visitor's own card. Personal: goes to the browser of the reader's kiosk alone. */
export const OwnCard = Type.Object(
  {
    name: Type.String(),
    number: Type.String(),
    sex: Type.Union([Type.Literal('male'), Type.Literal('female'), Type.Literal('other')]),
    /** 民族 by its Chinese name; null where the card has none, as a foreigner's. */
    nation: Type.Union([Type.String(), Type.Null()]),
    /** `1949-12-31`. */
    bornOn: Type.String(),
    address: Type.Union([Type.String(), Type.Null()]),
  },
  { additionalProperties: false },
);
export type OwnCard = Static<typeof OwnCard>;

/** A card was laid on the reader of this place and could not be read; `reason` has its words in `reader-words.ts`. */
export interface CardTrouble {
  place: string;
  reason: string;
}
