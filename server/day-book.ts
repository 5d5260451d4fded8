import { type Actor, actorName } from './contract/actor.ts';
import type { HallCommand } from './contract/commands.ts';
import type { HallEvent, Recorded } from './contract/events.ts';
import type { Post } from './contract/post.ts';
import { apply } from './domain/apply.ts';
import type { Context } from './domain/context.ts';
import { followStored } from './domain/counter/stored-calls.ts';
import { decide } from './domain/decide.ts';
import type { Forecast } from './domain/forecast/forecast.ts';
import type { HallModel } from './domain/hall-model.ts';
import { emptyHall, type HallState } from './domain/hall-state.ts';
import { actingForService } from './domain/post/eligibility.ts';
import { serviceOf } from './domain/ticket/ticket.ts';
import { upcast } from './domain/upcast.ts';
import type { Journal } from './journal/journal.ts';
import { dateKeeper, localMoment } from './local-day.ts';

const clock: Actor = { kind: 'clock' };

export interface DayBookOptions {
  journal: Journal;
  model: HallModel;
  now(): number;
  newId(): string;
  postsOn(date: string): Post[];
  forecast: Forecast | undefined;
  /** Told of the day before anything of it is read or decided: the model may be another one. */
  dayBegins?: (date: string) => void;
}

/**
 * The day in memory and its way into the journal: decides, appends, applies. Everything happens inside the transaction
 * that its owner has begun; when that fails, `refold` reads the day again from the journal.
 */
export class DayBook {
  readonly #journal: Journal;
  readonly #model: HallModel;
  readonly #now: () => number;
  readonly #dateOf: (at: number) => string;
  readonly #newId: () => string;
  readonly #postsOn: (date: string) => Post[];
  readonly #dayBegins: (date: string) => void;
  readonly #forecast: Forecast | undefined;
  #lastAt = 0;
  state: HallState;

  constructor({ journal, model, now, newId, postsOn, forecast, dayBegins = () => undefined }: DayBookOptions) {
    this.#forecast = forecast;
    this.#dayBegins = dayBegins;
    this.#postsOn = postsOn;
    this.#journal = journal;
    this.#model = model;
    this.#now = now;
    this.#dateOf = dateKeeper(model.file.timeZone);
    this.#newId = newId;
    this.state = this.#fold();
  }

  refold(): void {
    this.state = this.#fold();
  }

  /** The newest day of the journal, folded; an empty one when there is none. */
  #fold(): HallState {
    const stream = this.#journal.newestStream('hall:');
    const date = stream === undefined ? this.#dateOf(this.#now()) : stream.slice('hall:'.length);
    this.#dayBegins(date);
    const folded = emptyHall(date, this.#model);
    if (stream === undefined) return folded;
    for (const recorded of this.#journal.read(stream)) {
      apply(folded, upcast(recorded) as Recorded<HallEvent>);
      this.#lastAt = Math.max(this.#lastAt, recorded.at);
    }
    return folded;
  }

  /** The clock may be set back; the record's time never runs backwards. */
  moment(): number {
    this.#lastAt = Math.max(this.#lastAt, this.#now());
    return this.#lastAt;
  }

  /** The day changes with the first command after midnight: yesterday is closed in its own stream, today opened. */
  turnDay(at: number, atStart: boolean): Recorded[] {
    const today = this.#dateOf(at);
    if (today <= this.state.date) return atStart ? this.#openDay(at) : [];
    const closing = this.#record({ type: 'close-day' }, clock, at);
    this.#dayBegins(today);
    this.state = emptyHall(today, this.#model);
    return [...closing, ...this.#openDay(at)];
  }

  #openDay(at: number): Recorded[] {
    const opensAt = localMoment(this.state.date, this.#model.rules.opensAt, this.#model.file.timeZone);
    return this.#record({ type: 'open-day', opensAt, posts: this.#postsOn(this.state.date) }, clock, at);
  }

  /** Decides and records one command. Throws `Refused` before anything was written. */
  perform(command: HallCommand, actor: Actor, at: number): Recorded[] {
    return this.#record(command, actor, at);
  }

  #record(command: HallCommand, actor: Actor, at: number): Recorded[] {
    const context: Context = { at, actor, model: this.#model, newId: this.#newId, forecast: this.#forecast };
    const events = decide(this.state, command, context);
    const by = actorName(actor);
    const recorded = events.flatMap((event) =>
      this.#journal.append(`hall:${this.state.date}`, [event], { at, by, actingFor: this.#actingFor(actor, event) }),
    );
    for (const each of recorded) apply(this.state, each as Recorded<HallEvent>);
    // A ticket that has come, or a counter that is free again, may be what a stored call waits for.
    const follows = followStored(this.state, context);
    if (follows.length === 0) return recorded;
    const author = { at, by: actorName(clock), actingFor: null };
    const followed = this.#journal.append(`hall:${this.state.date}`, follows, author);
    for (const each of followed) apply(this.state, each as Recorded<HallEvent>);
    return [...recorded, ...followed];
  }

  /**
   * 代A: whoever serves a ticket in A's place does so on the record, by the service's own post (R6). One key may finish a
   * visitor of one's own and call one in A's place, so that each event is looked at by itself.
   */
  #actingFor(actor: Actor, event: HallEvent): string | null {
    if (actor.kind !== 'staff') return null;
    // Whoever opens a counter for somebody else acts in nobody's place.
    if (event.type === 'CounterOpened') return event.staff === actor.staff ? event.actingFor : null;
    if (event.type === 'EscortSent') return null;
    const counter = 'counter' in event ? this.state.counters.get(event.counter) : undefined;
    if (counter === undefined || counter.staff !== actor.staff) return null;
    const ticketId = 'ticketId' in event ? event.ticketId : null;
    const ticket = ticketId === null ? undefined : this.state.tickets.get(ticketId);
    if (ticket === undefined) return counter.actingFor;
    const restored = event.type === 'ActionUndone' ? event.restored.services[event.restored.current] : undefined;
    return actingForService(this.state, counter.no, actor.staff, restored ?? serviceOf(ticket));
  }
}
