import type { Recorded } from '../contract/events.ts';
import type { CallNotice } from '../contract/views.ts';
import { callNotice } from '../domain/view/live-views.ts';
import type { Hall } from '../hall.ts';
import { type Audience, eventText } from './audience.ts';
import type { ViewMaker } from './view-maker.ts';

/** Calls of what was just recorded; the views count the rest before they are sent. */
export function tellRecorded(
  audiences: Map<string, Audience>,
  { hall, views }: { hall: Hall; views: Pick<ViewMaker, 'noteRecorded'> },
  recorded: readonly Recorded[],
): void {
  for (const each of recorded) tellCall(audiences, hall, each);
  views.noteRecorded(recorded);
}

/** A call is an event of its own: told at once, to the hall, its counter and its ticket. */
function tellCall(audiences: Map<string, Audience>, hall: Hall, { seq, at, event }: Recorded): void {
  if (event.type !== 'TicketCalled' && event.type !== 'TicketRecalled' && event.type !== 'ActionUndone') return;
  if (event.type === 'ActionUndone' && event.action !== 'call') return;
  const ticket = hall.state.tickets.get(event.ticketId);
  if (ticket === undefined) return;
  const recall = event.type === 'TicketRecalled';
  const base = callNotice(hall.model, ticket, {
    seq,
    kind: recall ? 'recall' : 'first',
    ticketId: ticket.id,
    counter: event.counter,
    at,
    reported: [],
  });
  const notice: CallNotice = event.type === 'ActionUndone' ? { ...base, kind: 'withdrawn' } : base;
  const text = eventText('call', seq, notice);
  const keys = [
    'hall',
    `zone/${notice.zone}`,
    'desk',
    'supervise',
    `counter/${event.counter}`,
    `counter/${event.counter}/staff`,
  ];
  for (const key of [...keys, `ticket/${ticket.id}`]) audiences.get(key)?.send(text);
}
