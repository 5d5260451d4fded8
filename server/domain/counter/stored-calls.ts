import type { HallEvent, Recorded, StoredCallEvent } from '../../contract/events.ts';
import type { Context } from '../context.ts';
import type { Counter, HallState, StoredCall } from '../hall-state.ts';
import { isManned } from '../post/eligibility.ts';
import { chooseNext, nextTickets } from '../routing/next.ts';
import { compareOrder } from '../routing/ticket-queue.ts';
import { serviceOf, type Ticket } from '../ticket/ticket.ts';
import { callOf } from './call-of.ts';

const secondsDefault = 3;
/** Said on the record beside a call that nobody pressed a key for. */
const storedReason = '预叫';

/** 预叫 (C6): from now on the next ticket is called here by itself. Stored already, it only changes whether it is kept. */
export function decideStore(
  state: HallState,
  counter: Counter,
  keep: boolean,
  reason: 'empty-queue' | 'chosen',
): HallEvent[] {
  const { no, staff } = counter;
  const stored = state.stored.get(no);
  if (staff === null || (stored !== undefined && (stored.kept === keep || reason === 'empty-queue'))) return [];
  return [{ type: 'NextStored', counter: no, staff, kept: keep, reason }];
}

export function decideCancelStored(state: HallState, counter: Counter): HallEvent[] {
  return state.stored.has(counter.no) ? [{ type: 'NextStoreCancelled', counter: counter.no }] : [];
}

/**
 * Calls at a counter whose promise is due: the ticket that is first in its order now, which need not be the promised one.
 * Does nothing where the call was cancelled, is not due, or nobody waits any more.
 */
export function decideCallStored(state: HallState, no: number, context: Context): HallEvent[] {
  const counter = state.counters.get(no);
  const stored = state.stored.get(no);
  if (counter === undefined || stored?.promise == null || context.at < stored.promise.callsAt) return [];
  if (!isFree(state, counter)) return [];
  const next = chooseNext(state, no);
  return next === undefined ? [] : [callOf(next, counter, context, 'next', storedReason)];
}

/**
 * What follows from any command for the counters that stored a call: the ticket that comes first goes to an idle A before
 * an idle B, to the longest idle of each (ALIS); a promise that another counter has overtaken is taken back.
 */
export function followStored(state: HallState, { at, model }: Context): HallEvent[] {
  if (state.stored.size === 0) return [];
  const events: HallEvent[] = [];
  const promised = new Set<string>();
  const free: Counter[] = [];
  for (const [no, stored] of state.stored) {
    const counter = state.counters.get(no);
    if (counter === undefined) continue;
    const ticketId = stored.promise?.ticketId;
    const ready = isFree(state, counter);
    if (ticketId !== undefined && ready && isNextHere(state, no, ticketId)) promised.add(ticketId);
    else {
      if (ticketId !== undefined) events.push({ type: 'NextUnpromised', counter: no, ticketId });
      if (ready) free.push(counter);
    }
  }
  const callsAt = at + (model.rules.storedCallSeconds ?? secondsDefault) * 1000;
  while (free.length > 0) {
    const found = nextPair(state, free, promised);
    if (found === undefined) return events;
    const { counter, ticket } = found;
    promised.add(ticket.id);
    free.splice(free.indexOf(counter), 1);
    const idleSince = counter.since ?? at;
    events.push({ type: 'NextPromised', counter: counter.no, ticketId: ticket.id, callsAt, idleSince });
  }
  return events;
}

function isFree(state: HallState, counter: Counter): boolean {
  return (
    counter.staff !== null && counter.pauseReason === null && counter.ticketId === null && isManned(state, counter)
  );
}

function isNextHere(state: HallState, no: number, ticketId: string): boolean {
  return nextTickets(state, no, state.stored.size).some((ticket) => ticket.id === ticketId);
}

/** The first ticket in the order that one of the counters may serve, with the one of them that it goes to. */
function nextPair(state: HallState, free: readonly Counter[], promised: ReadonlySet<string>) {
  let best: { counter: Counter; ticket: Ticket } | undefined;
  for (const counter of free) {
    const ticket = nextTickets(state, counter.no, promised.size + 1).find((each) => !promised.has(each.id));
    if (ticket === undefined) continue;
    const order = best === undefined ? -1 : compareOrder(ticket, best.ticket);
    if (best === undefined || order < 0 || (order === 0 && comesFirst(state, counter, best.counter, ticket)))
      best = { counter, ticket };
  }
  return best;
}

function comesFirst(state: HallState, one: Counter, other: Counter, ticket: Ticket): boolean {
  const own = holdsPost(state, one, ticket);
  if (own !== holdsPost(state, other, ticket)) return own;
  return (one.since ?? 0) < (other.since ?? 0);
}

function holdsPost(state: HallState, { staff }: Counter, ticket: Ticket): boolean {
  const service = serviceOf(ticket);
  for (const post of state.duty.posts.values()) if (post.a === staff && post.services.includes(service)) return true;
  return false;
}

export function applyStored(state: HallState, { event, at }: Recorded<StoredCallEvent>): void {
  const stored: StoredCall = state.stored.get(event.counter) ?? { since: at, kept: false, promise: null };
  switch (event.type) {
    case 'NextStored':
      state.stored.set(event.counter, { ...stored, kept: event.kept });
      return;
    case 'NextPromised':
      state.stored.set(event.counter, { ...stored, promise: { ticketId: event.ticketId, callsAt: event.callsAt } });
      return;
    case 'NextUnpromised':
      state.stored.set(event.counter, { ...stored, promise: null });
      return;
    case 'NextStoreCancelled':
      state.stored.delete(event.counter);
  }
}

/** A call uses a stored one up, unless it is kept for every further visitor. */
export function useStored(state: HallState, counter: number): void {
  const stored = state.stored.get(counter);
  if (stored === undefined) return;
  if (stored.kept) stored.promise = null;
  else state.stored.delete(counter);
}
