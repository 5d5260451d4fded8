import { type Static, Type } from 'typebox';

const pages = ['hall', 'zone', 'counter', 'rating', 'guide', 'notices', 'kiosk', 'forms'].join('|');

/** What a public screen says of itself every ten seconds. Nothing of it is about people. */
export const ScreenBeat = Type.Object(
  {
    /** The page and the place it hangs at: `hall`, `hall/north`, `counter/3`, `zone/1`, `kiosk/kiosk-1`. */
    screen: Type.String({ pattern: `^(${pages})(/[a-z0-9][a-z0-9-]{0,39})?$` }),
    /** Pictures that the browser drew since the last word. */
    frames: Type.Integer({ minimum: 0, maximum: 100_000 }),
    /** `blocked`: the browser keeps a page mute that should be heard; `none`: it makes no sound. */
    audio: Type.Union([Type.Literal('running'), Type.Literal('blocked'), Type.Literal('none')]),
    /** Sequence number of the newest call it has taken in; null on screens that show no calls. */
    lastCallSeq: Type.Union([Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }), Type.Null()]),
    /** Which build of the screens it runs. */
    build: Type.String({ pattern: '^[A-Za-z0-9._-]{1,60}$' }),
    /** The machine's own clock, epoch milliseconds. */
    clock: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
    /** The page is being left on purpose: nobody is to wait for its next word. */
    leaving: Type.Optional(Type.Literal(true)),
  },
  { additionalProperties: false },
);
export type ScreenBeat = Static<typeof ScreenBeat>;

/** The server's clock, epoch milliseconds, and when it expects the next word. */
export const ScreenBeatTaken = Type.Object(
  { now: Type.Integer(), nextSeconds: Type.Integer() },
  { additionalProperties: false },
);
export type ScreenBeatTaken = Static<typeof ScreenBeatTaken>;

/** A public screen as the server knows it. */
export const ScreenState = Type.Object(
  {
    screen: Type.String(),
    heardAt: Type.Integer(),
    frames: Type.Integer(),
    audio: Type.String(),
    lastCallSeq: Type.Union([Type.Integer(), Type.Null()]),
    build: Type.String(),
    /** The screen's clock less the server's, milliseconds; the time on the way is in it. */
    clockOffMs: Type.Integer(),
  },
  { additionalProperties: false },
);
export type ScreenState = Static<typeof ScreenState>;

/**
 * `screen-silent`: nothing was heard for 30 s; `screen-frozen`: the browser draws nothing, or something covers the page;
 * `screen-behind`: a call of long ago has not reached it; `screen-mute`: the browser blocks its sound; `screen-clock`:
 * its clock is off by more than 5 s.
 */
export const ScreenAlarm = Type.Object(
  {
    screen: Type.String(),
    reason: Type.Union([
      Type.Literal('screen-silent'),
      Type.Literal('screen-frozen'),
      Type.Literal('screen-behind'),
      Type.Literal('screen-mute'),
      Type.Literal('screen-clock'),
    ]),
    /** Epoch milliseconds. */
    since: Type.Integer(),
  },
  { additionalProperties: false },
);
export type ScreenAlarm = Static<typeof ScreenAlarm>;
