import type { HallModel } from '../hall-model.ts';
import type { Counter, HallState } from '../hall-state.ts';
import { isCalling } from '../post/eligibility.ts';
import { serviceOf, type Ticket } from '../ticket/ticket.ts';
import { compareOrder, type Ordered, type TicketQueue } from './ticket-queue.ts';

/** So many more must wait in a line that is only helped than in the helper's own. */
export const helpLead = 2;

/** The queues a counter draws from now: tickets bound to it, then each of its services. */
function queuesOf(state: HallState, no: number): TicketQueue<Ticket>[] {
  const queues: TicketQueue<Ticket>[] = [];
  const bound = state.bound.get(no);
  if (bound !== undefined && bound.size > 0) queues.push(bound);
  const counter = state.counters.get(no);
  if (counter === undefined) return queues;
  const left = counter.helped.length === 0 ? undefined : leftAlone(state, counter);
  for (const service of counter.services) {
    const queue = state.queues.get(service);
    if (queue !== undefined && queue.size > 0 && left?.has(service) !== true) queues.push(queue);
  }
  return queues;
}

/**
 * Services that the counter leaves to those whose post it is, as long as they are there to call: nobody idles while
 * somebody waits, and a line that is clearly longer than one's own is helped.
 */
function leftAlone(state: HallState, counter: Counter): ReadonlySet<string> {
  const waitingIn = (services: readonly string[]) =>
    services.reduce((sum, service) => sum + (state.queues.get(service)?.size ?? 0), 0);
  const left = new Set(counter.helped.flatMap(({ services }) => services));
  const own = waitingIn(counter.services.filter((service) => !left.has(service)));
  const waiting = own + (state.bound.get(counter.no)?.size ?? 0);
  const joined = counter.helped.filter(
    (line) => waiting === 0 || waitingIn(line.services) >= waiting + helpLead || !isCalling(state, line.counter),
  );
  for (const { services } of joined) for (const service of services) left.delete(service);
  return left;
}

/** Whether the counter, which may serve the service, draws its tickets now. */
export function draws(state: HallState, no: number, service: string): boolean {
  const counter = state.counters.get(no);
  if (counter === undefined || !counter.services.includes(service)) return false;
  return counter.helped.length === 0 || !leftAlone(state, counter).has(service);
}

/** The waiting ticket with the smallest key that this counter may serve, or undefined. Costs one look per service. */
export function chooseNext(state: HallState, counter: number): Ticket | undefined {
  let first: Ticket | undefined;
  for (const queue of queuesOf(state, counter)) {
    const head = queue.head;
    if (head !== undefined && (first === undefined || compareOrder(head, first) < 0)) first = head;
  }
  return first;
}

/** The first tickets this counter would call, in order; at most `most`. */
export function nextTickets(state: HallState, counter: number, most: number): Ticket[] {
  const candidates: Ticket[] = [];
  for (const queue of queuesOf(state, counter)) {
    for (let index = 0; index < most; index += 1) {
      const ticket = queue.at(index);
      if (ticket !== undefined) candidates.push(ticket);
    }
  }
  return candidates.sort(compareOrder).slice(0, most);
}

/** How many tickets wait for this counter. */
export function waitingFor(state: HallState, counter: number): number {
  return queuesOf(state, counter).reduce((sum, queue) => sum + queue.size, 0);
}

/** Counters that may call the ticket now; while none is open, those where it belongs. */
export function countersFor(state: HallState, model: HallModel, ticket: Ticket): readonly number[] {
  const { standing } = ticket;
  if (standing.status === 'waiting' && standing.boundTo !== null) return [standing.boundTo];
  return countersOfService(state, model, serviceOf(ticket));
}

/** Open counters that serve the service now, else those of the hall file. */
export function countersOfService(state: HallState, model: HallModel, service: string): readonly number[] {
  return state.servers.get(service) ?? model.countersOf.get(service) ?? [];
}

/** Waiting tickets with a smaller key in all the queues that these counters draw from. */
export function countAhead(state: HallState, model: HallModel, counters: readonly number[], mark: Ordered): number {
  const services = new Set<string>();
  let ahead = 0;
  for (const counter of counters) {
    ahead += state.bound.get(counter)?.countBefore(mark) ?? 0;
    const open = state.counters.get(counter);
    const drawn = open !== undefined && open.staff !== null ? open.services : model.counters.get(counter)?.services;
    for (const service of drawn ?? []) services.add(service);
  }
  for (const service of services) ahead += state.queues.get(service)?.countBefore(mark) ?? 0;
  return ahead;
}

/** Those of the counters that are open; a paused one counts, for it comes back. */
export function openAmong(state: HallState, counters: readonly number[]): number {
  return counters.filter((counter) => state.counters.get(counter)?.staff != null).length;
}
