import { type Static, Type } from 'typebox';

/** `offered`: somebody else was asked to take it over and has not said yes; until then the owner stays. */
export const consultStates = ['open', 'offered', 'closed'] as const;
export const ConsultState = Type.Unsafe<ConsultState>({ type: 'string', enum: [...consultStates] });
export type ConsultState = (typeof consultStates)[number];

export type ConsultAction = 'hand-on' | 'accept' | 'decline' | 'close';
/** The one table that shows or hides a button and answers 409; who may is the rules' affair. */
export const consultActions: Record<ConsultState, readonly ConsultAction[]> = {
  open: ['hand-on', 'close'],
  offered: ['accept', 'decline', 'close'],
  closed: [],
};

export const ConsultOutcome = Type.Union([
  Type.Literal('answered'),
  Type.Literal('ticket'),
  Type.Literal('referred'),
  Type.Literal('written'),
]);
export type ConsultOutcome = Static<typeof ConsultOutcome>;
export const ConsultText = Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' });

const time = Type.String({ format: 'date-time' });
const nullable = Type.Union([Type.String(), Type.Null()]);

/**
 * 咨询记录 under 首问责任制: whoever was asked first owns it until somebody takes it over or it is closed. A command is
 * answered with this, without the words: answers are kept beside the journal.
 */
export const ConsultStanding = Type.Object(
  {
    id: Type.String(),
    openedAt: time,
    openedBy: Type.String(),
    owner: Type.String(),
    offeredTo: nullable,
    item: nullable,
    ticketId: nullable,
    state: ConsultState,
    outcome: Type.Union([ConsultOutcome, Type.Null()]),
    closedAt: Type.Union([time, Type.Null()]),
    steps: Type.Array(
      Type.Object({ at: time, by: Type.String(), what: Type.String(), to: nullable }, { additionalProperties: false }),
    ),
    allowed: Type.Array(Type.String()),
  },
  { additionalProperties: false },
);
export type ConsultStanding = Static<typeof ConsultStanding>;

/** With what was asked and answered; null where nothing was said, or once it was erased on schedule. */
export const Consult = Type.Object(
  { ...ConsultStanding.properties, question: nullable, answer: nullable },
  { additionalProperties: false },
);
export type Consult = Static<typeof Consult>;

/** What the live view tells: that it is there, whose it is, and for how long; the words are fetched. */
export interface ConsultLine {
  id: string;
  owner: string;
  offeredTo: string | null;
  item: string | null;
  since: number;
}

/** Commands about consultations; their record is the stream `consults`, their words stand in a side table. */
export type ConsultCommand =
  | { type: 'open-consult'; item: string | null; ticketId: string | null; question: string }
  | { type: 'hand-on-consult'; id: string; to: string }
  | { type: 'accept-consult'; id: string }
  | { type: 'decline-consult'; id: string }
  | { type: 'close-consult'; id: string; outcome: ConsultOutcome; answer: string | null };

/** What was asked and answered goes when it was closed before this moment, epoch milliseconds; the rest of the record stays. */
export type ConsultSweep = { type: 'sweep-consults'; before: number };

export type ConsultEvent =
  | { type: 'ConsultOpened'; id: string; item: string | null; ticketId: string | null; owner: string; words: string }
  | { type: 'ConsultOffered'; id: string; to: string }
  | { type: 'ConsultAccepted'; id: string; owner: string }
  | { type: 'ConsultDeclined'; id: string; by: string }
  | { type: 'ConsultClosed'; id: string; outcome: ConsultOutcome; words: string | null };
