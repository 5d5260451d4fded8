import type { DossierLifeCommand } from '../../contract/dossier-commands.ts';
import {
  type CardVerb,
  cardActions,
  claimVerbs,
  type DossierVerb,
  dossierActions,
  type ScanVerb,
  type UrgeVerb,
  urgeActions,
} from '../../contract/dossier-life.ts';
import type { YoursBeside } from '../../contract/dossier-view.ts';
import { Refused } from '../../contract/refusal.ts';
import type { HallState } from '../hall-state.ts';
import { isOwnCard } from './decide-cards.ts';
import { claimAgainst } from './decide-claim.ts';
import type { Card, Dossier } from './dossier.ts';
import type { DossierContext } from './dossier-context.ts';
import { allowedNow, requireRight } from './rights.ts';

const scanVerbs: readonly ScanVerb[] = ['attach-scan', 'remove-scan'];

type ContextFor = (command: DossierLifeCommand) => DossierContext;

/** The command of a verb about one card or urging, by which its right can be told. */
const cardProbe = (verb: CardVerb, card: string) => ({ type: verb, card, text: '', grounds: '' }) as DossierLifeCommand;
const urgeProbe = (verb: UrgeVerb, urge: number) => ({ type: verb, urge, text: '' }) as DossierLifeCommand;

function hasRight(dossier: Dossier, command: DossierLifeCommand, contextFor: ContextFor): boolean {
  try {
    requireRight(dossier, command, contextFor(command));
    return true;
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}

function mayCard(dossier: Dossier, card: Card, verb: CardVerb, contextFor: ContextFor): boolean {
  const command = cardProbe(verb, card.id);
  if (!hasRight(dossier, command, contextFor)) return false;
  return (verb !== 'answer-card' && verb !== 'appeal-card') || isOwnCard(card, contextFor(command));
}

/** What this person may do with each card and urging, and for which bodies they may answer a joint task. */
export function yoursBeside(dossier: Dossier, contextFor: ContextFor): YoursBeside {
  const { standing, terms } = dossier;
  const actions = dossierActions(standing.status, terms.kind, terms.fee > 0);
  const handOver = { type: 'hand-over' } as DossierLifeCommand;
  const mayHandOver = actions.includes('hand-over') && hasRight(dossier, handOver, contextFor);
  const open = dossier.tasks.filter(({ answer }) => answer === null).map(({ body }) => body);
  return {
    cards: Object.fromEntries(
      dossier.cards.map((card) => [
        card.id,
        cardActions[card.status].filter((verb) => mayCard(dossier, card, verb, contextFor)),
      ]),
    ),
    urges: Object.fromEntries(
      dossier.urges.map(({ no, status }) => [
        String(no),
        urgeActions[status].filter((verb) => hasRight(dossier, urgeProbe(verb, no), contextFor)),
      ]),
    ),
    bodies: open.filter((body) =>
      hasRight(dossier, { type: 'answer-joint', body, agreed: true, opinion: '' }, contextFor),
    ),
    handTo: mayHandOver ? contextFor(handOver).candidates(dossier) : [],
    scans: scanVerbs.filter(
      (type) => actions.includes(type) && hasRight(dossier, { type } as DossierLifeCommand, contextFor),
    ),
  };
}

/** Of what may be done now, what this person has the right to: by duty, department, separation of duties and claim. */
export function yoursNow(dossier: Dossier, beside: YoursBeside, contextFor: ContextFor): DossierVerb[] {
  const { standing, terms } = dossier;
  const actions = dossierActions(standing.status, terms.kind, terms.fee > 0);
  const claims = claimVerbs.filter((verb) => actions.includes(verb) && (verb !== 'release' || dossier.claim !== null));
  const found: readonly string[] = [...Object.values(beside.cards), ...Object.values(beside.urges)].flat();
  return [...(allowedNow(dossier) as DossierVerb[]), ...claims].filter((verb) => {
    if (verb === 'claim' || verb === 'release') return mayTake(dossier, verb, contextFor);
    if (verb === 'answer-joint') return beside.bodies.length > 0;
    if (besideVerbs.includes(verb)) return found.includes(verb);
    return hasRight(dossier, { type: verb } as DossierLifeCommand, contextFor);
  });
}

/** The tickets in hand where the person sits or at the dossier's counter, as far as their visit is not counted yet. */
export function servedNow(dossier: Dossier, day: HallState, staff: string): { id: string; number: string }[] {
  const near = [...day.counters.values()].filter(
    (counter) => counter.staff === staff || counter.no === dossier.counter,
  );
  return near.flatMap(({ ticketId }) => {
    const ticket = ticketId === null || dossier.visits.includes(ticketId) ? undefined : day.tickets.get(ticketId);
    return ticket === undefined ? [] : [{ id: ticket.id, number: ticket.number }];
  });
}

/** Nobody takes what is in another's hands, and nobody but a supervisor takes it out of them. */
function mayTake(dossier: Dossier, verb: 'claim' | 'release', contextFor: ContextFor): boolean {
  const command: DossierLifeCommand = { type: verb };
  if (!hasRight(dossier, command, contextFor)) return false;
  const context = contextFor(command);
  const takesAway = verb === 'release' && context.officer.duties.includes('supervisor');
  return takesAway || claimAgainst(dossier, context) === null;
}

const besideVerbs: readonly DossierVerb[] = [...Object.values(cardActions), ...Object.values(urgeActions)].flat();
