import { type Static, Type } from 'typebox';

const date = Type.String({ format: 'date' });
const closed = { additionalProperties: false } as const;

/** A result that some body of the county holds of an applicant. */
export const HeldPaper = Type.Object(
  {
    certificateNo: Type.String(),
    holder: Type.String(),
    issuedOn: date,
    validUntil: Type.Union([date, Type.Null()]),
    /** The dossier it came from; null for one that was taken in from a list. */
    dossier: Type.Union([Type.String(), Type.Null()]),
  },
  closed,
);
export type HeldPaper = Static<typeof HeldPaper>;

/** What need not be asked for again: the materials of an item that other bodies hold, and the item's prerequisites. */
export const ArchiveView = Type.Object(
  {
    materials: Type.Array(
      Type.Object(
        {
          material: Type.String(),
          sourceItem: Type.String(),
          /** False where it is there already. */
          needed: Type.Boolean(),
          /** Whether the source is a prerequisite of the item. */
          prerequisite: Type.Boolean(),
          held: Type.Union([HeldPaper, Type.Null()]),
        },
        closed,
      ),
    ),
    prerequisites: Type.Array(
      Type.Object({ item: Type.String(), name: Type.String(), held: Type.Union([HeldPaper, Type.Null()]) }, closed),
    ),
  },
  closed,
);
export type ArchiveView = Static<typeof ArchiveView>;
