import type { CounterCommand } from '../../contract/commands.ts';
import type { HallEvent } from '../../contract/events.ts';
import { Refused } from '../../contract/refusal.ts';
import type { Context } from '../context.ts';
import type { Counter, HallState } from '../hall-state.ts';
import { chooseNext, countersFor } from '../routing/next.ts';
import { ticketOf } from '../ticket/decide-ticket.ts';
import { serviceOf, type Ticket } from '../ticket/ticket.ts';
import { callOf, speakersOf } from './call-of.ts';
import { decideFinish } from './decide-service.ts';
import { inHand } from './in-hand.ts';
import { decideStore } from './stored-calls.ts';

type Call = Extract<CounterCommand, { type: 'call-next' | 'call' }>;

/**
 * One key per visitor: calling the next also finishes the one in hand. When that one's next service is served right
 * here the visitor stays, and nobody is called. An empty queue is no refusal: the answer then has no ticket, and whoever
 * comes next is called here by itself (预叫, C6).
 */
export function decideCall(state: HallState, counter: Counter, command: Call, context: Context): HallEvent[] {
  if (command.type === 'call') return callNamed(state, counter, command, context);
  const events: HallEvent[] = [];
  let returning: Ticket | undefined;
  if (counter.ticketId !== null) {
    const ticket = inHand(state, counter);
    const finished = decideFinish(ticket, counter, command.result, null);
    events.push(...finished);
    const last = finished.at(-1);
    if (last?.type === 'ServiceFinished' && last.onward === 'here') return events;
    returning = ticket;
  }
  const next = chooseNext(state, counter.no);
  // The finished ticket itself is no candidate: its next service, if any, is at other counters.
  if (next === undefined || next === returning)
    return [...events, ...decideStore(state, counter, false, 'empty-queue')];
  events.push(callOf(next, counter, context, 'next', null));
  return events;
}

/** Calls back a held, missed or abandoned ticket (回呼), or a waiting one out of order: that needs a reason on the record. */
function callNamed(
  state: HallState,
  counter: Counter,
  command: Extract<Call, { type: 'call' }>,
  context: Context,
): HallEvent[] {
  const ticket = ticketOf(state, command.ticketId);
  const { status } = ticket.standing;
  if (status !== 'held' && status !== 'missed' && status !== 'abandoned' && status !== 'waiting')
    throw new Refused('wrong-ticket-state', {
      number: ticket.number,
      status,
      allowed: status === 'called' || status === 'serving' ? ['transfer'] : [],
    });
  if (status === 'waiting' && (command.reason === null || command.reason.trim() === ''))
    throw new Refused('reason-needed', { number: ticket.number });
  requireServedHere(state, ticket, counter, context);
  return [callOf(ticket, counter, context, 'named', command.reason)];
}

/** A visitor is called to where the own service is handled; to another counter the ticket goes by a transfer. */
function requireServedHere(state: HallState, ticket: Ticket, counter: Counter, { model }: Context): void {
  const { standing } = ticket;
  const bound = standing.status === 'waiting' ? standing.boundTo : null;
  if (bound === counter.no || counter.services.includes(serviceOf(ticket))) return;
  throw new Refused('service-not-here', {
    number: ticket.number,
    counter: counter.no,
    counters: [...countersFor(state, model, ticket)],
  });
}

/** At most three times and at least 20 s apart (hall-rules, section 5). */
export function decideRecall(state: HallState, counter: Counter, context: Context): HallEvent[] {
  const ticket = inHand(state, counter);
  const { standing } = ticket;
  if (standing.status !== 'called')
    throw new Refused('wrong-ticket-state', {
      number: ticket.number,
      status: standing.status,
      allowed: ['finish', 'hold', 'transfer'],
    });
  const { recallsMost, recallGapSeconds } = context.model.rules;
  if (standing.recalls >= recallsMost)
    throw new Refused('recalled-too-often', { most: recallsMost, allowed: ['start', 'no-show'] });
  const waitMs = standing.lastCallAt + recallGapSeconds * 1000 - context.at;
  if (waitMs > 0) throw new Refused('recalled-too-soon', { seconds: Math.ceil(waitMs / 1000) });
  return [
    {
      type: 'TicketRecalled',
      ticketId: ticket.id,
      counter: counter.no,
      speakers: speakersOf(counter.no, context),
    },
  ];
}
