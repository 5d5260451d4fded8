import type { DossierLifeCommand } from '../../contract/dossier-commands.ts';
import type { DossierLifeEvent, DossierWatch, KeptPromise } from '../../contract/dossier-events.ts';
import { isEnded } from '../../contract/dossier-life.ts';
import { dateAt } from '../calendar/calendar.ts';
import { alarmsOf } from './alarms.ts';
import { applyDossier } from './apply.ts';
import { decideCard, decideUrge } from './decide-cards.ts';
import { decideClaim } from './decide-claim.ts';
import { decideFile } from './decide-files.ts';
import { decideIntake } from './decide-intake.ts';
import { decideJoint } from './decide-joint.ts';
import { decideOutcome } from './decide-outcome.ts';
import { decideReview } from './decide-review.ts';
import type { Dossier } from './dossier.ts';
import type { DossierContext } from './dossier-context.ts';
import { type LightDates, lightDates } from './lights.ts';
import { requireAction, requireRight } from './rights.ts';
import { dossierFigures } from './statistics.ts';

const nothingRuns: LightDates = {
  promisedOn: null,
  legalOn: null,
  blueOn: null,
  yellowOn: null,
  yellowAfter: null,
  redAfter: null,
  legalAfter: null,
};

/** The dates that matter from now on, for the record and for whoever filters a list. */
export function watchOf(dossier: Dossier, context: Pick<DossierContext, 'calendar' | 'rules'>): DossierWatch {
  const dates = isEnded(dossier.standing.status) ? nothingRuns : lightDates(dossier, context.calendar, context.rules);
  return { ...dates, wakeAt: alarmsOf(dossier, context)[0]?.at ?? null };
}

/**
 * What a command makes of a dossier, as events, or `Refused`: `wrong-dossier-state` by the one table, then who may. Pure.
 * An empty list means that nothing needed doing. The last event carries the status and the dates that are new with it.
 */
export function decideDossier(
  dossier: Dossier,
  command: DossierLifeCommand,
  context: DossierContext,
): DossierLifeEvent[] {
  requireAction(dossier, command.type);
  requireRight(dossier, command, context);
  const events = eventsOf(dossier, command, context, dateAt(context.calendar, context.at));
  return withWatch(dossier, events, context);
}

function withWatch(before: Dossier, events: DossierLifeEvent[], context: DossierContext): DossierLifeEvent[] {
  const last = events.at(-1);
  if (last === undefined) return events;
  const { officer, at } = context;
  const after = events.reduce(
    (dossier, event) => applyDossier(dossier, { at, by: officer.by, actingFor: officer.actingFor, event }),
    before,
  );
  const watch = watchOf(after, context);
  const changed = {
    ...(after.standing.status === before.standing.status ? {} : { status: after.standing.status }),
    ...keptPromise(before, after, context),
    ...(before.watch !== null && sameWatch(watch, before.watch) ? {} : { watch }),
  };
  if (last.type === 'DossierReckoned' && Object.keys(changed).length === 0) return [];
  return [...events.slice(0, -1), { ...last, ...changed }];
}

/** The county's promise ends with its decision or with forwarding; what was closed otherwise kept and broke none. */
function keptPromise(before: Dossier, after: Dossier, { at, calendar }: DossierContext): { kept?: KeptPromise } {
  if (before.clocks.promise === null || before.clocks.promise.ended) return {};
  const figures = dossierFigures(after, at, calendar);
  if (figures === null) return {};
  const { cards: _cards, department: _department, ...kept } = figures;
  return { kept };
}

function sameWatch(left: DossierWatch, right: DossierWatch): boolean {
  return (Object.keys(left) as (keyof DossierWatch)[]).every((key) => left[key] === right[key]);
}

function eventsOf(
  dossier: Dossier,
  command: DossierLifeCommand,
  context: DossierContext,
  on: string,
): DossierLifeEvent[] {
  switch (command.type) {
    case 'precheck':
    case 'fetch-paper':
    case 'fetch-material':
    case 'count-visit':
    case 'notify-correction':
    case 'receive-correction':
    case 'accept':
    case 'report-negative':
    case 'answer-negative':
    case 'refuse-acceptance':
    case 'deem-accepted':
    case 'lapse':
      return decideIntake(dossier, command, context, on);
    case 'refer':
    case 'answer-joint':
    case 'record-absence':
    case 'count-silence':
      return decideJoint(dossier, command, context, on);
    case 'ask-fee':
    case 'pay-fee':
    case 'make-result':
    case 'deliver':
    case 'collect':
    case 'withdraw':
    case 'annul':
    case 'archive':
      return decideOutcome(dossier, command, on);
    case 'issue-card':
    case 'notify-card':
    case 'answer-card':
    case 'appeal-card':
    case 'decide-appeal':
      return decideCard(dossier, command, context, on);
    case 'urge':
    case 'answer-urge':
    case 'check-urge':
      return decideUrge(dossier, command, context, on);
    case 'claim':
    case 'release':
    case 'hand-over':
      return decideClaim(dossier, command, context, on);
    case 'issue-paper':
    case 'attach-scan':
    case 'remove-scan':
      return decideFile(dossier, command, on);
    case 'erase':
      return dossier.erased ? [] : [{ type: 'DossierErased', on, files: command.files }];
    case 'reckon':
      return [{ type: 'DossierReckoned', on }];
    default:
      return decideReview(dossier, command, context, on);
  }
}
