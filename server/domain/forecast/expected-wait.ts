import type { WaitRange } from '../../contract/ticket.ts';
import type { UnattendedNow } from '../../contract/views.ts';
import type { HallModel } from '../hall-model.ts';
import type { HallState } from '../hall-state.ts';
import { unattended, unattendedCounter } from '../post/attendance.ts';
import { countAhead, countersFor, countersOfService, openAmong } from '../routing/next.ts';
import { serviceOf, type Ticket } from '../ticket/ticket.ts';
import type { Forecast, Newcomer } from './forecast.ts';
import { waitRange } from './wait-range.ts';

/** What somebody who takes a ticket would be told. */
export interface Expected {
  ahead: number;
  wait: WaitRange;
  counters: readonly number[];
  openCounters: number;
}

/** For a newcomer with this key: what was played if it was, else the usual estimate. */
export function expectedOf(
  state: HallState,
  model: HallModel,
  newcomer: Omit<Newcomer, 'ahead'>,
  key: number,
  forecast: Forecast | undefined,
): Expected {
  const { service, at } = newcomer;
  const counters = countersOfService(state, model, service);
  const ahead = countAhead(state, model, counters, { key, order: Number.MAX_SAFE_INTEGER });
  const wait = forecast?.rangeFor({ ...newcomer, ahead }) ?? usualRange(state, model, service, counters, ahead, at);
  return { ahead, wait, counters, openCounters: openAmong(state, counters) };
}

/** For a ticket that waits. One that came after the last preparation is told what a newcomer is. */
export function expectedWait(
  state: HallState,
  model: HallModel,
  ticket: Ticket,
  at: number,
  forecast: Forecast | undefined,
): Pick<Expected, 'ahead' | 'wait' | 'counters'> {
  const counters = countersFor(state, model, ticket);
  const ahead = countAhead(state, model, counters, ticket);
  const { standing } = ticket;
  const bound = standing.status === 'waiting' && standing.boundTo !== null;
  const newcomer = { service: serviceOf(ticket), class: ticket.class, ahead, at };
  const played = forecast?.rangeOf(ticket.id, at) ?? (bound ? null : forecast?.rangeFor(newcomer));
  const wait = played ?? usualRange(state, model, serviceOf(ticket), counters, ahead, at);
  return { ahead, wait, counters };
}

/** The usual estimate, from now on; where nobody serves and it is known from when on somebody will, from then on. */
function usualRange(
  state: HallState,
  model: HallModel,
  service: string,
  counters: readonly number[],
  ahead: number,
  at: number,
): WaitRange {
  const { lowMinutes, highMinutes } = waitRange(state, model, counters, ahead, at);
  const until = unattended(state, model, service, at)?.until ?? null;
  const more = until === null ? 0 : Math.ceil((until - at) / 60_000);
  return { lowMinutes: lowMinutes + more, highMinutes: highMinutes + more };
}

/** Whether nobody can serve a waiting ticket now; null while somebody can, or while it does not wait. */
export function unattendedTicket(state: HallState, model: HallModel, ticket: Ticket, at: number): UnattendedNow | null {
  const { standing } = ticket;
  if (standing.status !== 'waiting') return null;
  if (standing.boundTo !== null) return unattendedCounter(state, standing.boundTo, at);
  return unattended(state, model, serviceOf(ticket), at);
}
