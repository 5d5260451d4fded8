import type { AssistCommand, AssistNeed } from './assist.ts';
import type { BookingCommand } from './booking.ts';
import type { ConsultCommand, ConsultSweep } from './consult.ts';
import type { JobOutcome } from './device.ts';
import type { Applicant, ReceivedMaterial } from './dossier.ts';
import type { DossierLifeCommand } from './dossier-commands.ts';
import type { EscortCommand } from './escort.ts';
import type { FollowUpCommand } from './follow-up.ts';
import type { FormCommand } from './form.ts';
import type { HelpCommand } from './help-call.ts';
import type { InspectionCommand } from './inspection.ts';
import type { LeafletOrder } from './leaflet.ts';
import type { LeaveCommand, LeaveInForce } from './leave-events.ts';
import type { AwayReason, Post } from './post.ts';
import type { PostChangeCommand } from './post-change.ts';
import type { RateCommand } from './rating.ts';
import type { StarCommand } from './stars.ts';
import type { SuperviseCommand } from './supervise.ts';
import type { CheckedPapers, GreenReason, TicketClass, TicketOrigin } from './ticket.ts';

/** Commands are imperative. Each is decided whole or refused whole. */
export type TicketCommand =
  | {
      type: 'take-ticket';
      services: string[];
      class: TicketClass;
      /** Why the class is green, where the visitor named it. */
      greenReason?: GreenReason;
      origin: TicketOrigin;
      terminal: string | null;
      checked?: CheckedPapers[];
      /** Start of the booked slot, epoch milliseconds: the order key of a `booked` ticket. */
      slotAt?: number;
      /** Whose id card was read, as a keyed hash of this one day. */
      visitor?: string;
      /** What the visitor chose or asked for before the number was taken. */
      assist?: AssistNeed[];
    }
  | { type: 'cancel-ticket'; ticketId: string; reason: string | null }
  | { type: 'requeue-ticket'; ticketId: string; reason: string | null }
  /** The visitor says beforehand that the call will come too early. */
  | { type: 'late-ticket'; ticketId: string; reason: string | null }
  /** A number given up a moment ago is wanted after all. */
  | { type: 'restore-ticket'; ticketId: string }
  | { type: 'put-first'; ticketId: string; reason: string }
  | { type: 'reprint-slip'; ticketId: string; terminal: string | null; reason: string }
  /** The counters have changed since the slip was printed (R11). `code`: with the code that gives a hold on the number. */
  | { type: 'replace-slip'; ticketId: string; terminal: string | null; code: boolean };

/** A slip that belongs to no ticket, at the printer named. */
export type LeafletCommand = { type: 'print-leaflet'; leaflet: LeafletOrder; printer: string };

export type CounterCommand =
  | { type: 'open'; counter: number }
  | { type: 'close'; counter: number }
  | { type: 'pause'; counter: number; reason: string }
  | { type: 'resume'; counter: number }
  /** `seen`: whom the clerk saw at the counter, null nobody; refused as `counter-moved-on` when it is somebody else by now. */
  | { type: 'call-next'; counter: number; result: string | null; seen?: string | null }
  | { type: 'call'; counter: number; ticketId: string; reason: string | null }
  | { type: 'recall'; counter: number }
  | { type: 'start'; counter: number }
  | { type: 'finish'; counter: number; result: string | null; note: string | null }
  | { type: 'no-show'; counter: number }
  | { type: 'hold'; counter: number; reason: string | null }
  | {
      type: 'transfer';
      counter: number;
      service: string | null;
      toCounter: number | null;
      reason: string | null;
      back?: boolean;
    }
  | { type: 'add-service'; counter: number; service: string }
  | { type: 'undo'; counter: number }
  /** 预叫; `keep` goes on with every further visitor until it is cancelled. */
  | { type: 'store-next'; counter: number; keep: boolean }
  | { type: 'cancel-next'; counter: number }
  /** 评价: asks the visitor in hand, or the one just finished, for a rating. */
  | { type: 'evaluate'; counter: number };

/** What the clock does for a counter that has stored its next call: calls, once the time to cancel is over. */
export type StoredCallCommand = { type: 'call-stored'; counter: number };

export type DeviceCommand =
  | { type: 'begin-slip'; slip: number; device: string }
  | { type: 'report-job'; outcome: JobOutcome; device: string }
  /**
   * Slips of these printers (left out, of all) that were being printed when whoever printed them went down, but for
   * those that somebody still has in hand. `detail` says who went down, left out the server itself.
   */
  | { type: 'doubt-slips'; printers?: string[]; except?: number[]; detail?: 'restarted' | 'agent-restarted' }
  /** A person has looked: the slip came out, or it did not. */
  | { type: 'settle-slip'; slip: number; came: boolean };

/** `turn-day` only lets yesterday end where midnight has passed; `close-day` ends the present day. */
export type DayCommand =
  /** `posts` are those in force; left out, those of the hall file. */
  { type: 'open-day'; opensAt: number; posts?: Post[] } | { type: 'close-day' } | { type: 'turn-day' };

/** Presence of the person who gives the command, and what the clock notices of everybody's. */
export type PostCommand =
  | { type: 'sign-in' }
  | { type: 'sign-out' }
  | { type: 'go-away'; reason: AwayReason; until: number | null }
  | { type: 'come-back' }
  /** People whose terminals were last heard at these times, epoch milliseconds; the clock sends it every half minute. */
  | { type: 'watch-posts'; heard: Record<string, number> }
  /** Leaves that count now: the clock sends all of them, and the day's record takes in what it does not hold yet. */
  | { type: 'keep-leaves'; inForce: LeaveInForce[] }
  /**
   * Judges anew who stands in for whom, without a look at the terminals: at every post, or, where `moved` names people who
   * just came or went, at the posts of which they are A and at those that somebody covers already.
   */
  | { type: 'settle-covers'; moved?: readonly string[] }
  /** Posts that are different from now on; `change` names the approved change. */
  | { type: 'change-posts'; posts: Post[]; change: string };

export type HallCommand =
  | TicketCommand
  | AssistCommand
  | LeafletCommand
  | CounterCommand
  | StoredCallCommand
  | RateCommand
  | DeviceCommand
  | DayCommand
  | PostCommand
  | HelpCommand
  | FormCommand
  | EscortCommand
  | SuperviseCommand;

export type DossierCommand = {
  type: 'lodge-dossier';
  ticketId: string;
  item: string;
  applicant: Applicant;
  materials: ReceivedMaterial[];
};

/** A step of a dossier's life. */
export type DossierOrder = {
  type: 'dossier';
  no: string;
  order: DossierLifeCommand;
  /** The version that the person saw; refused as `stale-dossier` when somebody has moved the dossier since. */
  expectedVersion?: number;
};

export type Command =
  | HallCommand
  | DossierCommand
  | DossierOrder
  | PostChangeCommand
  | FollowUpCommand
  | LeaveCommand
  | BookingCommand
  | ConsultCommand
  | ConsultSweep
  | InspectionCommand
  | StarCommand;
