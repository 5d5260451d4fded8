import type { Recorded, ServiceEvent } from '../../contract/events.ts';
import { type RatedService, type RatingEvent, ratingAfterCallSeconds } from '../../contract/rating.ts';
import type { HallState } from '../hall-state.ts';
import { actingForService } from '../post/eligibility.ts';
import { serviceOf, type Ticket } from '../ticket/ticket.ts';
import { noRatings } from './rating-state.ts';

export function applyRating(state: HallState, { event, seq }: Recorded<RatingEvent>): void {
  const { ratings } = state;
  if (event.type === 'RatingAsked') {
    const { counter, period, service, staff, actingFor, ticketId, until } = event;
    ratings.windows.set(counter, { counter, period, service, staff, actingFor, ticketId, until, opened: seq });
    return;
  }
  ratings.given.set(event.ticketId, event.level);
  for (const [counter, window] of ratings.windows)
    if (window.ticketId === event.ticketId) ratings.windows.delete(counter);
  const counts = ratings.byStaff.get(event.staff) ?? noRatings();
  counts[event.level] += 1;
  ratings.byStaff.set(event.staff, counts);
}

/** The service that a counter gives a ticket now, with the person who acts and in whose place. */
export function ratedService(state: HallState, counter: number, staff: string, ticket: Ticket): RatedService {
  const service = serviceOf(ticket);
  const actingFor = actingForService(state, counter, staff, service);
  return { counter, period: ticket.period, service, staff, actingFor };
}

/**
 * What happens at the counter opens and closes its window: a finished visit opens it, the next visitor's call shortens it
 * to the time it takes to leave, and the start of the next service ends it, so that nobody rates somebody else's visit.
 * Called before the event changes ticket and counter.
 */
export function followService(state: HallState, { event, at, seq }: Recorded<ServiceEvent>): void {
  const { windows, visits, given, lastAt } = state.ratings;
  if (event.type === 'TicketCalled') {
    const window = windows.get(event.counter);
    if (window !== undefined) window.until = Math.min(window.until, at + ratingAfterCallSeconds * 1000);
  } else if (event.type === 'ServiceStarted') {
    if (windows.get(event.counter)?.ticketId !== event.ticketId) windows.delete(event.counter);
  } else if (event.type === 'ActionUndone' && event.action === 'finish') {
    visits.delete(event.ticketId);
    if (windows.get(event.counter)?.ticketId === event.ticketId) windows.delete(event.counter);
  } else if (event.type === 'ServiceFinished' && event.onward === 'done') {
    const ticket = state.tickets.get(event.ticketId);
    const staff = ticket?.lastServed?.staff;
    if (ticket === undefined || staff === undefined) return;
    const rated = ratedService(state, event.counter, staff, ticket);
    visits.set(ticket.id, { ...rated, finishedAt: at });
    lastAt.set(event.counter, ticket.id);
    const seconds = state.ratingSeconds;
    if (seconds > 0 && !given.has(ticket.id))
      windows.set(event.counter, { ...rated, ticketId: ticket.id, opened: seq, until: at + seconds * 1000 });
  }
}
