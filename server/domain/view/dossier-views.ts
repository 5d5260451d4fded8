import type { DossierRules } from '../../contract/dossier-rules.ts';
import type { DossierClockView, DossierLifeView, PublicDossier } from '../../contract/dossier-view.ts';
import { dateAt, dateOfDay, dayNumber, type WorkingCalendar } from '../calendar/calendar.ts';
import { type Clock, dueOn, elapsedDays, isRunning } from '../dossier/clocks.ts';
import { type Dossier, missingPapers } from '../dossier/dossier.ts';
import { lightDates, lightOf } from '../dossier/lights.ts';
import { sharablePapers } from '../dossier/offers.ts';
import { allowedNow } from '../dossier/rights.ts';

interface Setting {
  calendar: WorkingCalendar;
  rules: DossierRules;
}

function clockView(name: string, clock: Clock, calendar: WorkingCalendar, today: string): DossierClockView {
  const { limitDays, unit, ended, spans } = clock;
  const running = isRunning(clock);
  return {
    name,
    limitDays,
    unit,
    elapsedDays: elapsedDays(clock, calendar, today),
    running,
    ended,
    dueOn: running ? dueOn(clock, calendar) : null,
    spans: spans.map(({ from, to }) => ({ from, to })),
  };
}

/** The dossier's page for staff, but for its record. */
export function lifeView(dossier: Dossier, { calendar, rules }: Setting, at: number): Omit<DossierLifeView, 'steps'> {
  const today = dateAt(calendar, at);
  const { promisedOn, legalOn } = lightDates(dossier, calendar, rules);
  const { step } = dossier.clocks;
  const clocks = Object.entries(dossier.clocks).flatMap(([name, clock]: [string, Clock | null]) =>
    clock === null ? [] : [clockView(name === 'step' ? `step-${step?.name ?? ''}` : name, clock, calendar, today)],
  );
  return {
    version: dossier.version,
    claim: claimView(dossier),
    fee: dossier.terms.fee,
    extension: dossier.terms.crossDepartment
      ? { days: dossier.extendedDays, most: rules.jointExtensionDays, by: 'government' }
      : { days: dossier.extendedDays, most: rules.extensionDays, by: 'leader' },
    kind: dossier.terms.kind,
    light: lightOf(dossier, calendar, rules, at),
    promisedOn,
    legalOn,
    allowed: allowedNow(dossier),
    materials: [...dossier.terms.materials],
    missing: missingPapers(dossier),
    sharable: sharablePapers(dossier),
    fetchable: sharablePapers(dossier).filter((material) => dossier.terms.sources?.[material] !== undefined),
    copiesSaved: dossier.copiesSaved,
    visits: dossier.visits.length,
    clocks,
    tasks: dossier.tasks.map(({ body, clock, answer }) => ({
      body,
      dueOn: isRunning(clock) ? dueOn(clock, calendar) : null,
      agreed: answer?.agreed ?? null,
      ground: answer?.ground ?? null,
    })),
    cards: dossier.cards.map(
      ({ id, colour, cause, points, since, post, status, answer, appeal, ruling, proposal }) => ({
        id,
        colour,
        cause,
        points,
        since: new Date(since).toISOString(),
        post,
        status,
        answer,
        appeal,
        ruling,
        proposal,
      }),
    ),
    urges: dossier.urges.map(({ no, reason, department, status, exchange }) => ({
      no,
      reason,
      department,
      status,
      exchange: [...exchange],
    })),
  };
}

function claimView({ claim }: Dossier): DossierLifeView['claim'] {
  if (claim === null) return null;
  return { staff: claim.staff, covering: claim.covering, at: new Date(claim.at).toISOString() };
}

const publicLight = {
  none: 'none',
  green: 'green',
  blue: 'green',
  yellow: 'yellow',
  red: 'red',
  'red-legal': 'red',
} as const;

/** What whoever has number and query code may know; blue is the hall's own affair. */
export function publicView(
  dossier: Dossier,
  itemName: string,
  { calendar, rules }: Setting,
  at: number,
): PublicDossier {
  const { standing, terms } = dossier;
  return {
    no: dossier.no,
    item: { code: terms.item, name: itemName },
    status: standing.status,
    light: publicLight[lightOf(dossier, calendar, rules, at)],
    next: nextFor(dossier),
    ...publicDue(dossier, { calendar, rules }),
    bring: standing.status === 'correction' ? [...standing.shortcomings] : [],
    amount: standing.status === 'payment-due' ? standing.amount : null,
    counter: dossier.counter,
  };
}

/** The one date that whoever waits should know, and what it is the date of. */
function publicDue(dossier: Dossier, { calendar, rules }: Setting): Pick<PublicDossier, 'dueOn' | 'dueFor'> {
  const { standing, clocks, terms } = dossier;
  if (standing.status === 'correction')
    return { dueOn: dateOfDay(dayNumber(standing.since) + terms.limits.lapseDays), dueFor: 'papers' };
  const { promisedOn } = lightDates(dossier, calendar, rules);
  if (promisedOn !== null) return { dueOn: promisedOn, dueFor: 'promise' };
  for (const name of ['acceptance', 'superior', 'issue'] as const) {
    const clock = clocks[name];
    if (isRunning(clock)) return { dueOn: dueOn(clock, calendar), dueFor: name };
  }
  return { dueOn: null, dueFor: null };
}

function nextFor({ standing }: Dossier): PublicDossier['next'] {
  switch (standing.status) {
    case 'correction':
      return 'bring-papers';
    case 'payment-due':
      return 'pay';
    case 'issued':
      return 'collect';
    case 'refused-accept':
    case 'collected':
    case 'closed':
    case 'withdrawn':
    case 'lapsed':
    case 'archived':
      return 'done';
    default:
      return 'wait';
  }
}
