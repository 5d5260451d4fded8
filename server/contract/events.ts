import type { ReceivedMaterial } from './dossier.ts';
import type { UndoOffer } from './counter.ts';
import type { TicketClass, TicketOrigin, WaitRange } from './ticket.ts';

/** Events are in the past tense and never edited once recorded; an old form is read through `upcast`. */
export type TicketEvent =
  | {
      type: 'TicketTaken';
      ticketId: string;
      number: string;
      zone: number;
      services: string[];
      origin: TicketOrigin;
      terminal: string | null;
      class: TicketClass;
      /** Time of taking less the head start, epoch milliseconds; fixed for the ticket's life but for a miss. */
      key: number;
      ahead: number;
      wait: WaitRange | null;
      counters: number[];
      /** The printer the slip goes to, or null. */
      printer: string | null;
    }
  | { type: 'TicketCancelled'; ticketId: string; reason: string | null }
  | {
      type: 'TicketRequeued';
      ticketId: string;
      from: 'held' | 'missed' | 'abandoned';
      key: number;
      reason: string | null;
    }
  | { type: 'TicketExpired'; ticketId: string }
  | { type: 'SlipReprintOrdered'; ticketId: string; printer: string; reprint: number; reason: string }
  | { type: 'SlipPrintStarted'; ticketId: string; slip: number; device: string }
  | { type: 'SlipPrinted'; ticketId: string; slip: number; device: string }
  | { type: 'SlipPrintUncertain'; ticketId: string; slip: number; device: string; detail: string | null }
  | { type: 'SlipPrintFailed'; ticketId: string; slip: number; device: string; detail: string | null };

export type ServiceEvent =
  | {
      type: 'TicketCalled';
      ticketId: string;
      counter: number;
      /** `next` by the order key, or `named`: the clerk chose this ticket and the reason stands beside it. */
      chosen: 'next' | 'named';
      reason: string | null;
    }
  | { type: 'TicketRecalled'; ticketId: string; counter: number }
  | { type: 'ServiceStarted'; ticketId: string; counter: number }
  | {
      type: 'ServiceFinished';
      ticketId: string;
      counter: number;
      result: string;
      note: string | null;
      startAssumed: boolean;
      /** `done`; or the ticket goes on with its next service: here at once, or back in the queue with its place kept. */
      then: 'done' | 'here' | 'queue';
    }
  | { type: 'ServiceAdded'; ticketId: string; counter: number; service: string }
  | { type: 'TicketMissed'; ticketId: string; counter: number; final: boolean }
  | { type: 'TicketHeld'; ticketId: string; counter: number; reason: string | null }
  | {
      type: 'TicketTransferred';
      ticketId: string;
      counter: number;
      service: string;
      toCounter: number | null;
      reason: string | null;
    }
  | { type: 'ActionUndone'; ticketId: string; counter: number; action: UndoOffer['action'] }
  | { type: 'CallSpoken'; ticketId: string; call: number; device: string }
  | { type: 'CallDropped'; ticketId: string; call: number; device: string; detail: string | null };

export type CounterEvent =
  | { type: 'CounterOpened'; counter: number; staff: string; actingFor: string | null }
  | { type: 'CounterClosed'; counter: number }
  | { type: 'CounterPaused'; counter: number; reason: string }
  | { type: 'CounterResumed'; counter: number };

export type DayEvent = { type: 'DayClosed'; date: string };

export type HallEvent = TicketEvent | ServiceEvent | CounterEvent | DayEvent;

export type DossierEvent = {
  type: 'DossierLodged';
  no: string;
  item: string;
  itemVersion: string;
  ticketId: string;
  counter: number;
  /** Key of the applicant in the side table of personal data. */
  person: string;
  materials: ReceivedMaterial[];
  queryCodeDigest: string;
};

export type RecordedEvent = HallEvent | DossierEvent;

/** One line of the journal, as written. `at` is epoch milliseconds. */
export interface Recorded<E extends RecordedEvent = RecordedEvent> {
  seq: number;
  stream: string;
  version: number;
  at: number;
  by: string;
  actingFor: string | null;
  event: E;
}
