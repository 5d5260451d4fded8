import { actorName } from '../../contract/actor.ts';
import type { Recorded } from '../../contract/events.ts';
import {
  type CallBackResult,
  callBacksMost,
  contactKeptDays,
  type FollowUpCommand,
  type FollowUpEvent,
  type FollowUpFinding,
  type FollowUpLight,
  type FollowUpStatus,
  followUpActions,
  followUpCheckDays,
  followUpCloseDays,
  followUpYellowDays,
} from '../../contract/follow-up.ts';
import { Refused } from '../../contract/refusal.ts';
import {
  addWorkingDays,
  dateAt,
  dateOfDay,
  dayNumber,
  isPast,
  type WorkingCalendar,
  workingDaysBetween,
} from '../calendar/calendar.ts';
import type { Context } from '../context.ts';

type Opened = Extract<FollowUpEvent, { type: 'FollowUpOpened' }>;

/** One follow-up, folded from the stream `follow-ups`. Times are epoch milliseconds. */
export interface FollowUpState {
  opened: Opened;
  openedAt: number;
  status: FollowUpStatus;
  owner: string | null;
  finding: FollowUpFinding | null;
  answer: string | null;
  contact: string | null;
  calls: CallBackResult[];
  callBack: CallBackResult | 'no-contact' | null;
  closedAt: number | null;
  reminded: { check: boolean; close: boolean };
  steps: { at: number; by: string; type: FollowUpEvent['type']; text: string | null }[];
}

export type FollowUps = Map<string, FollowUpState>;

export function applyFollowUp(all: FollowUps, { event, at, by }: Recorded<FollowUpEvent>): void {
  if (event.type === 'FollowUpOpened') {
    all.set(event.id, {
      opened: event,
      openedAt: at,
      status: 'opened',
      owner: null,
      finding: null,
      answer: null,
      contact: event.contact,
      calls: [],
      callBack: null,
      closedAt: null,
      reminded: { check: false, close: false },
      steps: [{ at, by, type: event.type, text: null }],
    });
    return;
  }
  const followUp = all.get(event.id);
  if (followUp === undefined) throw new Error(`the record speaks of follow-up ${event.id}, which was never opened`);
  followUp.steps.push({ at, by, type: event.type, text: 'text' in event ? event.text : null });
  change(followUp, event, at);
}

function change(followUp: FollowUpState, event: Exclude<FollowUpEvent, Opened>, at: number): void {
  switch (event.type) {
    case 'FollowUpAssigned':
      followUp.owner = event.owner;
      return;
    case 'FollowUpChecked':
      followUp.finding = event.finding;
      if (followUp.status === 'opened') followUp.status = 'checked';
      return;
    case 'FollowUpAnswered':
      followUp.answer = event.text;
      followUp.status = 'answered';
      return;
    case 'VisitorCalledBack':
      followUp.calls.push(event.result);
      return;
    case 'FollowUpClosed':
      followUp.callBack = event.callBack;
      followUp.status = 'closed';
      followUp.closedAt = at;
      return;
    case 'FollowUpReminded':
      followUp.reminded[event.step] = true;
      return;
    case 'ContactErased':
      followUp.contact = null;
  }
}

/** Local dates by whose closing time a follow-up is checked (1 working day) and closed (15). */
export function followUpDates({ opened }: FollowUpState, calendar: WorkingCalendar) {
  return {
    checkDueOn: addWorkingDays(calendar, opened.on, followUpCheckDays),
    closeDueOn: addWorkingDays(calendar, opened.on, followUpCloseDays),
  };
}

/** 灯: a pure function of the follow-up, the calendar and the moment. */
export function followUpLight(followUp: FollowUpState, calendar: WorkingCalendar, at: number): FollowUpLight {
  if (followUp.status === 'closed') return 'none';
  const { checkDueOn, closeDueOn } = followUpDates(followUp, calendar);
  const unchecked = followUp.status === 'opened';
  if (isPast(calendar, closeDueOn, at) || (unchecked && isPast(calendar, checkDueOn, at))) return 'red';
  const today = dateAt(calendar, at);
  if (unchecked && today >= checkDueOn) return 'yellow';
  return workingDaysBetween(calendar, today, closeDueOn) <= followUpYellowDays ? 'yellow' : 'green';
}

/** What came of calling back, or null while the visitor has still to be called. */
export function callBackOf({ calls, opened }: FollowUpState): CallBackResult | 'no-contact' | null {
  const reached = calls.findLast((result) => result !== 'unreached');
  if (reached !== undefined) return reached;
  if (calls.length >= callBacksMost) return 'unreached';
  return opened.contact === null ? 'no-contact' : null;
}

/**
 * Refused with `not-your-own` for the person who was rated, `wrong-follow-up-state` where the step does not fit, and
 * `call-back-first` where a visitor who left a number was neither reached nor called three times.
 */
export function decideFollowUp(
  all: FollowUps,
  command: FollowUpCommand,
  context: Context & { calendar: WorkingCalendar },
): FollowUpEvent[] {
  if (command.type === 'sweep-follow-ups') return sweep(all, context);
  const followUp = all.get(command.id);
  if (followUp === undefined) throw new Refused('unknown-follow-up', { id: command.id });
  const { actor } = context;
  if (actor.kind !== 'staff') throw new Refused('sign-in-first');
  const { staff, actingFor } = followUp.opened;
  if (actor.staff === staff || actor.staff === actingFor) throw new Refused('not-your-own', { staff: actor.staff });
  const allowed = followUpActions[followUp.status];
  if (!allowed.includes(command.verb)) throw new Refused('wrong-follow-up-state', { status: followUp.status, allowed });
  const { id } = command;
  switch (command.verb) {
    case 'assign':
      return [{ type: 'FollowUpAssigned', id, owner: ownerOf(followUp, command.owner, context) }];
    case 'check': {
      const own: FollowUpEvent[] =
        followUp.owner === null ? [{ type: 'FollowUpAssigned', id, owner: actor.staff }] : [];
      return [...own, { type: 'FollowUpChecked', id, finding: command.finding, text: command.text }];
    }
    case 'answer':
      return [{ type: 'FollowUpAnswered', id, text: command.text }];
    case 'call-back':
      return [{ type: 'VisitorCalledBack', id, result: command.result, text: command.text }];
    case 'close': {
      const callBack = callBackOf(followUp);
      if (callBack === null) throw new Refused('call-back-first', { most: callBacksMost, allowed: ['call-back'] });
      return [{ type: 'FollowUpClosed', id, callBack, text: command.text }];
    }
  }
}

function ownerOf({ opened }: FollowUpState, owner: string, { model }: Context): string {
  if (!model.file.staff.some((person) => person.id === owner)) throw new Refused('unknown-staff', { staff: owner });
  if (owner === opened.staff || owner === opened.actingFor) throw new Refused('not-your-own', { staff: owner });
  return owner;
}

function sweep(all: FollowUps, context: Context & { calendar: WorkingCalendar }): FollowUpEvent[] {
  const { at, calendar, actor } = context;
  if (actorName(actor) !== 'clock') throw new Refused('not-allowed');
  const events: FollowUpEvent[] = [];
  for (const followUp of all.values()) {
    const { id } = followUp.opened;
    if (followUp.status === 'closed') {
      if (followUp.contact !== null && isKeptTooLong(followUp, calendar, at))
        events.push({ type: 'ContactErased', id, contact: followUp.contact });
      continue;
    }
    const { checkDueOn, closeDueOn } = followUpDates(followUp, calendar);
    if (followUp.status === 'opened' && !followUp.reminded.check && isPast(calendar, checkDueOn, at))
      events.push({ type: 'FollowUpReminded', id, step: 'check', dueOn: checkDueOn });
    if (!followUp.reminded.close && isPast(calendar, closeDueOn, at))
      events.push({ type: 'FollowUpReminded', id, step: 'close', dueOn: closeDueOn });
  }
  return events;
}

function isKeptTooLong({ closedAt }: FollowUpState, calendar: WorkingCalendar, at: number): boolean {
  if (closedAt === null) return false;
  const until = dateOfDay(dayNumber(dateAt(calendar, closedAt)) + contactKeptDays);
  return dateAt(calendar, at) > until;
}
