import { type DossierAction, dossierActions } from '../../contract/dossier-life.ts';
import { type Dossier, missingPapers } from './dossier.ts';

/** Missing papers that another department may hold of the applicant. */
export function sharablePapers(dossier: Dossier): string[] {
  return missingPapers(dossier).filter((material) => dossier.terms.shared.includes(material));
}

/** What a dossier's own facts rule out beside its state: a step that would only be refused is offered to nobody. */
const ruledOut: Partial<Record<DossierAction, (dossier: Dossier) => boolean>> = {
  accept: (dossier) => missingPapers(dossier).length > 0,
  'fetch-paper': (dossier) => sharablePapers(dossier).length === 0,
  'fetch-material': (dossier) => {
    const { sources = {} } = dossier.terms;
    return !sharablePapers(dossier).some((material) => sources[material] !== undefined);
  },
  'report-negative': ({ negative }) => negative !== null && negative.answer !== 'rejected',
  'answer-negative': ({ negative }) => negative?.answer !== 'none',
  'refuse-acceptance': ({ negative }) => negative?.answer !== 'approved',
  extend: ({ extendedDays }) => extendedDays > 0,
  grant: ({ tasks }) => tasks.some(({ answer }) => answer?.agreed === false),
  'answer-card': ({ cards }) => !cards.some(({ status }) => status === 'issued' || status === 'notified'),
  'appeal-card': ({ cards }) => !cards.some(({ status }) => ['issued', 'notified', 'answered'].includes(status)),
  'notify-card': ({ cards }) => !cards.some(({ status }) => status === 'issued'),
  'decide-appeal': ({ cards }) => !cards.some(({ status }) => status === 'appealed'),
  'answer-urge': ({ urges }) => !urges.some(({ status }) => status === 'urged'),
  'check-urge': ({ urges }) => !urges.some(({ status }) => status === 'answered'),
};

/** The actions that a dossier's state and its own facts leave open. */
export function openActions(dossier: Dossier): DossierAction[] {
  const { standing, terms } = dossier;
  return dossierActions(standing.status, terms.kind, terms.fee > 0).filter(
    (action) => !(ruledOut[action]?.(dossier) ?? false),
  );
}
