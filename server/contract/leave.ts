import { type Static, Type } from 'typebox';
import { DossierStatus, LightColour } from './dossier-life.ts';

const closed = { additionalProperties: false } as const;
const StaffId = Type.String({ pattern: '^[a-z][a-z0-9]{1,19}$' });
const nobody = Type.Union([StaffId, Type.Null()]);
const time = Type.String({ format: 'date-time' });
const maybeTime = Type.Union([time, Type.Null()]);

/** Local date, `2026-11-23`. */
export const LocalDate = Type.String({ pattern: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' });

/** 半天. The morning lasts until the afternoon begins: the noon break belongs to it. */
export const DayHalf = Type.Union([Type.Literal('morning'), Type.Literal('afternoon')]);
export type DayHalf = Static<typeof DayHalf>;

/** Why somebody is away for half a day or longer. Illness is not among them: it is nobody's business but the person's. */
export const LeaveReason = Type.Union([
  Type.Literal('leave'),
  Type.Literal('meeting'),
  Type.Literal('site'),
  Type.Literal('rotation'),
]);
export type LeaveReason = Static<typeof LeaveReason>;

/** `ended` leaves were taken; a `withdrawn` one never was, or not to its end when it had begun. */
export const leaveStatuses = ['granted', 'handed-over', 'begun', 'ended', 'withdrawn'] as const;
export type LeaveStatus = (typeof leaveStatuses)[number];
export const LeaveStatus = Type.Unsafe<LeaveStatus>({ type: 'string', enum: [...leaveStatuses] });

export const leaveVerbs = [
  'withdraw',
  'name-third',
  'add-line',
  'confirm-line',
  'confirm',
  'add-words',
  'confirm-briefing',
] as const;
export type LeaveVerb = (typeof leaveVerbs)[number];

/** The one table that lights the buttons and answers 409. Who may press them is another matter. */
export const leaveActions: Record<LeaveStatus, readonly LeaveVerb[]> = {
  granted: ['withdraw', 'name-third', 'add-line', 'confirm-line', 'confirm', 'add-words'],
  'handed-over': ['withdraw', 'name-third', 'add-words'],
  begun: ['withdraw', 'add-line', 'confirm-line', 'confirm', 'add-words'],
  ended: ['add-words', 'confirm-briefing'],
  withdrawn: [],
};

/** What is handed over (R3): open dossiers, held tickets, papers and results in custody, seals, open corrections. */
export const HandoverKind = Type.Union([
  Type.Literal('dossier'),
  Type.Literal('correction'),
  Type.Literal('paper'),
  Type.Literal('result'),
  Type.Literal('held'),
  Type.Literal('custody'),
  Type.Literal('added'),
  Type.Literal('more'),
]);
export type HandoverKind = Static<typeof HandoverKind>;

/** One line of the list. Numbers, items and papers only: no names of citizens. */
export const HandoverLine = Type.Object(
  {
    /** Stays the same while the list is made anew from the record: `dossier:…`, `held:…`, `added:…`. */
    line: Type.String({ minLength: 1, maxLength: 200 }),
    kind: HandoverKind,
    /** Dossier or ticket number, or the words of a typed line. */
    what: Type.String(),
    /** Item, paper, or what is missing. */
    detail: Type.Union([Type.String(), Type.Null()]),
    status: Type.Union([Type.String(), Type.Null()]),
    dueOn: Type.Union([Type.String(), Type.Null()]),
    light: Type.Union([LightColour, Type.Null()]),
    confirmedAt: maybeTime,
  },
  closed,
);
export type HandoverLine = Static<typeof HandoverLine>;

/** The list of one post: `open` while it follows the record, then frozen under its digest. `written` is 未交接 (R4). */
export const Handover = Type.Object(
  {
    counter: Type.Integer(),
    /** Who takes over, or null where nobody is named: then the head of the department answers (R7). */
    to: nobody,
    state: Type.Union([Type.Literal('open'), Type.Literal('handed-over'), Type.Literal('written')]),
    lines: Type.Array(HandoverLine),
    /** Lines the receiver has not confirmed as they stand now. */
    unconfirmed: Type.Integer(),
    confirmedBy: nobody,
    confirmedAt: maybeTime,
    /** SHA-256 over the frozen list, hexadecimal. */
    digest: Type.Union([Type.String(), Type.Null()]),
  },
  closed,
);
export type Handover = Static<typeof Handover>;

/**
 * A post for which a planned leave must be decided again (R5): nobody who may stand there is left on some half day to come
 * (`staff` are the others, who are away as well), or the list was handed to somebody whom the post does not name any more.
 */
export const LeaveToDecide = Type.Object(
  {
    counter: Type.Integer(),
    why: Type.Union([Type.Literal('nobody-left'), Type.Literal('receiver-gone')]),
    staff: Type.Array(StaffId),
  },
  closed,
);
export type LeaveToDecide = Static<typeof LeaveToDecide>;

/** 请假 of one person for whole or half working days (R3). */
export const Leave = Type.Object(
  {
    id: Type.String(),
    staff: StaffId,
    name: Type.String(),
    reason: LeaveReason,
    /** False where nobody could know it beforehand: then B steps in without a handover (R4). */
    planned: Type.Boolean(),
    first: Type.Object({ date: LocalDate, half: DayHalf }, closed),
    last: Type.Object({ date: LocalDate, half: DayHalf }, closed),
    from: time,
    until: time,
    /** Third person named where the other holder is away too (R5). */
    third: nobody,
    askedBy: Type.String(),
    askedAt: time,
    status: LeaveStatus,
    /** When it really ended; before `until` where the person came back early. */
    endedAt: maybeTime,
    withdrawal: Type.Union([Type.String(), Type.Null()]),
    /** Whether every list was confirmed by its receiver and the duty officer. */
    handedOver: Type.Boolean(),
    /** Counters for which nobody named is left; only an unplanned leave can have any. */
    uncovered: Type.Array(Type.Integer()),
    /** What is to be decided again, because posts or other leaves have changed since it was granted. */
    toDecide: Type.Array(LeaveToDecide),
    /** Counters of its lists, with who takes over. */
    posts: Type.Array(Type.Object({ counter: Type.Integer(), to: nobody, handedOver: Type.Boolean() }, closed)),
    /** When the returned person confirmed the briefing (R9); null until then, also where there is none to confirm. */
    briefedAt: maybeTime,
    allowed: Type.Array(Type.String()),
  },
  closed,
);
export type Leave = Static<typeof Leave>;

export const LeaveDetail = Type.Object(
  {
    ...Leave.properties,
    handovers: Type.Array(Handover),
    /** Who may be named as the third person before it begins: qualified, and there on those days. */
    thirds: Type.Array(StaffId),
    /** Names of everybody who is named above, by staff id. */
    names: Type.Record(Type.String(), Type.String()),
  },
  closed,
);
export type LeaveDetail = Static<typeof LeaveDetail>;

/** 返岗告知 (R9): what happened at the posts while their holder was away, from the record, and the stand-in's own words. */
export const Briefing = Type.Object(
  {
    leave: Type.String(),
    staff: StaffId,
    from: time,
    until: time,
    posts: Type.Array(
      Type.Object(
        {
          counter: Type.Integer(),
          served: Type.Array(Type.Object({ staff: StaffId, tickets: Type.Integer(), minutes: Type.Integer() }, closed)),
          lodged: Type.Array(Type.Object({ no: Type.String(), item: Type.String(), by: Type.String() }, closed)),
          /** Dossiers of the counter that moved on, with where they stood after the newest step of that time. */
          moved: Type.Array(
            Type.Object({ no: Type.String(), item: Type.String(), status: DossierStatus, by: Type.String() }, closed),
          ),
          cards: Type.Array(Type.Object({ no: Type.String(), colour: LightColour, cause: Type.String() }, closed)),
          open: Type.Array(HandoverLine),
        },
        closed,
      ),
    ),
    words: Type.Array(Type.Object({ staff: StaffId, at: time, text: Type.String() }, closed)),
    /** When it was confirmed, and the SHA-256 of what was; null until then. */
    confirmedAt: maybeTime,
    digest: Type.Union([Type.String(), Type.Null()]),
  },
  closed,
);
export type Briefing = Static<typeof Briefing>;
