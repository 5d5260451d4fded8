import { type Actor, actorName } from './contract/actor.ts';
import {
  type Booking,
  type BookingCommand,
  type BookingEvent,
  type FreeSlot,
  usualBookingRules,
} from './contract/booking.ts';
import type { HallCommand } from './contract/commands.ts';
import type { Recorded } from './contract/events.ts';
import { Refused } from './contract/refusal.ts';
import { isWorkingDay, type WorkingCalendar } from './domain/calendar/calendar.ts';
import {
  applyBooking,
  type BookingContext,
  type BookingDay,
  bookingAnswer,
  bookingOf,
  decideBook,
  decideSweep,
  emptyBookingDay,
  freeSlots,
  requireBooking,
} from './domain/desk/bookings.ts';
import type { HallModel } from './domain/hall-model.ts';
import type { Journal } from './journal/journal.ts';
import { localMoment } from './local-day.ts';

/** Days that are kept folded; the least lately touched goes first. */
const keptMost = 40;

export interface BookingBookOptions {
  journal: Journal;
  model: HallModel;
  calendar: WorkingCalendar;
  newId(): string;
  today(): string;
}

/**
 * Each day's bookings, folded when they are touched. As the other books, it works inside the transaction that its owner
 * has begun; when that fails, `forget` makes it read everything again. An id begins with its day, `20261124-…`.
 */
export class BookingBook {
  readonly #options: BookingBookOptions;
  readonly #kept = new Map<string, BookingDay>();

  constructor(options: BookingBookOptions) {
    this.#options = options;
  }

  forget(): void {
    this.#kept.clear();
  }

  #day(date: string): BookingDay {
    let day = this.#kept.get(date);
    if (day === undefined) {
      day = emptyBookingDay(date);
      for (const recorded of this.#options.journal.read(`bookings:${date}`))
        applyBooking(day, recorded.event as BookingEvent, recorded.at);
    }
    this.#kept.delete(date);
    this.#kept.set(date, day);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > keptMost && oldest !== undefined) this.#kept.delete(oldest);
    return day;
  }

  #context(date: string, at: number): BookingContext {
    const { model, calendar, newId, today } = this.#options;
    return {
      at,
      today: today(),
      model,
      rules: model.file.bookings ?? usualBookingRules,
      isWorkingDay: (day) => isWorkingDay(calendar, day),
      moment: (slot) => localMoment(date, slot, model.file.timeZone),
      newId: () => `${date.replaceAll('-', '')}-${newId()}`,
    };
  }

  /** The day's bookings in the order of their slots. */
  list(date: string, at: number): Booking[] {
    const context = this.#context(date, at);
    return [...this.#day(date).bookings.values()]
      .sort((one, other) => one.slotAt - other.slotAt || one.no - other.no)
      .map((booking) => bookingAnswer(date, booking, context));
  }

  slots(date: string, service: string, at: number): FreeSlot[] {
    return freeSlots(this.#day(date), service, this.#context(date, at));
  }

  /** Throws `unknown-booking`. */
  find(id: string, at: number): Booking {
    const date = dateOfId(id);
    return bookingAnswer(date, bookingOf(this.#day(date), id), this.#context(date, at));
  }

  /** What an arriving visitor's ticket is taken as. Throws when it is not the time, or the booking is no longer open. */
  ticketFor({ id, terminal }: Extract<BookingCommand, { type: 'arrive-booking' }>, at: number): HallCommand {
    const date = dateOfId(id);
    const booking = requireBooking(this.#day(date), id, 'arrive', this.#context(date, at));
    const services = [booking.service];
    return { type: 'take-ticket', services, class: 'booked', origin: 'desk', terminal, slotAt: booking.slotAt };
  }

  arrived(id: string, ticketId: string, actor: Actor, at: number): Recorded[] {
    return this.#record(dateOfId(id), [{ type: 'BookingArrived', id, ticketId }], actor, at);
  }

  /** Decides and records. Throws `Refused`. */
  perform(
    command: Exclude<BookingCommand, { type: 'arrive-booking' }>,
    actor: Actor,
    at: number,
  ): { recorded: Recorded[]; id: string | null } {
    if (command.type === 'book') {
      const { date } = command;
      const events = decideBook(this.#day(date), command, this.#context(date, at));
      return { recorded: this.#record(date, events, actor, at), id: events[0]?.id ?? null };
    }
    if (command.type === 'cancel-booking') {
      const { id } = command;
      const date = dateOfId(id);
      requireBooking(this.#day(date), id, 'cancel', this.#context(date, at));
      return { recorded: this.#record(date, [{ type: 'BookingCancelled', id }], actor, at), id };
    }
    const date = this.#options.today();
    const events = decideSweep(this.#day(date), this.#context(date, at));
    return { recorded: this.#record(date, events, actor, at), id: null };
  }

  #record(date: string, events: readonly BookingEvent[], actor: Actor, at: number): Recorded[] {
    const day = this.#day(date);
    const author = { at, by: actorName(actor), actingFor: null };
    const recorded = this.#options.journal.append(`bookings:${date}`, events, author);
    for (const event of events) applyBooking(day, event, at);
    return recorded;
  }
}

/** Throws `unknown-booking` for what cannot be an id. */
function dateOfId(id: string): string {
  const found = /^(\d{4})(\d{2})(\d{2})-/.exec(id);
  if (found === null) throw new Refused('unknown-booking', { booking: id });
  return `${found[1]}-${found[2]}-${found[3]}`;
}
