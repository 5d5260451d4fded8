import type { Recorded, TicketEvent } from '../../contract/events.ts';
import type { SlipStatus } from '../../contract/ticket.ts';
import { type HallState, queueFor } from '../hall-state.ts';
import { type Slip, type Standing, serviceOf, type Ticket } from './ticket.ts';

/** The ticket an event speaks of; its absence means that the journal is not whole. */
export function recordedTicket(state: HallState, ticketId: string): Ticket {
  const ticket = state.tickets.get(ticketId);
  if (ticket === undefined) throw new Error(`the record speaks of ticket ${ticketId}, which was never taken`);
  return ticket;
}

/** Moves a ticket to a new standing, in and out of queues and lists. `change` alters key or service while it is out. */
export function moveTicket(state: HallState, ticket: Ticket, standing: Standing, change?: () => void): void {
  if (ticket.standing.status === 'waiting') waitingQueue(state, ticket, ticket.standing.boundTo).remove(ticket);
  state.aside.delete(ticket.id);
  change?.();
  ticket.standing = standing;
  if (standing.status === 'serving' || standing.status === 'held') ticket.moved = null;
  ticket.turn += 1;
  if (standing.status === 'waiting') waitingQueue(state, ticket, standing.boundTo).add(ticket);
  else if (standing.status === 'held' || standing.status === 'missed' || standing.status === 'abandoned')
    state.aside.set(ticket.id, ticket);
}

function waitingQueue(state: HallState, ticket: Ticket, boundTo: number | null) {
  return boundTo === null ? queueFor(state.queues, serviceOf(ticket)) : queueFor(state.bound, boundTo);
}

export function applyTicket(state: HallState, recorded: Recorded<TicketEvent>): void {
  const { event } = recorded;
  switch (event.type) {
    case 'TicketTaken':
      return taken(state, recorded as Recorded<Extract<TicketEvent, { type: 'TicketTaken' }>>);
    case 'TicketCancelled':
      return cancelled(state, recordedTicket(state, event.ticketId), recorded.at);
    case 'TicketRestored':
      return restored(state, event);
    case 'TicketExpired':
      return moveTicket(state, recordedTicket(state, event.ticketId), { status: 'expired' });
    case 'TicketRequeued': {
      const ticket = recordedTicket(state, event.ticketId);
      return moveTicket(state, ticket, { status: 'waiting', boundTo: null }, () => {
        ticket.key = event.key;
        ticket.waitingSince = recorded.at;
      });
    }
    case 'TicketStoodBack':
    case 'TicketPutFirst': {
      const ticket = recordedTicket(state, event.ticketId);
      const boundTo = ticket.standing.status === 'waiting' ? ticket.standing.boundTo : null;
      return moveTicket(state, ticket, { status: 'waiting', boundTo }, () => {
        ticket.key = event.key;
        if (event.type === 'TicketStoodBack') ticket.stoodBack = true;
      });
    }
    case 'SlipReprintOrdered':
      return addSlip(state, recordedTicket(state, event.ticketId), {
        id: recorded.seq,
        ticketId: event.ticketId,
        printer: event.printer,
        reprint: event.reprint,
        status: 'queued',
        ...(event.replaces === undefined ? {} : { replaces: event.replaces }),
      });
    case 'LeafletOrdered': {
      const { leaflet, printer, reprint } = event;
      const { seq: id, at: orderedAt } = recorded;
      state.slips.set(id, { id, ticketId: '', printer, reprint, status: 'queued', leaflet, orderedAt });
      return;
    }
    case 'SlipPrintStarted':
      return setSlip(state, event.slip, 'printing');
    case 'SlipPrinted':
      return setSlip(state, event.slip, 'printed');
    case 'SlipPrintUncertain':
      return setSlip(state, event.slip, 'uncertain');
    case 'SlipPrintFailed':
      return setSlip(state, event.slip, 'failed');
    case 'SlipSettled':
      return setSlip(state, event.slip, event.came ? 'printed' : 'failed');
  }
}

function taken(state: HallState, recorded: Recorded<Extract<TicketEvent, { type: 'TicketTaken' }>>): void {
  const { event, seq, at } = recorded;
  const ticket: Ticket = {
    id: event.ticketId,
    number: event.number,
    zone: event.zone,
    services: event.services,
    current: 0,
    origin: event.origin,
    terminal: event.terminal,
    class: event.class,
    greenReason: event.greenReason ?? null,
    takenAt: at,
    order: seq,
    key: event.key,
    waitingSince: at,
    period: 0,
    told: { ahead: event.ahead, wait: event.wait },
    misses: 0,
    lastServed: null,
    sender: null,
    slips: [],
    moved: null,
    checked: event.checked ?? [],
    visitor: event.visitor ?? null,
    assist: event.assist ?? [],
    escort: null,
    standing: { status: 'waiting', boundTo: null },
    stoodBack: false,
    turn: 0,
  };
  state.tickets.set(ticket.id, ticket);
  state.issued.set(event.zone, (state.issued.get(event.zone) ?? 0) + 1);
  queueFor(state.queues, serviceOf(ticket)).add(ticket);
  if (event.printer !== null)
    addSlip(state, ticket, { id: seq, ticketId: ticket.id, printer: event.printer, reprint: 0, status: 'queued' });
}

function cancelled(state: HallState, ticket: Ticket, at: number): void {
  moveTicket(state, ticket, { status: 'cancelled', at, was: ticket.standing });
}

function restored(state: HallState, event: Extract<TicketEvent, { type: 'TicketRestored' }>): void {
  const ticket = recordedTicket(state, event.ticketId);
  if (ticket.standing.status !== 'cancelled') throw new Error(`ticket ${ticket.id} was restored but not given up`);
  const { was } = ticket.standing;
  moveTicket(state, ticket, was.status === 'waiting' ? { status: 'waiting', boundTo: event.boundTo } : was);
}

function addSlip(state: HallState, ticket: Ticket, slip: Slip): void {
  ticket.slips.push(slip);
  state.slips.set(slip.id, slip);
}

function setSlip(state: HallState, id: number, status: SlipStatus): void {
  const slip = state.slips.get(id);
  if (slip === undefined) throw new Error(`the record speaks of slip ${id}, which was never ordered`);
  slip.status = status;
}
