import { endClock, startClock } from './clocks.ts';
import type { Dossier, DossierClocks, StepName } from './dossier.ts';
import type { Handlers } from './record.ts';
import { endClocks, haltClocks, resumeClocks, stepClock } from './step.ts';

type ReviewEventType =
  | 'DossierExamined'
  | 'DossierReviewed'
  | 'DossierSigned'
  | 'DossierForwarded'
  | 'ForwardedAnswered'
  | 'DossierGranted'
  | 'DossierRefused'
  | 'SpecialStarted'
  | 'SpecialEnded'
  | 'DossierSuspended'
  | 'DossierResumed'
  | 'DossierExtended';

export const applyReview: Handlers<ReviewEventType> = {
  DossierExamined: (dossier, event) => ({
    ...dossier,
    standing: { status: 'under-review' },
    clocks: onStep(dossier, 'review', event.on),
  }),
  DossierReviewed: (dossier, event) => ({
    ...dossier,
    standing: { status: event.agreed ? 'reviewed' : 'accepted' },
    clocks: onStep(dossier, event.agreed ? 'sign' : 'examine', event.on),
  }),
  DossierSigned: (dossier, event) => {
    if (!event.agreed)
      return { ...dossier, standing: { status: 'under-review' }, clocks: onStep(dossier, 'review', event.on) };
    const forward = dossier.terms.kind === '上报件';
    return {
      ...dossier,
      standing: { status: 'signed' },
      clocks: onStep(dossier, forward ? 'forward' : null, event.on),
    };
  },
  // The county's own clocks end here; the superior's is kept apart.
  DossierForwarded: (dossier, event) => ({
    ...dossier,
    standing: { status: 'forwarded', to: event.to },
    clocks: {
      ...endClocks(dossier.clocks, event.on),
      superior: startClock(event.limitDays, 'G', event.on),
    },
  }),
  ForwardedAnswered: (dossier, event) => ({
    ...dossier,
    standing: {
      status: 'answered',
      granted: event.granted,
      reasons: event.reasons,
      reference: event.reference,
      since: event.on,
    },
    clocks: {
      ...onStep(dossier, 'reply', event.on),
      superior: dossier.clocks.superior && endClock(dossier.clocks.superior, event.on),
    },
  }),
  DossierGranted: (dossier, event) => decided(dossier, true, event.decidedOn, event.opinion, event.on),
  DossierRefused: (dossier, event) => decided(dossier, false, event.decidedOn, event.reasons, event.on),
  SpecialStarted: (dossier, { procedure, neededDays, on }) => ({
    ...dossier,
    ...haltClocks(dossier, on),
    standing: { status: 'special', procedure, neededDays, before: dossier.standing },
  }),
  SpecialEnded: (dossier, event) => goOn(dossier, event.on),
  DossierSuspended: (dossier, event) => ({
    ...dossier,
    ...haltClocks(dossier, event.on),
    standing: { status: 'suspended', reason: event.reason, before: dossier.standing },
  }),
  DossierResumed: (dossier, event) => goOn(dossier, event.on),
  DossierExtended: (dossier, event) => {
    const { promise, legal } = dossier.clocks;
    return {
      ...dossier,
      extendedDays: event.days,
      clocks: {
        ...dossier.clocks,
        promise: promise && { ...promise, limitDays: promise.limitDays + event.days },
        legal: legal && { ...legal, limitDays: legal.limitDays + event.days },
      },
    };
  },
};

function onStep(dossier: Dossier, name: StepName | null, on: string): DossierClocks {
  return { ...dossier.clocks, step: name === null ? null : stepClock(dossier.terms, name, on) };
}

function decided(dossier: Dossier, granted: boolean, decidedOn: string, text: string, on: string): Dossier {
  const decision = { granted, decidedOn, text };
  return {
    ...dossier,
    standing: granted ? { status: 'decided-grant', decision } : { status: 'decided-refuse', decision },
    clocks: {
      ...endClocks(dossier.clocks, on),
      issue: startClock(dossier.terms.limits.issueDays, 'G', decidedOn),
    },
  };
}

function goOn(dossier: Dossier, on: string): Dossier {
  const { standing } = dossier;
  if (standing.status !== 'special' && standing.status !== 'suspended') return dossier;
  return { ...dossier, ...resumeClocks(dossier, on), standing: standing.before };
}
