import { type Static, Type } from 'typebox';
import { TicketBrief } from './ticket.ts';

export const counterVerbs = [
  'open',
  'close',
  'pause',
  'resume',
  'call-next',
  'call',
  'recall',
  'start',
  'finish',
  'no-show',
  'hold',
  'transfer',
  'add-service',
  'undo',
  'store-next',
  'cancel-next',
  'evaluate',
] as const;
export type CounterVerb = (typeof counterVerbs)[number];

/** Where a counter stands: closed, paused, free, or with a called or served ticket in hand. */
export type CounterStage = 'closed' | 'paused' | 'free' | 'called' | 'serving';
export const CounterStage = Type.Union([
  Type.Literal('closed'),
  Type.Literal('paused'),
  Type.Literal('free'),
  Type.Literal('called'),
  Type.Literal('serving'),
]);

/**
 * The one table that lights a clerk's buttons and answers 409. `undo` depends on time as well, `cancel-next` on a stored
 * call, and `evaluate` on a visit that is not rated yet.
 */
export const counterActions: Record<CounterStage, readonly CounterVerb[]> = {
  closed: ['open'],
  paused: ['resume', 'close'],
  free: ['call-next', 'call', 'pause', 'close', 'undo', 'store-next', 'cancel-next', 'evaluate'],
  called: [
    'start',
    'recall',
    'no-show',
    'call-next',
    'finish',
    'hold',
    'transfer',
    'undo',
    'store-next',
    'cancel-next',
  ],
  serving: ['finish', 'call-next', 'hold', 'transfer', 'add-service', 'undo', 'store-next', 'cancel-next', 'evaluate'],
};

export const CounterState = Type.Object(
  {
    no: Type.Integer(),
    zone: Type.Integer(),
    name: Type.String(),
    stage: CounterStage,
    staff: Type.Union([Type.String(), Type.Null()]),
    actingFor: Type.Union([Type.String(), Type.Null()]),
    since: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
    pauseReason: Type.Union([Type.String(), Type.Null()]),
    allowed: Type.Array(Type.String()),
  },
  { additionalProperties: false },
);
export type CounterState = Static<typeof CounterState>;

export const UndoOffer = Type.Object(
  {
    action: Type.Union([
      Type.Literal('call'),
      Type.Literal('finish'),
      Type.Literal('no-show'),
      Type.Literal('hold'),
      Type.Literal('transfer'),
    ]),
    number: Type.String(),
    /** Null: until the end of the day. */
    until: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
  },
  { additionalProperties: false },
);
export type UndoOffer = Static<typeof UndoOffer>;

/** Answer to every counter verb: the counter as it stands after it, and the ticket in hand (null when there is none). */
export const CounterAnswer = Type.Object(
  {
    counter: CounterState,
    ticket: Type.Union([TicketBrief, Type.Null()]),
    /** Sequence number of the call this verb made, or null. */
    call: Type.Union([Type.Integer(), Type.Null()]),
    undo: Type.Union([UndoOffer, Type.Null()]),
  },
  { additionalProperties: false },
);
export type CounterAnswer = Static<typeof CounterAnswer>;
