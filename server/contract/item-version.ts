import { type Static, Type } from 'typebox';
import { Item } from './item.ts';

const date = Type.String({ format: 'date' });
const closed = { additionalProperties: false } as const;
const nothing = Type.Null();

/** One version of an item; the first is that of the hall file. Never edited: to take it back is a version of its own. */
export const ItemVersion = Type.Object(
  {
    version: Type.Integer({ minimum: 1 }),
    /** Null for what stood in the hall file. */
    validFrom: Type.Union([date, nothing]),
    at: Type.Union([Type.String({ format: 'date-time' }), nothing]),
    by: Type.Union([Type.String(), nothing]),
    /** As dossiers keep it (`itemVersion`). */
    digest: Type.String(),
    /** The elements that are not as in the version before. */
    changed: Type.Array(Type.String()),
    /** Null where the item was taken away again. */
    item: Type.Union([Item, nothing]),
    /** The version that this one took back, or null. */
    takesBack: Type.Union([Type.Integer(), nothing]),
    /** Whether new dossiers begin with it today. */
    inForce: Type.Boolean(),
  },
  closed,
);
export type ItemVersion = Static<typeof ItemVersion>;

/** Answer to a change of one item. */
export const ItemChanged = Type.Object({ code: Type.String(), version: Type.Integer(), validFrom: date }, closed);
export type ItemChanged = Static<typeof ItemChanged>;

/** What a list changes, or would change. `revision` counts every change of every item. */
export const ItemImport = Type.Object(
  {
    revision: Type.Integer(),
    added: Type.Array(Type.String()),
    changed: Type.Array(Type.Object({ code: Type.String(), elements: Type.Array(Type.String()) }, closed)),
    same: Type.Integer(),
    validFrom: date,
  },
  closed,
);
export type ItemImport = Static<typeof ItemImport>;
