import { type Static, Type } from 'typebox';
import { HelpPlace } from './help-call.ts';

/** `open`: nobody has set out yet. `taken`: a guide is on the way with the visitor, or to them. */
export const escortStates = ['open', 'taken', 'done', 'expired'] as const;
export const EscortState = Type.Unsafe<EscortState>({ type: 'string', enum: [...escortStates] });
export type EscortState = (typeof escortStates)[number];

export type EscortAction = 'take' | 'done';
/** The one table that shows or hides a button and answers 409. */
export const escortActions: Record<EscortState, readonly EscortAction[]> = {
  open: ['take', 'done'],
  taken: ['done'],
  done: [],
  expired: [],
};

const closed = { additionalProperties: false } as const;
const nullable = <T extends ReturnType<typeof Type.String> | ReturnType<typeof Type.Integer>>(type: T) =>
  Type.Union([type, Type.Null()]);

/** 陪同: a guide walks with a visitor, or goes to a counter where one is needed. Times are epoch milliseconds. */
export const Escort = Type.Object(
  {
    /** Sequence number of its sending; grows with every escort. */
    id: Type.Integer(),
    state: EscortState,
    /** Number of the visitor's ticket; null where a guide is sent to a counter, or to meet somebody, without one. */
    number: nullable(Type.String()),
    ticketId: nullable(Type.String()),
    /** Where the visitor stands; null is the consultation desk. */
    from: Type.Union([HelpPlace, Type.Null()]),
    /** Where they go: the counter named, the one that calls or serves them, or all that may. */
    counters: Type.Array(Type.Integer()),
    note: nullable(Type.String()),
    /** Who sent for a guide. */
    sentBy: Type.String(),
    guide: nullable(Type.String()),
    guideName: nullable(Type.String()),
    sentAt: Type.Integer(),
    takenAt: nullable(Type.Integer()),
    endedAt: nullable(Type.Integer()),
    allowed: Type.Array(Type.String()),
  },
  closed,
);
export type Escort = Static<typeof Escort>;

/** What stands on a ticket of its escort. */
export const TicketEscort = Type.Object(
  { state: Type.Union([Type.Literal('open'), Type.Literal('taken')]), since: Type.String({ format: 'date-time' }) },
  closed,
);
export type TicketEscort = Static<typeof TicketEscort>;

/** Desk and supervisor send; a named guide is on the way at once, without one anybody of the desk may take it. */
export type EscortCommand =
  | {
      type: 'send-escort';
      ticketId: string | null;
      from: HelpPlace | null;
      counter: number | null;
      guide: string | null;
      note: string | null;
    }
  | { type: 'take-escort'; escort: number }
  | { type: 'end-escort'; escort: number };

export type EscortEvent =
  | {
      type: 'EscortSent';
      ticketId: string | null;
      guide: string | null;
      from?: HelpPlace | null;
      counter?: number | null;
      note?: string | null;
    }
  | { type: 'EscortTaken'; escort: number; guide: string }
  | { type: 'EscortEnded'; escort: number }
  | { type: 'EscortExpired'; escort: number };
