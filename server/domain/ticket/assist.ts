import type { AssistCommand, AssistEvent } from '../../contract/assist.ts';
import type { HallEvent, Recorded } from '../../contract/events.ts';
import type { HallState } from '../hall-state.ts';
import { recordedTicket } from './apply-ticket.ts';
import { requireAction, ticketOf } from './decide-ticket.ts';

/** Nothing is recorded where nothing changes. */
export function decideAssist(state: HallState, { ticketId, needs }: AssistCommand): HallEvent[] {
  const ticket = ticketOf(state, ticketId);
  requireAction(ticket, 'assist');
  const same = needs.length === ticket.assist.length && needs.every((need) => ticket.assist.includes(need));
  return same ? [] : [{ type: 'AssistNoted', ticketId, needs }];
}

export function applyAssist(state: HallState, { event }: Recorded<AssistEvent>): void {
  recordedTicket(state, event.ticketId).assist = event.needs;
}
