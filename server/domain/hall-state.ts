import { ratingSecondsDefault } from '../contract/rating.ts';
import type { EscortRecord } from './desk/escorts.ts';
import type { HelpRecord } from './desk/help-calls.ts';
import type { FormRecord } from './form/forms.ts';
import type { HallModel } from './hall-model.ts';
import { emptyPosts, type PostState } from './post/post-state.ts';
import { emptyRatings, type RatingState } from './rating/rating-state.ts';
import { TicketQueue } from './routing/ticket-queue.ts';
import type { Slip, Ticket, UndoEntry } from './ticket/ticket.ts';

/** Tickets of a post whose B helps only while clearly more wait there than in the own line. */
export interface HelpedLine {
  /** The post's own counter. */
  counter: number;
  services: readonly string[];
}

/** A counter as it stands. `staff` null means closed. */
export interface Counter {
  no: number;
  staff: string | null;
  actingFor: string | null;
  pauseReason: string | null;
  /** When the present stage began, epoch milliseconds; null before it was first opened today. */
  since: number | null;
  ticketId: string | null;
  /** Services whose tickets it draws now; empty while it is closed. */
  services: readonly string[];
  /** Those of them that it draws only where help is needed: a line for each post that its clerk only helps. */
  helped: readonly HelpedLine[];
  /** Newest last, bounded by `undoMost`. */
  undo: UndoEntry[];
  servedToday: number;
  servingMs: number;
}

/** How many steps back a counter remembers. */
export const undoMost = 8;

/**
 * One day of the hall, folded from the stream `hall:<date>`. It has one owner, who applies events to it in place:
 * copying maps of a thousand tickets at every step would be paid for at every step.
 */
export interface HallState {
  /** Local date, `2026-11-23`. */
  date: string;
  opened: boolean;
  closed: boolean;
  tickets: Map<string, Ticket>;
  /** Unbound waiting tickets by service. */
  queues: Map<string, TicketQueue<Ticket>>;
  /** Waiting tickets that a transfer bound to one counter. */
  bound: Map<number, TicketQueue<Ticket>>;
  counters: Map<number, Counter>;
  /** Open counters that may call a ticket for a service, by service. */
  servers: Map<string, number[]>;
  /** When the counters open, epoch milliseconds; 0 until the day was opened. */
  opensAt: number;
  /** Posts, presence and cover. */
  duty: PostState;
  /** Last number given out, by zone. */
  issued: Map<number, number>;
  slips: Map<number, Slip>;
  /** Tickets that are held, missed or abandoned: the lists a clerk calls back from. */
  aside: Map<string, Ticket>;
  /** Called and not yet finished tickets and the newest calls of the day, newest last; bounded by `recentCallsMost`. */
  recentCalls: RecentCall[];
  /** Counters that those who wait for a service were last told of when the ones before no longer served it. */
  toldCounters: Map<string, readonly number[]>;
  /** Waiting tickets whose counters changed, newest last; bounded by `movesMost`. */
  moves: Move[];
  /** Calls for a person, by id. */
  help: Map<string, HelpRecord>;
  /** Forms that were filled in at the kiosk today, by their codes. */
  forms: Map<string, FormRecord>;
  /** Codes of the day before, as long as this process remembers them: they are told to be over rather than unknown. */
  endedFormCodes: ReadonlySet<string>;
  /** 预叫: counters where the next ticket is called by itself. */
  stored: Map<number, StoredCall>;
  ratings: RatingState;
  /** How long a finished visit may be rated at the counter, by the rules with which the day was opened. */
  ratingSeconds: number;
  /** Newest announcements of the day, newest last; bounded by `announcementsMost`. */
  announcements: Announcement[];
  /** Escorts of the day by id; bounded by `escortsMost`. */
  escorts: Map<number, EscortRecord>;
}

export interface StoredCall {
  since: number;
  /** Goes on with every further visitor. */
  kept: boolean;
  /** Somebody has come: who, and when the call goes out, epoch milliseconds. */
  promise: { ticketId: string; callsAt: number } | null;
}

export interface Announcement {
  seq: number;
  at: number;
  text: string;
  zones: readonly number[];
  /** Loudspeakers that have said what became of it. */
  reported: string[];
}
export const announcementsMost = 20;

/** A waiting ticket was sent to other counters (R11). */
export interface Move {
  ticketId: string;
  counters: readonly number[];
  at: number;
}
export const movesMost = 40;

export interface RecentCall {
  seq: number;
  kind: 'first' | 'recall';
  ticketId: string;
  counter: number;
  at: number;
  /** Loudspeakers that have said what became of it. */
  reported: string[];
}
export const recentCallsMost = 60;

export function closedCounter(no: number): Counter {
  return {
    no,
    staff: null,
    actingFor: null,
    pauseReason: null,
    since: null,
    ticketId: null,
    services: [],
    helped: [],
    undo: [],
    servedToday: 0,
    servingMs: 0,
  };
}

/** A day on which nothing has happened yet, with the posts of the hall file until the record says otherwise. */
export function emptyHall(date: string, model: HallModel): HallState {
  return {
    date,
    opened: false,
    closed: false,
    tickets: new Map(),
    queues: new Map(),
    bound: new Map(),
    counters: new Map(Array.from(model.counters.keys(), (no) => [no, closedCounter(no)])),
    servers: new Map(),
    opensAt: 0,
    duty: emptyPosts(model.file),
    issued: new Map(),
    slips: new Map(),
    aside: new Map(),
    recentCalls: [],
    toldCounters: new Map(),
    moves: [],
    help: new Map(),
    forms: new Map(),
    endedFormCodes: new Set(),
    stored: new Map(),
    ratings: emptyRatings(),
    ratingSeconds: model.rules.ratingSeconds ?? ratingSecondsDefault,
    announcements: [],
    escorts: new Map(),
  };
}

/** The queue for a key, made on first use. */
export function queueFor<K>(queues: Map<K, TicketQueue<Ticket>>, key: K): TicketQueue<Ticket> {
  let queue = queues.get(key);
  if (queue === undefined) {
    queue = new TicketQueue<Ticket>();
    queues.set(key, queue);
  }
  return queue;
}
