import { endClock, startClock, stopClock } from './clocks.ts';
import type { Dossier, DossierClocks } from './dossier.ts';
import type { Handlers } from './record.ts';
import { stepClock } from './step.ts';

type IntakeEventType =
  | 'DossierPrechecked'
  | 'PaperFetched'
  | 'VisitCounted'
  | 'CorrectionNotified'
  | 'CorrectionReceived'
  | 'DossierAccepted'
  | 'DossierDeemedAccepted'
  | 'NegativeReported'
  | 'NegativeAnswered'
  | 'AcceptanceRefused';

export const applyIntake: Handlers<IntakeEventType> = {
  DossierPrechecked: (dossier) => ({ ...dossier, standing: { status: 'precheck' } }),
  PaperFetched: (dossier, event) => ({
    ...dossier,
    papers: new Map(dossier.papers).set(event.material, 'shared'),
    copiesSaved: dossier.copiesSaved + event.copiesSaved,
  }),
  VisitCounted: (dossier, event) => ({ ...dossier, visits: [...dossier.visits, event.ticketId] }),
  CorrectionNotified: (dossier, event, { at }) => ({
    ...dossier,
    standing: { status: 'correction', shortcomings: event.shortcomings, since: event.on },
    correctionNotices: dossier.correctionNotices + 1,
    clocks: { ...dossier.clocks, acceptance: stopped(dossier.clocks.acceptance, event.on) },
    breaches: event.again
      ? [
          ...dossier.breaches,
          {
            key: `correction:${dossier.correctionNotices + 1}`,
            colour: 'yellow',
            cause: 'second-correction',
            at,
            body: null,
          },
        ]
      : dossier.breaches,
  }),
  CorrectionReceived: (dossier, event) => {
    const papers = new Map(dossier.papers);
    for (const { name, received } of event.materials) papers.set(name, received);
    if (!event.complete) return { ...dossier, papers };
    return {
      ...dossier,
      papers,
      receivedOn: event.on,
      standing: { status: 'corrected' },
      // The clock restarts: the five days are those after receipt of everything (art. 32).
      clocks: { ...dossier.clocks, acceptance: startClock(dossier.terms.limits.acceptanceDays, 'G', event.on) },
    };
  },
  DossierAccepted: (dossier, event, { by, actingFor }) => ({
    ...dossier,
    standing: { status: 'accepted' },
    accepted: { by, actingFor, on: event.on },
    clocks: acceptedClocks(dossier, event.on, event.on),
  }),
  DossierDeemedAccepted: (dossier, event, { at, by, actingFor }) => ({
    ...dossier,
    standing: { status: 'deemed-accepted' },
    accepted: { by, actingFor, on: event.since },
    clocks: acceptedClocks(dossier, event.since, event.on),
    breaches: [...dossier.breaches, { key: 'acceptance', colour: 'red', cause: 'acceptance-missed', at, body: null }],
  }),
  NegativeReported: (dossier, event) => ({
    ...dossier,
    negative: { reasons: event.reasons, basis: event.basis, answer: 'none' },
  }),
  NegativeAnswered: (dossier, event) => ({
    ...dossier,
    negative:
      dossier.negative === null ? null : { ...dossier.negative, answer: event.approved ? 'approved' : 'rejected' },
  }),
  AcceptanceRefused: (dossier, event) => ({
    ...dossier,
    standing: { status: 'refused-accept', code: 6 },
    clocks: { ...dossier.clocks, acceptance: ended(dossier.clocks.acceptance, event.on) },
  }),
};

function stopped(clock: DossierClocks['acceptance'], on: string) {
  return clock === null ? null : stopClock(clock, on);
}
function ended(clock: DossierClocks['acceptance'], on: string) {
  return clock === null ? null : endClock(clock, on);
}

/** Promise and legal limit count from `since`; the first step begins `on` the day itself. */
function acceptedClocks(dossier: Dossier, since: string, on: string): DossierClocks {
  const { terms, clocks } = dossier;
  return {
    ...clocks,
    acceptance: ended(clocks.acceptance, on),
    promise: startClock(terms.promisedDays, terms.unit, since),
    legal: startClock(terms.legalDays, terms.unit, since),
    step: terms.kind === '即办件' ? null : stepClock(terms, 'examine', on),
  };
}
