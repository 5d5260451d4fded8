import { type Static, Type } from 'typebox';

/** Where somebody asked for a person: a kiosk, a counter or a screen, by its name or number. */
export const HelpPlace = Type.Object(
  {
    kind: Type.Union([Type.Literal('kiosk'), Type.Literal('counter'), Type.Literal('screen')]),
    id: Type.String({ minLength: 1, maxLength: 40, pattern: '^[A-Za-z0-9][A-Za-z0-9-]*$' }),
  },
  { additionalProperties: false },
);
export type HelpPlace = Static<typeof HelpPlace>;

/** `taken`: somebody of the staff is on the way. */
export const helpCallStates = ['open', 'taken', 'done', 'expired'] as const;
export const HelpCallState = Type.Unsafe<HelpCallState>({ type: 'string', enum: [...helpCallStates] });
export type HelpCallState = (typeof helpCallStates)[number];

export type HelpCallAction = 'take' | 'done';
/** The one table that shows or hides a button and answers 409. */
export const helpCallActions: Record<HelpCallState, readonly HelpCallAction[]> = {
  open: ['take', 'done'],
  taken: ['done'],
  done: [],
  expired: [],
};

const nullableTime = Type.Union([Type.String({ format: 'date-time' }), Type.Null()]);

/** 呼叫导办 as whoever called may know it: it names nobody of the staff. Times are ISO 8601. */
export const HelpCall = Type.Object(
  {
    id: Type.String(),
    state: HelpCallState,
    place: HelpPlace,
    reason: Type.Union([Type.String(), Type.Null()]),
    calledAt: Type.String({ format: 'date-time' }),
    takenAt: nullableTime,
    endedAt: nullableTime,
    allowed: Type.Array(Type.String()),
  },
  { additionalProperties: false },
);
export type HelpCall = Static<typeof HelpCall>;

/** A call that is not over, as the desk and the supervisor see it. Times are epoch milliseconds. */
export interface HelpLine {
  id: string;
  place: HelpPlace;
  reason: string | null;
  state: 'open' | 'taken';
  since: number;
  /** Name of whoever goes there. */
  takenBy: string | null;
  takenAt: number | null;
  /** True once nobody has taken it for a minute: the supervisor then sees it as well (guidance T10). */
  escalated: boolean;
}

/** Commands and events stand on the day's stream. A reason is one of the screen's own words, never a person's data. */
export type HelpCommand =
  | { type: 'call-help'; place: HelpPlace; reason: string | null }
  | { type: 'take-help'; helpId: string }
  | { type: 'end-help'; helpId: string };

export type HelpEvent =
  | { type: 'HelpCalled'; helpId: string; place: HelpPlace; reason: string | null }
  | { type: 'HelpTaken'; helpId: string; staff: string }
  /** `called-again`: nobody said that it was over, and a new call came from the same place. */
  | { type: 'HelpEnded'; helpId: string; how: 'done' | 'called-again' }
  | { type: 'HelpExpired'; helpId: string };
