import type { AssistEvent, AssistNeed } from './assist.ts';
import type { BookingEvent } from './booking.ts';
import type { ConsultEvent } from './consult.ts';
import type { UndoOffer } from './counter.ts';
import type { DossierLifeEvent, DossierLodged } from './dossier-events.ts';
import type { EscortEvent } from './escort.ts';
import type { FollowUpEvent } from './follow-up.ts';
import type { FormEvent } from './form.ts';
import type { HallRules } from './hall-file.ts';
import type { HelpEvent } from './help-call.ts';
import type { InspectionEvent } from './inspection.ts';
import type { LeafletOrder } from './leaflet.ts';
import type { LeaveEvent } from './leave-events.ts';
import type { AwayReason, CoverKind, Post } from './post.ts';
import type { PostChangeEvent } from './post-change.ts';
import type { RatingEvent } from './rating.ts';
import type { StarEvent } from './stars.ts';
import type { SuperviseEvent } from './supervise.ts';
import type { CheckedPapers, GreenReason, TicketClass, TicketOrigin, TicketStatus, WaitRange } from './ticket.ts';

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
      greenReason?: GreenReason;
      /** Time of taking less the head start, epoch milliseconds; fixed for the ticket's life but for a miss. */
      key: number;
      ahead: number;
      wait: WaitRange | null;
      counters: number[];
      /** The printer the slip goes to, or null. */
      printer: string | null;
      /** What the desk has checked; left out where it has checked nothing. */
      checked?: CheckedPapers[];
      /** Whose id card was read when it was taken: a keyed hash of this one day. */
      visitor?: string;
      /** What makes the visit easier; left out where nothing was noted. */
      assist?: AssistNeed[];
    }
  | { type: 'TicketCancelled'; ticketId: string; reason: string | null }
  | {
      type: 'TicketRequeued';
      ticketId: string;
      from: 'held' | 'missed' | 'abandoned';
      key: number;
      reason: string | null;
    }
  /** The visitor is late and asked to stand behind the next few; once in a ticket's life. */
  | { type: 'TicketStoodBack'; ticketId: string; key: number; reason: string | null }
  /** Given up and wanted again: the ticket stands where it stood. `boundTo` is the one counter a transfer named. */
  | { type: 'TicketRestored'; ticketId: string; to: 'waiting' | 'held' | 'missed'; boundTo: number | null }
  /** A named override: the desk puts an emergency first, with the reason beside it. */
  | { type: 'TicketPutFirst'; ticketId: string; key: number; reason: string }
  | { type: 'TicketExpired'; ticketId: string; period: number | null }
  | {
      type: 'SlipReprintOrdered';
      ticketId: string;
      printer: string;
      reprint: number;
      reason: string;
      /** It replaces the slip before, because the ticket was moved then (R11). */
      replaces?: { since: number; code: boolean };
    }
  /** A slip that belongs to no ticket: its slip events carry an empty `ticketId`. */
  | { type: 'LeafletOrdered'; leaflet: LeafletOrder; printer: string; reprint: number }
  | { type: 'SlipPrintStarted'; ticketId: string; slip: number; device: string }
  | { type: 'SlipPrinted'; ticketId: string; slip: number; device: string }
  | { type: 'SlipPrintUncertain'; ticketId: string; slip: number; device: string; detail: string | null }
  | { type: 'SlipPrintFailed'; ticketId: string; slip: number; device: string; detail: string | null }
  /** Somebody of the staff has looked at the printer and says whether the slip came out. */
  | { type: 'SlipSettled'; ticketId: string; slip: number; came: boolean };

export type ServiceEvent =
  | {
      type: 'TicketCalled';
      ticketId: string;
      counter: number;
      /** `next` by the order key, or `named`: the clerk chose this ticket and the reason stands beside it. */
      chosen: 'next' | 'named';
      reason: string | null;
      /** Number of the service period that begins with this call; the first of a ticket is 1. */
      period: number;
      service: string;
      /** Who staffs the counter. */
      clerk: string;
      /** When the ticket joined the queue this time, epoch milliseconds. */
      waitingSince: number;
      /** Loudspeakers that speak this call; recorded so that the jobs can be rebuilt from the journal alone. */
      speakers: string[];
    }
  | { type: 'TicketRecalled'; ticketId: string; counter: number; speakers: string[] }
  | { type: 'ServiceStarted'; ticketId: string; counter: number; period: number }
  | {
      type: 'ServiceFinished';
      ticketId: string;
      counter: number;
      period: number;
      result: string;
      note: string | null;
      startAssumed: boolean;
      /** `done`; or the ticket goes on with its next service: here at once, or back in the queue with its place kept. */
      onward: 'done' | 'here' | 'queue';
      /** The service that follows, or null. */
      next: string | null;
    }
  | { type: 'ServiceAdded'; ticketId: string; counter: number; service: string }
  | { type: 'TicketMissed'; ticketId: string; counter: number; period: number; final: boolean }
  | { type: 'TicketHeld'; ticketId: string; counter: number; period: number; reason: string | null }
  | {
      type: 'TicketTransferred';
      ticketId: string;
      counter: number;
      period: number;
      service: string;
      toCounter: number | null;
      reason: string | null;
    }
  | {
      type: 'ActionUndone';
      ticketId: string;
      counter: number;
      action: UndoOffer['action'];
      /** The service period that the undone step began or ended. */
      period: number;
      /** What the ticket is again. */
      restored: {
        status: TicketStatus;
        counter: number | null;
        key: number;
        misses: number;
        current: number;
        services: string[];
      };
    }
  | { type: 'CallSpoken'; ticketId: string; call: number; device: string }
  | { type: 'CallDropped'; ticketId: string; call: number; device: string; detail: string | null };

export type CounterEvent =
  | { type: 'CounterOpened'; counter: number; staff: string; actingFor: string | null }
  | { type: 'CounterClosed'; counter: number }
  | { type: 'CounterPaused'; counter: number; reason: string }
  | { type: 'CounterResumed'; counter: number };

/**
 * 预叫: the next ticket is called at this counter by itself. `promised` names the ticket it will be unless another
 * counter calls that one first, and when; epoch milliseconds.
 */
export type StoredCallEvent =
  | { type: 'NextStored'; counter: number; staff: string; kept: boolean; reason: 'empty-queue' | 'chosen' }
  | { type: 'NextPromised'; counter: number; ticketId: string; callsAt: number; idleSince: number }
  | { type: 'NextUnpromised'; counter: number; ticketId: string }
  | { type: 'NextStoreCancelled'; counter: number };

export type DayEvent =
  /** Begins a day's stream with all that its order depends on, so that the record explains itself. */
  | { type: 'DayOpened'; date: string; opensAt: number; posts: Post[]; rules: HallRules }
  | { type: 'DayClosed'; date: string };

/** Who is at hand, and who stands in for whom. */
export type PostEvent =
  | { type: 'PostsChanged'; posts: Post[]; change: string }
  | { type: 'StaffSignedIn'; staff: string }
  | { type: 'StaffSignedOut'; staff: string }
  /**
   * `until` is epoch milliseconds; null when nobody can say. With a leave, whether it was planned (left out, it was) and the
   * third person who was named (R5).
   */
  | {
      type: 'StaffWentAway';
      staff: string;
      reason: AwayReason;
      until: number | null;
      leave: string | null;
      planned?: boolean;
      third?: string | null;
    }
  /** `leave` names the leave that this ends before its time; left out, none. */
  | { type: 'StaffCameBack'; staff: string; leave?: string }
  /** A leave is over by the clock; the person is expected, not yet there. */
  | { type: 'StaffLeaveOver'; staff: string; leave: string }
  /** B answers for the post from here on, until the leave is over (R7). */
  | { type: 'PostHandedOver'; counter: number; leave: string; from: string; to: string }
  | { type: 'StaffFellSilent'; staff: string; since: number }
  | { type: 'StaffHeardAgain'; staff: string }
  | { type: 'CoverBegan'; counter: number; kind: CoverKind; staff: string[]; reason: string; handedOver: boolean }
  | { type: 'CoverEnded'; counter: number; reason: string };

export type HallEvent =
  | TicketEvent
  | ServiceEvent
  | CounterEvent
  | StoredCallEvent
  | RatingEvent
  | DayEvent
  | PostEvent
  | HelpEvent
  | FormEvent
  | EscortEvent
  | AssistEvent
  | SuperviseEvent;

export type DossierEvent = DossierLodged | DossierLifeEvent;

export type RecordedEvent =
  | HallEvent
  | DossierEvent
  | PostChangeEvent
  | FollowUpEvent
  | LeaveEvent
  | BookingEvent
  | ConsultEvent
  | InspectionEvent
  | StarEvent;

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
