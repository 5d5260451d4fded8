import type { DossierDuty } from '../../contract/dossier-life.ts';
import type { DossierRules } from '../../contract/dossier-rules.ts';
import type { WorkingCalendar } from '../calendar/calendar.ts';
import type { Dossier } from './dossier.ts';

/** Who gives a command about a dossier, with the rights that were looked up for it. */
export interface Officer {
  /** The account, as the journal names it (`staff:a19`), or `clock`, `citizen`. */
  by: string;
  staff: string | null;
  /** The A holder in whose place (代A), or null. */
  actingFor: string | null;
  /** Department whose duties these are; null for those who stand over all. */
  department: string | null;
  duties: readonly DossierDuty[];
}

export const clockOfficer: Officer = {
  by: 'clock',
  staff: null,
  actingFor: null,
  department: null,
  duties: ['clock'],
};

/** Who answers for a counter's post at the moment of the context (R7). */
export interface Answerable {
  staff: string | null;
  actingFor: string | null;
  rule: string;
}

/** A paper that some department already holds of an applicant. */
export interface ArchivePaper {
  /** Number of the certificate or of the dossier it came from. */
  sourceNo: string;
}

/** All that a decision about a dossier may know besides the dossier and the command. */
export interface DossierContext {
  at: number;
  officer: Officer;
  calendar: WorkingCalendar;
  rules: DossierRules;
  answerableAt(counter: number): Answerable;
  /** The person who holds a duty in a department, where the hall names one. */
  holderOf(department: string, duty: DossierDuty): string | null;
  /** What the shared archive holds of the dossier's applicant as the result of an item; null when there is nothing. */
  heldOf(no: string, sourceItem: string): ArchivePaper | null;
  /** The absent holder whose post at a counter a person covers now, or null. */
  covers(staff: string, counter: number): string | null;
  /** Who may be given a dossier as things stand. */
  candidates(dossier: Dossier): { staff: string; name: string }[];
  /** Blue cards in a row at a counter until now. */
  blueRunAt(counter: number): number;
}
