import type { HallEvent } from '../../contract/events.ts';
import { expireEscorts } from '../desk/escorts.ts';
import { expireHelp } from '../desk/help-calls.ts';
import type { HallState } from '../hall-state.ts';
import { liveStatuses } from '../ticket/ticket.ts';

/**
 * The end of a day: what still waits expires, slips that never came out fail, open counters close. A day that was ended
 * before ends once more for what came after.
 */
export function decideCloseDay(state: HallState): HallEvent[] {
  const events: HallEvent[] = [];
  for (const slip of state.slips.values()) {
    const base = { ticketId: slip.ticketId, slip: slip.id, device: slip.printer };
    if (slip.status === 'queued') events.push({ type: 'SlipPrintFailed', ...base, detail: 'day-over' });
    if (slip.status === 'printing') events.push({ type: 'SlipPrintUncertain', ...base, detail: 'day-over' });
  }
  for (const ticket of state.tickets.values())
    if (liveStatuses.has(ticket.standing.status)) {
      const { status } = ticket.standing;
      const period = status === 'called' || status === 'serving' ? ticket.period : null;
      events.push({ type: 'TicketExpired', ticketId: ticket.id, period });
    }
  for (const counter of state.counters.values())
    if (counter.staff !== null) events.push({ type: 'CounterClosed', counter: counter.no });
  const last = [...events, ...expireHelp(state), ...expireEscorts(state)];
  return state.closed ? last : [...last, { type: 'DayClosed', date: state.date }];
}
