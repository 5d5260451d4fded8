import type { Recorded } from '../../contract/events.ts';
import { Refused } from '../../contract/refusal.ts';
import type {
  StarAdjustment,
  StarCommand,
  StarDeduction,
  StarEvent,
  StarMonth,
  StarRecords,
  StarRule,
} from '../../contract/stars.ts';
import { addWorkingDays, type WorkingCalendar } from '../calendar/calendar.ts';
import { judgeMonth, type StarNames } from './score.ts';

export interface ClosedMonth {
  on: string;
  rule: StarRule;
  records: StarRecords;
}

/** Closed months and what supervisors added, folded from the stream `stars`. */
export interface StarState {
  closed: Map<string, ClosedMonth>;
  adjustments: { adjustment: StarAdjustment; at: number; by: string }[];
}

export const emptyStars = (): StarState => ({ closed: new Map(), adjustments: [] });

export function applyStars(state: StarState, { event, at, by }: Recorded<StarEvent>): void {
  if (event.type === 'StarsAdjusted') state.adjustments.push({ adjustment: event.adjustment, at, by });
  else state.closed.set(event.month, { on: event.on, rule: event.rule, records: event.records });
}

export interface StarContext {
  /** Local date. */
  today: string;
  calendar: WorkingCalendar;
  rule: StarRule;
  newId(): string;
  /** The month as the record has it now. */
  recordsOf(month: string): StarRecords;
  isStaff(staff: string): boolean;
}

const monthOf = (date: string) => date.slice(0, 'yyyy-MM'.length);

/** `2026-10` of `2026-11`. */
export function monthBefore(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, '0')}`;
}

/**
 * Closes a month that is over, or adds a bonus, a lifted or a further deduction to one. Throws `month-not-over`,
 * `month-closed`, `unknown-deduction`, `deduction-lifted`, `unknown-staff`.
 */
export function decideStars(state: StarState, command: StarCommand, context: StarContext): StarEvent[] {
  const { today, rule, recordsOf } = context;
  if (command.type === 'sweep-stars') return sweep(state, context);
  const { month } = command;
  if (command.type === 'close-star-month') {
    if (month >= monthOf(today)) throw new Refused('month-not-over', { month });
    if (state.closed.has(month)) throw new Refused('month-closed', { month });
    return [{ type: 'StarMonthClosed', month, on: today, rule, records: recordsOf(month) }];
  }
  if (month > monthOf(today)) throw new Refused('month-not-over', { month });
  const { adjustment, reason } = command;
  if (adjustment.kind === 'lift') requireLiftable(state, month, adjustment.deduction, recordsOf);
  else if (!context.isStaff(adjustment.staff)) throw new Refused('unknown-staff', { staff: adjustment.staff });
  return [{ type: 'StarsAdjusted', adjustment: { ...adjustment, id: context.newId(), month, reason } }];
}

function requireLiftable(
  state: StarState,
  month: string,
  deduction: string,
  recordsOf: StarContext['recordsOf'],
): void {
  const of = adjustmentsOf(state, month);
  const { deductions } = state.closed.get(month)?.records ?? recordsOf(month);
  const byHand = of.some((each) => each.kind === 'deduct' && `adjustment:${each.id}` === deduction);
  if (!byHand && !deductions.some(({ id }) => id === deduction)) throw new Refused('unknown-deduction', { deduction });
  if (of.some((each) => each.kind === 'lift' && each.deduction === deduction))
    throw new Refused('deduction-lifted', { deduction });
}

/** The month before closes by itself once the working days for looking into it are over. */
function sweep(state: StarState, { today, calendar, rule, recordsOf }: StarContext): StarEvent[] {
  const month = monthBefore(monthOf(today));
  const due = addWorkingDays(calendar, `${monthOf(today)}-01`, rule.closesAfterDays);
  if (today <= due || state.closed.has(month)) return [];
  const records = recordsOf(month);
  if (records.members.length === 0) return [];
  return [{ type: 'StarMonthClosed', month, on: today, rule, records }];
}

export function adjustmentsOf(state: StarState, month: string): StarAdjustment[] {
  return state.adjustments.flatMap(({ adjustment }) => (adjustment.month === month ? [adjustment] : []));
}

/** A month as the supervisor sees it: as it was frozen, or as the record has it now. */
export function starMonth(
  state: StarState,
  month: string,
  { today, rule, recordsOf }: Pick<StarContext, 'today' | 'rule' | 'recordsOf'>,
  names: StarNames,
): StarMonth {
  const closed = state.closed.get(month);
  const now = recordsOf(month);
  const judged = closed ?? { rule, records: now };
  const over = month < monthOf(today);
  return {
    month,
    state: closed === undefined ? (over ? 'over' : 'running') : 'closed',
    closedOn: closed?.on ?? null,
    rule: judged.rule,
    ...judgeMonth(judged.records, adjustmentsOf(state, month), judged.rule, names),
    changedSince: closed === undefined ? { added: [], gone: [] } : changes(closed.records.deductions, now.deductions),
    adjustments: state.adjustments.flatMap(({ adjustment, at, by }) =>
      adjustment.month === month
        ? [
            {
              id: adjustment.id,
              at: new Date(at).toISOString(),
              by,
              kind: adjustment.kind,
              reason: adjustment.reason,
            },
          ]
        : [],
    ),
    allowed: [...(over && closed === undefined ? (['close'] as const) : []), 'adjust'],
  };
}

function changes(frozen: readonly StarDeduction[], now: readonly StarDeduction[]): StarMonth['changedSince'] {
  const [before, after] = [new Set(frozen.map(({ id }) => id)), new Set(now.map(({ id }) => id))];
  return {
    added: now.filter(({ id }) => !before.has(id)),
    gone: [...before].filter((id) => !after.has(id)),
  };
}

/** Stars of the last closed month, by person and by counter. */
export interface StarsNow {
  month: string | null;
  ofStaff: ReadonlyMap<string, number>;
  ofCounter: ReadonlyMap<number, number>;
}

export function starsNow(state: StarState): StarsNow {
  const month = [...state.closed.keys()].sort().at(-1);
  const closed = month === undefined ? undefined : state.closed.get(month);
  if (month === undefined || closed === undefined) return { month: null, ofStaff: new Map(), ofCounter: new Map() };
  const plain = { person: (staff: string) => staff, counter: (no: number) => String(no) };
  const { people, counters } = judgeMonth(closed.records, adjustmentsOf(state, month), closed.rule, plain);
  return {
    month,
    ofStaff: new Map(people.flatMap(({ key, stars }) => (stars === null ? [] : [[key, stars]]))),
    ofCounter: new Map(counters.flatMap(({ key, stars }) => (stars === null ? [] : [[Number(key), stars]]))),
  };
}
