import type { NewDeviceJob } from '../contract/device.ts';
import type { RecordedEvent } from '../contract/events.ts';

/** What a recorded event asks of the devices. Pure, so that the ledger can be made anew from the journal. */
export function deviceJobs(event: RecordedEvent): NewDeviceJob[] {
  switch (event.type) {
    case 'TicketTaken':
      if (event.printer === null) return [];
      return [{ kind: 'slip', device: event.printer, ticketId: event.ticketId, counter: null, reprint: 0 }];
    case 'FormPassed':
      if (event.printer === null) return [];
      return [{ kind: 'slip', device: event.printer, ticketId: '', counter: null, reprint: 0 }];
    case 'SlipReprintOrdered':
      return [{ kind: 'slip', device: event.printer, ticketId: event.ticketId, counter: null, reprint: event.reprint }];
    case 'LeafletOrdered':
      return [{ kind: 'slip', device: event.printer, ticketId: '', counter: null, reprint: event.reprint }];
    case 'TicketCalled':
    case 'TicketRecalled':
      return event.speakers.map((device) => ({
        kind: 'speech',
        device,
        ticketId: event.ticketId,
        counter: event.counter,
        reprint: 0,
      }));
    case 'AnnouncementMade':
      return event.speakers.map((device) => ({ kind: 'speech', device, ticketId: '', counter: null, reprint: 0 }));
    default:
      return [];
  }
}
