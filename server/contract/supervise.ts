import { type Static, Type } from 'typebox';

/**
 * From when on something deserves the supervisor's eye (hall-rules, sections 4 to 6; guidance, section 5). Minutes,
 * tickets, seconds or percent as the name says. Every hall may set its own.
 */
export const AlertLimits = Type.Object(
  {
    /** A green-channel or completed-papers visitor waits so long. */
    greenWaitMinutes: Type.Integer({ minimum: 1, maximum: 240 }),
    pausedMinutes: Type.Integer({ minimum: 1, maximum: 480 }),
    /** A called visitor who was neither served nor missed; and a service that nobody has ended. */
    calledMinutes: Type.Integer({ minimum: 1, maximum: 240 }),
    servingMinutes: Type.Integer({ minimum: 1, maximum: 480 }),
    waitAmberMinutes: Type.Integer({ minimum: 1, maximum: 480 }),
    waitRedMinutes: Type.Integer({ minimum: 1, maximum: 480 }),
    queueAmber: Type.Integer({ minimum: 1, maximum: 999 }),
    queueRed: Type.Integer({ minimum: 1, maximum: 999 }),
    speechLoadPercent: Type.Integer({ minimum: 10, maximum: 100 }),
    /** An escort that nobody has taken, or that is not over yet; under its first name, because hall files hold it. */
    errandMinutes: Type.Integer({ minimum: 1, maximum: 120 }),
  },
  { additionalProperties: false },
);
export type AlertLimits = Static<typeof AlertLimits>;

export const usualAlertLimits: AlertLimits = {
  greenWaitMinutes: 10,
  pausedMinutes: 15,
  calledMinutes: 5,
  servingMinutes: 60,
  waitAmberMinutes: 15,
  waitRedMinutes: 30,
  queueAmber: 10,
  queueRed: 20,
  speechLoadPercent: 70,
  errandMinutes: 3,
};

/** What a supervisor has spoken in the hall: plain words, short enough to be taken in by ear, without markup. */
export const AnnouncementText = Type.String({
  minLength: 2,
  maxLength: 60,
  pattern: '^(?=.*[\\u4e00-\\u9fffA-Za-z0-9])[\\u4e00-\\u9fffA-Za-z0-9 ，。、：；！？（）·%,.:!?-]+$',
  description: 'At most 60 letters: hanzi, Latin letters, digits and plain marks.',
});

/** Commands of the supervisor alone; every one stands on the record with the supervisor as its author. */
export type SuperviseCommand =
  /** Opens a counter for a clerk who is in the hall. */
  | { type: 'open-for'; counter: number; staff: string }
  /** 点名顶岗: this person stands in for the post's A from now on, until released or gone. */
  | { type: 'call-in'; counter: number; staff: string }
  | { type: 'release-cover'; counter: number }
  /** Waiting tickets to one counter, or (null) back to everybody who serves them; number and place are kept. */
  | { type: 'move-tickets'; ticketIds: readonly string[]; toCounter: number | null; reason: string }
  /** Ends a service that its clerk has forgotten. */
  | { type: 'force-finish'; counter: number; reason: string }
  | { type: 'announce'; text: string; zones: readonly number[] };

/** The result on record of a service that a supervisor ended. */
export const forcedResult = 'forced';

export type SuperviseEvent =
  | { type: 'TicketMoved'; ticketId: string; toCounter: number | null; reason: string }
  | { type: 'AnnouncementMade'; text: string; zones: number[]; speakers: string[] }
  | { type: 'AnnouncementSpoken'; announcement: number; device: string }
  | { type: 'AnnouncementDropped'; announcement: number; device: string; detail: string | null };

/** 异常: something that a supervisor should see to, worst first on the board. */
export interface Concern {
  kind:
    | 'help-waiting'
    | 'green-waiting'
    | 'called-long'
    | 'serving-long'
    | 'counter-paused'
    | 'clerk-silent'
    | 'post-uncovered'
    | 'leave-to-decide'
    | 'wait-long'
    | 'queue-long'
    | 'device'
    | 'screen'
    | 'speech-load'
    | 'guide-not-there'
    | 'dossiers-red'
    | 'cards-open'
    | 'backup-late'
    | 'backup-failed';
  level: 'amber' | 'red';
  counter: number | null;
  zone: number | null;
  /** A device, or with `screen` a public screen such as `hall` or `counter/3`. */
  device: string | null;
  ticket: { id: string; number: string } | null;
  /** Since when, epoch milliseconds; null where only the value counts. */
  since: number | null;
  /** Tickets, minutes, percent, dossiers, hours or days as the kind says; null where time alone counts. */
  value: number | null;
  /** Where somebody called for help, as the call names it, or null. */
  place: string | null;
  /** Code of the trouble of a device, a screen or a backup, or null. */
  reason: string | null;
}

/** Somebody of the staff who is in the hall. */
export interface PresentPerson {
  staff: string;
  name: string;
  role: string;
  /** Where they serve now, or null. */
  counter: number | null;
}

/** Lights of all open dossiers and cards that still stand. */
export interface DossierCount {
  blue: number;
  yellow: number;
  red: number;
  cardsYellow: number;
  cardsRed: number;
}
