import type { CounterCommand } from '../../contract/commands.ts';
import type { HallEvent } from '../../contract/events.ts';
import { Refused } from '../../contract/refusal.ts';
import type { Context } from '../context.ts';
import type { Counter, HallState } from '../hall-state.ts';
import { requireService } from '../ticket/decide-ticket.ts';
import { serviceOf, type Ticket } from '../ticket/ticket.ts';

export function decideStart(counter: Counter, ticket: Ticket): HallEvent[] {
  return [{ type: 'ServiceStarted', ticketId: ticket.id, counter: counter.no, period: ticket.period }];
}

/** A service that was never started counts from its call. A further service goes on here when its clerk may serve it. */
export function decideFinish(
  ticket: Ticket,
  counter: Counter,
  result: string | null,
  note: string | null,
): HallEvent[] {
  const next = ticket.services[ticket.current + 1];
  const here = next !== undefined && counter.services.includes(next);
  return [
    {
      type: 'ServiceFinished',
      ticketId: ticket.id,
      counter: counter.no,
      period: ticket.period,
      result: result ?? 'done',
      note,
      startAssumed: ticket.standing.status === 'called',
      onward: next === undefined ? 'done' : here ? 'here' : 'queue',
      next: next ?? null,
    },
  ];
}

/** The first miss keeps the ticket for the day; the one that reaches the limit abandons it. */
export function decideNoShow(counter: Counter, ticket: Ticket, context: Context): HallEvent[] {
  const final = ticket.misses + 1 >= context.model.rules.missesMost;
  return [{ type: 'TicketMissed', ticketId: ticket.id, counter: counter.no, period: ticket.period, final }];
}

export function decideHold(counter: Counter, ticket: Ticket, reason: string | null): HallEvent[] {
  return [{ type: 'TicketHeld', ticketId: ticket.id, counter: counter.no, period: ticket.period, reason }];
}

/** To another service, or to one counter by name, or both; number and place are kept. */
export function decideTransfer(
  state: HallState,
  counter: Counter,
  ticket: Ticket,
  command: Extract<CounterCommand, { type: 'transfer' }>,
  context: Context,
): HallEvent[] {
  if (command.back === true)
    return decideTransfer(state, counter, ticket, { ...command, ...senderOf(ticket), back: false }, context);
  const { service, toCounter, reason } = command;
  if (service === null && toCounter === null) throw new Refused('nowhere-to-transfer');
  if (toCounter === counter.no && service === null) throw new Refused('nowhere-to-transfer');
  if (service !== null) requireService(context.model, service);
  if (toCounter !== null) {
    const target = state.counters.get(toCounter);
    if (target === undefined) throw new Refused('unknown-counter', { counter: toCounter });
    // A ticket bound to a counter that nobody staffs would wait for nobody.
    if (target.staff === null) throw new Refused('counter-closed', { counter: toCounter });
  }
  const wanted = service ?? serviceFor(ticket, toCounter, context);
  // It would be served twice; finishing the present service leads there by itself.
  if (ticket.services.slice(ticket.current + 1).includes(wanted))
    throw new Refused('service-twice', { service: wanted, allowed: ['finish'] });
  return [
    {
      type: 'TicketTransferred',
      ticketId: ticket.id,
      counter: counter.no,
      period: ticket.period,
      service: wanted,
      toCounter,
      reason,
    },
  ];
}

/** Where the ticket was transferred from last: the same counter with the service it had there. */
function senderOf({ sender, number }: Ticket): { service: string; toCounter: number } {
  if (sender === null) throw new Refused('nobody-sent-it', { number });
  return { service: sender.service, toCounter: sender.counter };
}

/** The present service where the target serves it, else the only one it has, else the present one for its clerk to sort out. */
function serviceFor(ticket: Ticket, toCounter: number | null, context: Context): string {
  const present = serviceOf(ticket);
  const services = toCounter === null ? [] : (context.model.counters.get(toCounter)?.services ?? []);
  const only = services.length === 1 ? services[0] : undefined;
  return services.includes(present) || only === undefined ? present : only;
}

export function decideAddService(counter: Counter, ticket: Ticket, service: string, context: Context): HallEvent[] {
  requireService(context.model, service);
  if (ticket.services.slice(ticket.current).includes(service)) throw new Refused('service-twice', { service });
  const most = context.model.rules.servicesPerTicket;
  if (ticket.services.length >= most) throw new Refused('too-many-services', { most });
  return [{ type: 'ServiceAdded', ticketId: ticket.id, counter: counter.no, service }];
}
