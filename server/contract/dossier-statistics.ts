import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false } as const;
const date = Type.String({ format: 'date' });
const Cut = Type.Object({ before: Type.Number(), after: Type.Number(), percent: Type.Number() }, closed);
const shares = {
  dossiers: Type.Integer(),
  onTheSpotPercent: Type.Number(),
  onTimePercent: Type.Number(),
  earlyPercent: Type.Number(),
  shortenedPercent: Type.Number(),
  copiesSaved: Type.Integer(),
  visitsPerDossier: Type.Number(),
};

/** 办件统计 of a period. Dossiers count on the day on which the county's promise ended; cards on the day they were given. */
export const DossierReport = Type.Object(
  {
    from: date,
    until: date,
    items: Type.Object(
      {
        items: Type.Integer(),
        departments: Type.Integer(),
        entered: Type.Object({ items: Type.Integer(), percent: Type.Number() }, closed),
        /** Null where the hall file does not tell what was before the reform. */
        hallItems: Type.Union([Cut, Type.Null()]),
        investmentItems: Type.Union([Cut, Type.Null()]),
        promisedDays: Cut,
        largeDepartments: Type.Array(Type.String()),
      },
      closed,
    ),
    all: Type.Object(shares, closed),
    departments: Type.Array(Type.Object({ department: Type.String(), ...shares }, closed)),
    /** Withdrawn cards are left out. `counter` is null for a card that went to a department's duty. */
    cards: Type.Array(
      Type.Object(
        {
          department: Type.String(),
          counter: Type.Union([Type.Integer(), Type.Null()]),
          cards: Type.Integer(),
          points: Type.Integer(),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type DossierReport = Static<typeof DossierReport>;
