import type { DossierLifeCommand } from '../../contract/dossier-commands.ts';
import type { DossierLifeEvent } from '../../contract/dossier-events.ts';
import { Refused } from '../../contract/refusal.ts';
import { dayNumber, isPast } from '../calendar/calendar.ts';
import { dueOn, isRunning } from './clocks.ts';
import { type Dossier, missingPapers } from './dossier.ts';
import type { DossierContext } from './dossier-context.ts';

type IntakeCommand = Extract<
  DossierLifeCommand,
  {
    type:
      | 'precheck'
      | 'fetch-paper'
      | 'fetch-material'
      | 'count-visit'
      | 'notify-correction'
      | 'receive-correction'
      | 'accept'
      | 'report-negative'
      | 'answer-negative'
      | 'refuse-acceptance'
      | 'deem-accepted'
      | 'lapse';
  }
>;

export function decideIntake(
  dossier: Dossier,
  command: IntakeCommand,
  context: DossierContext,
  on: string,
): DossierLifeEvent[] {
  switch (command.type) {
    case 'precheck':
      return [{ type: 'DossierPrechecked', on, opinion: command.opinion }];
    case 'fetch-paper':
      return fetchPaper(dossier, command, on);
    case 'fetch-material':
      return fetchMaterial(dossier, command.material, context, on);
    case 'count-visit':
      return dossier.visits.includes(command.ticketId)
        ? []
        : [{ type: 'VisitCounted', on, ticketId: command.ticketId }];
    case 'notify-correction':
      return notifyCorrection(dossier, command.shortcomings, on);
    case 'receive-correction':
      return receiveCorrection(dossier, command, on);
    case 'accept':
      return accept(dossier, on);
    case 'report-negative':
      return [{ type: 'NegativeReported', on, reasons: command.reasons, basis: command.basis }];
    case 'answer-negative':
      if (dossier.negative?.answer !== 'none') throw new Refused('negative-report-needed');
      return [{ type: 'NegativeAnswered', on, approved: command.approved, opinion: command.opinion }];
    case 'refuse-acceptance':
      return refuseAcceptance(dossier, command, on);
    case 'deem-accepted':
      return deemAccepted(dossier, context, on);
    case 'lapse':
      return lapse(dossier, on);
  }
}

function requireMaterials(dossier: Dossier, names: readonly string[]): void {
  const { materials } = dossier.terms;
  const stranger = names.find((name) => !materials.includes(name));
  // The list is closed: to ask for more than the item names is a violation (arts. 29 to 31).
  if (stranger !== undefined) throw new Refused('unknown-material', { material: stranger, allowed: materials });
}

function fetchPaper(
  dossier: Dossier,
  command: Extract<IntakeCommand, { type: 'fetch-paper' }>,
  on: string,
): DossierLifeEvent[] {
  const { material, sourceNo, copiesSaved } = command;
  if (!dossier.terms.shared.includes(material))
    throw new Refused('unknown-material', { material, allowed: dossier.terms.shared });
  if (dossier.papers.get(material) === 'shared') return [];
  return [{ type: 'PaperFetched', on, material, sourceNo, copiesSaved }];
}

/** Not asked for again (arts. 31, 35): what a department holds of the applicant is taken from there, and a copy is saved. */
function fetchMaterial(dossier: Dossier, material: string, { heldOf }: DossierContext, on: string): DossierLifeEvent[] {
  const { shared, sources } = dossier.terms;
  const source = sources?.[material];
  if (source === undefined) throw new Refused('unknown-material', { material, allowed: shared });
  if (dossier.papers.get(material) === 'shared') return [];
  const held = heldOf(dossier.no, source);
  if (held === null) throw new Refused('not-in-archive', { material, item: source });
  return [{ type: 'PaperFetched', on, material, sourceNo: held.sourceNo, copiesSaved: 1 }];
}

/** Everything at once (art. 32, 一次性告知): whatever is missing belongs on the notice, named or not. */
function notifyCorrection(
  dossier: Dossier,
  named: Extract<IntakeCommand, { type: 'notify-correction' }>['shortcomings'],
  on: string,
): DossierLifeEvent[] {
  requireMaterials(
    dossier,
    named.map((each) => each.material),
  );
  const unnamed = missingPapers(dossier)
    .filter((material) => !named.some((each) => each.material === material))
    .map((material) => ({ material, what: '缺' }));
  const shortcomings = [...named, ...unnamed];
  if (shortcomings.length === 0) throw new Refused('reason-needed');
  return [{ type: 'CorrectionNotified', on, shortcomings, again: dossier.correctionNotices > 0 }];
}

function receiveCorrection(
  dossier: Dossier,
  { materials, complete }: Extract<IntakeCommand, { type: 'receive-correction' }>,
  on: string,
): DossierLifeEvent[] {
  requireMaterials(
    dossier,
    materials.map((each) => each.name),
  );
  const brought = new Set(materials.filter((each) => each.received !== 'missing').map((each) => each.name));
  const missing = missingPapers(dossier).filter((name) => !brought.has(name));
  if (complete && missing.length > 0) throw new Refused('papers-missing', { missing });
  return [{ type: 'CorrectionReceived', on, materials, complete }];
}

function accept(dossier: Dossier, on: string): DossierLifeEvent[] {
  const missing = missingPapers(dossier);
  if (missing.length > 0) throw new Refused('papers-missing', { missing, allowed: ['notify-correction'] });
  return [{ type: 'DossierAccepted', on }];
}

/** 否定报备: in writing, with reasons that were reported and approved beforehand; another body must be named. */
function refuseAcceptance(
  dossier: Dossier,
  { ground, competentBody }: Extract<IntakeCommand, { type: 'refuse-acceptance' }>,
  on: string,
): DossierLifeEvent[] {
  const { negative } = dossier;
  if (negative?.answer !== 'approved')
    throw new Refused('negative-report-needed', {
      allowed: negative?.answer === 'none' ? ['answer-negative'] : ['report-negative'],
    });
  if (ground === 'not-competent' && (competentBody ?? '').trim() === '') throw new Refused('reason-needed');
  const { reasons, basis } = negative;
  return [{ type: 'AcceptanceRefused', on, ground, reasons, basis, competentBody }];
}

/** Not told within five days of receipt: accepted as of that day (art. 32). */
function deemAccepted(dossier: Dossier, { calendar, at }: DossierContext, on: string): DossierLifeEvent[] {
  const { acceptance } = dossier.clocks;
  const due = isRunning(acceptance) ? dueOn(acceptance, calendar) : null;
  if (due === null || !isPast(calendar, due, at)) return [];
  return [{ type: 'DossierDeemedAccepted', on, since: dossier.receivedOn }];
}

/** 补正不来办结: nothing came within the days of the notice. */
function lapse(dossier: Dossier, on: string): DossierLifeEvent[] {
  const { standing, terms } = dossier;
  if (standing.status !== 'correction') return [];
  if (dayNumber(on) - dayNumber(standing.since) <= terms.limits.lapseDays) return [];
  return [{ type: 'DossierLapsed', on, correctionOn: standing.since }];
}
