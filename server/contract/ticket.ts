import { type Static, Type } from 'typebox';
import { ticketCare } from './assist.ts';
import { OptionalUnattended } from './attendance.ts';

/**
 * 号票. `transferred` is not a status: a transferred ticket is `waiting` again, with number and place kept.
 * `missed` was called and not there; a second miss is `abandoned`; both can come back all day.
 */
export const ticketStatuses = [
  'waiting',
  'called',
  'serving',
  'held',
  'missed',
  'finished',
  'cancelled',
  'abandoned',
  'expired',
] as const;
export const TicketStatus = Type.Unsafe<TicketStatus>({ type: 'string', enum: [...ticketStatuses] });
export type TicketStatus = (typeof ticketStatuses)[number];

/** What may be done with a ticket by itself, apart from a counter. */
export type TicketAction =
  | 'cancel'
  | 'requeue'
  | 'reprint'
  | 'lodge'
  | 'put-first'
  | 'late'
  | 'restore'
  | 'escort'
  | 'assist';

/** The one table that shows or hides a button and answers 409. */
export const ticketActions: Record<TicketStatus, readonly TicketAction[]> = {
  waiting: ['cancel', 'reprint', 'put-first', 'late', 'escort', 'assist'],
  called: ['reprint', 'escort', 'assist'],
  serving: ['reprint', 'lodge', 'assist'],
  held: ['requeue', 'cancel', 'reprint', 'assist'],
  missed: ['requeue', 'cancel', 'reprint', 'assist'],
  finished: ['lodge'],
  cancelled: ['restore'],
  abandoned: ['requeue'],
  expired: [],
};

/** Ordinary; green channel; or back with completed papers. The latter two have a head start (see the hall's rules). */
export const AskedClass = Type.Union([Type.Literal('ordinary'), Type.Literal('green'), Type.Literal('completed')]);
export type AskedClass = Static<typeof AskedClass>;
/** What a ticket can be; `booked` counts as if taken at the start of its slot, and only a booking makes it. */
export const TicketClass = Type.Union([...AskedClass.anyOf, Type.Literal('booked')]);
export type TicketClass = Static<typeof TicketClass>;

/**
 * What the visitor names for the green channel: 70 and over, a disability, pregnant, with an infant, serving or former
 * military and martyrs' family, ill. Nothing is proved at the kiosk; the word stands on the record for whoever looks into
 * the use of the channel.
 */
export const greenReasons = ['elder', 'disability', 'pregnant', 'infant', 'military', 'illness'] as const;
export const GreenReason = Type.Unsafe<GreenReason>({ type: 'string', enum: [...greenReasons] });
export type GreenReason = (typeof greenReasons)[number];

/** A number given up by mistake can be had back for so long. */
export const restoreWithinMs = 120_000;

export const TicketOrigin = Type.Union([Type.Literal('kiosk'), Type.Literal('desk'), Type.Literal('phone')]);
export type TicketOrigin = Static<typeof TicketOrigin>;

export const ServiceCode = Type.String({ minLength: 2, maxLength: 8, pattern: '^[A-Z]{2}([0-9]{2})?$' });
export const ServiceName = Type.Object({ code: Type.String(), name: Type.String() }, { additionalProperties: false });
export type ServiceName = Static<typeof ServiceName>;

/** Range in whole minutes, low (P10) to high (P90). */
export const WaitRange = Type.Object(
  { lowMinutes: Type.Integer({ minimum: 0 }), highMinutes: Type.Integer({ minimum: 0 }) },
  { additionalProperties: false },
);
export type WaitRange = Static<typeof WaitRange>;

const time = Type.String({ format: 'date-time' });
const nullableTime = Type.Union([time, Type.Null()]);

/** One service at one counter by one clerk. Times are ISO 8601; seconds are whole seconds. */
export const ServicePeriod = Type.Object(
  {
    no: Type.Integer({ minimum: 1 }),
    service: ServiceName,
    counter: Type.Integer(),
    clerk: Type.String(),
    /** The A holder in whose place the clerk acted (代A), or null. */
    actingFor: Type.Union([Type.String(), Type.Null()]),
    calledAt: time,
    startedAt: nullableTime,
    /** True when the clerk never pressed start: the period is then counted from the call. */
    startAssumed: Type.Boolean(),
    endedAt: nullableTime,
    outcome: Type.Union([
      Type.Literal('finished'),
      Type.Literal('held'),
      Type.Literal('missed'),
      Type.Literal('transferred'),
      Type.Literal('withdrawn'),
      Type.Literal('expired'),
      Type.Null(),
    ]),
    result: Type.Union([Type.String(), Type.Null()]),
    note: Type.Union([Type.String(), Type.Null()]),
    /** From joining the queue this time until the call. */
    waitingSeconds: Type.Integer({ minimum: 0 }),
    /** From start (or call) to end; null while it lasts. */
    servingSeconds: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()]),
  },
  { additionalProperties: false },
);
export type ServicePeriod = Static<typeof ServicePeriod>;

export const TicketCall = Type.Object(
  {
    /** Journal sequence number: a later call always has a larger one. */
    seq: Type.Integer(),
    at: time,
    kind: Type.Union([Type.Literal('first'), Type.Literal('recall')]),
    counter: Type.Integer(),
    withdrawnAt: nullableTime,
    spoken: Type.Union([
      Type.Literal('waiting'),
      Type.Literal('spoken'),
      Type.Literal('dropped'),
      Type.Literal('silent'),
    ]),
  },
  { additionalProperties: false },
);
export type TicketCall = Static<typeof TicketCall>;

/** The print ledger's line for one slip. */
export const slipStatuses = ['queued', 'printing', 'printed', 'uncertain', 'failed', 'expired'] as const;
export const SlipStatus = Type.Unsafe<SlipStatus>({ type: 'string', enum: [...slipStatuses] });
export type SlipStatus = (typeof slipStatuses)[number];
export const TicketSlip = Type.Object(
  {
    id: Type.Integer(),
    printer: Type.String(),
    reprint: Type.Integer({ minimum: 0 }),
    status: SlipStatus,
    detail: Type.Union([Type.String(), Type.Null()]),
    changedAt: time,
  },
  { additionalProperties: false },
);
export type TicketSlip = Static<typeof TicketSlip>;

/** Answer to a person's word about a slip. */
export const SettledSlip = Type.Object(
  { slip: Type.Integer(), status: Type.Union([Type.Literal('printed'), Type.Literal('failed')]) },
  { additionalProperties: false },
);
export type SettledSlip = Static<typeof SettledSlip>;

export const TicketStep = Type.Object(
  {
    seq: Type.Integer(),
    at: time,
    by: Type.String(),
    actingFor: Type.Union([Type.String(), Type.Null()]),
    type: Type.String(),
    why: Type.Union([Type.String(), Type.Null()]),
    counter: Type.Union([Type.Integer(), Type.Null()]),
  },
  { additionalProperties: false },
);
export type TicketStep = Static<typeof TicketStep>;

/** The whole visit behind one ticket. Holds nothing personal: whoever has the ticket's id may read it. */
export const Ticket = Type.Object(
  {
    id: Type.String(),
    number: Type.String(),
    date: Type.String(),
    zone: Type.Integer(),
    status: TicketStatus,
    /** The service the ticket waits for or is served with now. */
    service: ServiceName,
    /** All services of this visit in the order they were asked for. */
    services: Type.Array(ServiceName),
    origin: TicketOrigin,
    class: TicketClass,
    takenAt: time,
    /** The order key, epoch milliseconds: time of taking less the head start. */
    key: Type.Number(),
    misses: Type.Integer({ minimum: 0 }),
    /** Tickets before this one now; null when it does not wait. */
    ahead: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()]),
    wait: Type.Union([WaitRange, Type.Null()]),
    /** That nobody can serve it now; null while somebody can, or while it does not wait. */
    unattended: OptionalUnattended,
    /** Counters that may call it, or the one that has. */
    counters: Type.Array(Type.Integer()),
    counter: Type.Union([Type.Integer(), Type.Null()]),
    /** What the visitor was told when the number was taken. */
    told: Type.Object(
      { ahead: Type.Integer({ minimum: 0 }), wait: Type.Union([WaitRange, Type.Null()]) },
      { additionalProperties: false },
    ),
    waitingSeconds: Type.Integer({ minimum: 0 }),
    servingSeconds: Type.Integer({ minimum: 0 }),
    periods: Type.Array(ServicePeriod),
    calls: Type.Array(TicketCall),
    slips: Type.Array(TicketSlip),
    dossiers: Type.Array(Type.String()),
    steps: Type.Array(TicketStep),
    allowed: Type.Array(Type.String()),
  },
  { additionalProperties: false },
);
export type Ticket = Static<typeof Ticket>;

/** Answer to taking a ticket. */
export const TakenTicket = Type.Object(
  {
    id: Type.String(),
    number: Type.String(),
    zone: Type.Integer(),
    service: ServiceName,
    status: TicketStatus,
    takenAt: time,
    ahead: Type.Integer({ minimum: 0 }),
    wait: Type.Union([WaitRange, Type.Null()]),
    counters: Type.Array(Type.Integer()),
    /** How many of these counters are open now; with 0 the range counts from the moment one opens. */
    openCounters: Type.Integer({ minimum: 0 }),
    /** That nobody can serve it now, and until when; null while somebody can. */
    unattended: OptionalUnattended,
    statusUrl: Type.String(),
    /** The slip's id in the print ledger, or null where no printer stands. */
    slip: Type.Union([Type.Integer(), Type.Null()]),
  },
  { additionalProperties: false },
);
export type TakenTicket = Static<typeof TakenTicket>;

/** What the desk has already looked at, by service: papers that are there, and papers still missing. */
export const CheckedPapers = Type.Object(
  {
    service: ServiceCode,
    present: Type.Array(Type.String({ minLength: 1, maxLength: 120 }), { maxItems: 60 }),
    missing: Type.Array(Type.String({ minLength: 1, maxLength: 120 }), { maxItems: 60 }),
  },
  { additionalProperties: false },
);
export type CheckedPapers = Static<typeof CheckedPapers>;

/** What a clerk sees of a ticket. */
export const TicketBrief = Type.Object(
  {
    id: Type.String(),
    number: Type.String(),
    zone: Type.Integer(),
    status: TicketStatus,
    service: ServiceName,
    pictogram: Type.String(),
    class: TicketClass,
    takenAt: time,
    key: Type.Number(),
    misses: Type.Integer(),
    /** Services that wait after the present one. */
    further: Type.Array(ServiceName),
    calledAt: nullableTime,
    startedAt: nullableTime,
    recalls: Type.Integer(),
    holdReason: Type.Union([Type.String(), Type.Null()]),
    /** The counter that transferred the visitor last: where `back` leads. */
    sentBy: Type.Optional(Type.Integer()),
    /** Left out where the desk has checked nothing. */
    checked: Type.Optional(Type.Array(CheckedPapers)),
    /** What the visitor named for the green channel; left out where nothing was named. */
    greenReason: Type.Optional(GreenReason),
    ...ticketCare,
  },
  { additionalProperties: false },
);
export type TicketBrief = Static<typeof TicketBrief>;

/** Answer to cancel, requeue and reprint. */
export const TicketAnswer = Type.Object(
  {
    ...TicketBrief.properties,
    ahead: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()]),
    wait: Type.Union([WaitRange, Type.Null()]),
    unattended: OptionalUnattended,
    counters: Type.Array(Type.Integer()),
    allowed: Type.Array(Type.String()),
    /** The slip this command ordered, or null. */
    slip: Type.Union([Type.Integer(), Type.Null()]),
  },
  { additionalProperties: false },
);
export type TicketAnswer = Static<typeof TicketAnswer>;
