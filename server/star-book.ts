import { type Actor, actorName } from './contract/actor.ts';
import type { Recorded } from './contract/events.ts';
import type { Leave } from './contract/leave.ts';
import { staffName } from './contract/staff-name.ts';
import {
  countyStarRule,
  type StarCommand,
  type StarEvent,
  type StarMember,
  type StarMonth,
  type StarRecords,
} from './contract/stars.ts';
import { halfDaysOff, judgeDay } from './domain/attendance/day-sheet.ts';
import { dateAt, startOf, type WorkingCalendar } from './domain/calendar/calendar.ts';
import type { HallModel } from './domain/hall-model.ts';
import {
  type AttendanceRecord,
  attendanceDeductions,
  cardDeductions,
  inspectionDeductions,
  ratingDeductions,
} from './domain/stars/deductions.ts';
import {
  applyStars,
  decideStars,
  emptyStars,
  type StarContext,
  type StarState,
  type StarsNow,
  starMonth,
  starsNow,
} from './domain/stars/star-state.ts';
import type { FollowUpBook } from './follow-up-book.ts';
import type { InspectionBook } from './inspection-book.ts';
import { cardsGiven } from './journal/card-table.ts';
import type { Journal } from './journal/journal.ts';
import { presenceRows } from './journal/presence-table.ts';

const stream = 'stars';

export interface StarParts {
  journal: Journal;
  model: HallModel;
  calendar: WorkingCalendar;
  newId: () => string;
  followUps: Pick<FollowUpBook, 'list'>;
  inspections: Pick<InspectionBook, 'states'>;
  leaves(from: string, until: string, at: number): Leave[];
}

/**
 * 星级服务竞赛, month by month: judged from the record, frozen when a month is closed. Folded at start, inside the
 * transaction that its owner has begun.
 */
export class StarBook {
  readonly #parts: StarParts;
  #state: StarState = emptyStars();
  #now: StarsNow = starsNow(this.#state);

  constructor(parts: StarParts) {
    this.#parts = parts;
    this.refold();
  }

  refold(): void {
    this.#state = emptyStars();
    for (const recorded of this.#parts.journal.read(stream)) applyStars(this.#state, recorded as Recorded<StarEvent>);
    this.#now = starsNow(this.#state);
  }

  /** Stars of the last closed month. */
  get now(): StarsNow {
    return this.#now;
  }

  /** Decides and records. Throws `Refused`. */
  perform(command: StarCommand, actor: Actor, at: number, recorded: Recorded[]): StarMonth | { recorded: number } {
    const events = decideStars(this.#state, command, this.#context(at));
    const own = this.#parts.journal.append(stream, events, { at, by: actorName(actor), actingFor: null });
    for (const each of own) applyStars(this.#state, each as Recorded<StarEvent>);
    if (own.length > 0) this.#now = starsNow(this.#state);
    recorded.push(...own);
    return command.type === 'sweep-stars' ? { recorded: own.length } : this.month(command.month, at);
  }

  /** A month as it stands at a moment. */
  month(month: string, at: number): StarMonth {
    const { model } = this.#parts;
    return starMonth(this.#state, month, this.#context(at), {
      person: (staff) => staffName(model.file, staff),
      counter: (no) => model.counters.get(no)?.name ?? String(no),
    });
  }

  #context(at: number): StarContext {
    const { model, calendar, newId } = this.#parts;
    return {
      today: dateAt(calendar, at),
      calendar,
      rule: model.file.stars ?? countyStarRule,
      newId,
      recordsOf: (month) => this.#recordsOf(month, at),
      isStaff: (staff) => model.file.staff.some(({ id }) => id === staff),
    };
  }

  /** Everything that a month is judged by, as the record has it. */
  #recordsOf(month: string, at: number): StarRecords {
    const { journal, model, calendar, followUps, inspections } = this.#parts;
    const rule = model.file.stars ?? countyStarRule;
    const within = (date: string) => date.startsWith(`${month}-`);
    const days = this.#attendance(month, at);
    const dayMs = 86_400_000;
    const cards = cardsGiven(
      journal.database,
      startOf(calendar, `${month}-01`),
      startOf(calendar, `${month}-28`) + 4 * dayMs,
    )
      .map((card) => ({ ...card, on: dateAt(calendar, card.at) }))
      .filter(({ on }) => within(on));
    const rated = followUps
      .list(at)
      .reverse()
      .map(({ id, openedAt, staff, counter, finding }) => {
        return { id, on: dateAt(calendar, Date.parse(openedAt)), staff, counter, finding };
      })
      .filter(({ on }) => within(on));
    const checks = [...inspections.states()].flatMap(({ inspected, takenBackAt }) =>
      within(inspected.on) ? [{ ...inspected, takenBack: takenBackAt !== null }] : [],
    );
    return {
      members: membersOf(days),
      deductions: [
        ...attendanceDeductions(days, rule),
        ...inspectionDeductions(checks, rule),
        ...cardDeductions(cards, rule),
        ...ratingDeductions(rated, rule),
      ],
    };
  }

  #attendance(month: string, at: number): (AttendanceRecord & { there: boolean })[] {
    const { journal, model, calendar, leaves } = this.#parts;
    const [from, until] = [`${month}-01`, `${month}-31`];
    const hours = { calendar, rules: model.rules };
    const off = halfDaysOff(leaves(from, until, at), hours);
    return presenceRows(journal.database, from, until).map(({ date, staff, figures }) => {
      const slots = new Set(off.get(staff)?.keys() ?? []);
      const judged = judgeDay(date, figures, slots, { hours, now: at });
      return { ...judged, date, staff, counter: figures.post, there: figures.in !== null };
    });
  }
}

/** Whoever holds a post or was there; with the counter held last. */
function membersOf(days: readonly (AttendanceRecord & { there: boolean })[]): StarMember[] {
  const members = new Map<string, StarMember>();
  for (const { staff, counter, there } of days) {
    const known = members.get(staff) ?? { staff, days: 0, counter: null };
    members.set(staff, { staff, days: known.days + (there ? 1 : 0), counter: counter ?? known.counter });
  }
  return [...members.values()].filter(({ days: own, counter }) => own > 0 || counter !== null);
}

export function isStarCommand(command: { type: string }): command is StarCommand {
  return ['close-star-month', 'adjust-stars', 'sweep-stars'].includes(command.type);
}
