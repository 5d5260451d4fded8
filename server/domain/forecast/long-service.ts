import type { HallModel } from '../hall-model.ts';
import type { Counter, HallState } from '../hall-state.ts';
import { serviceOf } from '../ticket/ticket.ts';
import type { Forecast } from './forecast.ts';
import { usualTime } from './learned-times.ts';
import { type LogNormal, normalQuantile } from './log-normal.ts';

const longShare = 0.95;

/** Minutes from call to end within which 95 of 100 services end (rule C5). */
export const longMinutes = ({ mu, sigma }: LogNormal): number => Math.exp(mu + sigma * normalQuantile(longShare));

/**
 * From when on the service at this counter takes longer than 95 of 100 of its kind, epoch milliseconds: as learned, else
 * as the hall file's mean says. Null while nobody is served.
 */
export function longAt(state: HallState, model: HallModel, counter: Counter, forecast?: Forecast): number | null {
  const ticket = counter.ticketId === null ? undefined : state.tickets.get(counter.ticketId);
  if (ticket?.standing.status !== 'serving') return null;
  const service = serviceOf(ticket);
  const minutes = longMinutes(forecast?.timeOf(service) ?? usualTime(model, service));
  return ticket.standing.calledAt + Math.round(minutes * 60_000);
}
