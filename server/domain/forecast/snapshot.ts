import type { HallModel } from '../hall-model.ts';
import type { Counter, HallState } from '../hall-state.ts';
import { eligibleServices } from '../post/eligibility.ts';
import { counterOf } from '../post/presence.ts';
import { serviceOf, type Ticket } from '../ticket/ticket.ts';
import type { Exits } from './learned-exits.ts';
import type { LearnedTimes } from './learned-times.ts';
import type { LogNormal } from './log-normal.ts';

const minuteMs = 60_000;
/** More waiting tickets than a hall holds are not played. */
export const playedMost = 2000;

/** One who serves or will: when free, in minutes from now, and which lines are drawn from. */
export interface Server {
  /** Free for certain at this minute, when `busyWith` and `awayAbout` are null. */
  freeAt: number;
  /** The service in hand and the minutes already spent on it. */
  busyWith: { time: LogNormal; spent: number } | null;
  /** Away without a known end: comes back after about so many minutes, or null. */
  awayAbout: number | null;
  /** How much longer than others this one takes. */
  pace: number;
  lines: readonly number[];
  /** Those of the lines that are drawn only while they are longer than the own ones together, post by post; or null. */
  helps: { own: readonly number[]; posts: readonly (readonly number[])[] } | null;
}

/** The hall in numbers, as the plays need it. Lines 0 to `services.length - 1` belong to services, later ones to counters. */
export interface Snapshot {
  services: readonly string[];
  /** Keys of the waiting, ascending, in minutes from now: below zero, the further the earlier. */
  lines: readonly (readonly number[])[];
  /** Place of each line's first among all who wait. */
  offsets: readonly number[];
  waitingCount: number;
  /** Place among all who wait, by ticket id. */
  placeOf: ReadonlyMap<string, number>;
  /** Service time by line and place in it. */
  times: readonly (readonly LogNormal[])[];
  servers: readonly Server[];
  missedShare: number;
  exits: Exits;
}

/** What the record has taught of the hall. */
export interface Learned {
  times: LearnedTimes;
  exits: Exits;
}

/** Usual length of a pause whose end nobody has named, minutes (R8: under 30). */
const usualPauseMinutes = 10;

/** Takes the state down for the plays, or null when more wait than are played. */
export function snapshotOf(state: HallState, model: HallModel, learned: Learned, at: number): Snapshot | null {
  const queues = [...state.queues.values(), ...state.bound.values()];
  if (queues.reduce((sum, queue) => sum + queue.size, 0) > playedMost) return null;
  const services = [...model.countersOf.keys()];
  const lineOf = new Map(services.map((service, line) => [service, line]));
  const waiting: Ticket[][] = services.map((service) => ticketsIn(state.queues.get(service)));
  const bound = new Map<number, number>();
  for (const [counter, queue] of state.bound) {
    if (queue.size === 0) continue;
    bound.set(counter, waiting.length);
    waiting.push(ticketsIn(queue));
  }
  const timeOf = new Map(services.map((service) => [service, learned.times.of(service)]));
  const known = (service: string) => timeOf.get(service) ?? learned.times.of(service);
  const linesOf = (counter: number, drawn: readonly string[]) => [
    ...drawn.flatMap((service) => lineOf.get(service) ?? []),
    ...(bound.has(counter) ? [bound.get(counter) ?? 0] : []),
  ];
  const servers = [...state.counters.values()].flatMap((counter): Server[] => {
    const server = counter.staff === null ? returning(state, counter, at) : standing(state, counter, known, at);
    if (server === null) return [];
    const lines = linesOf(counter.no, server.services);
    if (counter.helped.length === 0) return [{ ...server.when, lines, helps: null }];
    const posts = counter.helped.map(({ services: line }) => line.flatMap((service) => lineOf.get(service) ?? []));
    const helped = new Set(posts.flat());
    return [{ ...server.when, lines, helps: { own: lines.filter((line) => !helped.has(line)), posts } }];
  });
  const offsets: number[] = [];
  let waitingCount = 0;
  for (const line of waiting) {
    offsets.push(waitingCount);
    waitingCount += line.length;
  }
  return {
    services,
    offsets,
    waitingCount,
    placeOf: new Map(waiting.flat().map((ticket, place) => [ticket.id, place])),
    lines: waiting.map((line) => line.map((ticket) => (ticket.key - at) / minuteMs)),
    times: waiting.map((line) => line.map((ticket) => known(serviceOf(ticket)))),
    servers,
    missedShare: learned.times.missedShare,
    exits: learned.exits,
  };
}

/** A queue's tickets in their order. */
function ticketsIn(queue: { size: number; at(index: number): Ticket | undefined } | undefined): Ticket[] {
  const tickets: Ticket[] = [];
  for (let index = 0; index < (queue?.size ?? 0); index += 1) {
    const ticket = queue?.at(index);
    if (ticket !== undefined) tickets.push(ticket);
  }
  return tickets;
}

interface Placed {
  when: Omit<Server, 'lines' | 'helps'>;
  services: readonly string[];
}

const atOnce = { freeAt: 0, busyWith: null, awayAbout: null, pace: 1 };

function standing(state: HallState, counter: Counter, known: (service: string) => LogNormal, at: number): Placed {
  const { services } = counter;
  const ticket = counter.ticketId === null ? undefined : state.tickets.get(counter.ticketId);
  if (ticket !== undefined && (ticket.standing.status === 'called' || ticket.standing.status === 'serving')) {
    const spent = Math.max(0, (at - ticket.standing.calledAt) / minuteMs);
    return { when: { ...atOnce, busyWith: { time: known(serviceOf(ticket)), spent } }, services };
  }
  const whereabouts = state.duty.whereabouts.get(counter.staff ?? '');
  const away = whereabouts?.away ?? null;
  if (away?.until != null) return { when: backAt(away.until, at), services };
  if (away !== null || counter.pauseReason !== null || whereabouts?.silentSince != null)
    return { when: { ...atOnce, awayAbout: usualPauseMinutes }, services };
  return { when: atOnce, services };
}

/** Whoever is expected at a moment that has passed is expected any minute. */
function backAt(until: number, at: number): Placed['when'] {
  const minutes = (until - at) / minuteMs;
  return minutes > 0 ? { ...atOnce, freeAt: minutes } : { ...atOnce, awayAbout: usualPauseMinutes / 2 };
}

/**
 * A closed counter that somebody will open: A at opening time, or the first of its holders to be back of those who have
 * said when. A counter whose A is in the hall and has not opened it promises nothing.
 */
function returning(state: HallState, counter: Counter, at: number): Placed | null {
  const post = state.duty.posts.get(counter.no);
  if (post === undefined) return null;
  const expected = [post.a, ...post.b].flatMap((staff) => {
    const until = state.duty.whereabouts.get(staff)?.away?.until ?? null;
    if (until !== null) return [{ staff, until: Math.max(until, state.opensAt) }];
    return staff === post.a && at < state.opensAt ? [{ staff, until: state.opensAt }] : [];
  });
  const free = expected.filter(({ staff }) => counterOf(state, staff) === undefined);
  const first = free.sort((left, right) => left.until - right.until)[0];
  if (first === undefined) return null;
  return { when: backAt(first.until, at), services: eligibleServices(state, counter.no, first.staff) };
}
