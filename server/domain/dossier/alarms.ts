import type { ClockDossierCommand, DossierLifeCommand } from '../../contract/dossier-commands.ts';
import type { CardDue } from '../../contract/dossier-events.ts';
import { isEnded } from '../../contract/dossier-life.ts';
import type { DossierRules } from '../../contract/dossier-rules.ts';
import { closingOf, dateOfDay, dayNumber, startOf, type WorkingCalendar } from '../calendar/calendar.ts';
import { type Clock, dueOn, isRunning } from './clocks.ts';
import type { Dossier, JointTask } from './dossier.ts';
import { promiseDates } from './lights.ts';

/** What the clock has to do with a dossier, and from which moment on, epoch milliseconds. */
export interface Alarm {
  at: number;
  command: ClockDossierCommand | Extract<DossierLifeCommand, { type: 'notify-card' }>;
}

interface Setting {
  calendar: WorkingCalendar;
  rules: DossierRules;
}

/**
 * Everything the clock will have to do as the dossier stands now and has not done yet, in the order of time. A date on
 * which something falls due is over at closing time.
 */
export function alarmsOf(dossier: Dossier, setting: Setting): Alarm[] {
  const cards = [
    ...dossier.breaches.map(({ key, colour, cause, at, body }) => ({ key, colour, cause, since: at, body })),
    ...(isEnded(dossier.standing.status) ? [] : runningCards(dossier, setting)),
  ];
  const given = new Set(dossier.cards.map((card) => card.key));
  const alarms: Alarm[] = [
    ...effects(dossier, setting),
    ...cards
      .filter((card) => !given.has(card.key))
      .map((card): Alarm => ({ at: card.since, command: { type: 'issue-card', card } })),
    ...dossier.cards
      .filter((card) => card.status === 'issued')
      .map((card): Alarm => ({ at: card.since, command: { type: 'notify-card', card: card.id } })),
  ];
  return alarms.sort((left, right) => left.at - right.at);
}

/** One millisecond after closing time: the first moment that is late. */
function lateFrom(calendar: WorkingCalendar, date: string): number {
  return closingOf(calendar, date) + 1;
}

/** What changes the dossier by the mere passing of time: deemed accepted, lapsed, silence counted. */
function effects(dossier: Dossier, { calendar, rules }: Setting): Alarm[] {
  const { standing, clocks, terms } = dossier;
  if (standing.status === 'correction') {
    const lastDay = dayNumber(standing.since) + terms.limits.lapseDays;
    return [{ at: startOf(calendar, dateOfDay(lastDay + 1)), command: { type: 'lapse' } }];
  }
  const receipt = runningDue(clocks.acceptance, calendar);
  if (receipt !== null) return [{ at: lateFrom(calendar, receipt), command: { type: 'deem-accepted' } }];
  if (standing.status !== 'joint') return [];
  return dossier.tasks.flatMap((task): Alarm[] => {
    const due = runningDue(task.clock, calendar);
    if (due === null || !silenceConsents(dossier, task, rules)) return [];
    return [{ at: lateFrom(calendar, due), command: { type: 'count-silence', body: task.body } }];
  });
}

/** The item must allow it, and the silent body must not be one whose consent may never be presumed. */
export function silenceConsents(dossier: Dossier, task: JointTask, rules: DossierRules): boolean {
  return dossier.terms.silenceIsConsent && !rules.silenceNeverOf.includes(task.body.slice(0, 2));
}

function runningDue(clock: Clock | null, calendar: WorkingCalendar): string | null {
  return isRunning(clock) ? dueOn(clock, calendar) : null;
}

/** Cards by clocks that run. The date stands in the key: after a halt or an extension a new date is a new cause. */
function runningCards(dossier: Dossier, { calendar, rules }: Setting): CardDue[] {
  const { promise, legal, step, issue } = dossier.clocks;
  const cards: CardDue[] = [];
  const morningOf = (date: string) => startOf(calendar, date) + rules.morningCardMinute * 60_000;
  const from = (colour: CardDue['colour'], cause: string, date: string | null) => {
    if (date !== null)
      cards.push({ key: `${cause}:${colour}:${date}`, colour, cause, since: morningOf(date), body: null });
  };
  const after = (colour: CardDue['colour'], cause: string, date: string | null, body: string | null = null) => {
    if (date === null) return;
    const key = [cause, colour, date, ...(body === null ? [] : [body])].join(':');
    cards.push({ key, colour, cause, since: lateFrom(calendar, date), body });
  };
  const promised = promise === null ? null : promiseDates(promise, calendar, rules);
  from('blue', 'promise', promised?.blueOn ?? null);
  from('yellow', 'promise', promised?.yellowOn ?? null);
  after('red', 'promise', promised?.dueOn ?? null);
  after('red-legal', 'legal', runningDue(legal, calendar));
  after('red-legal', 'issue', runningDue(issue, calendar));
  if (step !== null) after(step.name === 'forward' ? 'red' : 'yellow', `step-${step.name}`, runningDue(step, calendar));
  for (const task of dossier.tasks) after('red', 'joint', runningDue(task.clock, calendar), task.body);
  return cards;
}
