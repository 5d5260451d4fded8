import type { Actor } from '../../server/contract/actor.ts';
import type { TicketClass } from '../../server/contract/ticket.ts';
import type { Forecaster } from '../../server/domain/forecast/forecast.ts';
import { hallModel } from '../../server/domain/hall-model.ts';
import type { Counter } from '../../server/domain/hall-state.ts';
import { chooseNext, countAhead, countersOfService, openAmong } from '../../server/domain/routing/next.ts';
import { serviceOf, type Ticket } from '../../server/domain/ticket/ticket.ts';
import { Agenda } from './agenda.ts';
import { type DayPlan, minuteMs, type PlannedAbsence, type PlannedVisitor, shifts } from './day-plan.ts';
import type { Scenario } from './scenario.ts';
import { SimulatedHall } from './simulated-hall.ts';
import { Staff } from './staff.ts';
import type { Strategy } from './strategies.ts';

const kiosk: Actor = { kind: 'terminal', terminal: 'kiosk-1' };
const secondMs = 1000;
/** How long a clerk looks for somebody who does not come. */
const patienceMs = 60 * secondMs;
/** From the call to the chair; part of the service time. */
const walkMs = 15 * secondMs;
const watchMs = 30 * secondMs;
/** Nobody is called later than this after closing: whoever has a number is served while somebody is there to do it. */
const overtimeMostMinutes = 240;

/** What became of one visitor. Times are epoch milliseconds. */
export interface Visit {
  service: string;
  class: TicketClass;
  takenAt: number;
  told: { lowMinutes: number; highMinutes: number } | null;
  /** The middle of the plays that the range was told from; null where none were. */
  middleMinutes: number | null;
  /** The usual estimate: people ahead times the mean time, by the open counters; minutes. */
  usualMinutes: number;
  /** First call; null: never called. */
  calledAt: number | null;
  /** Sent home unserved though never called in vain. */
  turnedAway: boolean;
  /** Turned away while somebody who might have served stood in the hall. */
  turnedAwayInVain: boolean;
}

/** One simulated day with its whole record. */
export interface SimulatedDay {
  hall: SimulatedHall;
  visits: readonly Visit[];
  /** Minutes that clerks served after closing, added up. */
  overtimeMinutes: number;
}

type Happening =
  | { type: 'opens' | 'closes' | 'stops'; shift: (typeof shifts)[number] }
  | { type: 'watch' }
  | { type: 'arrives'; visitor: PlannedVisitor }
  | { type: 'leaves' | 'is-told' | 'returns'; absence: PlannedAbsence }
  | { type: 'starts' | 'ends' | 'is-missing'; counter: number; ticketId: string }
  | { type: 'reports'; ticketId: string };

/** Runs one day through the product's domain. */
export function runDay(
  scenario: Scenario,
  strategy: Strategy,
  plan: DayPlan,
  date: string,
  forecaster?: Forecaster,
): SimulatedDay {
  return new DayRun(scenario, strategy, plan, date, forecaster).run();
}

class DayRun {
  readonly #hall: SimulatedHall;
  readonly #staff: Staff;
  readonly #agenda = new Agenda<Happening>();
  readonly #visits = new Map<string, Visit & { planned: PlannedVisitor; missed: boolean }>();
  /** A of the post a service belongs to, by the hall as it is built, not by the strategy. */
  readonly #homeOf: Map<string, number>;
  readonly #midnight: number;
  /** Closing time while counters serve what is left; null during opening hours. */
  #closedAt: number | null = null;
  #calling = false;
  #overtimeMs = 0;

  constructor(
    readonly scenario: Scenario,
    readonly strategy: Strategy,
    readonly plan: DayPlan,
    date: string,
    forecaster?: Forecaster,
  ) {
    this.#hall = new SimulatedHall(hallModel(strategy.file), date, forecaster);
    this.#staff = new Staff(this.#hall);
    this.#midnight = Date.parse(`${date}T00:00:00+08:00`);
    this.#homeOf = new Map(
      scenario.file.counters.flatMap((counter) => counter.services.map((service) => [service, counter.no] as const)),
    );
    this.#fillAgenda();
  }

  run(): SimulatedDay {
    this.#hall.at = this.#moment(8 * 60);
    this.#hall.act({ type: 'open-day', opensAt: this.#moment(shifts[0].opens) });
    for (let next = this.#agenda.take(); next !== undefined; next = this.#agenda.take()) {
      this.#hall.at = Math.max(this.#hall.at, Math.round(next.at));
      this.#happen(next.what);
      this.#callWaiting();
      if (this.#closedAt !== null) this.#closeIdle();
    }
    this.#judgeLeftOver();
    this.#hall.act({ type: 'close-day' });
    return { hall: this.#hall, visits: [...this.#visits.values()], overtimeMinutes: this.#overtimeMs / minuteMs };
  }

  #moment(minutes: number): number {
    return this.#midnight + minutes * minuteMs;
  }

  #fillAgenda(): void {
    for (const [index, shift] of shifts.entries()) {
      const { opens, closes } = shift;
      this.#agenda.add(this.#moment(opens), { type: 'opens', shift });
      this.#agenda.add(this.#moment(closes), { type: 'closes', shift });
      const next = shifts[index + 1]?.opens ?? 24 * 60;
      const stops = this.#moment(Math.min(next, closes + overtimeMostMinutes));
      this.#agenda.add(stops, { type: 'stops', shift });
      if (this.strategy.toldAfterMinutes === 'never') continue;
      for (let at = this.#moment(opens) + watchMs; at < stops; at += watchMs) this.#agenda.add(at, { type: 'watch' });
    }
    for (const absence of this.plan.absences)
      if (this.#staff.people.has(absence.staff))
        this.#agenda.add(this.#moment(absence.begins), { type: 'leaves', absence });
    for (const visitor of this.plan.visitors)
      this.#agenda.add(this.#moment(visitor.arrives), { type: 'arrives', visitor });
  }

  #happen(what: Happening): void {
    switch (what.type) {
      case 'opens':
        this.#calling = true;
        this.#closedAt = null;
        return this.#staff.begin(what.shift, this.plan.absences);
      case 'closes':
        this.#closedAt = this.#hall.at;
        return;
      case 'stops':
        this.#calling = false;
        return;
      case 'watch':
        return this.#watch();
      case 'arrives':
        return this.#arrive(what.visitor);
      case 'leaves':
        return this.#leave(what.absence);
      case 'is-told':
        return this.#staff.tell(what.absence, this.strategy.toldAfterMinutes !== 0, this.#moment(what.absence.ends));
      case 'returns':
        return this.#staff.comeBack(what.absence);
      case 'reports':
        if (this.#hall.state.tickets.get(what.ticketId)?.standing.status === 'missed')
          this.#hall.act({ type: 'requeue-ticket', ticketId: what.ticketId, reason: null }, { kind: 'citizen' });
        return;
      default:
        return this.#serve(what);
    }
  }

  #watch(): void {
    const heard = Object.fromEntries([...this.#staff.people.keys()].map((id) => [id, this.#hall.at]));
    this.#hall.act({ type: 'watch-posts', heard });
    this.#staff.followCovers();
  }

  #arrive(planned: PlannedVisitor): void {
    const usualMinutes = this.#usualMinutes(planned.service);
    const [taken] = this.#hall.act(
      { type: 'take-ticket', services: [planned.service], class: planned.class, origin: 'kiosk', terminal: null },
      kiosk,
    );
    if (taken?.type !== 'TicketTaken') throw new Error('a kiosk gave no ticket');
    const newcomer = { service: planned.service, class: planned.class, ahead: taken.ahead, at: this.#hall.at };
    this.#visits.set(taken.ticketId, {
      service: planned.service,
      class: planned.class,
      takenAt: this.#hall.at,
      told: taken.wait,
      middleMinutes: this.#hall.forecaster?.middleFor(newcomer) ?? null,
      usualMinutes,
      calledAt: null,
      turnedAway: false,
      turnedAwayInVain: false,
      planned,
      missed: false,
    });
  }

  #usualMinutes(service: string): number {
    const { state, model, at } = this.#hall;
    const counters = countersOfService(state, model, service);
    const ahead = countAhead(state, model, counters, { key: at, order: Number.MAX_SAFE_INTEGER });
    const mean = model.services.get(service)?.meanMinutes ?? 10;
    return (ahead * mean) / Math.max(1, openAmong(state, counters));
  }

  #leave(absence: PlannedAbsence): void {
    if (absence.ends <= this.#minutes() || !this.#staff.leave(absence)) return;
    const { toldAfterMinutes } = this.strategy;
    const ends = this.#moment(absence.ends);
    if (toldAfterMinutes === 0) this.#staff.tell(absence, false, ends);
    else if (toldAfterMinutes !== 'never')
      this.#agenda.add(this.#hall.at + toldAfterMinutes * minuteMs, { type: 'is-told', absence });
    // An absence up to closing ends with the next shift.
    if (!shifts.some(({ closes }) => closes === absence.ends)) this.#agenda.add(ends, { type: 'returns', absence });
  }

  #minutes(): number {
    return (this.#hall.at - this.#midnight) / minuteMs;
  }

  #serve({ type, counter: no, ticketId }: Extract<Happening, { counter: number }>): void {
    const counter = this.#hall.counter(no);
    if (counter.ticketId !== ticketId || counter.staff === null) throw new Error(`${ticketId} is not at counter ${no}`);
    const person = this.#staff.person(counter.staff);
    const actor = this.#staff.actor(person.id);
    if (type === 'starts') {
      this.#hall.act({ type: 'start', counter: no }, actor);
      return;
    }
    if (type === 'ends') this.#hall.act({ type: 'finish', counter: no, result: null, note: null }, actor);
    else this.#miss(no, ticketId, actor);
    if (person.leaving !== null) this.#leave(person.leaving);
    else this.#staff.giveBack(person);
  }

  #miss(counter: number, ticketId: string, actor: Actor): void {
    this.#hall.act({ type: 'no-show', counter }, actor);
    const visit = this.#visits.get(ticketId);
    if (visit === undefined) throw new Error(`${ticketId} belongs to nobody`);
    visit.missed = true;
    const { reportsAfter } = visit.planned;
    if (reportsAfter !== null) this.#agenda.add(this.#hall.at + reportsAfter * minuteMs, { type: 'reports', ticketId });
  }

  /** Every free counter with somebody to call calls; each time the first ticket of all goes to A before B, longest idle first. */
  #callWaiting(): void {
    if (!this.#calling) return;
    for (;;) {
      let best: { counter: Counter; ticket: Ticket } | undefined;
      for (const counter of this.#free()) {
        const ticket = chooseNext(this.#hall.state, counter.no);
        if (ticket === undefined) continue;
        if (best === undefined || this.#goesFirst(ticket, counter, best)) best = { counter, ticket };
      }
      if (best === undefined) return;
      this.#call(best.counter);
    }
  }

  *#free(): Generator<Counter> {
    for (const counter of this.#hall.state.counters.values())
      if (counter.staff !== null && counter.ticketId === null && counter.pauseReason === null)
        if (this.#staff.person(counter.staff).present) yield counter;
  }

  #goesFirst(ticket: Ticket, counter: Counter, best: { counter: Counter; ticket: Ticket }): boolean {
    if (ticket !== best.ticket)
      return ticket.key < best.ticket.key || (ticket.key === best.ticket.key && ticket.order < best.ticket.order);
    const home = this.#homeOf.get(serviceOf(ticket));
    if ((home === counter.no) !== (home === best.counter.no)) return home === counter.no;
    return (counter.since ?? 0) < (best.counter.since ?? 0);
  }

  #call(counter: Counter): void {
    const { at } = this.#hall;
    const staff = counter.staff ?? '';
    const events = this.#hall.act({ type: 'call-next', counter: counter.no, result: null }, this.#staff.actor(staff));
    const called = events.find((event) => event.type === 'TicketCalled');
    const visit = this.#visits.get(called?.ticketId ?? '');
    if (called === undefined || visit === undefined) throw new Error(`counter ${counter.no} called nobody`);
    visit.calledAt ??= at;
    const what = { counter: counter.no, ticketId: called.ticketId };
    if (visit.planned.missesCall && !visit.missed) {
      this.#agenda.add(at + patienceMs, { type: 'is-missing', ...what });
      return;
    }
    const own =
      this.strategy.name === 'everybody' || this.#staff.person(staff).home === this.#homeOf.get(visit.service);
    const endsAt = at + visit.planned.serviceMinutes * (own ? 1 : this.scenario.actingFactor) * minuteMs;
    this.#agenda.add(at + walkMs, { type: 'starts', ...what });
    this.#agenda.add(endsAt, { type: 'ends', ...what });
    if (this.#closedAt !== null) this.#overtimeMs += endsAt - at;
  }

  /** After closing a counter goes on while somebody waits whom its clerk serves or may come to serve. */
  #closeIdle(): void {
    for (const counter of this.#free()) {
      const staff = counter.staff ?? '';
      const stays = this.strategy.toldAfterMinutes !== 'never' && this.#staff.mayYetServe(staff);
      if (this.#calling && (chooseNext(this.#hall.state, counter.no) !== undefined || stays)) continue;
      this.#hall.act({ type: 'close', counter: counter.no }, this.#staff.actor(staff));
    }
  }

  /** Whoever still waits at the end is sent home. One who once missed a call may have left. */
  #judgeLeftOver(): void {
    for (const [id, visit] of this.#visits) {
      const ticket = this.#hall.state.tickets.get(id);
      if (ticket?.standing.status !== 'waiting' || visit.missed) continue;
      visit.turnedAway = true;
      visit.turnedAwayInVain = this.#staff.someoneFor(visit.service);
    }
  }
}
