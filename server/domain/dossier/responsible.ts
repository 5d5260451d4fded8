import type { CardPost } from '../../contract/dossier-events.ts';
import type { DossierDuty } from '../../contract/dossier-life.ts';
import { turnAt } from '../../contract/dossier-turn.ts';
import { isPast } from '../calendar/calendar.ts';
import { dueOn, isRunning } from './clocks.ts';
import type { Dossier } from './dossier.ts';
import type { DossierContext } from './dossier-context.ts';

/** The duty whose turn it is. A halt leaves the dossier with whoever had it. */
export function dutyInTurn({ standing, terms }: Dossier): DossierDuty {
  const { status } = standing.status === 'special' || standing.status === 'suspended' ? standing.before : standing;
  return turnAt(status, terms.kind) ?? 'clerk';
}

/** A body of a joint task that is late, if any: the card for the whole is then its own and not the lead's. */
function lateBody(dossier: Dossier, context: DossierContext): string | null {
  if (dossier.standing.status !== 'joint') return null;
  const late = dossier.tasks.find((task) => {
    const due = isRunning(task.clock) ? dueOn(task.clock, context.calendar) : null;
    return due !== null && isPast(context.calendar, due, context.at);
  });
  return late?.body ?? null;
}

/** Who answers for the dossier at the context's moment: the late body, the counter's person by R7, or a duty's holder. */
export function responsiblePost(dossier: Dossier, body: string | null, context: DossierContext): CardPost {
  const { department } = dossier.terms;
  const other = body ?? lateBody(dossier, context);
  if (other !== null) {
    const staff = context.holderOf(other.slice(0, 2), 'leader');
    return { department: other, counter: null, staff, actingFor: null, rule: 'late-body' };
  }
  const duty = dutyInTurn(dossier);
  if (duty !== 'clerk')
    return { department, counter: null, staff: context.holderOf(department, duty), actingFor: null, rule: duty };
  return { department, counter: dossier.counter, ...context.answerableAt(dossier.counter) };
}
