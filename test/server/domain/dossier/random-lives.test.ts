import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { approvals, dossierActions, isEnded } from '../../../../server/contract/dossier-life.ts';
import { Refused } from '../../../../server/contract/refusal.ts';
import { alarmsOf } from '../../../../server/domain/dossier/alarms.ts';
import { type Clock, isRunning } from '../../../../server/domain/dossier/clocks.ts';
import { watchOf } from '../../../../server/domain/dossier/decide.ts';
import type { Dossier } from '../../../../server/domain/dossier/dossier.ts';
import { colourOf } from '../../../../server/domain/dossier/lights.ts';
import { DossierCase } from '../../../fixtures/dossier-script.ts';
import { type LifeAttempt, lifeAttempts, lifeCommandOf, lifeItems } from '../../../fixtures/random-life.ts';

/** Everything that runs, by name. */
function running({ clocks, tasks }: Dossier): string[] {
  return [
    ...Object.entries(clocks).flatMap(([name, clock]) => (isRunning(clock) ? [name] : [])),
    ...tasks.filter((task) => isRunning(task.clock)).map((task) => `task ${task.body}`),
  ];
}

const mayRun: Partial<Record<string, RegExp>> = {
  lodged: /^acceptance$/,
  precheck: /^acceptance$/,
  corrected: /^acceptance$/,
  correction: /^$/,
  special: /^$/,
  suspended: /^$/,
  forwarded: /^superior$/,
  answered: /^step$/,
  'payment-due': /^$/,
  'decided-grant': /^issue$/,
  'decided-refuse': /^issue$/,
  paid: /^issue$/,
  made: /^issue$/,
  issued: /^$/,
};

/** What must hold of every dossier at every moment, as sentences about what does not. */
function broken(case_: DossierCase): string[] {
  const { dossier } = case_;
  const { status } = dossier.standing;
  const rule = isEnded(status) ? /^$/ : (mayRun[status] ?? /^(promise|legal|step|task .*)$/);
  const wrong = running(dossier)
    .filter((name) => !rule.test(name))
    .map((name) => `${name} runs while ${status}`);
  const clocks: (Clock | null)[] = [...Object.values(dossier.clocks), ...dossier.tasks.map((task) => task.clock)];
  for (const clock of clocks) {
    if (clock === null) continue;
    const open = clock.spans.filter((span) => span.to === null).length;
    if (open > 1 || (open === 1 && clock.spans.at(-1)?.to !== null)) wrong.push('a clock runs twice');
    const days = clock.spans.flatMap((span) => [span.from, span.to ?? '9999']);
    if (days.some((day, index) => index > 0 && day < (days[index - 1] ?? ''))) wrong.push('spans overlap');
  }
  const keys = dossier.cards.map((card) => card.key);
  if (new Set(keys).size !== keys.length) wrong.push('a card was given twice');
  if (['accepted', 'under-review', 'signed'].includes(status) && dossier.accepted === null) wrong.push('not accepted');
  return wrong;
}

/** The status as the record alone tells it to a list. */
function recordedStatus({ records }: DossierCase): string {
  const told = records.flatMap(({ event }) => ('status' in event && event.status !== undefined ? [event.status] : []));
  return told.at(-1) ?? 'lodged';
}

function attempt(case_: DossierCase, each: LifeAttempt): string | null {
  case_.at += each.waitMinutes * 60_000;
  case_.sweep();
  expect(alarmsOf(case_.dossier, case_).filter((alarm) => alarm.at <= case_.at)).toEqual([]);
  const { dossier } = case_;
  const { command, by } = lifeCommandOf(case_, each);
  const inTable = dossierActions(dossier.standing.status, dossier.terms.kind, dossier.terms.fee > 0).includes(
    command.type,
  );
  try {
    case_.act(by, command);
    expect(inTable).toBe(true);
    expect(approvals.includes(command.type) && dossier.accepted?.by === by.by).toBe(false);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    expect(error.code === 'wrong-dossier-state').toBe(!inTable);
    expect(case_.dossier).toBe(dossier);
    return null;
  }
  return command.type;
}

describe('random lives', () => {
  it('clocks never run while stopped, nothing outside the table happens, and the record tells the same dossier', () => {
    fc.assert(
      fc.property(lifeAttempts(60), fc.nat(lifeItems.length - 1), fc.boolean(), (list, which, papers) => {
        const case_ = new DossierCase({ item: lifeItems[which], papers: papers ? 'all' : 'none' });
        for (const each of list) {
          attempt(case_, each);
          expect(broken(case_)).toEqual([]);
          const watch = watchOf(case_.dossier, case_);
          expect(case_.dossier.watch).toEqual(watch);
          expect(recordedStatus(case_)).toBe(case_.status);
          // Lists see the recorded dates only; they must show the same light.
          expect(colourOf(watch, case_.calendar, case_.at)).toBe(case_.light);
        }
        expect(case_.folded()).toEqual(case_.dossier);
        expect(case_.folded()).toEqual(case_.folded());
      }),
      { numRuns: 80 },
    );
  }, 60_000);

  it('reach every kind of step, so that the rules above were really put to the test', () => {
    const seen = new Map<string, number>();
    fc.sample(fc.noBias(lifeAttempts(120)), { numRuns: 300, seed: 20261123 }).forEach((list, index) => {
      const case_ = new DossierCase({
        item: lifeItems[index % lifeItems.length],
        papers: index % 3 === 0 ? 'all' : 'none',
      });
      for (const each of list) attempt(case_, each);
      for (const { event } of case_.records) seen.set(event.type, (seen.get(event.type) ?? 0) + 1);
    });
    const kinds =
      'DossierPrechecked PaperFetched VisitCounted CorrectionNotified CorrectionReceived DossierAccepted DossierDeemedAccepted NegativeReported NegativeAnswered AcceptanceRefused DossierExamined DossierReviewed DossierSigned DossierForwarded ForwardedAnswered DossierGranted DossierRefused JointReferred JointAnswered JointAbsent JointSilenceCounted SpecialStarted SpecialEnded DossierSuspended DossierResumed DossierExtended FeeAsked FeePaid ResultMade ResultDelivered ResultCollected DossierClosed DossierWithdrawn DossierLapsed DossierArchived CardIssued CardNotified CardAnswered CardAppealed AppealDecided DossierUrged UrgeAnswered UrgeChecked'.split(
        ' ',
      );
    expect(kinds.filter((kind) => (seen.get(kind) ?? 0) < 2)).toEqual([]);
  }, 60_000);
});
