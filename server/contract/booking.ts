import { type Static, Type } from 'typebox';
import { ServiceCode, ServiceName, TakenTicket } from './ticket.ts';

/** When bookings are taken; each number has a default, and the hall file may set them. */
export const BookingRules = Type.Object(
  {
    /** Starts of the slots, local time `09:00`, in order. */
    slots: Type.Array(Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' }), { minItems: 1 }),
    /** Bookings of one service in one slot. */
    perSlot: Type.Integer({ minimum: 1 }),
    /** How many calendar days ahead. */
    daysAhead: Type.Integer({ minimum: 0, maximum: 90 }),
    /** A visitor may come so long before and after the start of the slot (hall-rules 2). */
    sideMinutes: Type.Integer({ minimum: 1, maximum: 60 }),
  },
  { additionalProperties: false },
);
export type BookingRules = Static<typeof BookingRules>;
export const usualBookingRules: BookingRules = {
  slots: ['09:00', '09:30', '10:00', '10:30', '11:00', '11:30', '14:30', '15:00', '15:30', '16:00', '16:30'],
  perSlot: 2,
  daysAhead: 14,
  sideMinutes: 15,
};

export const LocalDate = Type.String({ pattern: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' });
export const SlotTime = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' });

export const bookingStates = ['booked', 'arrived', 'cancelled', 'missed'] as const;
export const BookingState = Type.Unsafe<BookingState>({ type: 'string', enum: [...bookingStates] });
export type BookingState = (typeof bookingStates)[number];

export type BookingAction = 'arrive' | 'cancel';
/** The one table that shows or hides a button and answers 409. */
export const bookingActions: Record<BookingState, readonly BookingAction[]> = {
  booked: ['arrive', 'cancel'],
  arrived: [],
  cancelled: [],
  missed: [],
};

const time = Type.String({ format: 'date-time' });
/** 预约: holds nothing personal; whoever has its id may look at it, cancel it and report with it. */
export const Booking = Type.Object(
  {
    id: Type.String(),
    /** Running number of the day, what the visitor says at the desk. */
    no: Type.Integer({ minimum: 1 }),
    date: LocalDate,
    slot: SlotTime,
    service: ServiceName,
    state: BookingState,
    /** The visitor may report from and until. */
    from: time,
    until: time,
    ticketId: Type.Union([Type.String(), Type.Null()]),
    bookedAt: time,
    allowed: Type.Array(Type.String()),
  },
  { additionalProperties: false },
);
export type Booking = Static<typeof Booking>;

/** A slot with what is left of its quota. */
export const FreeSlot = Type.Object(
  { slot: SlotTime, left: Type.Integer({ minimum: 0 }), over: Type.Boolean() },
  { additionalProperties: false },
);
export type FreeSlot = Static<typeof FreeSlot>;

export const ArrivedBooking = Type.Object({ booking: Booking, ticket: TakenTicket }, { additionalProperties: false });
export type ArrivedBooking = Static<typeof ArrivedBooking>;

/** Where in the day a booking is wanted. */
export const BookingWish = Type.Object(
  { date: LocalDate, slot: SlotTime, service: ServiceCode },
  { additionalProperties: false },
);

/** Commands about bookings; the record of a day's bookings is the stream `bookings:<date>`. */
export type BookingCommand =
  | { type: 'book'; date: string; slot: string; service: string }
  | { type: 'cancel-booking'; id: string }
  | { type: 'arrive-booking'; id: string; terminal: string | null }
  /** From the clock: whoever did not come is noted. */
  | { type: 'sweep-bookings' };

export type BookingEvent =
  | { type: 'BookingMade'; id: string; no: number; slot: string; slotAt: number; service: string }
  | { type: 'BookingCancelled'; id: string }
  | { type: 'BookingArrived'; id: string; ticketId: string }
  | { type: 'BookingMissed'; id: string };
