import type { HallModel } from '../hall-model.ts';
import type { Counter, HallState } from '../hall-state.ts';
import { eligibleServices } from '../post/eligibility.ts';
import { compareOrder } from '../routing/ticket-queue.ts';
import { serviceOf, type Ticket } from '../ticket/ticket.ts';
import type { LearnedTimes } from './learned-times.ts';
import type { LogNormal } from './log-normal.ts';

const minuteMs = 60_000;
/** More waiting tickets than a hall holds are not played. */
export const playedMost = 2000;

/** One who serves or will: when free, in minutes from now, and which lines are drawn from. */
export interface Server {
  /** Free for certain at this minute, when `busyWith` is null. */
  freeAt: number;
  /** The service in hand and the minutes already spent on it. */
  busyWith: { time: LogNormal; spent: number } | null;
  /** Away without a known end: comes back after about so many minutes, or null. */
  awayAbout: number | null;
  lines: readonly number[];
}

/** The hall in numbers, as the plays need it. Lines 0 to `services.length - 1` belong to services, later ones to counters. */
export interface Snapshot {
  services: readonly string[];
  /** Keys of the waiting, ascending, in minutes from now: below zero, the further the earlier. */
  lines: readonly (readonly number[])[];
  /** Service time by line and place in it. */
  times: readonly (readonly LogNormal[])[];
  servers: readonly Server[];
  missedShare: number;
}

/** Usual length of a pause whose end nobody has named, minutes (R8: under 30). */
const usualPauseMinutes = 10;

/** Takes the state down for the plays, or null when more wait than are played. */
export function snapshotOf(state: HallState, model: HallModel, learned: LearnedTimes, at: number): Snapshot | null {
  const services = [...model.countersOf.keys()];
  const lineOf = new Map(services.map((service, line) => [service, line]));
  const waiting: Ticket[][] = services.map((service) => ticketsIn(state.queues.get(service)));
  const bound = new Map<number, number>();
  for (const [counter, queue] of state.bound) {
    if (queue.size === 0) continue;
    bound.set(counter, waiting.length);
    waiting.push(ticketsIn(queue));
  }
  if (waiting.reduce((sum, line) => sum + line.length, 0) > playedMost) return null;
  const timeOf = new Map(services.map((service) => [service, learned.of(service)]));
  const known = (service: string) => timeOf.get(service) ?? learned.of(service);
  const linesOf = (counter: number, drawn: readonly string[]) => [
    ...drawn.flatMap((service) => lineOf.get(service) ?? []),
    ...(bound.has(counter) ? [bound.get(counter) ?? 0] : []),
  ];
  const servers = [...state.counters.values()].flatMap((counter): Server[] => {
    const server = counter.staff === null ? returning(state, counter, at) : standing(state, counter, known, at);
    return server === null ? [] : [{ ...server.when, lines: linesOf(counter.no, server.services) }];
  });
  return {
    services,
    lines: waiting.map((line) => line.map((ticket) => (ticket.key - at) / minuteMs)),
    times: waiting.map((line) => line.map((ticket) => known(serviceOf(ticket)))),
    servers,
    missedShare: learned.missedShare,
  };
}

function ticketsIn(queue: { size: number; at(index: number): Ticket | undefined } | undefined): Ticket[] {
  const tickets: Ticket[] = [];
  for (let index = 0; index < Math.min(queue?.size ?? 0, playedMost + 1); index += 1) {
    const ticket = queue?.at(index);
    if (ticket !== undefined) tickets.push(ticket);
  }
  return tickets.sort(compareOrder);
}

interface Placed {
  when: Omit<Server, 'lines'>;
  services: readonly string[];
}

const atOnce = { freeAt: 0, busyWith: null, awayAbout: null };

function standing(state: HallState, counter: Counter, known: (service: string) => LogNormal, at: number): Placed {
  const { services } = counter;
  const ticket = counter.ticketId === null ? undefined : state.tickets.get(counter.ticketId);
  if (ticket !== undefined && (ticket.standing.status === 'called' || ticket.standing.status === 'serving')) {
    const spent = Math.max(0, (at - ticket.standing.calledAt) / minuteMs);
    return { when: { ...atOnce, busyWith: { time: known(serviceOf(ticket)), spent } }, services };
  }
  const until = state.duty.whereabouts.get(counter.staff ?? '')?.away?.until ?? null;
  if (until !== null) return { when: { ...atOnce, freeAt: Math.max(0.5, (until - at) / minuteMs) }, services };
  if (counter.pauseReason !== null) return { when: { ...atOnce, awayAbout: usualPauseMinutes }, services };
  return { when: atOnce, services };
}

/** A closed counter whose A has said when to be back. */
function returning(state: HallState, counter: Counter, at: number): Placed | null {
  const a = state.duty.posts.get(counter.no)?.a;
  const until = a === undefined ? null : (state.duty.whereabouts.get(a)?.away?.until ?? null);
  if (a === undefined || until === null) return null;
  const services = eligibleServices(state, counter.no, a);
  return { when: { ...atOnce, freeAt: Math.max(0.5, (until - at) / minuteMs) }, services };
}
