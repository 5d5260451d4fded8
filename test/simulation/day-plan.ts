import type { AwayReason } from '../../server/contract/post.ts';
import type { TicketClass } from '../../server/contract/ticket.ts';
import { Chance } from './random.ts';
import type { Scenario } from './scenario.ts';

export const minuteMs = 60_000;

/** Opening hours in minutes after midnight: half a day in the morning, half in the afternoon. */
export const shifts = [
  { opens: 8 * 60 + 30, closes: 12 * 60 },
  { opens: 14 * 60, closes: 17 * 60 + 30 },
] as const;

/** Percent of the day's arrivals per half hour of the two shifts (hall-rules, section 7). */
const arrivals = [
  [10, 15, 14, 11, 7, 4, 1],
  [6, 9, 9, 6, 5, 2.5, 0.5],
] as const;

export interface PlannedVisitor {
  /** Minutes after midnight. */
  arrives: number;
  service: string;
  class: TicketClass;
  /** Not there at the first call. */
  missesCall: boolean;
  /** Minutes after the missed call when the visitor reports; null: never. */
  reportsAfter: number | null;
  /** What A of the post would take. */
  serviceMinutes: number;
}

/** One absence within one shift, in minutes after midnight. */
export interface PlannedAbsence {
  staff: string;
  reason: AwayReason;
  begins: number;
  ends: number;
}

/** Everything about a day that does not depend on how the hall is run. */
export interface DayPlan {
  visitors: readonly PlannedVisitor[];
  absences: readonly PlannedAbsence[];
}

/** The same seed and day give the same people at the same minutes, whatever the strategy. */
export function planDay(scenario: Scenario, seed: number, day: number): DayPlan {
  return { visitors: planVisitors(scenario, seed, day), absences: planAbsences(scenario, seed, day) };
}

function planVisitors(scenario: Scenario, seed: number, day: number): PlannedVisitor[] {
  const chance = new Chance(seed, day, 'visitors');
  const weights = scenario.demands.map((demand) => demand.share);
  const factor = scenario.weekdays[day % scenario.weekdays.length] ?? 1;
  const whole = arrivals.flat().reduce((sum, percent) => sum + percent, 0);
  const visitors: PlannedVisitor[] = [];
  for (const [shift, halfHours] of arrivals.entries())
    for (const [index, percent] of halfHours.entries()) {
      const count = chance.poisson((scenario.visitsPerDay * factor * percent) / whole);
      const from = (shifts[shift]?.opens ?? 0) + index * 30;
      for (let each = 0; each < count; each += 1)
        visitors.push(planVisitor(scenario, weights, chance, from + 30 * chance.next()));
    }
  return visitors.sort((left, right) => left.arrives - right.arrives);
}

function planVisitor(scenario: Scenario, weights: readonly number[], chance: Chance, arrives: number): PlannedVisitor {
  const demand = scenario.demands[chance.index(weights)];
  if (demand === undefined) throw new Error('a scenario needs something that people come for');
  return {
    arrives,
    service: demand.service,
    class: chance.happens(scenario.green) ? 'green' : 'ordinary',
    missesCall: chance.happens(scenario.noShow),
    reportsAfter: chance.happens(scenario.comesBack) ? chance.between(2, 15) : null,
    serviceMinutes: Math.max(0.5, chance.logNormal(demand.meanMinutes, demand.sigma)),
  };
}

function planAbsences(scenario: Scenario, seed: number, day: number): PlannedAbsence[] {
  const { habits } = scenario;
  return scenario.file.staff.flatMap(({ id }) => {
    const chance = new Chance(seed, day, 'absence', id);
    if (chance.happens(habits.leaveDay))
      return shifts.map(({ opens, closes }) => ({ staff: id, reason: 'leave' as const, begins: opens, ends: closes }));
    const wanted = [
      ...times(chance, 'meeting', habits.meetingsPerDay, habits.meetingMinutes),
      ...times(chance, 'site', habits.sitesPerDay, habits.siteMinutes),
      ...times(chance, 'short', habits.exitsPerDay, habits.exitMinutes),
    ];
    return withoutOverlap(wanted.map((each) => ({ staff: id, ...each })));
  });
}

function times(
  chance: Chance,
  reason: AwayReason,
  perDay: number,
  minutes: readonly [number, number],
): { reason: AwayReason; begins: number; ends: number }[] {
  return Array.from({ length: chance.poisson(perDay) }, () => {
    const { opens, closes } = shifts[chance.happens(0.5) ? 0 : 1];
    const begins = chance.between(opens + 5, closes - 10);
    return { reason, begins, ends: Math.min(closes, begins + chance.between(...minutes)) };
  });
}

/** Nobody is away twice at once: the absence that begins later is left out. */
function withoutOverlap(absences: PlannedAbsence[]): PlannedAbsence[] {
  absences.sort((left, right) => left.begins - right.begins);
  let free = 0;
  return absences.filter(({ begins, ends }) => {
    if (begins < free) return false;
    free = ends;
    return true;
  });
}

/** Share of the staff's working time that the plan takes away. */
export function absentShare(scenario: Scenario, plan: DayPlan): number {
  const holders = new Set(scenario.file.posts.map((post) => post.a));
  const away = plan.absences
    .filter(({ staff }) => holders.has(staff))
    .reduce((sum, { begins, ends }) => sum + ends - begins, 0);
  return away / (holders.size * shifts.reduce((sum, { opens, closes }) => sum + closes - opens, 0));
}
