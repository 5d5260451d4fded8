import type { CounterSign } from '../../contract/device.ts';
import { localTime } from '../../contract/local-time.ts';
import { type RatingView, ratingPhoneMinutes } from '../../contract/rating.ts';
import { coverTexts } from '../../contract/texts/cover.ts';
import { fillText } from '../../contract/texts/define.ts';
import type { TicketAction } from '../../contract/ticket.ts';
import type {
  BoardBroadcast,
  CallNotice,
  CounterDisplayView,
  CounterTerminalView,
  CoveredPost,
  HallView,
  KioskView,
  TicketMove,
  TicketPageView,
  ZoneQueue,
} from '../../contract/views.ts';
import { expectedOf } from '../forecast/expected-wait.ts';
import type { Forecast } from '../forecast/forecast.ts';
import { longAt } from '../forecast/long-service.ts';
import type { HallModel } from '../hall-model.ts';
import type { Counter, HallState, RecentCall } from '../hall-state.ts';
import { unattended } from '../post/attendance.ts';
import { noRatings } from '../rating/rating-state.ts';
import { nextTickets, waitingFor } from '../routing/next.ts';
import { nextReason } from '../routing/reason.ts';
import type { StarsNow } from '../stars/star-state.ts';
import { allowedNow, serviceOf, type Ticket } from '../ticket/ticket.ts';
import { counterState, movedShown, serviceName, ticketBrief, ticketOutlook, undoOffer } from './brief.ts';
import { unattendedPosts } from './unattended-posts.ts';

/** All that a live view is made of. */
export interface ViewSource {
  state: HallState;
  model: HallModel;
  now: number;
  /** Waits that were worked out beforehand; left out, the usual estimate is shown. */
  forecast?: Forecast;
  /** Stars of the last closed month; left out, nobody has any. */
  stars?: StarsNow;
}

const fromAfar: readonly TicketAction[] = ['cancel', 'requeue', 'late', 'restore'];
const boardCallsMost = 12;
const asideMost = 50;
const boardMovesMost = 12;
/** How long the board tells of a move, and a terminal of a cover that has begun. */
const moveShownMs = 5 * 60_000;
const noticeShownMs = 60_000;
const broadcastShownMs = 60_000;
const boardBroadcastsMost = 2;

export function counterSign(state: HallState, model: HallModel, counter: Counter): CounterSign {
  const ticket = counter.ticketId === null ? undefined : state.tickets.get(counter.ticketId);
  if (counter.staff === null) return { state: 'closed', counter: counter.no };
  if (counter.pauseReason !== null) {
    const reason = model.file.pauseReasons.find((each) => each.code === counter.pauseReason);
    return { state: 'paused', counter: counter.no, reason: reason?.zh ?? counter.pauseReason };
  }
  const away = ticket === undefined ? (state.duty.whereabouts.get(counter.staff)?.away ?? null) : null;
  if (away !== null) return { state: 'paused', counter: counter.no, reason: awayWords(model, away.until) };
  if (ticket?.standing.status === 'called') {
    const { callSeq, lastCallAt } = ticket.standing;
    const zone = model.counters.get(counter.no)?.zone;
    return { state: 'calling', counter: counter.no, number: ticket.number, callSeq, calledAt: lastCallAt, zone };
  }
  if (ticket === undefined) return { state: 'idle', counter: counter.no };
  return { state: 'serving', counter: counter.no, number: ticket.number };
}

/** The away sign with the time of return, where the clerk has named one (R8). */
function awayWords(model: HallModel, until: number | null): string {
  if (until === null) return coverTexts.awaySign.zh;
  return fillText(coverTexts.awayUntilSign, 'zh', { time: localTime(until, model.file.timeZone) });
}

/** Signs of the counters the hall file has, by number. */
export function counterSigns({ state, model }: ViewSource): CounterSign[] {
  return [...model.counters.keys()].flatMap((no) => {
    const counter = state.counters.get(no);
    return counter === undefined ? [] : [counterSign(state, model, counter)];
  });
}

export function callNotice(model: HallModel, ticket: Ticket, call: RecentCall): CallNotice {
  return {
    seq: call.seq,
    kind: call.kind,
    number: ticket.number,
    counter: call.counter,
    zone: model.counters.get(call.counter)?.zone ?? ticket.zone,
    service: { pictogram: model.services.get(serviceOf(ticket))?.pictogram ?? '' },
    at: call.at,
  };
}

/** Waiting tickets by zone. Bound tickets count where their number says. */
export function zoneQueues(state: HallState, model: HallModel): ZoneQueue[] {
  const waiting = new Map<number, number>();
  const add = (zone: number, count: number) => waiting.set(zone, (waiting.get(zone) ?? 0) + count);
  for (const [service, queue] of state.queues) add(model.zoneOf.get(service) ?? 0, queue.size);
  for (const [counter, queue] of state.bound) add(model.counters.get(counter)?.zone ?? 0, queue.size);
  return model.file.zones.map(({ zone }) => ({
    zone,
    waiting: waiting.get(zone) ?? 0,
    openCounters: [...model.counters.values()].filter(
      (counter) => counter.zone === zone && state.counters.get(counter.no)?.staff != null,
    ).length,
  }));
}

/** Tickets called or served now at some of the counters, newest call first; at most twelve. */
export function boardCalls(state: HallState, model: HallModel, here: (counter: number) => boolean): CallNotice[] {
  const newest = new Map<string, CallNotice>();
  for (const call of state.recentCalls) {
    if (!here(call.counter)) continue;
    const ticket = state.tickets.get(call.ticketId);
    if (ticket === undefined) continue;
    const { standing } = ticket;
    const atCounter = standing.status === 'called' || standing.status === 'serving';
    newest.delete(ticket.id);
    if (atCounter && standing.counter === call.counter) newest.set(ticket.id, callNotice(model, ticket, call));
  }
  return [...newest.values()].reverse().slice(0, boardCallsMost);
}

/** What was announced within the last minute, newest first: whoever cannot hear it reads it (rule D4). */
export function boardBroadcasts(state: HallState, now: number): BoardBroadcast[] {
  return state.announcements
    .filter(({ at }) => now - at < broadcastShownMs)
    .map(({ seq, at, text, zones }) => ({ seq, at, text, zones: [...zones] }))
    .reverse()
    .slice(0, boardBroadcastsMost);
}

export function hallView({ state, model, now }: ViewSource): HallView {
  return {
    now,
    date: state.date,
    hallName: model.file.name,
    calls: boardCalls(state, model, () => true),
    broadcasts: boardBroadcasts(state, now),
    queues: zoneQueues(state, model),
    signs: counterSigns({ state, model, now }),
    moves: ticketMoves(state, now),
    unattended: unattendedPosts(state, model, now),
  };
}

/** Tickets that still wait and were sent to other counters of late, newest first. */
function ticketMoves(state: HallState, now: number): TicketMove[] {
  const newest = new Map<string, TicketMove>();
  for (const { ticketId, counters, at } of state.moves) {
    const ticket = state.tickets.get(ticketId);
    newest.delete(ticketId);
    if (ticket?.standing.status !== 'waiting' || now - at >= moveShownMs) continue;
    newest.set(ticketId, { number: ticket.number, counters: [...counters], since: at });
  }
  return [...newest.values()].reverse().slice(0, boardMovesMost);
}

export function counterDisplayView({ state, model, now, stars }: ViewSource, counter: Counter): CounterDisplayView {
  const config = model.counters.get(counter.no);
  return {
    now,
    sign: counterSign(state, model, counter),
    zone: config?.zone ?? 0,
    counter: counter.no,
    name: config?.name ?? '',
    stars: starsOr(stars?.ofCounter.get(counter.no)),
  };
}

/** No stars are not shown as such. */
function starsOr(stars: number | undefined): number | null {
  return stars === undefined || stars === 0 ? null : stars;
}

/** What the clerk's terminal shows: the display's part, the ticket in hand, the next three, the lists to call back from. */
export function counterTerminalView(source: ViewSource, counter: Counter): CounterTerminalView {
  const { state, model, now } = source;
  const ticket = counter.ticketId === null ? undefined : state.tickets.get(counter.ticketId);
  const services = new Set(counter.services);
  const aside = [...state.aside.values()].filter(
    (each) => services.has(serviceOf(each)) || each.lastServed?.counter === counter.no,
  );
  const held = aside.filter((each) => each.standing.status === 'held');
  const missed = aside.filter((each) => each.standing.status !== 'held');
  const covers = coveredPosts(state, counter);
  return {
    ...counterDisplayView(source, counter),
    counterState: counterState(state, model, counter, now),
    ticket: ticket === undefined ? null : ticketBrief(model, ticket),
    undo: undoOffer(state, model, counter, now),
    longAt: longAt(state, model, counter, source.forecast),
    next: nextTickets(state, counter.no, 3).map((each) => ({
      ...ticketBrief(model, each),
      why: nextReason(model, each, counter.no),
    })),
    waiting: waitingFor(state, counter.no),
    held: held.slice(-asideMost).map((each) => ticketBrief(model, each)),
    missed: missed.slice(-asideMost).map((each) => ticketBrief(model, each)),
    servedToday: counter.servedToday,
    averageServingSeconds:
      counter.servedToday === 0 ? null : Math.round(counter.servingMs / counter.servedToday / 1000),
    ratings: counter.staff === null ? noRatings() : (state.ratings.byStaff.get(counter.staff) ?? noRatings()),
    stored: storedView(state, counter),
    rating: openRating(state, counter, now),
    covers,
    notice: covers.findLast((cover) => now - cover.since < noticeShownMs) ?? null,
  };
}

function storedView(state: HallState, { no }: Counter): CounterTerminalView['stored'] {
  const stored = state.stored.get(no);
  if (stored === undefined) return null;
  const { kept, promise } = stored;
  const number = promise === null ? null : (state.tickets.get(promise.ticketId)?.number ?? null);
  return { kept, callsAt: promise?.callsAt ?? null, number };
}

/** The window of the counter while it is open. */
function openRating(state: HallState, { no }: Counter, now: number): { number: string; until: number } | null {
  const window = state.ratings.windows.get(no);
  const number = window === undefined ? undefined : state.tickets.get(window.ticketId)?.number;
  if (window === undefined || number === undefined || now > window.until) return null;
  return { number, until: window.until };
}

/** What the rating screen shows; `token` signs a window. Of the clerk it learns the badge number alone. */
export function ratingView(source: ViewSource, counter: Counter, token: (window: number) => string): RatingView {
  const { state, model, now } = source;
  const config = model.counters.get(counter.no);
  const open = openRating(state, counter, now);
  const window = state.ratings.windows.get(counter.no);
  const staff = (open === null ? null : window?.staff) ?? counter.staff;
  return {
    now,
    counter: counter.no,
    zone: config?.zone ?? 0,
    name: config?.name ?? '',
    clerk: staff === null ? null : { badge: staff, stars: starsOr(source.stars?.ofStaff.get(staff)), honours: [] },
    open: open === null || window === undefined ? null : { ...open, token: token(window.opened) },
  };
}

/** Posts of others that the clerk of the counter stands in for, oldest first. */
function coveredPosts(state: HallState, { staff }: Counter): CoveredPost[] {
  const covered: CoveredPost[] = [];
  if (staff === null) return covered;
  for (const [no, { kind, reason, since, staff: standIns }] of state.duty.covers) {
    const holder = state.duty.posts.get(no)?.a;
    if (holder !== undefined && standIns.includes(staff)) covered.push({ counter: no, holder, kind, reason, since });
  }
  return covered.sort((left, right) => left.since - right.since || left.counter - right.counter);
}

export function kioskView({ state, model, now, forecast }: ViewSource, printer: KioskView['printer']): KioskView {
  return {
    now,
    date: state.date,
    services: [...model.countersOf.keys()].map((code) => {
      const newcomer = { service: code, class: 'ordinary' as const, at: now };
      const { ahead, wait, openCounters } = expectedOf(state, model, newcomer, now, forecast);
      return { code, waiting: ahead, openCounters, wait, unattended: unattended(state, model, code, now) };
    }),
    printer,
  };
}

export function ticketPageView({ state, model, now, forecast }: ViewSource, ticket: Ticket): TicketPageView {
  const service = serviceOf(ticket);
  return {
    now,
    id: ticket.id,
    number: ticket.number,
    zone: ticket.zone,
    status: ticket.standing.status,
    service: { ...serviceName(model, service), pictogram: model.services.get(service)?.pictogram ?? '' },
    further: ticket.services.slice(ticket.current + 1).map((code) => serviceName(model, code)),
    ...ticketOutlook(state, model, ticket, now, forecast),
    takenAt: ticket.takenAt,
    callSeq: ticket.standing.status === 'called' ? ticket.standing.callSeq : null,
    moved: movedShown(ticket).moved ?? null,
    rating: pageRating(state, ticket, now),
    // A slip is reprinted at the desk, a dossier opened at the counter: neither from a phone.
    allowed: allowedNow(ticket, now).filter((action) => fromAfar.includes(action)),
  };
}

/** The rating on the ticket's own page after the visit; the token is added where pages are served. */
function pageRating({ ratings }: HallState, { id }: Ticket, now: number): TicketPageView['rating'] {
  const visit = ratings.visits.get(id);
  const level = ratings.given.get(id) ?? null;
  if (visit === undefined) return null;
  const until = visit.finishedAt + ratingPhoneMinutes * 60_000;
  return now > until && level === null ? null : { token: null, until, level };
}
