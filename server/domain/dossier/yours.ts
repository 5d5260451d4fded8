import type { DossierLifeCommand } from '../../contract/dossier-commands.ts';
import { claimVerbs, type DossierVerb, dossierActions } from '../../contract/dossier-life.ts';
import { Refused } from '../../contract/refusal.ts';
import type { Dossier } from './dossier.ts';
import type { DossierContext } from './dossier-context.ts';
import { allowedNow, requireRight } from './rights.ts';

/** The commands of a verb by which its right can be told: one per card, urging or task where the right is its own. */
function probes(dossier: Dossier, verb: DossierVerb): DossierLifeCommand[] {
  switch (verb) {
    case 'answer-joint':
      return dossier.tasks
        .filter(({ answer }) => answer === null)
        .map(({ body }) => ({ type: verb, body, agreed: true, opinion: '' }));
    case 'answer-card':
      return dossier.cards.map(({ id }) => ({ type: verb, card: id, text: '' }));
    case 'appeal-card':
      return dossier.cards.map(({ id }) => ({ type: verb, card: id, grounds: '' }));
    case 'answer-urge':
      return dossier.urges.map(({ no }) => ({ type: verb, urge: no, text: '' }));
    default:
      return [{ type: verb } as DossierLifeCommand];
  }
}

/** Of what may be done now, what this person has the right to: by duty, department, separation of duties and claim. */
export function yoursNow(dossier: Dossier, contextFor: (command: DossierLifeCommand) => DossierContext): DossierVerb[] {
  const { standing, terms } = dossier;
  const actions = dossierActions(standing.status, terms.kind, terms.fee > 0);
  const claims = claimVerbs.filter((verb) => actions.includes(verb) && (verb !== 'release' || dossier.claim !== null));
  return [...(allowedNow(dossier) as DossierVerb[]), ...claims].filter((verb) =>
    probes(dossier, verb).some((command) => {
      try {
        requireRight(dossier, command, contextFor(command));
        return true;
      } catch (error) {
        if (error instanceof Refused) return false;
        throw error;
      }
    }),
  );
}
