import type { HallModel } from '../hall-model.ts';
import type { HallState } from '../hall-state.ts';
import { isManned } from '../post/eligibility.ts';
import { serviceOf, type Ticket } from '../ticket/ticket.ts';
import { chooseNext, countAhead, countersFor, draws, nextTickets, waitingFor } from './next.ts';

/** Why a ticket is next, or not yet; the sentence is made of it in `contract/texts/explain.ts`. */
export type Explanation =
  /** It waits and a counter that may serve it would call it now. */
  | { why: 'next'; counter: number; takenAt: number; of: number; class: Ticket['class']; putFirst: boolean }
  /** It waits behind others that every one of its counters would call before it. */
  | { why: 'behind'; ahead: number; first: { number: string; takenAt: number }; counters: number[] }
  /** It waits and nobody who may serve it has a counter open. */
  | { why: 'nobody-here'; counters: number[] }
  | { why: 'not-waiting'; status: Ticket['standing']['status']; counter: number | null };

/** Agrees with `chooseNext` by construction: it asks the same question of each counter that may call the ticket. */
export function explain(state: HallState, model: HallModel, ticket: Ticket): Explanation {
  const { standing } = ticket;
  if (standing.status !== 'waiting')
    return { why: 'not-waiting', status: standing.status, counter: 'counter' in standing ? standing.counter : null };
  const counters = countersFor(state, model, ticket);
  const open = counters.filter((counter) => mayCall(state, counter, ticket));
  const caller = open.find((counter) => chooseNext(state, counter) === ticket);
  if (caller !== undefined)
    return {
      why: 'next',
      counter: caller,
      takenAt: ticket.takenAt,
      of: waitingFor(state, caller),
      class: ticket.class,
      putFirst: ticket.key < ticket.takenAt && ticket.class === 'ordinary',
    };
  // A counter that leaves the line alone now, because it is no longer than its own, is not what the ticket waits for.
  const bound = standing.boundTo !== null;
  const drawing = open.filter((counter) => bound || draws(state, counter, serviceOf(ticket)));
  const nearest = drawing[0];
  const first = nearest === undefined ? undefined : nextTickets(state, nearest, 1)[0];
  if (first === undefined) return { why: 'nobody-here', counters: [...counters] };
  return {
    why: 'behind',
    ahead: countAhead(state, model, drawing, ticket),
    first: { number: first.number, takenAt: first.takenAt },
    counters: drawing,
  };
}

/** Whether somebody is at the counter who may call the ticket. */
function mayCall(state: HallState, no: number, ticket: Ticket): boolean {
  const { standing } = ticket;
  const counter = state.counters.get(no);
  if (counter === undefined || !isManned(state, counter)) return false;
  if (standing.status === 'waiting' && standing.boundTo !== null) return standing.boundTo === no;
  return counter.services.includes(serviceOf(ticket));
}
