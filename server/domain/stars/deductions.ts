import type { FollowUpFinding } from '../../contract/follow-up.ts';
import type { InspectionAspect } from '../../contract/inspection.ts';
import type { StarCause, StarDeduction, StarPart, StarRule } from '../../contract/stars.ts';
import type { JudgedDay } from '../attendance/day-sheet.ts';

/** A card as its table has it; `on` is the local date. Points are negative or 0, as the card names them. */
export interface CardRecord {
  id: string;
  no: string;
  on: string;
  colour: string;
  cause: string;
  points: number;
  counter: number | null;
  staff: string | null;
  status: string;
}
export interface FollowUpRecord {
  id: string;
  on: string;
  staff: string;
  counter: number;
  finding: FollowUpFinding | null;
}
export interface AttendanceRecord extends JudgedDay {
  date: string;
  staff: string;
  counter: number | null;
}
export interface InspectionRecord {
  id: string;
  on: string;
  aspect: InspectionAspect;
  good: boolean;
  takenBack: boolean;
  counter: number;
  staff: string | null;
}

const partOf: Record<StarCause, StarPart> = {
  late: 'attendance',
  early: 'attendance',
  absent: 'attendance',
  dress: 'dress',
  discipline: 'discipline',
  presence: 'discipline',
  'rating-upheld': 'satisfaction',
  'rating-partly': 'satisfaction',
};

/** Cards that stand: withdrawn ones cost nothing, one under appeal costs until it is decided. Blue ones cost by their points. */
export function cardDeductions(cards: readonly CardRecord[], rule: StarRule): StarDeduction[] {
  return cards.flatMap((card): StarDeduction[] => {
    const points = Math.abs(card.points);
    if (card.status === 'withdrawn' || (card.colour === 'blue' && points === 0)) return [];
    return [
      {
        id: `card:${card.colour}:${card.id}`,
        on: card.on,
        staff: card.staff,
        counter: card.counter,
        part: rule.qualityCauses.includes(card.cause) ? 'quality' : 'time-limits',
        cause: `card-${card.colour}`,
        points,
        source: { kind: 'card', id: card.id, dossier: card.no, link: `/counter-ui/dossier/${card.no}` },
        pending: card.status === 'appealed',
      },
    ];
  });
}

/** Poor ratings that the follow-up found to be true, wholly or in part. */
export function ratingDeductions(followUps: readonly FollowUpRecord[], rule: StarRule): StarDeduction[] {
  return followUps.flatMap(({ id, on, staff, counter, finding }) => {
    if (finding !== 'upheld' && finding !== 'partly') return [];
    const source = { kind: 'follow-up' as const, id, link: `/counter-ui/ratings?id=${id}` };
    return [deduction(`follow-up:${id}`, `rating-${finding}`, { on, staff, counter, source }, rule)];
  });
}

/** Late, early and absent days. */
export function attendanceDeductions(days: readonly AttendanceRecord[], rule: StarRule): StarDeduction[] {
  return days.flatMap(({ date, staff, counter, state, lateMinutes, earlyMinutes }) => {
    const causes: StarCause[] = [
      ...(state === 'absent' ? (['absent'] as const) : []),
      ...(lateMinutes > 0 ? (['late'] as const) : []),
      ...(earlyMinutes > 0 ? (['early'] as const) : []),
    ];
    const link = `/counter-ui/reports?tab=attendance&from=${date}&until=${date}`;
    const source = { kind: 'attendance' as const, id: date, link };
    return causes.map((cause) =>
      deduction(`attendance:${date}:${staff}:${cause}`, cause, { on: date, staff, counter, source }, rule),
    );
  });
}

/** Findings of the daily inspection that nobody took back. */
export function inspectionDeductions(checks: readonly InspectionRecord[], rule: StarRule): StarDeduction[] {
  return checks.flatMap(({ id, on, aspect, good, takenBack, counter, staff }) => {
    if (good || takenBack) return [];
    const source = { kind: 'inspection' as const, id, link: `/counter-ui/inspection?date=${on}` };
    return [deduction(`inspection:${id}`, aspect, { on, staff, counter, source }, rule)];
  });
}

function deduction(
  id: string,
  cause: StarCause,
  where: Pick<StarDeduction, 'on' | 'staff' | 'counter' | 'source'>,
  rule: StarRule,
): StarDeduction {
  return { id, cause, part: partOf[cause], points: rule.costs[cause], pending: false, ...where };
}
