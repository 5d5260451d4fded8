import type { Dossier } from '../../server/contract/dossier.ts';
import type { DossierVerb } from '../../server/contract/dossier-life.ts';
import { dossierLeadTexts as texts } from '../../server/contract/texts/dossier-desk.ts';
import { t } from '../kit/text.ts';
import { askedAmount } from './verb-fields.ts';

/** What stands at the head of a step's sheet; null where nothing need be said. */
export function leadOf(verb: DossierVerb, dossier: Dossier): string | null {
  if (!(verb in texts)) return null;
  const { extension } = dossier.life ?? {};
  return t(texts[verb as keyof typeof texts], {
    most: extension?.most,
    by: t(extension?.by === 'government' ? texts.byGovernment : texts.byLeader),
    amount: askedAmount(dossier),
  });
}
