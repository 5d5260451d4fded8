import type { CounterSign } from '../../contract/device.ts';
import { serviceOf } from '../ticket/ticket.ts';
import { counterSigns, type ViewSource } from './live-views.ts';

/** The signs of all counters for whoever draws them in dots: with zone symbol and, where a ticket is there, its matter (T23). */
export function deviceSigns(source: ViewSource): CounterSign[] {
  const { state, model } = source;
  const symbols = new Map(model.file.zones.map(({ zone, symbol }) => [zone, symbol]));
  return counterSigns(source).map((sign) => {
    const symbol = symbols.get(model.counters.get(sign.counter)?.zone ?? -1);
    const ticketId = state.counters.get(sign.counter)?.ticketId ?? null;
    const ticket = ticketId === null ? undefined : state.tickets.get(ticketId);
    const shows = sign.state === 'calling' || sign.state === 'serving';
    const pictogram = ticket && shows ? model.services.get(serviceOf(ticket))?.pictogram : undefined;
    return { ...sign, ...(symbol === undefined ? {} : { symbol }), ...(pictogram === undefined ? {} : { pictogram }) };
  });
}
