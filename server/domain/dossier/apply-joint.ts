import { endClock, startClock } from './clocks.ts';
import type { Dossier, JointTask } from './dossier.ts';
import type { Handlers } from './record.ts';
import { stepClock } from './step.ts';

export const applyJoint: Handlers<'JointReferred' | 'JointAnswered' | 'JointAbsent' | 'JointSilenceCounted'> = {
  JointReferred: (dossier, event) => ({
    ...dossier,
    standing: { status: 'joint' },
    tasks: event.tasks.map(({ body, limitDays }) => ({
      body,
      clock: startClock(limitDays, 'G', event.on),
      answer: null,
      absences: [],
    })),
    clocks: { ...dossier.clocks, step: null },
  }),
  JointAnswered: (dossier, event, { at }) => {
    const { body, agreed, opinion, on } = event;
    const after = answered(dossier, body, { agreed, opinion, ground: 'answer', on });
    if (agreed || opinion.trim() !== '') return after;
    const breach = { key: `reasons:${body}`, colour: 'yellow', cause: 'refusal-without-reasons', at, body } as const;
    return { ...after, breaches: [...after.breaches, breach] };
  },
  JointAbsent: (dossier, event) => {
    const { body, meeting, consent, on } = event;
    if (consent) return answered(dossier, body, { agreed: true, opinion: meeting, ground: 'absence', on });
    const tasks = dossier.tasks.map((task) =>
      task.body === body ? { ...task, absences: [...task.absences, meeting] } : task,
    );
    return { ...dossier, tasks };
  },
  // Its silence is taken for consent, and it was late all the same.
  JointSilenceCounted: (dossier, { body, dueOn, on }, { at }) => {
    const after = answered(dossier, body, { agreed: true, opinion: '', ground: 'overtime', on });
    const breach = { key: `joint:red:${dueOn}:${body}`, colour: 'red', cause: 'joint', at, body } as const;
    return { ...after, breaches: [...after.breaches, breach] };
  },
};

/** When the last body has answered, the dossier goes on to the lead department's leader. */
function answered(dossier: Dossier, body: string, answer: NonNullable<JointTask['answer']>): Dossier {
  const tasks = dossier.tasks.map((task) =>
    task.body === body && task.answer === null ? { ...task, answer, clock: endClock(task.clock, answer.on) } : task,
  );
  if (tasks.some((task) => task.answer === null)) return { ...dossier, tasks };
  return {
    ...dossier,
    tasks,
    standing: { status: 'reviewed' },
    clocks: { ...dossier.clocks, step: stepClock(dossier.terms, 'sign', answer.on) },
  };
}
