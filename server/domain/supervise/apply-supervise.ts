import type { Recorded } from '../../contract/events.ts';
import type { SuperviseEvent } from '../../contract/supervise.ts';
import { announcementsMost, type HallState } from '../hall-state.ts';
import { moveTicket, recordedTicket } from '../ticket/apply-ticket.ts';

export function applySupervise(state: HallState, { event, seq, at }: Recorded<SuperviseEvent>): void {
  switch (event.type) {
    case 'TicketMoved':
      return moveTicket(state, recordedTicket(state, event.ticketId), {
        status: 'waiting',
        boundTo: event.toCounter,
      });
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
