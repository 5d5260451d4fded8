import type { ReceivedMaterial } from '../../contract/dossier.ts';
import type { Shortcoming } from '../../contract/dossier-commands.ts';
import type { DossierTerms, DossierWatch, NewCard } from '../../contract/dossier-events.ts';
import type { CardStatus, ClosingCode, DossierDuty, DossierStatus, UrgeStatus } from '../../contract/dossier-life.ts';
import { Refused } from '../../contract/refusal.ts';
import type { SpecialProcedure } from '../../contract/special-procedure.ts';
import type { Clock } from './clocks.ts';

/** Who took a step, and in whose place (代A). */
export interface Hand {
  by: string;
  actingFor: string | null;
  on: string;
}

/** Where a dossier stands, with what only matters there. A halt keeps the standing to which it goes back. */
export type Standing =
  | { status: 'lodged' | 'precheck' | 'corrected' | 'accepted' | 'deemed-accepted' | 'under-review' }
  | { status: 'correction'; shortcomings: readonly Shortcoming[]; since: string }
  | { status: 'reviewed' | 'signed' | 'joint' }
  | { status: 'forwarded'; to: string }
  | { status: 'answered'; granted: boolean; reasons: string; reference: string | null; since: string }
  | { status: 'special'; procedure: SpecialProcedure; neededDays: number; before: Standing }
  | { status: 'suspended'; reason: string; before: Standing }
  | { status: 'decided-grant' | 'paid' | 'issued' | 'collected'; decision: Decision }
  | { status: 'decided-refuse'; decision: Decision }
  | { status: 'payment-due'; decision: Decision; amount: number }
  | { status: 'made'; decision: Decision; certificateNo: string }
  | { status: 'refused-accept' | 'closed' | 'withdrawn' | 'lapsed'; code: ClosingCode }
  | { status: 'archived'; code: ClosingCode; paperHolder: string; copiesAt: readonly string[] };

export interface Decision {
  granted: boolean;
  decidedOn: string;
  text: string;
}

export const stepNames = ['examine', 'review', 'sign', 'forward', 'reply'] as const;
export type StepName = (typeof stepNames)[number];
export type StepClock = Clock & { name: StepName };

/** Each clock of a dossier; null before it started. `step` is that of the present step. */
export interface DossierClocks {
  acceptance: Clock | null;
  promise: Clock | null;
  legal: Clock | null;
  step: StepClock | null;
  superior: Clock | null;
  issue: Clock | null;
}

/** A body's part in joint handling. `ground` says whether it answered or its absence or silence was counted. */
export interface JointTask {
  body: string;
  clock: Clock;
  answer: { agreed: boolean; opinion: string; ground: 'answer' | 'absence' | 'overtime'; on: string } | null;
  /** Meetings it stayed away from without its absence counting as consent. */
  absences: readonly string[];
}

export interface Card extends NewCard {
  on: string;
  status: CardStatus;
  answer: string | null;
  appeal: string | null;
  /** Why the appeal was upheld or dismissed; a withdrawn card and its points stay readable. */
  ruling: string | null;
}

export interface Urge {
  no: number;
  reason: string;
  department: string;
  staff: string | null;
  status: UrgeStatus;
  /** Answers and checks in order. */
  exchange: readonly string[];
}

/** What was done against a rule; the clock gives a card for each. */
export interface Breach {
  key: string;
  colour: 'yellow' | 'red';
  cause: string;
  at: number;
  body: string | null;
}

/** Who has the dossier in hand. */
export interface Claim {
  staff: string;
  /** The absent holder whose post is covered; the claim ends with the cover. */
  covering: string | null;
  duty: DossierDuty;
  at: number;
}

/** The last step that somebody who looked before it would have to know of. */
export interface LastChange {
  version: number;
  by: string;
  actingFor: string | null;
  at: number;
}

export interface NegativeReport {
  reasons: string;
  basis: string;
  answer: 'none' | 'approved' | 'rejected';
}

/** One application from intake to archive (办件). Never changed in place. */
export interface Dossier {
  no: string;
  version: number;
  terms: DossierTerms;
  counter: number;
  lodgedOn: string;
  /** Day from which a deemed acceptance counts: that of receipt, or of the complete corrections. */
  receivedOn: string;
  standing: Standing;
  clocks: DossierClocks;
  papers: ReadonlyMap<string, ReceivedMaterial['received'] | 'shared'>;
  copiesSaved: number;
  visits: readonly string[];
  correctionNotices: number;
  negative: NegativeReport | null;
  accepted: Hand | null;
  tasks: readonly JointTask[];
  extendedDays: number;
  receiptNo: string | null;
  certificateNo: string | null;
  cards: readonly Card[];
  urges: readonly Urge[];
  breaches: readonly Breach[];
  scans: readonly { material: string | null; sha256: string }[];
  /** 保存期满: its personal data and files are gone. */
  erased: boolean;
  watch: DossierWatch | null;
  claim: Claim | null;
  lastChange: LastChange | null;
}

export function statusOf(dossier: Dossier): DossierStatus {
  return dossier.standing.status;
}

/** Papers that are not there in any form. */
export function missingPapers(dossier: Dossier): string[] {
  return dossier.terms.materials.filter((name) => (dossier.papers.get(name) ?? 'missing') === 'missing');
}

/** Throws `unknown-card`. */
export function cardOf(dossier: Dossier, id: string): Card {
  const card = dossier.cards.find((each) => each.id === id);
  if (card === undefined) throw new Refused('unknown-card', { card: id });
  return card;
}

/** Throws `unknown-urge`. */
export function urgeOf(dossier: Dossier, no: number): Urge {
  const urge = dossier.urges.find((each) => each.no === no);
  if (urge === undefined) throw new Refused('unknown-urge', { urge: no });
  return urge;
}
