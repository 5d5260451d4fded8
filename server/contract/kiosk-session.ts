import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false } as const;

/** Made by the kiosk for one visitor, forgotten with them. Whoever knows it may end what a guide began. */
export const KioskSessionId = Type.String({ minLength: 8, maxLength: 40, pattern: '^[A-Za-z0-9_-]+$' });

export const KioskPage = Type.Union([
  Type.Literal('choosing'),
  Type.Literal('service'),
  Type.Literal('not-taken'),
  Type.Literal('number'),
  Type.Literal('help'),
]);
export type KioskPage = Static<typeof KioskPage>;

/** Where the visitor at a kiosk stands. Services are what was chosen, or what the chosen picture leads to; nothing personal. */
export const KioskReport = Type.Object(
  {
    session: KioskSessionId,
    page: KioskPage,
    services: Type.Array(Type.String({ pattern: '^[A-Z]{2}([0-9]{2})?$' }), { maxItems: 4 }),
  },
  closed,
);
export type KioskReport = Static<typeof KioskReport>;

/** A visitor's session at a kiosk, as the desk sees it. Times are epoch milliseconds. */
export const KioskSession = Type.Object(
  {
    terminal: Type.String(),
    session: Type.String(),
    page: KioskPage,
    services: Type.Array(Type.String()),
    since: Type.Integer(),
    /** The desk that has taken it over, and until when at most. */
    taken: Type.Union([Type.Object({ desk: Type.String(), until: Type.Integer() }, closed), Type.Null()]),
  },
  closed,
);
export type KioskSession = Static<typeof KioskSession>;

/** What the kiosk learns: somebody helps this session until then at most; or the guide took this number for it. */
export interface KioskHelper {
  session: string;
  state: 'helping' | 'done';
  until: number;
  number: string | null;
}
