import type { DossierLifeCommand } from '../../contract/dossier-commands.ts';
import type { DossierLifeEvent } from '../../contract/dossier-events.ts';
import { Refused } from '../../contract/refusal.ts';
import { isPast } from '../calendar/calendar.ts';
import { dueOn } from './clocks.ts';
import type { Dossier } from './dossier.ts';
import type { DossierContext } from './dossier-context.ts';

type ReviewCommand = Extract<
  DossierLifeCommand,
  {
    type:
      | 'examine'
      | 'review'
      | 'sign'
      | 'forward'
      | 'answer-forwarded'
      | 'reply'
      | 'grant'
      | 'refuse'
      | 'start-special'
      | 'end-special'
      | 'suspend'
      | 'resume'
      | 'extend';
  }
>;

/** Rights told with every refusal (行政许可法 art. 38). */
const remedies = '可依法申请行政复议或者提起行政诉讼';

export function decideReview(
  dossier: Dossier,
  command: ReviewCommand,
  context: DossierContext,
  on: string,
): DossierLifeEvent[] {
  switch (command.type) {
    case 'examine':
      return [{ type: 'DossierExamined', on, opinion: command.opinion }];
    case 'review':
      requireText(command.agreed ? '-' : command.opinion);
      return [{ type: 'DossierReviewed', on, agreed: command.agreed, opinion: command.opinion }];
    case 'sign':
      requireText(command.agreed ? '-' : command.opinion);
      return [{ type: 'DossierSigned', on, agreed: command.agreed, opinion: command.opinion }];
    case 'forward': {
      const limitDays = command.limitDays ?? dossier.terms.limits.superiorDays;
      return [{ type: 'DossierForwarded', on, to: command.to, limitDays }];
    }
    case 'answer-forwarded': {
      const { granted, reasons, reference } = command;
      requireText(granted ? '-' : reasons);
      return [{ type: 'ForwardedAnswered', on, granted, reasons, reference }];
    }
    case 'reply':
      return reply(dossier, on);
    case 'grant':
      return grant(dossier, command.opinion, on);
    case 'refuse':
      requireText(command.reasons);
      requireText(command.remedies);
      return [{ type: 'DossierRefused', on, reasons: command.reasons, remedies: command.remedies, decidedOn: on }];
    case 'start-special': {
      const { procedure, neededDays, basis } = command;
      return [{ type: 'SpecialStarted', on, procedure, neededDays, basis }];
    }
    case 'end-special':
      return [{ type: 'SpecialEnded', on, result: command.result }];
    case 'suspend':
      return [{ type: 'DossierSuspended', on, reason: command.reason }];
    case 'resume':
      return [{ type: 'DossierResumed', on, reason: command.reason }];
    case 'extend':
      return extend(dossier, command, context, on);
  }
}

function requireText(text: string): void {
  if (text.trim() === '') throw new Refused('reason-needed');
}

/** Tells the applicant what the superior decided; the decision is of the day of its answer. */
function reply({ standing }: Dossier, on: string): DossierLifeEvent[] {
  if (standing.status !== 'answered') throw new Error('only an answered dossier is replied to');
  const { granted, reasons, since } = standing;
  return granted
    ? [{ type: 'DossierGranted', on, opinion: reasons, decidedOn: since }]
    : [{ type: 'DossierRefused', on, reasons, remedies, decidedOn: since }];
}

/** What one body refused in joint handling cannot be granted over its head. */
function grant(dossier: Dossier, opinion: string, on: string): DossierLifeEvent[] {
  const bodies = dossier.tasks.filter((task) => task.answer?.agreed === false).map((task) => task.body);
  if (bodies.length > 0) throw new Refused('body-refused', { bodies });
  return [{ type: 'DossierGranted', on, opinion, decidedOn: on }];
}

/** Once, before the legal limit is over, and no longer than the law allows (art. 42). */
function extend(
  dossier: Dossier,
  { days, reason }: Extract<ReviewCommand, { type: 'extend' }>,
  { calendar, rules, at }: DossierContext,
  on: string,
): DossierLifeEvent[] {
  const { terms, clocks, extendedDays } = dossier;
  if (extendedDays > 0) throw new Refused('already-extended');
  requireText(reason);
  const most = terms.crossDepartment ? rules.jointExtensionDays : rules.extensionDays;
  if (days > most) throw new Refused('extension-too-long', { most });
  const legalOn = clocks.legal === null ? null : dueOn(clocks.legal, calendar);
  if (legalOn !== null && isPast(calendar, legalOn, at)) throw new Refused('extension-too-late', { legalOn });
  const grantedBy = terms.crossDepartment ? 'government' : 'leader';
  return [{ type: 'DossierExtended', on, days, reason, grantedBy }];
}
