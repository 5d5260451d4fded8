import type { Recorded } from '../../contract/events.ts';
import type { SuperviseEvent } from '../../contract/supervise.ts';
import { announcementsMost, type HallState } from '../hall-state.ts';
import { postCounters } from '../post/eligibility.ts';
import { moveTicket, recordedTicket } from '../ticket/apply-ticket.ts';
import { noteMoved } from '../ticket/moved.ts';
import { serviceOf, type Ticket } from '../ticket/ticket.ts';

export function applySupervise(state: HallState, { event, seq, at }: Recorded<SuperviseEvent>): void {
  switch (event.type) {
    case 'TicketMoved':
      return moved(state, recordedTicket(state, event.ticketId), event.toCounter, at);
    case 'AnnouncementMade': {
      const { text, zones } = event;
      state.announcements.push({ seq, at, text, zones, reported: [] });
      state.announcements.splice(0, Math.max(0, state.announcements.length - announcementsMost));
      return;
    }
    case 'AnnouncementSpoken':
    case 'AnnouncementDropped':
      state.announcements.find((made) => made.seq === event.announcement)?.reported.push(event.device);
      return;
  }
}

/** Sent to one counter, or back to all that serve it: its holder is told as after a cover (R11). */
function moved(state: HallState, ticket: Ticket, toCounter: number | null, at: number): void {
  const { standing } = ticket;
  const service = serviceOf(ticket);
  const all = state.servers.get(service) ?? postCounters(state, service);
  const told =
    standing.status === 'waiting' && standing.boundTo !== null
      ? [standing.boundTo]
      : (state.toldCounters.get(service) ?? postCounters(state, service));
  moveTicket(state, ticket, { status: 'waiting', boundTo: toCounter });
  noteMoved(ticket, told, toCounter === null ? all : [toCounter], at);
}
