import type { DossierLifeCommand } from '../../contract/dossier-commands.ts';
import type { DossierLifeEvent } from '../../contract/dossier-events.ts';
import { Refused } from '../../contract/refusal.ts';
import { addWorkingDays, isPast } from '../calendar/calendar.ts';
import { silenceConsents } from './alarms.ts';
import { dueOn, isRunning } from './clocks.ts';
import type { Dossier, JointTask } from './dossier.ts';
import type { DossierContext } from './dossier-context.ts';

type JointCommand = Extract<
  DossierLifeCommand,
  { type: 'refer' | 'answer-joint' | 'record-absence' | 'count-silence' }
>;

/** 并联审批: one door, the others told, examined at the same time, each within its own limit. */
export function decideJoint(
  dossier: Dossier,
  command: JointCommand,
  context: DossierContext,
  on: string,
): DossierLifeEvent[] {
  switch (command.type) {
    case 'refer':
      return refer(command, context, on);
    case 'answer-joint': {
      const { body, agreed, opinion } = command;
      openTask(dossier, body);
      return [{ type: 'JointAnswered', on, body, agreed, opinion }];
    }
    case 'record-absence': {
      const { body, meeting } = command;
      const consent = silenceConsents(dossier, openTask(dossier, body), context.rules);
      return [{ type: 'JointAbsent', on, body, meeting, consent }];
    }
    case 'count-silence':
      return countSilence(dossier, command.body, context, on);
  }
}

function refer(
  { mode, tasks }: Extract<JointCommand, { type: 'refer' }>,
  { calendar }: DossierContext,
  on: string,
): DossierLifeEvent[] {
  const twice = tasks.find((task, index) => tasks.findIndex((other) => other.body === task.body) !== index);
  if (twice !== undefined || tasks.length === 0) throw new Refused('unknown-body', { body: twice?.body ?? '' });
  return [
    {
      type: 'JointReferred',
      on,
      mode,
      tasks: tasks.map((task) => ({ ...task, dueOn: addWorkingDays(calendar, on, task.limitDays) })),
    },
  ];
}

function openTask(dossier: Dossier, body: string): JointTask {
  const open = dossier.tasks.filter((task) => task.answer === null);
  const task = open.find((each) => each.body === body);
  if (task === undefined) throw new Refused('unknown-body', { body, allowed: open.map((each) => each.body) });
  return task;
}

/** 超时默许: the body's limit is over, and its silence may be taken for consent. */
function countSilence(dossier: Dossier, body: string, context: DossierContext, on: string): DossierLifeEvent[] {
  const task = dossier.tasks.find((each) => each.body === body);
  const due = task !== undefined && isRunning(task.clock) ? dueOn(task.clock, context.calendar) : null;
  if (task === undefined || due === null || !isPast(context.calendar, due, context.at)) return [];
  if (!silenceConsents(dossier, task, context.rules)) return [];
  return [{ type: 'JointSilenceCounted', on, body, dueOn: due }];
}
