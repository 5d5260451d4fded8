import type { DossierEvent } from '../../contract/events.ts';
import type { PaperContent } from '../../contract/paper.ts';
import type { PaperCause } from './causes.ts';
import type { PaperFacts } from './facts.ts';
import { composeAcceptance, composeCorrection, composeReceipt, composeRefusedAcceptance } from './intake-papers.ts';
import {
  composeDelivery,
  composeExtension,
  composeFee,
  composeGrant,
  composeNegativeReport,
  composeRefusal,
  composeSpecial,
} from './outcome-papers.ts';

type EventOf<T extends DossierEvent['type']> = Extract<DossierEvent, { type: T }>;

/** What stands on a paper, from the dossier's record alone: the same record gives the same paper. */
export function composePaper(facts: PaperFacts, cause: PaperCause): PaperContent {
  const { event } = cause.line;
  switch (cause.kind) {
    case 'receipt':
      return composeReceipt(facts, cause, event as EventOf<'DossierLodged'>);
    case 'correction':
      return composeCorrection(facts, cause, event as EventOf<'CorrectionNotified'>);
    case 'acceptance':
      return composeAcceptance(facts, cause, event as EventOf<'DossierAccepted' | 'DossierDeemedAccepted'>);
    case 'refused-acceptance':
      return composeRefusedAcceptance(facts, cause, event as EventOf<'AcceptanceRefused'>);
    case 'negative-report':
      return composeNegativeReport(facts, cause, event as EventOf<'NegativeReported'>);
    case 'special':
      return composeSpecial(facts, cause, event as EventOf<'SpecialStarted'>);
    case 'extension':
      return composeExtension(facts, cause, event as EventOf<'DossierExtended'>);
    case 'grant':
      return composeGrant(facts, cause, event as EventOf<'DossierGranted'>);
    case 'refusal':
      return composeRefusal(facts, cause, event as EventOf<'DossierRefused'>);
    case 'fee':
      return composeFee(facts, cause, event as EventOf<'FeeAsked'>);
    case 'delivery':
      return composeDelivery(facts, cause);
  }
}
