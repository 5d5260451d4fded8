import { BookingBook, type BookingBookOptions } from './booking-book.ts';
import { ConsultBook } from './consult-book.ts';
import type { Actor } from './contract/actor.ts';
import type { ArrivedBooking, Booking, BookingCommand } from './contract/booking.ts';
import type { Command, HallCommand } from './contract/commands.ts';
import type { ConsultCommand, ConsultStanding, ConsultSweep } from './contract/consult.ts';
import type { Recorded } from './contract/events.ts';
import type { TakenTicket } from './contract/ticket.ts';

export type DeskCommand = BookingCommand | ConsultCommand | ConsultSweep;
export type DeskAnswer = Booking | ArrivedBooking | ConsultStanding | { recorded: number };

/** Takes a ticket in the day's book, adds it to what was recorded, and says what the visitor is told. */
export type TakeTicket = (command: HallCommand) => TakenTicket;

/** What the consultation desk keeps beyond the day: bookings and consultations. */
export class DeskBook {
  readonly bookings: BookingBook;
  readonly consults: ConsultBook;

  constructor(options: BookingBookOptions) {
    this.bookings = new BookingBook(options);
    this.consults = new ConsultBook(options.journal, options.model, options.newId);
  }

  refold(): void {
    this.bookings.forget();
    this.consults.refold();
  }

  /** Whoever comes with a booking takes a ticket: both are recorded, or neither. */
  perform(command: DeskCommand, actor: Actor, at: number, recorded: Recorded[], take: TakeTicket): DeskAnswer {
    if (command.type === 'sweep-consults') return { recorded: this.consults.forget(command.before) };
    if (isConsult(command)) {
      const { recorded: own, consult } = this.consults.perform(command, actor, at);
      recorded.push(...own);
      return consult;
    }
    if (command.type === 'arrive-booking') {
      const ticket = take(this.bookings.ticketFor(command, at));
      recorded.push(...this.bookings.arrived(command.id, ticket.id, actor, at));
      return { booking: this.bookings.find(command.id, at), ticket };
    }
    const { recorded: own, id } = this.bookings.perform(command, actor, at);
    recorded.push(...own);
    return id === null ? { recorded: own.length } : this.bookings.find(id, at);
  }
}

const isConsult = (command: Command): command is ConsultCommand => command.type.endsWith('-consult');

export function isDeskCommand(command: Command): command is DeskCommand {
  return (
    isConsult(command) ||
    command.type === 'book' ||
    command.type === 'sweep-consults' ||
    command.type === 'sweep-bookings' ||
    command.type.endsWith('-booking')
  );
}
