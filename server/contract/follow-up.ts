import { type Static, Type } from 'typebox';
import { type RatedService, RatingLevel, RatingReason } from './rating.ts';

/** 差评核实: opened by a poor rating, checked, answered, closed; nobody can drop it (hall-rules, section 8). */
export const followUpStatuses = ['opened', 'checked', 'answered', 'closed'] as const;
export const FollowUpStatus = Type.Unsafe<FollowUpStatus>({ type: 'string', enum: [...followUpStatuses] });
export type FollowUpStatus = (typeof followUpStatuses)[number];

export const followUpVerbs = ['assign', 'check', 'answer', 'call-back', 'close'] as const;
export type FollowUpVerb = (typeof followUpVerbs)[number];

/** The one table that shows a button and answers 409. A finding may be corrected until the follow-up is closed. */
export const followUpActions: Record<FollowUpStatus, readonly FollowUpVerb[]> = {
  opened: ['assign', 'check'],
  checked: ['assign', 'check', 'answer', 'call-back'],
  answered: ['assign', 'answer', 'call-back', 'close'],
  closed: [],
};

/** 属实, 部分属实, 不属实. An upheld one costs the month's stars. */
export const FollowUpFinding = Type.Union([Type.Literal('upheld'), Type.Literal('partly'), Type.Literal('not-upheld')]);
export type FollowUpFinding = Static<typeof FollowUpFinding>;

/** What came of one call to the visitor. */
export const CallBackResult = Type.Union([
  Type.Literal('satisfied'),
  Type.Literal('dissatisfied'),
  Type.Literal('unreached'),
]);
export type CallBackResult = Static<typeof CallBackResult>;

/** Working days after the rating in which a follow-up is checked and closed. */
export const followUpCheckDays = 1;
export const followUpCloseDays = 15;
/** The light turns yellow so many working days before closing is due. */
export const followUpYellowDays = 3;
/** A visitor who was not reached so often counts as called back. */
export const callBacksMost = 3;
/** A telephone number is erased so many days after the follow-up was closed. */
export const contactKeptDays = 30;

export type FollowUpEvent =
  | ({
      type: 'FollowUpOpened';
      id: string;
      ticketId: string;
      number: string;
      level: RatingLevel;
      reasons: RatingReason[];
      /** Sequence number of the rating. */
      rating: number;
      /** Local date of the rating. */
      on: string;
      /** Id of the telephone number in the side table, or null when none was left. */
      contact: string | null;
    } & RatedService)
  | { type: 'FollowUpAssigned'; id: string; owner: string }
  | { type: 'FollowUpChecked'; id: string; finding: FollowUpFinding; text: string }
  | { type: 'FollowUpAnswered'; id: string; text: string }
  | { type: 'VisitorCalledBack'; id: string; result: CallBackResult; text: string | null }
  | { type: 'FollowUpClosed'; id: string; callBack: CallBackResult | 'no-contact'; text: string }
  | { type: 'FollowUpReminded'; id: string; step: 'check' | 'close'; dueOn: string }
  | { type: 'ContactErased'; id: string; contact: string };

export type FollowUpCommand =
  | { type: 'follow-up'; id: string; verb: 'assign'; owner: string }
  | { type: 'follow-up'; id: string; verb: 'check'; finding: FollowUpFinding; text: string }
  | { type: 'follow-up'; id: string; verb: 'answer'; text: string }
  | { type: 'follow-up'; id: string; verb: 'call-back'; result: CallBackResult; text: string | null }
  | { type: 'follow-up'; id: string; verb: 'close'; text: string }
  /** The clock reminds of what is late and erases numbers whose time is over. */
  | { type: 'sweep-follow-ups' };

export const FollowUpLight = Type.Union([
  Type.Literal('green'),
  Type.Literal('yellow'),
  Type.Literal('red'),
  Type.Literal('none'),
]);
export type FollowUpLight = Static<typeof FollowUpLight>;

const time = Type.String({ format: 'date-time' });
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);

export const FollowUpStep = Type.Object(
  { at: time, by: Type.String(), type: Type.String(), text: nullable(Type.String()) },
  { additionalProperties: false },
);

/** A follow-up as the supervisor sees it; the telephone number itself is asked for apart, and that is noted. */
export const FollowUp = Type.Object(
  {
    id: Type.String(),
    status: FollowUpStatus,
    light: FollowUpLight,
    openedAt: time,
    ticketId: Type.String(),
    number: Type.String(),
    counter: Type.Integer(),
    service: Type.String(),
    staff: Type.String(),
    actingFor: nullable(Type.String()),
    level: RatingLevel,
    reasons: Type.Array(RatingReason),
    owner: nullable(Type.String()),
    finding: nullable(FollowUpFinding),
    answer: nullable(Type.String()),
    /** Whether the visitor left a telephone number that is still kept. */
    hasContact: Type.Boolean(),
    calls: Type.Integer({ minimum: 0 }),
    callBack: nullable(Type.Union([CallBackResult, Type.Literal('no-contact')])),
    /** Local dates by whose closing time it is checked and closed. */
    checkDueOn: Type.String(),
    closeDueOn: Type.String(),
    closedAt: nullable(time),
    steps: Type.Array(FollowUpStep),
    /** Names of the staff that this follow-up speaks of by their id; answers kept from an earlier program have none. */
    names: Type.Optional(Type.Record(Type.String(), Type.String())),
    allowed: Type.Array(Type.String()),
  },
  { additionalProperties: false },
);
export type FollowUp = Static<typeof FollowUp>;
