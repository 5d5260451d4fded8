import type { DossierLifeCommand } from '../../contract/dossier-commands.ts';
import {
  approvals,
  claimVerbs,
  clockVerbs,
  type DossierAction,
  type DossierDuty,
  dossierActions,
  dutiesOf,
  fileVerbs,
} from '../../contract/dossier-life.ts';
import { Refused } from '../../contract/refusal.ts';
import { requireClaim } from './decide-claim.ts';
import { cardOf, type Dossier, urgeOf } from './dossier.ts';
import type { DossierContext, Officer } from './dossier-context.ts';
import { openActions } from './offers.ts';
import { dutyInTurn } from './responsible.ts';

/** Duties over all departments. */
const overall: readonly DossierDuty[] = ['government', 'superior', 'supervisor', 'archivist', 'applicant', 'clock'];
/** Neither is a step of its own: the clock's doings, what comes with a file, and taking in hand. */
const notOffered: readonly DossierAction[] = [...clockVerbs, ...fileVerbs, ...claimVerbs];

/** Every step that anybody may take now. */
export function allowedNow(dossier: Dossier): DossierAction[] {
  return openActions(dossier).filter((action) => !notOffered.includes(action));
}

export function requireAction(dossier: Dossier, action: DossierAction): void {
  const { standing, terms, no } = dossier;
  if (dossierActions(standing.status, terms.kind, terms.fee > 0).includes(action)) return;
  throw new Refused('wrong-dossier-state', { no, status: standing.status, allowed: allowedNow(dossier) });
}

/** Whether duty and department alone would let the officer do it. */
export function holdsDuty(dossier: Dossier, command: DossierLifeCommand, officer: Officer): boolean {
  const held = dutiesNeeded(dossier, command.type).filter((duty) => officer.duties.includes(duty));
  const own = officer.department !== null && departmentsFor(dossier, command).includes(officer.department);
  return held.some((duty) => own || overall.includes(duty));
}

/** Duty, department and the separation of duties, in that order. */
export function requireRight(dossier: Dossier, command: DossierLifeCommand, context: DossierContext): void {
  const { officer } = context;
  const needed = dutiesNeeded(dossier, command.type);
  const held = needed.filter((duty) => officer.duties.includes(duty));
  if (held.length === 0) throw new Refused('not-your-duty', { duties: needed });
  const departments = departmentsFor(dossier, command);
  const own = officer.department !== null && departments.includes(officer.department);
  if (!own && !held.some((duty) => overall.includes(duty)))
    throw new Refused('not-your-department', { department: departments.join('、') });
  if (approvals.includes(command.type)) requireOther(dossier, officer);
  requireClaim(dossier, command, held, context);
}

/** Joint handling by several departments is extended by the government, anything else by the head of the organ (art. 42). */
function dutiesNeeded(dossier: Dossier, action: DossierAction): readonly DossierDuty[] {
  if (action === 'claim') return [dutyInTurn(dossier)];
  if (action !== 'extend') return dutiesOf[action];
  return [dossier.terms.crossDepartment ? 'government' : 'leader'];
}

/** The departments of which one must be the officer's own. Throws where the command names a card or urging that is not there. */
export function departmentsFor(dossier: Dossier, command: DossierLifeCommand): string[] {
  const { department, decidingBody } = dossier.terms;
  switch (command.type) {
    case 'answer-joint':
      return [command.body.slice(0, 2)];
    case 'sign':
    case 'grant':
    case 'refuse':
      return [decidingBody];
    case 'answer-card':
    case 'appeal-card':
      return [cardOf(dossier, command.card).post.department.slice(0, 2)];
    case 'answer-urge':
      return [urgeOf(dossier, command.urge).department.slice(0, 2)];
    default:
      return [...new Set([department, decidingBody])];
  }
}

/** Neither the person who accepted nor the one in whose name it was done may approve, whoever they act for (R12). */
function requireOther(dossier: Dossier, officer: Officer): void {
  const { accepted } = dossier;
  if (accepted === null) return;
  const hands = [accepted.by.replace(/^staff:/, ''), accepted.actingFor];
  for (const person of [officer.staff, officer.actingFor])
    if (person !== null && hands.includes(person)) throw new Refused('accepted-it-yourself', { accepted: person });
}
