import type { ReceivedMaterial } from './dossier.ts';
import type { CardDue } from './dossier-events.ts';
import type { PaperKind } from './paper.ts';
import type { SpecialProcedure } from './special-procedure.ts';

/** What is wrong with a paper, or that it is not there. */
export interface Shortcoming {
  material: string;
  what: string;
}

type IntakeCommand =
  | { type: 'precheck'; opinion: string }
  /** Takes a paper that another department holds, or a prerequisite's result, from the shared archive. */
  | { type: 'fetch-paper'; material: string; sourceNo: string | null; copiesSaved: number }
  /** Takes from the shared archive whatever it holds of the applicant for this material. */
  | { type: 'fetch-material'; material: string }
  | { type: 'count-visit'; ticketId: string }
  | { type: 'notify-correction'; shortcomings: Shortcoming[] }
  | { type: 'receive-correction'; materials: ReceivedMaterial[]; complete: boolean }
  | { type: 'accept' }
  | { type: 'report-negative'; reasons: string; basis: string }
  | { type: 'answer-negative'; approved: boolean; opinion: string }
  | { type: 'refuse-acceptance'; ground: RefusalGround; competentBody: string | null };

/** Art. 32: no licence is needed, or another body is competent; else the conditions are not met. */
export type RefusalGround = 'not-needed' | 'not-competent' | 'not-met';

type ReviewCommand =
  | { type: 'examine'; opinion: string }
  | { type: 'review'; agreed: boolean; opinion: string }
  | { type: 'sign'; agreed: boolean; opinion: string }
  | { type: 'forward'; to: string; limitDays: number | null }
  | { type: 'answer-forwarded'; granted: boolean; reasons: string; reference: string | null }
  | { type: 'reply' }
  | { type: 'grant'; opinion: string }
  | { type: 'refuse'; reasons: string; remedies: string };

type JointCommand =
  | { type: 'refer'; mode: '抄告' | '联审'; tasks: { body: string; limitDays: number }[] }
  | { type: 'answer-joint'; body: string; agreed: boolean; opinion: string }
  | { type: 'record-absence'; body: string; meeting: string };

type HaltCommand =
  | { type: 'start-special'; procedure: SpecialProcedure; neededDays: number; basis: string }
  | { type: 'end-special'; result: string }
  | { type: 'suspend'; reason: string }
  | { type: 'resume'; reason: string }
  | { type: 'extend'; days: number; reason: string };

type OutcomeCommand =
  /** `amount` in yuan; less than the item's fee needs the reason of the relief. */
  | { type: 'ask-fee'; amount: number; reliefReason: string | null }
  | { type: 'pay-fee'; amount: number; receiptNo: string; method: 'cash' | 'card' | 'online' }
  | { type: 'make-result'; certificateNo: string }
  | { type: 'deliver' }
  | { type: 'collect'; collector: 'applicant' | 'agent'; channel: 'counter' | 'post' }
  | { type: 'withdraw'; reason: string }
  | { type: 'annul'; mistake: boolean; reason: string }
  | { type: 'archive'; paperHolder: string; copiesAt: string[] };

type CardCommand =
  | { type: 'notify-card'; card: string }
  | { type: 'answer-card'; card: string; text: string }
  | { type: 'appeal-card'; card: string; grounds: string }
  | { type: 'decide-appeal'; card: string; withdrawn: boolean; reason: string }
  | { type: 'urge'; reason: string }
  | { type: 'answer-urge'; urge: number; text: string }
  | { type: 'check-urge'; urge: number; satisfied: boolean; text: string };

/** 认领: whoever works on a dossier takes it in hand; a supervisor may give it to somebody else. */
export type ClaimCommand = { type: 'claim' } | { type: 'release' } | { type: 'hand-over'; to: string; reason: string };

/** Given by the server about a file that it has already written to the disk; no route takes a digest from outside. */
export type FileCommand =
  | {
      type: 'issue-paper';
      paper: PaperKind;
      serial: number;
      number: string;
      sha256: string;
      bytes: number;
    }
  | { type: 'attach-scan'; material: string | null; mediaType: ScanType; sha256: string; bytes: number }
  | { type: 'remove-scan'; material: string | null; sha256: string; reason: string };

/** What an uploaded file is, by its first bytes. */
export type ScanType = 'application/pdf' | 'image/png' | 'image/jpeg';

/** Given by the clock alone. `issue-card` names what is due; it does nothing when that is no longer so. */
export type ClockDossierCommand =
  | { type: 'deem-accepted' }
  | { type: 'lapse' }
  | { type: 'count-silence'; body: string }
  | { type: 'issue-card'; card: CardDue }
  /** After a new calendar was imported: reckons every date again. */
  | { type: 'reckon' }
  /** 保存期满: `files` are the digests of all its papers and scans, as often as its record names them. */
  | { type: 'erase'; files: string[] };

export type DossierLifeCommand =
  | IntakeCommand
  | ReviewCommand
  | JointCommand
  | HaltCommand
  | OutcomeCommand
  | CardCommand
  | ClaimCommand
  | FileCommand
  | ClockDossierCommand;
