import type { Actor } from './contract/actor.ts';
import type { Command } from './contract/commands.ts';
import type { DossierRules } from './contract/dossier-rules.ts';
import type { DossierAnswer } from './contract/dossier-view.ts';
import type { Recorded } from './contract/events.ts';
import type { FollowUp, FollowUpCommand } from './contract/follow-up.ts';
import type { FormCommand } from './contract/form.ts';
import { formById } from './contract/form-lookup.ts';
import type { Inspection } from './contract/inspection.ts';
import type { LeaveDetail } from './contract/leave.ts';
import type { LeaveCommand } from './contract/leave-events.ts';
import type { PostChange, PostChangeCommand } from './contract/post-change.ts';
import type { StarMonth } from './contract/stars.ts';
import type { TakenTicket } from './contract/ticket.ts';
import { DayBook } from './day-book.ts';
import { type DeskAnswer, DeskBook, type DeskCommand, isDeskCommand } from './desk-book.ts';
import type { WorkingCalendar } from './domain/calendar/calendar.ts';
import type { Forecast } from './domain/forecast/forecast.ts';
import type { HallModel } from './domain/hall-model.ts';
import type { HallState } from './domain/hall-state.ts';
import { type Answer, answerOf } from './domain/view/answer.ts';
import { DossierBook } from './dossier-book.ts';
import { FollowUpBook } from './follow-up-book.ts';
import { idMaker } from './id-maker.ts';
import { InspectionBook, isInspectionCommand } from './inspection-book.ts';
import type { Journal } from './journal/journal.ts';
import { isLeaveCommand, LeaveBook } from './leave-book.ts';
import { PostBook } from './post-book.ts';
import { isStarCommand, StarBook } from './star-book.ts';

export interface HallBookOptions {
  journal: Journal;
  model: HallModel;
  now(): number;
  calendar: WorkingCalendar;
  rules: DossierRules | undefined;
  forecast: Forecast | undefined;
  dayBegins?(date: string): void;
  coming?(): HallModel;
}

export type BookAnswer =
  | Answer
  | DossierAnswer
  | PostChange
  | FollowUp
  | LeaveDetail
  | DeskAnswer
  | Inspection
  | StarMonth;

const clock: Actor = { kind: 'clock' };

/** People who came or went by these events; `clerk` is whoever had the counter that a command closes. */
function whoMoved(recorded: readonly Recorded[], clerk: string | null): string[] {
  const moved = recorded.flatMap(({ event }) => {
    switch (event.type) {
      case 'StaffWentAway':
      case 'StaffCameBack':
      case 'StaffSignedIn':
      case 'StaffSignedOut':
      case 'CounterOpened':
        return [event.staff];
      case 'CounterClosed':
        return clerk === null ? [] : [clerk];
      default:
        return [];
    }
  });
  return [...new Set(moved)];
}

/**
 * All books of the hall bound together: which of them a command belongs to. All of it happens inside the transaction that the owner has
 * begun; when that fails, `refold` reads everything again from the journal.
 */
export class HallBook {
  readonly posts: PostBook;
  readonly followUps: FollowUpBook;
  readonly dossiers: DossierBook;
  readonly leaves: LeaveBook;
  readonly desk: DeskBook;
  readonly inspections: InspectionBook;
  readonly stars: StarBook;
  readonly #journal: Journal;
  readonly #model: HallModel;
  readonly #day: DayBook;
  readonly #forecast: Forecast | undefined;

  constructor({ journal, model, now, calendar, rules, forecast, dayBegins, coming }: HallBookOptions) {
    this.#forecast = forecast;
    this.#journal = journal;
    const newId = idMaker(now);
    const day = () => this.#day.state;
    const postsOn = (date: string) => this.posts.on(date);
    this.#model = model;
    this.posts = new PostBook({ journal, model, coming: coming ?? (() => model), newId });
    this.followUps = new FollowUpBook({ journal, model, newId, calendar });
    this.#day = new DayBook({ journal, model, now, newId, postsOn, forecast, dayBegins });
    this.desk = new DeskBook({ journal, model, calendar, newId, today: () => day().date });
    this.dossiers = new DossierBook({ journal, model, newId, calendar, rules, day });
    const dossierLines = (counter: number, at: number) => this.dossiers.handoverLines(counter, at);
    this.leaves = new LeaveBook({ journal, model, calendar, newId, day, postsOn, dossierLines });
    this.inspections = new InspectionBook({ journal, model, calendar, newId, day, postsOn });
    this.stars = new StarBook({
      journal,
      model,
      calendar,
      newId,
      followUps: this.followUps,
      inspections: this.inspections,
      leaves: (from, until, at) => this.leaves.list(from, until, at),
    });
  }

  get state(): HallState {
    return this.#day.state;
  }

  /** The record's present moment; never smaller than that of the event before. */
  moment(): number {
    return this.#day.moment();
  }

  refold(): void {
    this.#day.refold();
    this.dossiers.forget();
    this.posts.refold();
    this.followUps.refold();
    this.leaves.refold();
    this.desk.refold();
    this.inspections.refold();
    this.stars.refold();
  }

  /** What the clock owes the record before a command is decided: the turn of the day, and leaves that begin or end. */
  turn(at: number, atStart: boolean, recorded: Recorded[]): void {
    const ending = this.state;
    recorded.push(...this.#day.turnDay(at, atStart));
    if (ending !== this.state) this.#forgetForms(ending);
    this.#keepLeaves(at, recorded);
  }

  /** What was filled in and never filed is gone with the day it was filled in on. */
  #forgetForms({ forms }: HallState): void {
    for (const { person } of forms.values()) this.#journal.erasePerson(person);
    this.state.endedFormCodes = new Set(forms.keys());
  }

  /** The words of a form are kept beside the record for as long as somebody needs them. */
  #keepForm(command: FormCommand, own: readonly Recorded[], at: number): void {
    for (const { event } of own) {
      if (event.type === 'FormPassed' && command.type === 'pass-form')
        this.#journal.keepPerson({ id: event.person, data: JSON.stringify(command.values) }, at);
      if (event.type === 'FormFiled') this.#journal.erasePerson(formById(this.state, event.id).person);
    }
  }

  /**
   * The day's own record says which leaves count. Level by level rather than step by step: whatever the day does not know yet
   * it is told, after a restart and on each new day.
   */
  #keepLeaves(at: number, recorded: Recorded[]): void {
    recorded.push(...this.leaves.turn(at));
    const inForce = this.leaves.unsettled(this.state, at);
    if (inForce === null) return;
    const own = this.#day.perform({ type: 'keep-leaves', inForce }, clock, at);
    recorded.push(...own);
    if (own.length > 0) this.#settleCovers({ type: 'settle-covers' }, at, recorded);
  }

  /** Nobody stands in before the hall opens or after it has closed. */
  #settleCovers(command: Extract<Command, { type: 'settle-covers' }>, at: number, recorded: Recorded[]): void {
    if (!this.state.opened || !this.leaves.isOpenAt(at, this.state.opensAt)) return;
    recorded.push(...this.#day.perform(command, clock, at));
  }

  /** Hands the command to the book it belongs to and says what to answer. What is recorded is added to `recorded`. */
  perform(command: Command, actor: Actor, at: number, recorded: Recorded[]): BookAnswer {
    if (command.type === 'follow-up' || command.type === 'sweep-follow-ups')
      return this.#followUp(command, actor, at, recorded);
    if (command.type === 'dossier') {
      this.dossiers.perform(command, actor, at, recorded);
      return this.dossiers.answer(command.no, at);
    }
    if (command.type === 'propose-posts' || command.type === 'approve-posts' || command.type === 'reject-posts')
      return this.#changePosts(command, actor, at, recorded);
    if (isDeskCommand(command)) return this.#performDesk(command, actor, at, recorded);
    if (isInspectionCommand(command)) return this.inspections.perform(command, actor, at, recorded);
    if (isStarCommand(command)) return this.stars.perform(command, actor, at, recorded);
    if (isLeaveCommand(command)) return this.#changeLeave(command, actor, at, recorded);
    if (actor.kind === 'staff' && (command.type === 'sign-out' || this.#closesOwn(command, actor.staff)))
      this.leaves.requireRelay(actor.staff, at);
    const clerk = command.type === 'close' ? (this.state.counters.get(command.counter)?.staff ?? null) : null;
    const own =
      command.type === 'lodge-dossier'
        ? this.dossiers.lodge(command, actor, at)
        : this.#day.perform(command, actor, at);
    if (command.type === 'pass-form' || command.type === 'file-form') this.#keepForm(command, own, at);
    // A poor rating and its follow-up are recorded together or not at all.
    if (command.type === 'rate') own.push(...this.followUps.open(own, command.contact));
    recorded.push(...own);
    // B is told in the moment A goes, and A has the post again in the moment of coming back (R2).
    const moved = whoMoved(own, clerk);
    if (moved.length > 0) this.#settleCovers({ type: 'settle-covers', moved }, at, recorded);
    for (const { event } of own)
      if (event.type === 'StaffCameBack' && event.leave !== undefined)
        recorded.push(...this.leaves.endEarly(event.leave, actor, at));
    return answerOf(this.state, this.#model, command, own, at, this.#forecast);
  }

  #followUp(command: FollowUpCommand, actor: Actor, at: number, recorded: Recorded[]): Answer | FollowUp {
    const own = this.followUps.perform(command, actor, at);
    recorded.push(...own);
    const found = command.type === 'follow-up' ? this.followUps.find(command.id, at) : undefined;
    return found ?? { recorded: own.length };
  }

  #performDesk(command: DeskCommand, actor: Actor, at: number, recorded: Recorded[]): DeskAnswer {
    return this.desk.perform(command, actor, at, recorded, (take) => {
      const taken = this.#day.perform(take, actor, at);
      recorded.push(...taken);
      return answerOf(this.state, this.#model, take, taken, at) as TakenTicket;
    });
  }

  #closesOwn(command: Command, staff: string): boolean {
    return command.type === 'close' && this.state.counters.get(command.counter)?.staff === staff;
  }

  /** What a leave changes holds at once: a handover that is confirmed late, or a leave that is given up. */
  #changeLeave(command: LeaveCommand, actor: Actor, at: number, recorded: Recorded[]): LeaveDetail {
    const { recorded: own, leave } = this.leaves.perform(command, actor, at);
    recorded.push(...own);
    this.#keepLeaves(at, recorded);
    return this.leaves.detail(leave, at);
  }

  /** A change that is approved for today is in force at once, and the day's own record says so. */
  #changePosts(command: PostChangeCommand, actor: Actor, at: number, recorded: Recorded[]): PostChange {
    const { recorded: own, change, inForce } = this.posts.perform(command, actor, at, this.state.date);
    recorded.push(...own);
    if (inForce.length > 0)
      recorded.push(...this.#day.perform({ type: 'change-posts', posts: inForce, change: change.id }, actor, at));
    return change;
  }
}
