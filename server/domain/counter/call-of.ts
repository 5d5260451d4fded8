import type { HallEvent } from '../../contract/events.ts';
import type { Context } from '../context.ts';
import type { Counter } from '../hall-state.ts';
import { serviceOf, type Ticket } from '../ticket/ticket.ts';

/** The call of a ticket to a counter that somebody staffs. */
export function callOf(
  ticket: Ticket,
  counter: Counter,
  context: Context,
  chosen: 'next' | 'named',
  reason: string | null,
): HallEvent {
  if (counter.staff === null) throw new Error(`counter ${counter.no} calls but nobody staffs it`);
  return {
    type: 'TicketCalled',
    ticketId: ticket.id,
    counter: counter.no,
    chosen,
    reason,
    period: ticket.period + 1,
    service: serviceOf(ticket),
    clerk: counter.staff,
    waitingSince: ticket.standing.status === 'waiting' ? ticket.waitingSince : context.at,
    speakers: speakersOf(counter.no, context),
  };
}

/** Loudspeakers of the counter's zone. */
export function speakersOf(counter: number, context: Context): string[] {
  const zone = context.model.counters.get(counter)?.zone;
  return zone === undefined ? [] : [...(context.model.speakers.get(zone) ?? [])];
}
