import type { ReceivedMaterial } from './dossier.ts';
import type { RefusalGround, ScanType, Shortcoming } from './dossier-commands.ts';
import type { CardColour, ClosingCode, DossierDuty, DossierStatus } from './dossier-life.ts';
import type { DossierRules } from './dossier-rules.ts';
import type { ItemKind } from './item.ts';
import type { PaperKind } from './paper.ts';
import type { SpecialProcedure } from './special-procedure.ts';

/** Limits that a dossier keeps from the day it was lodged, however the settings change. */
export type StepLimits = Pick<
  DossierRules,
  | 'acceptanceDays'
  | 'lapseDays'
  | 'issueDays'
  | 'forwardDays'
  | 'replyDays'
  | 'superiorDays'
  | 'examineDays'
  | 'reviewDays'
  | 'signDays'
>;

/** The item's elements as they stood at intake; the dossier keeps them however the item changes. */
export interface DossierTerms {
  item: string;
  /** Missing in records before papers were printed. */
  name?: string;
  feeNote?: string;
  kind: ItemKind;
  department: string;
  /** Who decides: the department, or the approval bureau (行政审批局). */
  decidingBody: string;
  /** `G` working days, `Z` natural days. */
  unit: 'G' | 'Z';
  legalDays: number;
  promisedDays: number;
  materials: string[];
  /** Materials that the shared archive can supply. */
  shared: string[];
  /** The item whose result each of those is, by material. */
  sources?: Record<string, string>;
  /** Yuan. */
  fee: number;
  /** Handled by several bodies, whose limit the government may extend. */
  crossDepartment: boolean;
  /** Whether a silent body of a joint task counts as consenting (缺席默认、超时默许). */
  silenceIsConsent: boolean;
  limits: StepLimits;
}

/**
 * The dates on which the dossier's light changes, as they were reckoned and told with this event; null for what is not
 * running. Lists filter by them without a calendar.
 */
export interface DossierWatch {
  promisedOn: string | null;
  legalOn: string | null;
  /** Blue and yellow from the morning of these days on. */
  blueOn: string | null;
  yellowOn: string | null;
  /** Yellow, red and red by law from closing time of these days on. */
  yellowAfter: string | null;
  redAfter: string | null;
  legalAfter: string | null;
  /** When the clock has next to look at this dossier, epoch milliseconds. */
  wakeAt: number | null;
}

/** The post that answers for a card: the person in charge at that time (R7), or a duty of a department. */
export interface CardPost {
  department: string;
  counter: number | null;
  staff: string | null;
  actingFor: string | null;
  /** `holder`, `handed-over`, ... of R7 for a counter; else the duty that was to act. */
  rule: string;
}

/** A card that the clock has found to be due. `key` is the same for the same cause, so that it is given once. */
export interface CardDue {
  key: string;
  colour: CardColour;
  cause: string;
  /** When it fell due, epoch milliseconds. */
  since: number;
  /** The body to which it goes where that is not whoever holds the dossier. */
  body: string | null;
}

export type NewCard = CardDue & { id: string; points: number; post: CardPost; tell: DossierDuty[]; proposal: boolean };

/** Every event carries the local day on which it counts, and the status and the dates that are new with it. */
export interface DossierStamp {
  on: string;
  status?: DossierStatus;
  watch?: DossierWatch;
  /** With the step that ended the county's promise: how it was kept. Statistics add these up and fold nothing. */
  kept?: KeptPromise;
}

export interface KeptPromise {
  /** 即办 and decided on the day of acceptance. */
  onTheSpot: boolean;
  /** By the promise: before its last day, within it, or after. */
  pace: 'early' | 'on-time' | 'late';
  /** Counted days from acceptance to decision or forwarding. */
  usedDays: number;
  promisedDays: number;
  legalDays: number;
  copiesSaved: number;
  visits: number;
}

type IntakeEvent =
  | { type: 'DossierPrechecked'; opinion: string }
  | { type: 'PaperFetched'; material: string; sourceNo: string | null; copiesSaved: number }
  | { type: 'VisitCounted'; ticketId: string }
  /** `again`: a second notice, which the rule forbids and the record therefore shows. */
  | { type: 'CorrectionNotified'; shortcomings: Shortcoming[]; again: boolean }
  | { type: 'CorrectionReceived'; materials: ReceivedMaterial[]; complete: boolean }
  | { type: 'DossierAccepted' }
  /** Counts from `since`, the day of receipt (art. 32). */
  | { type: 'DossierDeemedAccepted'; since: string }
  | { type: 'NegativeReported'; reasons: string; basis: string }
  | { type: 'NegativeAnswered'; approved: boolean; opinion: string }
  | { type: 'AcceptanceRefused'; ground: RefusalGround; reasons: string; basis: string; competentBody: string | null };

type ReviewEvent =
  | { type: 'DossierExamined'; opinion: string }
  | { type: 'DossierReviewed'; agreed: boolean; opinion: string }
  | { type: 'DossierSigned'; agreed: boolean; opinion: string }
  | { type: 'DossierForwarded'; to: string; limitDays: number }
  | { type: 'ForwardedAnswered'; granted: boolean; reasons: string; reference: string | null }
  | { type: 'DossierGranted'; opinion: string; decidedOn: string }
  | { type: 'DossierRefused'; reasons: string; remedies: string; decidedOn: string };

type JointEvent =
  | { type: 'JointReferred'; mode: '抄告' | '联审'; tasks: { body: string; limitDays: number; dueOn: string }[] }
  | { type: 'JointAnswered'; body: string; agreed: boolean; opinion: string }
  | { type: 'JointAbsent'; body: string; meeting: string; consent: boolean }
  | { type: 'JointSilenceCounted'; body: string; dueOn: string };

type HaltEvent =
  | { type: 'SpecialStarted'; procedure: SpecialProcedure; neededDays: number; basis: string }
  | { type: 'SpecialEnded'; result: string }
  | { type: 'DossierSuspended'; reason: string }
  | { type: 'DossierResumed'; reason: string }
  | { type: 'DossierExtended'; days: number; reason: string; grantedBy: 'leader' | 'government' };

type OutcomeEvent =
  | { type: 'FeeAsked'; amount: number; reliefReason: string | null }
  | { type: 'FeePaid'; amount: number; receiptNo: string; method: 'cash' | 'card' | 'online' }
  | { type: 'ResultMade'; certificateNo: string }
  | { type: 'ResultDelivered' }
  | { type: 'ResultCollected'; collector: 'applicant' | 'agent'; channel: 'counter' | 'post' }
  | { type: 'DossierClosed'; code: ClosingCode; reason: string | null }
  | { type: 'DossierWithdrawn'; reason: string }
  | { type: 'DossierLapsed'; correctionOn: string }
  | { type: 'DossierArchived'; paperHolder: string; copiesAt: string[] }
  | { type: 'DossierReckoned' };

type CardEvent =
  | { type: 'CardIssued'; card: NewCard }
  | { type: 'CardNotified'; card: string }
  | { type: 'CardAnswered'; card: string; text: string }
  | { type: 'CardAppealed'; card: string; grounds: string }
  | { type: 'AppealDecided'; card: string; withdrawn: boolean; reason: string }
  | { type: 'DossierUrged'; urge: number; reason: string; post: CardPost }
  | { type: 'UrgeAnswered'; urge: number; text: string }
  | { type: 'UrgeChecked'; urge: number; satisfied: boolean; text: string };

/** 认领. `covering` is the absent holder whose post the claimant covers. `duty` is whose turn it was: the claim holds against others of that duty until it is another's turn. */
type ClaimEvent =
  | { type: 'DossierClaimed'; staff: string; covering: string | null; duty: DossierDuty }
  | { type: 'DossierReleased'; staff: string }
  | { type: 'DossierHandedOver'; from: string | null; staff: string; duty: DossierDuty; reason: string };

/** Files stand in the data folder under their SHA-256; the record has the digest and never the content. */
type FileEvent =
  | {
      type: 'PaperIssued';
      paper: PaperKind;
      serial: number;
      number: string;
      sha256: string;
      bytes: number;
    }
  | { type: 'ScanAttached'; material: string | null; mediaType: ScanType; sha256: string; bytes: number }
  /** The digest stays on record; the file goes with the next night, unless another record names it. */
  | { type: 'ScanRemoved'; material: string | null; sha256: string; reason: string }
  /** 到期清除: the applicant's data and these papers and scans are gone; a digest stands here as often as it was named. */
  | { type: 'DossierErased'; files: string[] };

export type DossierLifeEvent = DossierStamp &
  (IntakeEvent | ReviewEvent | JointEvent | HaltEvent | OutcomeEvent | CardEvent | ClaimEvent | FileEvent);
export type DossierLifeEventType = DossierLifeEvent['type'];

/** Every kind of event after intake. */
export const dossierLifeEventTypes = Object.keys({
  DossierPrechecked: 0,
  PaperFetched: 0,
  VisitCounted: 0,
  CorrectionNotified: 0,
  CorrectionReceived: 0,
  DossierAccepted: 0,
  DossierDeemedAccepted: 0,
  NegativeReported: 0,
  NegativeAnswered: 0,
  AcceptanceRefused: 0,
  DossierExamined: 0,
  DossierReviewed: 0,
  DossierSigned: 0,
  DossierForwarded: 0,
  ForwardedAnswered: 0,
  DossierGranted: 0,
  DossierRefused: 0,
  JointReferred: 0,
  JointAnswered: 0,
  JointAbsent: 0,
  JointSilenceCounted: 0,
  SpecialStarted: 0,
  SpecialEnded: 0,
  DossierSuspended: 0,
  DossierResumed: 0,
  DossierExtended: 0,
  FeeAsked: 0,
  FeePaid: 0,
  ResultMade: 0,
  ResultDelivered: 0,
  ResultCollected: 0,
  DossierClosed: 0,
  DossierWithdrawn: 0,
  DossierLapsed: 0,
  DossierArchived: 0,
  DossierReckoned: 0,
  CardIssued: 0,
  CardNotified: 0,
  CardAnswered: 0,
  CardAppealed: 0,
  AppealDecided: 0,
  DossierUrged: 0,
  UrgeAnswered: 0,
  UrgeChecked: 0,
  DossierClaimed: 0,
  DossierReleased: 0,
  DossierHandedOver: 0,
  PaperIssued: 0,
  ScanAttached: 0,
  ScanRemoved: 0,
  DossierErased: 0,
} satisfies Record<DossierLifeEventType, 0>) as DossierLifeEventType[];

/** 收件: the first event of a dossier. `on`, `terms` and `watch` are missing in records of the first release. */
export type DossierLodged = {
  type: 'DossierLodged';
  no: string;
  item: string;
  itemVersion: string;
  ticketId: string;
  counter: number;
  /** Key of the applicant in the side table of personal data. */
  person: string;
  materials: ReceivedMaterial[];
  on?: string;
  terms?: DossierTerms;
  watch?: DossierWatch;
};
