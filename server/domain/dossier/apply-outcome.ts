import type { ClosingCode } from '../../contract/dossier-life.ts';
import { endClock, resumeClock, stopClock } from './clocks.ts';
import type { Decision, Dossier } from './dossier.ts';
import type { Handlers } from './record.ts';
import { endClocks } from './step.ts';

type OutcomeEventType =
  | 'FeeAsked'
  | 'FeePaid'
  | 'ResultMade'
  | 'ResultDelivered'
  | 'ResultCollected'
  | 'DossierClosed'
  | 'DossierWithdrawn'
  | 'DossierLapsed'
  | 'DossierArchived'
  | 'DossierReckoned';

export const applyOutcome: Handlers<OutcomeEventType> = {
  // Waiting for payment is not counted; a fee wholly waived waits for nothing.
  FeeAsked: (dossier, { amount, on }) =>
    amount === 0
      ? { ...dossier, standing: { status: 'paid', decision: decisionOf(dossier) } }
      : {
          ...dossier,
          standing: { status: 'payment-due', decision: decisionOf(dossier), amount },
          clocks: { ...dossier.clocks, issue: dossier.clocks.issue && stopClock(dossier.clocks.issue, on) },
        },
  FeePaid: (dossier, { receiptNo, on }) => ({
    ...dossier,
    receiptNo,
    standing: { status: 'paid', decision: decisionOf(dossier) },
    clocks: { ...dossier.clocks, issue: dossier.clocks.issue && resumeClock(dossier.clocks.issue, on) },
  }),
  ResultMade: (dossier, { certificateNo }) => ({
    ...dossier,
    certificateNo,
    standing: { status: 'made', decision: decisionOf(dossier), certificateNo },
  }),
  ResultDelivered: (dossier, { on }) => ({
    ...dossier,
    standing: { status: 'issued', decision: decisionOf(dossier) },
    clocks: { ...dossier.clocks, issue: dossier.clocks.issue && endClock(dossier.clocks.issue, on) },
  }),
  ResultCollected: (dossier) => ({ ...dossier, standing: { status: 'collected', decision: decisionOf(dossier) } }),
  DossierClosed: (dossier, { code, on }) => finished(dossier, 'closed', code, on),
  DossierWithdrawn: (dossier, { on }) => finished(dossier, 'withdrawn', 5, on),
  DossierLapsed: (dossier, { on }) => finished(dossier, 'lapsed', 5, on),
  DossierArchived: (dossier, { paperHolder, copiesAt }) => {
    const { standing } = dossier;
    if (!('code' in standing)) throw new Error(`dossier ${dossier.no} was archived before its end`);
    return { ...dossier, standing: { status: 'archived', code: standing.code, paperHolder, copiesAt } };
  },
  DossierReckoned: (dossier) => dossier,
};

function decisionOf(dossier: Dossier): Decision {
  const { standing } = dossier;
  if (!('decision' in standing)) throw new Error(`dossier ${dossier.no} was not decided`);
  return standing.decision;
}

function finished(dossier: Dossier, status: 'closed' | 'withdrawn' | 'lapsed', code: ClosingCode, on: string): Dossier {
  return {
    ...dossier,
    standing: { status, code },
    clocks: endClocks(dossier.clocks, on),
    tasks: dossier.tasks.map((task) => ({ ...task, clock: endClock(task.clock, on) })),
  };
}
