import type { DossierTerms, StepLimits } from '../../contract/dossier-events.ts';
import { endClock, resumeClock, startClock, stopClock } from './clocks.ts';
import type { Dossier, DossierClocks, StepClock, StepName } from './dossier.ts';

const limitOf: Record<StepName, keyof StepLimits> = {
  examine: 'examineDays',
  review: 'reviewDays',
  sign: 'signDays',
  forward: 'forwardDays',
  reply: 'replyDays',
};

/** The clock of one step, begun on a day. */
export function stepClock(terms: DossierTerms, name: StepName, on: string): StepClock {
  return { ...startClock(terms.limits[limitOf[name]], 'G', on), name };
}

/** Stops everything that runs after acceptance, the bodies' tasks too. */
export function haltClocks(dossier: Dossier, on: string): Pick<Dossier, 'clocks' | 'tasks'> {
  const { clocks } = dossier;
  return {
    clocks: {
      ...clocks,
      promise: clocks.promise && stopClock(clocks.promise, on),
      legal: clocks.legal && stopClock(clocks.legal, on),
      step: clocks.step && stopClock(clocks.step, on),
    },
    tasks: dossier.tasks.map((task) => ({ ...task, clock: stopClock(task.clock, on) })),
  };
}

/** Lets go on what `haltClocks` stopped. */
export function resumeClocks(dossier: Dossier, on: string): Pick<Dossier, 'clocks' | 'tasks'> {
  const { clocks } = dossier;
  return {
    clocks: {
      ...clocks,
      promise: clocks.promise && resumeClock(clocks.promise, on),
      legal: clocks.legal && resumeClock(clocks.legal, on),
      step: clocks.step && resumeClock(clocks.step, on),
    },
    tasks: dossier.tasks.map((task) => ({ ...task, clock: resumeClock(task.clock, on) })),
  };
}

/** Ends every clock: nothing of the dossier can be late any more. */
export function endClocks(clocks: DossierClocks, on: string): DossierClocks {
  return {
    acceptance: clocks.acceptance && endClock(clocks.acceptance, on),
    promise: clocks.promise && endClock(clocks.promise, on),
    legal: clocks.legal && endClock(clocks.legal, on),
    step: clocks.step && endClock(clocks.step, on),
    superior: clocks.superior && endClock(clocks.superior, on),
    issue: clocks.issue && endClock(clocks.issue, on),
  };
}
