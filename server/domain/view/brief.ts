import type { Unattended } from '../../contract/attendance.ts';
import type { CounterAnswer, CounterState, UndoOffer } from '../../contract/counter.ts';
import { counterActions } from '../../contract/counter.ts';
import type { Moved } from '../../contract/moved.ts';
import type { ServiceName, TakenTicket, TicketAnswer, TicketBrief } from '../../contract/ticket.ts';
import type { UnattendedNow } from '../../contract/views.ts';
import { stageOf } from '../counter/decide-counter.ts';
import { undoFits, undoUntil } from '../counter/decide-undo.ts';
import { expectedWait, unattendedTicket } from '../forecast/expected-wait.ts';
import type { Forecast } from '../forecast/forecast.ts';
import type { HallModel } from '../hall-model.ts';
import type { Counter, HallState } from '../hall-state.ts';
import { toRate } from '../rating/decide-rating.ts';
import { countersFor, openAmong } from '../routing/next.ts';
import { movedNow, newSlipFree } from '../ticket/moved.ts';
import { allowedNow, serviceOf, type Ticket } from '../ticket/ticket.ts';

/** Beginnings of the seconds written last, for the same few moments are written out again and again. */
const secondsKept = 64;
const keptSeconds = new Float64Array(secondsKept).fill(-1);
const keptBeginnings: string[] = [];

/** `2026-11-23T09:00:00.000Z` of an epoch in whole milliseconds, as `toISOString` gives it. */
export function isoTime(at: number): string {
  const second = Math.floor(at / 1000);
  const place = second & (secondsKept - 1);
  if (keptSeconds[place] !== second) {
    keptSeconds[place] = second;
    keptBeginnings[place] = new Date(second * 1000).toISOString().slice(0, 20);
  }
  const milliseconds = at - second * 1000;
  return `${keptBeginnings[place]}${milliseconds < 10 ? '00' : milliseconds < 100 ? '0' : ''}${milliseconds}Z`;
}

export function serviceName(model: HallModel, code: string): ServiceName {
  return { code, name: model.services.get(code)?.name ?? code };
}

/** What a clerk sees of a ticket. */
export function ticketBrief(model: HallModel, ticket: Ticket): TicketBrief {
  const { standing } = ticket;
  const service = serviceOf(ticket);
  const atCounter = standing.status === 'called' || standing.status === 'serving';
  return {
    id: ticket.id,
    number: ticket.number,
    zone: ticket.zone,
    status: standing.status,
    service: serviceName(model, service),
    pictogram: model.services.get(service)?.pictogram ?? '',
    class: ticket.class,
    takenAt: isoTime(ticket.takenAt),
    key: ticket.key,
    misses: ticket.misses,
    further: ticket.services.slice(ticket.current + 1).map((code) => serviceName(model, code)),
    calledAt: atCounter ? isoTime(standing.calledAt) : null,
    startedAt: standing.status === 'serving' ? isoTime(standing.startedAt) : null,
    recalls: atCounter ? standing.recalls : 0,
    holdReason: standing.status === 'held' ? standing.reason : null,
    ...(ticket.sender === null ? {} : { sentBy: ticket.sender.counter }),
    ...(ticket.checked.length === 0 ? {} : { checked: [...ticket.checked] }),
    ...(ticket.greenReason === null ? {} : { greenReason: ticket.greenReason }),
    ...movedShown(ticket),
    ...(ticket.assist.length === 0 ? {} : { assist: [...ticket.assist] }),
    ...(ticket.escort === null || (standing.status !== 'waiting' && standing.status !== 'called')
      ? {}
      : { escort: { state: ticket.escort.state, since: isoTime(ticket.escort.since) } }),
  };
}

/** That the slip in its holder's hand names other counters; nothing where it is right. */
export function movedShown(ticket: Ticket): { moved?: Moved } {
  const moved = movedNow(ticket);
  return moved === null ? {} : { moved: { since: isoTime(moved.since), newSlip: newSlipFree(ticket) } };
}

/** What changes while a ticket waits; nulls and the present counter when it does not. */
export function ticketOutlook(state: HallState, model: HallModel, ticket: Ticket, at: number, forecast?: Forecast) {
  const { standing } = ticket;
  const nothing = { ahead: null, wait: null, unattended: null };
  if (standing.status === 'called' || standing.status === 'serving')
    return { ...nothing, counters: [standing.counter], counter: standing.counter };
  if (standing.status !== 'waiting') return { ...nothing, counters: [], counter: null };
  const { ahead, wait, counters } = expectedWait(state, model, ticket, at, forecast);
  const unattended = unattendedTicket(state, model, ticket, at);
  return { ahead, wait, unattended, counters: [...counters], counter: null };
}

/** 现在无人办理 in the form of the API. */
export function unattendedIso(now: UnattendedNow | null): Unattended | null {
  if (now === null) return null;
  const { reason, since, until } = now;
  return { reason, since: since === null ? null : isoTime(since), until: until === null ? null : isoTime(until) };
}

export function ticketAnswer(
  state: HallState,
  model: HallModel,
  ticket: Ticket,
  at: number,
  slip: number | null,
  forecast?: Forecast,
): TicketAnswer {
  const { ahead, wait, unattended, counters } = ticketOutlook(state, model, ticket, at, forecast);
  return {
    ...ticketBrief(model, ticket),
    ahead,
    wait,
    unattended: unattendedIso(unattended),
    counters,
    allowed: allowedNow(ticket, at),
    slip,
  };
}

/** The answer to taking a number: what the visitor is told. */
export function takenTicket(state: HallState, model: HallModel, ticket: Ticket): TakenTicket {
  const counters = [...countersFor(state, model, ticket)];
  return {
    id: ticket.id,
    number: ticket.number,
    zone: ticket.zone,
    service: serviceName(model, serviceOf(ticket)),
    status: 'waiting',
    takenAt: isoTime(ticket.takenAt),
    ahead: ticket.told.ahead,
    wait: ticket.told.wait,
    counters,
    openCounters: openAmong(state, counters),
    unattended: unattendedIso(unattendedTicket(state, model, ticket, ticket.takenAt)),
    statusUrl: statusUrl(model, ticket.id),
    slip: ticket.slips[0]?.id ?? null,
  };
}

/** Address behind the slip's QR. */
export function statusUrl(model: HallModel, ticketId: string): string {
  return `${model.file.publicUrl ?? ''}/t/${ticketId}`;
}

export function undoOffer(state: HallState, model: HallModel, counter: Counter, at: number): UndoOffer | null {
  const entry = counter.undo.at(-1);
  if (entry === undefined || !undoFits(state, counter, entry)) return null;
  const until = undoUntil(model, entry);
  if (until !== null && at > until) return null;
  const number = state.tickets.get(entry.ticketId)?.number ?? '';
  return { action: entry.action, number, until: until === null ? null : isoTime(until) };
}

export function counterState(state: HallState, model: HallModel, counter: Counter, at: number): CounterState {
  const stage = stageOf(state, counter);
  const config = model.counters.get(counter.no);
  const mayUndo = undoOffer(state, model, counter, at) !== null;
  return {
    no: counter.no,
    zone: config?.zone ?? 0,
    name: config?.name ?? '',
    stage,
    staff: counter.staff,
    actingFor: counter.actingFor,
    since: counter.since === null ? null : isoTime(counter.since),
    pauseReason: counter.pauseReason,
    allowed: counterActions[stage].filter((verb) => {
      if (verb === 'undo') return mayUndo;
      if (verb === 'cancel-next') return state.stored.has(counter.no);
      return verb !== 'evaluate' || (state.ratingSeconds > 0 && toRate(state, counter) !== null);
    }),
  };
}

/** The answer to every counter verb. `call` is the sequence number of the call it made. */
export function counterAnswer(
  state: HallState,
  model: HallModel,
  counter: Counter,
  at: number,
  call: number | null,
): CounterAnswer {
  const ticket = counter.ticketId === null ? undefined : state.tickets.get(counter.ticketId);
  return {
    counter: counterState(state, model, counter, at),
    ticket: ticket === undefined ? null : ticketBrief(model, ticket),
    call,
    undo: undoOffer(state, model, counter, at),
  };
}
