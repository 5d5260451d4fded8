import { type FollowUp, followUpActions } from '../../contract/follow-up.ts';
import type { WorkingCalendar } from '../calendar/calendar.ts';
import { callBackOf, type FollowUpState, followUpDates, followUpLight } from '../follow-up/follow-up.ts';
import { isoTime } from './brief.ts';

/** A follow-up for the supervisor's screen. Closing stands among what is allowed only once the visitor was called back. */
export function followUpView(
  followUp: FollowUpState,
  calendar: WorkingCalendar,
  at: number,
  staff: readonly { id: string; name: string }[],
): FollowUp {
  const { opened, status } = followUp;
  const mayClose = callBackOf(followUp) !== null;
  return {
    id: opened.id,
    status,
    light: followUpLight(followUp, calendar, at),
    openedAt: isoTime(followUp.openedAt),
    ticketId: opened.ticketId,
    number: opened.number,
    counter: opened.counter,
    service: opened.service,
    staff: opened.staff,
    actingFor: opened.actingFor,
    level: opened.level,
    reasons: opened.reasons,
    owner: followUp.owner,
    finding: followUp.finding,
    answer: followUp.answer,
    hasContact: followUp.contact !== null,
    calls: followUp.calls.length,
    callBack: followUp.callBack,
    ...followUpDates(followUp, calendar),
    closedAt: followUp.closedAt === null ? null : isoTime(followUp.closedAt),
    steps: followUp.steps.map((step) => ({ ...step, at: isoTime(step.at) })),
    names: namesOn(followUp, staff),
    allowed: followUpActions[status].filter((verb) => verb !== 'close' || mayClose),
  };
}

function namesOn({ opened, owner, steps }: FollowUpState, staff: readonly { id: string; name: string }[]) {
  const told = new Set([opened.staff, opened.actingFor, owner, ...steps.map(({ by }) => by.replace(/^staff:/, ''))]);
  return Object.fromEntries(staff.filter(({ id }) => told.has(id)).map(({ id, name }) => [id, name]));
}
