import type { Counter, HallState } from '../hall-state.ts';
import type { Ticket } from '../ticket/ticket.ts';

/** The ticket at the counter; the stage was checked before, so that it is there. */
export function inHand(state: HallState, counter: Counter): Ticket {
  const ticket = counter.ticketId === null ? undefined : state.tickets.get(counter.ticketId);
  if (ticket === undefined) throw new Error(`counter ${counter.no} has no ticket in hand`);
  return ticket;
}
