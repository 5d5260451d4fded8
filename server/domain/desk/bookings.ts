import {
  type Booking,
  type BookingAction,
  type BookingEvent,
  type BookingRules,
  type BookingState,
  bookingActions,
  type FreeSlot,
} from '../../contract/booking.ts';
import { Refused } from '../../contract/refusal.ts';
import type { HallModel } from '../hall-model.ts';
import { requireService } from '../ticket/decide-ticket.ts';
import { isoTime, serviceName } from '../view/brief.ts';

/** One booking as recorded. Times are epoch milliseconds. */
export interface BookingRecord {
  id: string;
  no: number;
  slot: string;
  slotAt: number;
  service: string;
  state: BookingState;
  ticketId: string | null;
  bookedAt: number;
}

/** A day's bookings by id, in the order they were made. */
export interface BookingDay {
  date: string;
  bookings: Map<string, BookingRecord>;
}
export const emptyBookingDay = (date: string): BookingDay => ({ date, bookings: new Map() });

/** What a decision about bookings knows besides the day. */
export interface BookingContext {
  at: number;
  /** The hall's present local date. */
  today: string;
  model: HallModel;
  rules: BookingRules;
  isWorkingDay(date: string): boolean;
  /** The moment of a local time on the day of the bookings. */
  moment(slot: string): number;
  newId(): string;
}

const minuteMs = 60_000;

export function decideBook(
  day: BookingDay,
  { slot, service }: { slot: string; service: string },
  context: BookingContext,
): BookingEvent[] {
  const { model, rules, at } = context;
  requireService(model, service);
  requireDay(day.date, context);
  if (!rules.slots.includes(slot)) throw new Refused('no-such-slot', { slot, allowed: rules.slots });
  const slotAt = context.moment(slot);
  if (at > slotAt) throw new Refused('slot-over', { slot, allowed: freeSlotNames(day, service, context) });
  if (leftIn(day, slot, service, context) === 0)
    throw new Refused('slot-full', { slot, allowed: freeSlotNames(day, service, context) });
  return [{ type: 'BookingMade', id: context.newId(), no: day.bookings.size + 1, slot, slotAt, service }];
}

function requireDay(date: string, { today, rules, isWorkingDay }: BookingContext): void {
  const days = Math.round((Date.parse(`${date}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / 86_400_000);
  if (!Number.isFinite(days) || days < 0 || days > rules.daysAhead || !isWorkingDay(date))
    throw new Refused('no-bookings-that-day', { date, most: rules.daysAhead });
}

/** The slots of a day with what is left of each; `over` once its start has passed. Throws as booking does. */
export function freeSlots(day: BookingDay, service: string, context: BookingContext): FreeSlot[] {
  requireService(context.model, service);
  requireDay(day.date, context);
  return context.rules.slots.map((slot) => ({
    slot,
    left: leftIn(day, slot, service, context),
    over: context.at > context.moment(slot),
  }));
}

function freeSlotNames(day: BookingDay, service: string, context: BookingContext): string[] {
  const free = freeSlots(day, service, context).filter(({ left, over }) => left > 0 && !over);
  return free.map(({ slot }) => slot);
}

function leftIn(day: BookingDay, slot: string, service: string, { rules }: BookingContext): number {
  const taken = [...day.bookings.values()].filter(
    (each) => each.slot === slot && each.service === service && each.state !== 'cancelled',
  );
  return Math.max(0, rules.perSlot - taken.length);
}

/** The booking, if this may be done with it now. Throws `unknown-booking` or `wrong-booking-state`. */
export function requireBooking(
  day: BookingDay,
  id: string,
  action: BookingAction,
  context: BookingContext,
): BookingRecord {
  const found = bookingOf(day, id);
  const state = stateAt(found, context);
  const allowed = bookingActions[state];
  if (!allowed.includes(action)) throw new Refused('wrong-booking-state', { state, allowed });
  if (action === 'arrive') requireTime(day.date, found, context);
  return found;
}

export function bookingOf(day: BookingDay, id: string): BookingRecord {
  const found = day.bookings.get(id);
  if (found === undefined) throw new Refused('unknown-booking', { booking: id });
  return found;
}

/** Not before its day, and on it not more than a side of the slot too early; too late it is a missed one already. */
function requireTime(date: string, { slot, slotAt }: BookingRecord, { at, rules }: BookingContext): void {
  if (at < slotAt - rules.sideMinutes * minuteMs)
    throw new Refused('booking-too-early', { date, slot, minutes: rules.sideMinutes });
}

/** A booking nobody came for is missed from the end of its time on, whether or not the clock has noted it yet. */
export function stateAt(booking: BookingRecord, { at, rules }: Pick<BookingContext, 'at' | 'rules'>): BookingState {
  const late = at > booking.slotAt + rules.sideMinutes * minuteMs;
  return booking.state === 'booked' && late ? 'missed' : booking.state;
}

export function decideSweep(day: BookingDay, context: BookingContext): BookingEvent[] {
  return [...day.bookings.values()]
    .filter((booking) => booking.state === 'booked' && stateAt(booking, context) === 'missed')
    .map(({ id }) => ({ type: 'BookingMissed', id }));
}

export function applyBooking(day: BookingDay, event: BookingEvent, at: number): void {
  if (event.type === 'BookingMade') {
    const { id, no, slot, slotAt, service } = event;
    day.bookings.set(id, { id, no, slot, slotAt, service, state: 'booked', ticketId: null, bookedAt: at });
    return;
  }
  const booking = bookingOf(day, event.id);
  if (event.type === 'BookingArrived') {
    booking.state = 'arrived';
    booking.ticketId = event.ticketId;
  } else booking.state = event.type === 'BookingCancelled' ? 'cancelled' : 'missed';
}

export function bookingAnswer(date: string, booking: BookingRecord, context: BookingContext): Booking {
  const side = context.rules.sideMinutes * minuteMs;
  const state = stateAt(booking, context);
  return {
    id: booking.id,
    no: booking.no,
    date,
    slot: booking.slot,
    service: serviceName(context.model, booking.service),
    state,
    from: isoTime(booking.slotAt - side),
    until: isoTime(booking.slotAt + side),
    ticketId: booking.ticketId,
    bookedAt: isoTime(booking.bookedAt),
    allowed: [...bookingActions[state]],
  };
}
