import { hash } from 'node:crypto';
import { type Actor, actorName } from './contract/actor.ts';
import type { Command } from './contract/commands.ts';
import type { Recorded } from './contract/events.ts';
import type { Handover, HandoverLine, Leave, LeaveDetail, LeaveToDecide } from './contract/leave.ts';
import type { LeaveCommand, LeaveEvent, LeaveInForce } from './contract/leave-events.ts';
import type { Post } from './contract/post.ts';
import { Refused } from './contract/refusal.ts';
import { staffName } from './contract/staff-name.ts';
import { leaveTexts } from './contract/texts/leave.ts';
import { dateAt, type WorkingCalendar } from './domain/calendar/calendar.ts';
import type { HallModel } from './domain/hall-model.ts';
import type { HallState } from './domain/hall-state.ts';
import { currentLists } from './domain/leave/current-lists.ts';
import { fitThirds } from './domain/leave/decide-ask.ts';
import { decideLeave, nextTurn, turnLeaves } from './domain/leave/decide-leave.ts';
import { custodyLines, heldLines } from './domain/leave/handover-lines.ts';
import type { LeaveContext } from './domain/leave/leave-context.ts';
import { applyLeave, emptyLeaves, type LeaveRecord, type LeaveState, leaveAt } from './domain/leave/leave-state.ts';
import { recheck } from './domain/leave/recheck.ts';
import { requireRelay } from './domain/leave/relay.ts';
import { isAfterHours } from './domain/leave/slots.ts';
import { handedTo } from './domain/leave/stand-in.ts';
import { leaveDetail, leaveView } from './domain/view/leave-view.ts';
import type { Journal } from './journal/journal.ts';

const stream = 'leave';
const clock: Actor = { kind: 'clock' };

export interface LeaveBookOptions {
  journal: Journal;
  model: HallModel;
  calendar: WorkingCalendar;
  newId(): string;
  /** The hall's present day. */
  day(): HallState;
  postsOn(date: string): Post[];
  /** Lines that open dossiers of a counter put on a handover list at a moment. */
  dossierLines(counter: number, at: number): HandoverLine[];
}

/**
 * Leaves and handovers, folded at start. As the day's book, it works inside the transaction that its owner has begun; when
 * that fails, `refold` reads the stream again.
 */
export class LeaveBook {
  readonly #options: LeaveBookOptions;
  #state: LeaveState = emptyLeaves();
  #nextTurn = Number.POSITIVE_INFINITY;
  /** Which day knew of which leaves when they were last compared. */
  #settledFor = '';
  #changes = 0;

  constructor(options: LeaveBookOptions) {
    this.#options = options;
    this.refold();
  }

  refold(): void {
    this.#state = emptyLeaves();
    for (const recorded of this.#options.journal.read(stream))
      applyLeave(this.#state, recorded as Recorded<LeaveEvent>);
    this.#changed();
  }

  #changed(): void {
    this.#nextTurn = nextTurn(this.#state);
    this.#changes += 1;
  }

  #context(at: number, actor: Actor): LeaveContext {
    const { model, newId, calendar, day, postsOn } = this.#options;
    return {
      at,
      actor,
      model,
      newId,
      hours: { calendar, rules: model.rules },
      postsOn,
      isAwayNow: (staff) => {
        const away = day().duty.whereabouts.get(staff)?.away ?? null;
        return away !== null && away.reason !== 'short';
      },
      lists: (leave) => this.#lists(leave, at),
      digest: (text) => hash('sha256', text, 'hex'),
    };
  }

  #lists(leave: LeaveRecord, at: number): Handover[] {
    const { dossierLines, day, model, postsOn } = this.#options;
    return currentLists(this.#state, leave, postsOn(leave.first.date), (post) => [
      ...custodyLines([leaveTexts.placeLine.zh, ...(model.posts.get(post.counter)?.custody ?? [])]),
      ...dossierLines(post.counter, at),
      ...heldLines(day(), post),
    ]);
  }

  #record(events: readonly LeaveEvent[], actor: Actor, at: number): Recorded[] {
    const recorded = this.#options.journal.append(stream, events, { at, by: actorName(actor), actingFor: null });
    for (const each of recorded) applyLeave(this.#state, each as Recorded<LeaveEvent>);
    if (recorded.length > 0) this.#changed();
    return recorded;
  }

  /** Decides and records. Throws `Refused`. */
  perform(command: LeaveCommand, actor: Actor, at: number): { recorded: Recorded[]; leave: string } {
    const events = decideLeave(this.#state, command, this.#context(at, actor));
    const recorded = this.#record(events, actor, at);
    const leave = command.type === 'ask-leave' ? events[0]?.leave : command.leave;
    if (leave === undefined) throw new Error('a leave was asked for without a trace');
    return { recorded, leave };
  }

  /** Lets leaves begin and end whose time has come; nothing when none has. */
  turn(at: number): Recorded[] {
    if (at < this.#nextTurn) return [];
    return this.#record(turnLeaves(this.#state, this.#context(at, clock)), clock, at);
  }

  /** The person is back before the time. */
  endEarly(leave: string, actor: Actor, at: number): Recorded[] {
    if (this.#state.leaves.get(leave)?.status !== 'begun') return [];
    return this.#record([{ type: 'LeaveEnded', leave, early: true }], actor, at);
  }

  /** The leaves that count now, or null when the day knows them all. A leave that is held back is asked about again. */
  unsettled(day: HallState, at: number): LeaveInForce[] | null {
    const inForce = this.#inForce(at);
    const settledFor = `${day.date} ${this.#changes}`;
    const taken = inForce.every(({ staff, leave }) => day.duty.whereabouts.get(staff)?.away?.leave === leave);
    if (taken && this.#settledFor === settledFor) return null;
    this.#settledFor = settledFor;
    return inForce;
  }

  #inForce(at: number): LeaveInForce[] {
    return [...this.#state.leaves.values()].flatMap((leave) => {
      if (leave.status !== 'begun' || at < leave.from || at >= leave.until) return [];
      const handedOver = [...leave.lists].flatMap(([counter, { confirmed }]) =>
        confirmed === null || confirmed.to === null ? [] : [{ counter, to: confirmed.to }],
      );
      const { id, staff, reason, until, planned, third } = leave;
      return [{ leave: id, staff, reason, until, planned, third, handedOver }];
    });
  }

  /** Whether absences count at a moment: while the hall is open. */
  isOpenAt(at: number, opensAt: number): boolean {
    const { calendar, model } = this.#options;
    return at >= opensAt && !isAfterHours({ calendar, rules: model.rules }, at);
  }

  /** Refuses a person who would leave a post before whoever takes over is there (先进后出, R3). */
  requireRelay(staff: string, at: number): void {
    const { calendar, model, day, postsOn } = this.#options;
    const hours = { calendar, rules: model.rules };
    requireRelay(this.#state, staff, at, { day: day(), model, hours, posts: postsOn(dateAt(calendar, at)) });
  }

  /** Who answered for a post by handover, and whether its holder was on leave at all; null where the holder was not. */
  standing(counter: number, holder: string, at: number): { to: string | null } | null {
    if (leaveAt(this.#state, holder, at) === null) return null;
    return { to: handedTo(this.#state, counter, holder, at) };
  }

  /** Posts in force on the local date of a moment. */
  postsAt(at: number): Post[] {
    return this.#options.postsOn(dateAt(this.#options.calendar, at));
  }

  readonly #nameOf = (staff: string): string => staffName(this.#options.model.file, staff);

  /** Leaves that touch the local dates from `from` to `until`, in the order of their beginning. */
  list(from: string, until: string, at: number): Leave[] {
    return [...this.#state.leaves.values()]
      .filter(({ first, last }) => first.date <= until && last.date >= from)
      .sort((left, right) => left.from - right.from || (left.id < right.id ? -1 : 1))
      .map((leave) => leaveView(leave, this.#lists(leave, at), this.#toDecide(leave, at), this.#nameOf));
  }

  #toDecide(leave: LeaveRecord, at: number): LeaveToDecide[] {
    const { calendar, model, postsOn } = this.#options;
    return recheck(this.#state, leave, { at, hours: { calendar, rules: model.rules }, model, postsOn });
  }

  /** Posts for which some leave is to be decided again, each once, with the earliest beginning of such a leave. */
  toDecide(at: number): { counter: number; from: number }[] {
    const earliest = new Map<number, number>();
    for (const leave of this.#state.leaves.values())
      for (const { counter } of this.#toDecide(leave, at))
        earliest.set(counter, Math.min(leave.from, earliest.get(counter) ?? Number.POSITIVE_INFINITY));
    return [...earliest].map(([counter, from]) => ({ counter, from }));
  }

  /** One leave with its lists as they stand. Throws `unknown-leave`. */
  detail(id: string, at: number): LeaveDetail {
    const leave = this.find(id);
    const thirds = leave.status === 'granted' ? fitThirds(this.#state, leave, this.#context(at, clock)) : [];
    return leaveDetail(leave, this.#lists(leave, at), this.#toDecide(leave, at), this.#nameOf, thirds);
  }

  /** As recorded. Throws `unknown-leave`. */
  find(id: string): Readonly<LeaveRecord> {
    const leave = this.#state.leaves.get(id);
    if (leave === undefined) throw new Refused('unknown-leave', { leave: id });
    return leave;
  }

  /** Lines that a post's list would have now. */
  openLines(counter: number, at: number): HandoverLine[] {
    return this.#options.dossierLines(counter, at);
  }
}

export function isLeaveCommand(command: Command): command is LeaveCommand {
  return 'leave' in command || command.type === 'ask-leave';
}
