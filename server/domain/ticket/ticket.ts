import type { AssistNeed } from '../../contract/assist.ts';
import type { UndoOffer } from '../../contract/counter.ts';
import type { LeafletOrder } from '../../contract/leaflet.ts';
import {
  type CheckedPapers,
  type GreenReason,
  restoreWithinMs,
  type SlipStatus,
  type TicketAction,
  type TicketClass,
  type TicketOrigin,
  type TicketStatus,
  ticketActions,
  type WaitRange,
} from '../../contract/ticket.ts';
import type { MovedAway } from './moved.ts';

/** Where a ticket stands; each status has only its own data. Times are epoch milliseconds. */
export type Standing =
  /** `boundTo`: a transfer named this one counter. */
  | { status: 'waiting'; boundTo: number | null }
  | { status: 'called'; counter: number; calledAt: number; lastCallAt: number; recalls: number; callSeq: number }
  | { status: 'serving'; counter: number; calledAt: number; startedAt: number; recalls: number; callSeq: number }
  | { status: 'held'; counter: number; reason: string | null }
  | { status: 'missed'; counter: number }
  | { status: 'abandoned'; counter: number }
  | { status: 'finished'; counter: number }
  /** `was`: where it stood until then, for a change of mind. */
  | { status: 'cancelled'; at: number; was: Standing }
  | { status: 'expired' };

export interface Ticket {
  id: string;
  number: string;
  zone: number;
  /** Services in the order asked for; `current` is the index of the one it waits for or is served with. */
  services: string[];
  current: number;
  origin: TicketOrigin;
  terminal: string | null;
  class: TicketClass;
  greenReason: GreenReason | null;
  takenAt: number;
  /** Sequence number of its taking; decides between equal keys. */
  order: number;
  key: number;
  /** When it joined the queue this time. */
  waitingSince: number;
  /** Number of its newest service period; 0 before the first call. */
  period: number;
  told: { ahead: number; wait: WaitRange | null };
  misses: number;
  /** Counter and clerk of its last service period: who may still open its dossier. */
  lastServed: { counter: number; staff: string } | null;
  /** Who transferred it last, with the service it had there: where a transfer back leads. */
  sender: { counter: number; service: string } | null;
  slips: Slip[];
  /** It waits for other counters than its slip names; null where the slip is right. */
  moved: MovedAway | null;
  /** What the desk has checked. */
  checked: readonly CheckedPapers[];
  /** Whose id card was read when it was taken, as a keyed hash of the day; null where none was. */
  visitor: string | null;
  /** What makes the visit easier for this visitor. */
  assist: readonly AssistNeed[];
  /** A guide is sent for or walks with the visitor, since then, epoch milliseconds; null where nobody does. */
  escort: { state: 'open' | 'taken'; since: number } | null;
  standing: Standing;
  /** Has asked once to stand behind the next few. */
  stoodBack: boolean;
  /** Grows with every change of standing; tells undo whether anything happened since. */
  turn: number;
}

export interface Slip {
  id: number;
  /** Empty for a leaflet. */
  ticketId: string;
  printer: string;
  reprint: number;
  status: SlipStatus;
  /** The move after which it replaces the slip before; without the code it gives nobody a hold on the number. */
  replaces?: { since: number; code: boolean };
  /** What is printed, where it is no ticket's slip. */
  leaflet?: LeafletOrder;
  /** When a leaflet was ordered, epoch milliseconds. */
  orderedAt?: number;
}

/** What undo puts back. */
export interface UndoEntry {
  action: UndoOffer['action'];
  ticketId: string;
  at: number;
  /** The ticket's `turn` right after the step. */
  turn: number;
  before: {
    standing: Standing;
    key: number;
    misses: number;
    current: number;
    services: string[];
    waitingSince: number;
    sender: Ticket['sender'];
  };
  counterBefore: { servedToday: number; servingMs: number };
}

/** The statuses in which a ticket still wants something of the hall today. */
export const liveStatuses: ReadonlySet<TicketStatus> = new Set(['waiting', 'called', 'serving', 'held', 'missed']);

/** What may be done with the ticket now: of the table, without what it has used up or let go by. */
export function allowedNow(ticket: Ticket, at: number): TicketAction[] {
  const { standing } = ticket;
  return ticketActions[standing.status].filter((action) => {
    if (action === 'late') return !ticket.stoodBack;
    return standing.status !== 'cancelled' || at - standing.at <= restoreWithinMs;
  });
}

export function serviceOf(ticket: Ticket): string {
  const service = ticket.services[ticket.current];
  if (service === undefined) throw new Error(`ticket ${ticket.id} has no service at ${ticket.current}`);
  return service;
}
