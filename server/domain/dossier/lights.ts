import type { DossierWatch } from '../../contract/dossier-events.ts';
import { isEnded, type LightColour } from '../../contract/dossier-life.ts';
import type { DossierRules } from '../../contract/dossier-rules.ts';
import { dateAt, isPast, type WorkingCalendar } from '../calendar/calendar.ts';
import { type Clock, dateOfElapsed, dueOn, isRunning } from './clocks.ts';
import type { Dossier } from './dossier.ts';

/** The dates on which the light changes. `wakeAt` is not among them: that is the alarms' affair. */
export type LightDates = Omit<DossierWatch, 'wakeAt'>;

/** When a promise turns blue and yellow; null where it goes from green to yellow, or knows neither colour. */
export interface PromiseDates {
  blueOn: string | null;
  yellowOn: string | null;
  dueOn: string;
}

/**
 * Of a promise of P days: blue when P - E is down to the limit, yellow from the share of P on and on the due day at the
 * latest, red after closing time of that day (dossier-rules 5.3). What is due the same day is green until it is late.
 */
export function promiseDates(clock: Clock, calendar: WorkingCalendar, rules: DossierRules): PromiseDates | null {
  const due = isRunning(clock) ? dueOn(clock, calendar) : null;
  if (due === null) return null;
  const days = clock.limitDays;
  if (days === 0) return { blueOn: null, yellowOn: null, dueOn: due };
  const left = days > rules.shortPromiseDays ? rules.blueDaysLeft : rules.blueDaysLeftShort;
  const blueDay = Math.max(1, days - left);
  // A product such as 0.9 x 10 may come out a little above 9.
  const yellowDay = Math.max(1, Math.min(days, Math.ceil(days * rules.yellowShare - 1e-9)));
  return {
    blueOn: blueDay < yellowDay ? dateOfElapsed(clock, calendar, blueDay) : null,
    yellowOn: dateOfElapsed(clock, calendar, yellowDay),
    dueOn: due,
  };
}

function runningDue(clock: Clock | null, calendar: WorkingCalendar): string | null {
  return isRunning(clock) ? dueOn(clock, calendar) : null;
}

function earliest(...dates: (string | null)[]): string | null {
  return dates.reduce((first, date) => (first === null || (date !== null && date < first) ? date : first), null);
}

/** All dates of a dossier that is not ended, from its clocks as they run now; a stopped clock gives none. */
export function lightDates(dossier: Dossier, calendar: WorkingCalendar, rules: DossierRules): LightDates {
  const { acceptance, promise, legal, step, issue } = dossier.clocks;
  const promised = promise === null ? null : promiseDates(promise, calendar, rules);
  const receipt = runningDue(acceptance, calendar);
  const issueDue = runningDue(issue, calendar);
  const stepDue = runningDue(step, calendar);
  const legalOn = runningDue(legal, calendar);
  const lateForward = step?.name === 'forward' ? stepDue : null;
  const bodies = dossier.tasks.map((task) => runningDue(task.clock, calendar));
  return {
    promisedOn: promised?.dueOn ?? null,
    legalOn,
    blueOn: promised?.blueOn ?? null,
    yellowOn: earliest(promised?.yellowOn ?? null, receipt, issueDue),
    yellowAfter: earliest(stepDue, ...bodies),
    redAfter: earliest(promised?.dueOn ?? null, receipt, lateForward),
    legalAfter: earliest(legalOn, issueDue),
  };
}

/** The colour at a moment: the gravest that applies. Lists ask the same of the recorded dates in their own language. */
export function colourOf(dates: LightDates, calendar: WorkingCalendar, at: number): LightColour {
  const past = (date: string | null) => date !== null && isPast(calendar, date, at);
  const today = dateAt(calendar, at);
  const reached = (date: string | null) => date !== null && date <= today;
  if (past(dates.legalAfter)) return 'red-legal';
  if (past(dates.redAfter)) return 'red';
  if (reached(dates.yellowOn) || past(dates.yellowAfter)) return 'yellow';
  if (reached(dates.blueOn)) return 'blue';
  const { yellowOn, yellowAfter, redAfter, legalAfter } = dates;
  return earliest(yellowOn, yellowAfter, redAfter, legalAfter) === null ? 'none' : 'green';
}

/** 灯: a pure function of the dossier, the calendar and the moment. */
export function lightOf(dossier: Dossier, calendar: WorkingCalendar, rules: DossierRules, at: number): LightColour {
  if (isEnded(dossier.standing.status)) return 'none';
  return colourOf(lightDates(dossier, calendar, rules), calendar, at);
}
