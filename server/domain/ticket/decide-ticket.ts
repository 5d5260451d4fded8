import type { TicketCommand } from '../../contract/commands.ts';
import type { HallEvent } from '../../contract/events.ts';
import { Refused } from '../../contract/refusal.ts';
import { type CheckedPapers, restoreWithinMs, type TicketAction, ticketActions } from '../../contract/ticket.ts';
import type { Context } from '../context.ts';
import { expectedOf } from '../forecast/expected-wait.ts';
import type { HallModel } from '../hall-model.ts';
import type { HallState } from '../hall-state.ts';
import { compareOrder } from '../routing/ticket-queue.ts';
import { movedNow, newSlipFree } from './moved.ts';
import { serviceOf, type Ticket } from './ticket.ts';

const minuteMs = 60_000;

export function decideTicket(state: HallState, command: TicketCommand, context: Context): HallEvent[] {
  switch (command.type) {
    case 'take-ticket':
      return takeTicket(state, command, context);
    case 'cancel-ticket':
      requireAction(ticketOf(state, command.ticketId), 'cancel');
      return [{ type: 'TicketCancelled', ticketId: command.ticketId, reason: command.reason }];
    case 'requeue-ticket':
      return requeueTicket(state, command, context);
    case 'late-ticket':
      return standBack(state, command, context);
    case 'restore-ticket':
      return restoreTicket(state, command, context);
    case 'put-first':
      return putFirst(state, command);
    case 'reprint-slip':
      return reprintSlip(state, command, context);
    case 'replace-slip':
      return replaceSlip(state, command, context);
  }
}

/** The ticket, or a refusal that says it is not there. */
export function ticketOf(state: HallState, ticketId: string): Ticket {
  const ticket = state.tickets.get(ticketId);
  if (ticket === undefined) throw new Refused('unknown-ticket', { ticketId });
  return ticket;
}

export function requireAction(ticket: Ticket, action: TicketAction): void {
  const allowed = ticketActions[ticket.standing.status];
  if (allowed.includes(action)) return;
  throw new Refused('wrong-ticket-state', { number: ticket.number, status: ticket.standing.status, allowed });
}

/** A service a ticket may be taken or transferred for; an item outside the hall is refused with where to go. */
export function requireService(model: HallModel, code: string): void {
  if (model.countersOf.has(code)) return;
  const item = model.items.get(code);
  if (item === undefined) throw new Refused('unknown-service', { service: code });
  throw new Refused('service-not-in-hall', {
    service: code,
    name: item.name,
    department: model.departments.get(item.department)?.name ?? item.department,
  });
}

type Take = Extract<TicketCommand, { type: 'take-ticket' }>;

function takeTicket(state: HallState, command: Take, context: Context): HallEvent[] {
  const { model, at } = context;
  const { services } = command;
  const first = services[0];
  if (first === undefined) throw new Refused('unknown-service', { service: '' });
  if (services.length > model.rules.servicesPerTicket)
    throw new Refused('too-many-services', { most: model.rules.servicesPerTicket });
  for (const [index, service] of services.entries()) {
    requireService(model, service);
    if (services.indexOf(service) !== index) throw new Refused('service-twice', { service });
  }
  const zone = model.zoneOf.get(first) ?? 0;
  requireFirst(state, command);
  for (const papers of command.checked ?? []) requireChecked(model, services, papers);
  const key = command.slotAt ?? at - headStartMinutes(model, command.class) * minuteMs;
  const newcomer = { service: first, class: command.class, at };
  const { ahead, wait, counters } = expectedOf(state, model, newcomer, key, context.forecast);
  return [
    {
      type: 'TicketTaken',
      ticketId: context.newId(),
      number: nextNumber(state, model, zone),
      zone,
      services,
      origin: command.origin,
      terminal: command.terminal,
      class: command.class,
      ...(command.greenReason === undefined ? {} : { greenReason: command.greenReason }),
      key,
      ahead,
      wait,
      counters: [...counters],
      printer: printerFor(model, command.terminal),
      ...(command.visitor === undefined ? {} : { visitor: command.visitor }),
      ...(command.assist === undefined || command.assist.length === 0 ? {} : { assist: command.assist }),
      ...(command.checked === undefined || command.checked.length === 0 ? {} : { checked: command.checked }),
    },
  ];
}

/** One waiting ticket for a service and person where an id was read (hall-rules, section 2). */
function requireFirst(state: HallState, { visitor, services }: Take): void {
  if (visitor === undefined) return;
  for (const ticket of ticketsOf(state, visitor)) {
    const service = ticket.services.slice(ticket.current).find((each) => services.includes(each));
    const { status } = ticket.standing;
    if (service !== undefined && (status === 'waiting' || status === 'called'))
      throw new Refused('already-waiting', { number: ticket.number, service, zone: ticket.zone });
  }
}

/** The tickets of today for which this person's card was read, in the order of taking. */
export function ticketsOf(state: HallState, visitor: string): Ticket[] {
  return [...state.tickets.values()].filter((ticket) => ticket.visitor === visitor);
}

/** What was checked belongs to a service of this ticket and to its list of papers. */
function requireChecked(model: HallModel, services: readonly string[], papers: CheckedPapers): void {
  if (!services.includes(papers.service)) throw new Refused('unknown-service', { service: papers.service });
  const known = new Set(model.items.get(papers.service)?.materials.map(({ name }) => name));
  for (const material of [...papers.present, ...papers.missing])
    if (!known.has(material)) throw new Refused('unknown-material', { material });
}

/** A green ticket counts as if taken so much earlier, and so does one of a visitor back with completed papers. */
function headStartMinutes(model: HallModel, ticketClass: Take['class']): number {
  if (ticketClass === 'green') return model.rules.greenHeadStartMinutes;
  return ticketClass === 'completed' ? model.rules.completedHeadStartMinutes : 0;
}

/** Zone digit and a running number from 1, padded: `1047`. */
function nextNumber(state: HallState, model: HallModel, zone: number): string {
  const running = (state.issued.get(zone) ?? 0) + 1;
  const { numberDigits } = model.rules;
  if (running >= 10 ** numberDigits) throw new Refused('numbers-exhausted', { zone });
  return `${zone}${String(running).padStart(numberDigits, '0')}`;
}

function printerFor(model: HallModel, terminal: string | null): string | null {
  return terminal === null ? null : (model.printers.get(terminal) ?? null);
}

/**
 * Whoever is late says so before the call and stands behind the next few of the zone, as after a miss, but without one:
 * once, and only while somebody is there to let past. Nobody else loses by it.
 */
function standBack(
  state: HallState,
  command: Extract<TicketCommand, { type: 'late-ticket' }>,
  context: Context,
): HallEvent[] {
  const ticket = ticketOf(state, command.ticketId);
  requireAction(ticket, 'late');
  if (ticket.stoodBack) throw new Refused('already-stood-back', { number: ticket.number });
  const key = keyBehindNext(state, context, ticket);
  if (key === ticket.key) throw new Refused('nobody-behind', { number: ticket.number });
  return [{ type: 'TicketStoodBack', ticketId: ticket.id, key, reason: command.reason }];
}

/** Within two minutes a number given up comes back to where it stood; a counter that closed since no longer binds it. */
function restoreTicket(
  state: HallState,
  command: Extract<TicketCommand, { type: 'restore-ticket' }>,
  context: Context,
): HallEvent[] {
  const ticket = ticketOf(state, command.ticketId);
  requireAction(ticket, 'restore');
  const { standing } = ticket;
  if (standing.status !== 'cancelled') throw new Error(`ticket ${ticket.id} may be restored but was not given up`);
  if (context.at - standing.at > restoreWithinMs)
    throw new Refused('restore-too-late', { minutes: restoreWithinMs / minuteMs });
  const { was } = standing;
  if (was.status !== 'waiting' && was.status !== 'held' && was.status !== 'missed')
    throw new Error(`ticket ${ticket.id} was given up while ${was.status}`);
  const bound = was.status === 'waiting' ? was.boundTo : null;
  const open = bound !== null && state.counters.get(bound)?.staff != null;
  return [{ type: 'TicketRestored', ticketId: ticket.id, to: was.status, boundTo: open ? bound : null }];
}

/** A held visitor comes back to the old place; a missed one behind the next tickets of the zone (hall-rules, section 3). */
function requeueTicket(
  state: HallState,
  command: Extract<TicketCommand, { type: 'requeue-ticket' }>,
  context: Context,
): HallEvent[] {
  const ticket = ticketOf(state, command.ticketId);
  requireAction(ticket, 'requeue');
  const from = ticket.standing.status as 'held' | 'missed' | 'abandoned';
  const key = from === 'held' ? ticket.key : keyBehindNext(state, context, ticket);
  return [{ type: 'TicketRequeued', ticketId: ticket.id, from, key, reason: command.reason }];
}

/**
 * One millisecond behind the nth ticket that waits in the zone after this one's place, or behind the last when fewer wait; never a gain. It is
 * the zone of the service waited for: a ticket with several services keeps its number when it moves to another zone.
 */
function keyBehindNext(state: HallState, context: Context, ticket: Ticket): number {
  const { rules, zoneOf } = context.model;
  const back = rules.missedGoesBack;
  const { key, order } = ticket;
  if (back === 0) return ticket.key;
  const zone = zoneOf.get(serviceOf(ticket)) ?? ticket.zone;
  const waiting: Ticket[] = [];
  for (const [service, queue] of state.queues) {
    if (zoneOf.get(service) !== zone) continue;
    // A ticket that still waits lets pass those behind it; one that was missed, the first.
    const from = ticket.standing.status === 'waiting' ? queue.countBefore({ key, order: order + 0.5 }) : 0;
    for (let index = from; index < from + back; index += 1) {
      const candidate = queue.at(index);
      if (candidate !== undefined) waiting.push(candidate);
    }
  }
  const last = waiting.sort(compareOrder).slice(0, back).at(-1);
  return last === undefined ? ticket.key : Math.max(ticket.key, last.key + 1);
}

/** One millisecond before every ticket that waits. */
function putFirst(state: HallState, command: Extract<TicketCommand, { type: 'put-first' }>): HallEvent[] {
  const ticket = ticketOf(state, command.ticketId);
  requireAction(ticket, 'put-first');
  let key = ticket.key;
  for (const queue of [...state.queues.values(), ...state.bound.values()])
    if (queue.head !== undefined) key = Math.min(key, queue.head.key);
  return [{ type: 'TicketPutFirst', ticketId: ticket.id, key: key - 1, reason: command.reason }];
}

function reprintSlip(
  state: HallState,
  command: Extract<TicketCommand, { type: 'reprint-slip' }>,
  context: Context,
): HallEvent[] {
  return [{ type: 'SlipReprintOrdered', ...slipAgain(state, command, context), reason: command.reason }];
}

/** R11: one slip with the new counters for each move, on request. */
function replaceSlip(
  state: HallState,
  command: Extract<TicketCommand, { type: 'replace-slip' }>,
  context: Context,
): HallEvent[] {
  const ticket = ticketOf(state, command.ticketId);
  const { number } = ticket;
  const moved = movedNow(ticket);
  if (moved === null) throw new Refused('not-moved', { number });
  if (!newSlipFree(ticket)) throw new Refused('new-slip-printed', { number });
  const replaces = { since: moved.since, code: command.code };
  return [{ type: 'SlipReprintOrdered', ...slipAgain(state, command, context), reason: '窗口换了，换新票', replaces }];
}

/** One slip of a ticket at a time, at the printer of the place named, else where the number was taken. */
function slipAgain(
  state: HallState,
  command: Pick<Extract<TicketCommand, { type: 'replace-slip' }>, 'ticketId' | 'terminal'>,
  context: Context,
) {
  const ticket = ticketOf(state, command.ticketId);
  requireAction(ticket, 'reprint');
  const open = ticket.slips.some((slip) => slip.status === 'queued' || slip.status === 'printing');
  if (open) throw new Refused('slip-still-printing', { number: ticket.number });
  const printer = printerFor(context.model, command.terminal ?? ticket.terminal);
  if (printer === null) throw new Refused('no-printer', { terminal: command.terminal });
  const reprint = ticket.slips.reduce((most, slip) => Math.max(most, slip.reprint), 0) + 1;
  return { ticketId: ticket.id, printer, reprint };
}
