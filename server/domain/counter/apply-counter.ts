import type { CounterEvent, Recorded, ServiceEvent } from '../../contract/events.ts';
import {
  type Counter,
  closedCounter,
  type HallState,
  queueFor,
  type RecentCall,
  recentCallsMost,
  undoMost,
} from '../hall-state.ts';
import { noteGone } from '../post/apply-post.ts';
import { refreshEligibility } from '../post/eligibility.ts';
import { followService } from '../rating/apply-rating.ts';
import { moveTicket, recordedTicket } from '../ticket/apply-ticket.ts';
import { type Standing, serviceOf, type Ticket, type UndoEntry } from '../ticket/ticket.ts';
import { useStored } from './stored-calls.ts';

/** The counter an event speaks of. One that a later hall file no longer has is still part of the day's record. */
function recordedCounter(state: HallState, no: number): Counter {
  let counter = state.counters.get(no);
  if (counter === undefined) {
    counter = closedCounter(no);
    state.counters.set(no, counter);
  }
  return counter;
}

export function applyCounter(state: HallState, recorded: Recorded<CounterEvent>): void {
  const { event, at } = recorded;
  const counter = recordedCounter(state, event.counter);
  counter.since = at;
  switch (event.type) {
    case 'CounterOpened':
      counter.staff = event.staff;
      counter.actingFor = event.actingFor;
      counter.undo = [];
      noteGone(state, at);
      return refreshEligibility(state, at);
    case 'CounterClosed':
      counter.staff = null;
      counter.actingFor = null;
      counter.pauseReason = null;
      counter.ticketId = null;
      counter.undo = [];
      state.stored.delete(counter.no);
      releaseBound(state, counter.no);
      noteGone(state, at);
      return refreshEligibility(state, at);
    case 'CounterPaused':
      counter.pauseReason = event.reason;
      state.stored.delete(counter.no);
      return;
    case 'CounterResumed':
      counter.pauseReason = null;
      return;
  }
}

/** Tickets bound to a counter that closes wait for their service again, at their place. */
function releaseBound(state: HallState, counter: number): void {
  const bound = queueFor(state.bound, counter);
  for (let ticket = bound.head; ticket !== undefined; ticket = bound.head)
    moveTicket(state, ticket, { status: 'waiting', boundTo: null });
}

export function applyService(state: HallState, recorded: Recorded<ServiceEvent>): void {
  const { event } = recorded;
  if (event.type === 'CallSpoken' || event.type === 'CallDropped') {
    state.recentCalls.find((call) => call.seq === event.call)?.reported.push(event.device);
    return;
  }
  const ticket = recordedTicket(state, event.ticketId);
  const counter = recordedCounter(state, event.counter);
  followService(state, recorded);
  switch (event.type) {
    case 'TicketCalled':
      return called(state, recorded as Recorded<Extract<ServiceEvent, { type: 'TicketCalled' }>>, counter, ticket);
    case 'TicketRecalled':
      return recalled(state, recorded, counter, ticket);
    case 'ServiceStarted':
      return started(state, recorded, counter, ticket);
    case 'ServiceFinished':
      return finished(state, recorded as Recorded<Extract<ServiceEvent, { type: 'ServiceFinished' }>>, counter, ticket);
    case 'ServiceAdded':
      ticket.services = [...ticket.services, event.service];
      return;
    case 'TicketMissed':
      return leave(state, recorded, counter, ticket, 'no-show', {
        standing: { status: event.final ? 'abandoned' : 'missed', counter: counter.no },
        change: () => {
          ticket.misses += 1;
        },
      });
    case 'TicketHeld':
      return leave(state, recorded, counter, ticket, 'hold', {
        standing: { status: 'held', counter: counter.no, reason: event.reason },
      });
    case 'TicketTransferred':
      return leave(state, recorded, counter, ticket, 'transfer', {
        standing: { status: 'waiting', boundTo: event.toCounter },
        change: () => {
          ticket.moved = null;
          ticket.sender = { counter: counter.no, service: serviceOf(ticket) };
          ticket.services = ticket.services.with(ticket.current, event.service);
          ticket.waitingSince = recorded.at;
        },
      });
    case 'ActionUndone':
      return undone(state, recorded as Recorded<Extract<ServiceEvent, { type: 'ActionUndone' }>>, counter, ticket);
  }
}

function snapshot(action: UndoEntry['action'], at: number, counter: Counter, ticket: Ticket): UndoEntry {
  return {
    action,
    ticketId: ticket.id,
    at,
    turn: ticket.turn + 1,
    before: {
      standing: ticket.standing,
      key: ticket.key,
      misses: ticket.misses,
      current: ticket.current,
      services: ticket.services,
      waitingSince: ticket.waitingSince,
      sender: ticket.sender,
    },
    counterBefore: { servedToday: counter.servedToday, servingMs: counter.servingMs },
  };
}

function remember(counter: Counter, entry: UndoEntry): void {
  counter.undo.push(entry);
  if (counter.undo.length > undoMost) counter.undo.shift();
}

function noteCall(state: HallState, call: RecentCall): void {
  state.recentCalls.push(call);
  if (state.recentCalls.length > recentCallsMost) state.recentCalls.shift();
}

function called(
  state: HallState,
  recorded: Recorded<Extract<ServiceEvent, { type: 'TicketCalled' }>>,
  counter: Counter,
  ticket: Ticket,
): void {
  const { at, seq, event } = recorded;
  remember(counter, snapshot('call', at, counter, ticket));
  counter.ticketId = ticket.id;
  counter.since = at;
  useStored(state, counter.no);
  ticket.lastServed = { counter: counter.no, staff: event.clerk };
  ticket.period = event.period;
  moveTicket(state, ticket, {
    status: 'called',
    counter: counter.no,
    calledAt: at,
    lastCallAt: at,
    recalls: 0,
    callSeq: seq,
  });
  noteCall(state, { seq, kind: 'first', ticketId: ticket.id, counter: counter.no, at, reported: [] });
}

function recalled(state: HallState, recorded: Recorded, counter: Counter, ticket: Ticket): void {
  const { at, seq } = recorded;
  if (ticket.standing.status !== 'called') throw new Error(`ticket ${ticket.id} was recalled but is not called`);
  ticket.standing = {
    ...ticket.standing,
    recalls: ticket.standing.recalls + 1,
    lastCallAt: at,
    callSeq: seq,
  };
  noteCall(state, { seq, kind: 'recall', ticketId: ticket.id, counter: counter.no, at, reported: [] });
}

function started(state: HallState, recorded: Recorded, counter: Counter, ticket: Ticket): void {
  if (ticket.standing.status !== 'called') throw new Error(`ticket ${ticket.id} was started but is not called`);
  const { calledAt, recalls, callSeq } = ticket.standing;
  counter.since = recorded.at;
  moveTicket(state, ticket, {
    status: 'serving',
    counter: counter.no,
    calledAt,
    startedAt: recorded.at,
    recalls,
    callSeq,
  });
}

function finished(
  state: HallState,
  recorded: Recorded<Extract<ServiceEvent, { type: 'ServiceFinished' }>>,
  counter: Counter,
  ticket: Ticket,
): void {
  const { event, at } = recorded;
  const { standing } = ticket;
  if (standing.status !== 'called' && standing.status !== 'serving')
    throw new Error(`ticket ${ticket.id} was finished but is ${standing.status}`);
  const servingMs = at - (standing.status === 'serving' ? standing.startedAt : standing.calledAt);
  const count = () => {
    counter.servedToday += 1;
    counter.servingMs += servingMs;
  };
  if (event.onward !== 'here') {
    const after: Standing =
      event.onward === 'done' ? { status: 'finished', counter: counter.no } : { status: 'waiting', boundTo: null };
    leave(state, recorded, counter, ticket, 'finish', {
      standing: after,
      change: () => {
        if (event.onward !== 'queue') return;
        ticket.current += 1;
        ticket.waitingSince = at;
      },
    });
    return count();
  }
  count();
  counter.since = at;
  ticket.current += 1;
  ticket.period += 1;
  moveTicket(state, ticket, {
    status: 'serving',
    counter: counter.no,
    calledAt: at,
    startedAt: at,
    recalls: 0,
    callSeq: standing.callSeq,
  });
}

/** The ticket leaves the counter, which is free then. */
function leave(
  state: HallState,
  recorded: Recorded,
  counter: Counter,
  ticket: Ticket,
  action: UndoEntry['action'],
  to: { standing: Standing; change?: () => void },
): void {
  remember(counter, snapshot(action, recorded.at, counter, ticket));
  counter.ticketId = null;
  counter.since = recorded.at;
  moveTicket(state, ticket, to.standing, to.change);
}

function undone(
  state: HallState,
  recorded: Recorded<Extract<ServiceEvent, { type: 'ActionUndone' }>>,
  counter: Counter,
  ticket: Ticket,
): void {
  const entry = counter.undo.pop();
  if (entry === undefined || entry.ticketId !== ticket.id)
    throw new Error(`counter ${counter.no} has nothing of ticket ${ticket.id} to undo`);
  const { before, counterBefore } = entry;
  const { restored } = recorded.event;
  const standing: Standing =
    before.standing.status === 'waiting' ? { status: 'waiting', boundTo: restored.counter } : before.standing;
  moveTicket(state, ticket, standing, () => {
    ticket.key = before.key;
    ticket.misses = before.misses;
    ticket.current = before.current;
    ticket.services = before.services;
    ticket.waitingSince = before.waitingSince;
    ticket.sender = before.sender;
  });
  // Whoever took a step back does not want the same visitor called again by itself.
  state.stored.delete(counter.no);
  const { status } = before.standing;
  counter.ticketId = status === 'called' || status === 'serving' ? ticket.id : null;
  counter.servedToday = counterBefore.servedToday;
  counter.servingMs = counterBefore.servingMs;
  counter.since = recorded.at;
}
