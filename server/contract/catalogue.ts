import { type Static, Type } from 'typebox';
import { Department, HallLook, HallWords, Zone } from './hall-file.ts';
import { Item } from './item.ts';

/** What every public screen may know of the hall. */
export const HallCard = Type.Object(
  {
    name: Type.String(),
    county: Type.String(),
    timeZone: Type.String(),
    demo: Type.Boolean(),
    /** Number of the newest change of settings; a beat with another one means that this card is old. */
    settings: Type.Optional(Type.Integer()),
    words: Type.Optional(HallWords),
    look: Type.Optional(HallLook),
    /** Whether the hall has forms that can be filled in at a kiosk. */
    forms: Type.Boolean(),
    zones: Type.Array(Zone),
    departments: Type.Array(Department),
    counters: Type.Array(
      Type.Object(
        {
          no: Type.Integer(),
          zone: Type.Integer(),
          name: Type.String(),
          kind: Type.Union([Type.Literal('department'), Type.Literal('service')]),
          department: Type.Union([Type.String(), Type.Null()]),
          services: Type.Array(Type.String()),
        },
        { additionalProperties: false },
      ),
    ),
    pauseReasons: Type.Array(
      Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String() }, { additionalProperties: false }),
    ),
    totals: Type.Object(
      {
        departments: Type.Integer(),
        items: Type.Integer(),
        itemsInHall: Type.Integer(),
        counters: Type.Integer(),
        serviceCounters: Type.Integer(),
        zones: Type.Integer(),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);
export type HallCard = Static<typeof HallCard>;

/** A service one can take a ticket for. */
export const ServiceCard = Type.Object(
  {
    code: Type.String(),
    name: Type.String(),
    pictogram: Type.String(),
    zone: Type.Integer(),
    department: Type.Union([Type.String(), Type.Null()]),
    counters: Type.Array(Type.Integer()),
    kind: Type.Union([Type.Literal('item'), Type.Literal('service')]),
  },
  { additionalProperties: false },
);
export type ServiceCard = Static<typeof ServiceCard>;

export const ItemCard = Type.Object(
  { ...Item.properties, departmentName: Type.String(), counters: Type.Array(Type.Integer()) },
  { additionalProperties: false },
);
export type ItemCard = Static<typeof ItemCard>;

/** How a name is typed by sound: first letters and full pinyin. */
export const SearchWords = Type.Object(
  {
    code: Type.String(),
    initials: Type.String(),
    full: Type.String(),
    departmentInitials: Type.String(),
    departmentFull: Type.String(),
  },
  { additionalProperties: false },
);
export type SearchWords = Static<typeof SearchWords>;
