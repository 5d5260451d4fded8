import type { HallEvent } from '../../contract/events.ts';
import {
  type RateCommand,
  type RatedService,
  ratingPhoneMinutes,
  ratingSecondsDefault,
} from '../../contract/rating.ts';
import { isPoor } from '../../contract/rating-levels.ts';
import { Refused } from '../../contract/refusal.ts';
import type { Context } from '../context.ts';
import type { Counter, HallState } from '../hall-state.ts';
import { ticketOf } from '../ticket/decide-ticket.ts';
import { ratedService } from './apply-rating.ts';

/**
 * Five levels, once per visit, voluntary, never defaulted (hall-rules, section 8). Refused with `rating-closed` after the
 * window, `rated-already` the second time, `reasons-not-asked` where reasons come with a good rating.
 */
export function decideRating(state: HallState, command: RateCommand, context: Context): HallEvent[] {
  const { level, reasons, channel, through, contact } = command;
  const { ticketId, rated } =
    'counter' in through ? atCounter(state, through, context) : onPage(state, through, context);
  const ticket = ticketOf(state, ticketId);
  if (state.ratings.given.has(ticketId)) throw new Refused('rated-already', { number: ticket.number });
  if (!isPoor(level) && (reasons.length > 0 || contact !== undefined)) throw new Refused('reasons-not-asked');
  return [{ type: 'TicketRated', ticketId, number: ticket.number, ...rated, level, reasons, channel }];
}

function atCounter(state: HallState, { counter, window }: { counter: number; window: number }, { at }: Context) {
  const open = state.ratings.windows.get(counter);
  if (open === undefined || open.opened !== window || at > open.until) throw new Refused('rating-closed');
  return { ticketId: open.ticketId, rated: onlyService(open) };
}

function onPage(state: HallState, { ticketId }: { ticketId: string }, { at }: Context) {
  const visit = state.ratings.visits.get(ticketId);
  const number = ticketOf(state, ticketId).number;
  if (visit === undefined) throw new Refused('nobody-to-rate', { number });
  if (state.ratings.given.has(ticketId)) throw new Refused('rated-already', { number });
  if (at > visit.finishedAt + ratingPhoneMinutes * 60_000) throw new Refused('rating-closed');
  return { ticketId, rated: onlyService(visit) };
}

function onlyService({ counter, period, service, staff, actingFor }: RatedService): RatedService {
  return { counter, period, service, staff, actingFor };
}

/** 评价: the clerk asks the visitor in hand, or the one just finished. It asks; it never rates. */
export function decideEvaluate(state: HallState, counter: Counter, { at, model }: Context): HallEvent[] {
  const asked = toRate(state, counter);
  if (asked === null) throw new Refused('nobody-to-rate', { counter: counter.no });
  const seconds = model.rules.ratingSeconds ?? ratingSecondsDefault;
  if (seconds === 0) throw new Refused('rating-closed');
  return [{ type: 'RatingAsked', ...asked, until: at + seconds * 1000 }];
}

/** The visit that a counter may ask about: the ticket in hand, else the one it finished last; null when it was rated. */
export function toRate(state: HallState, counter: Counter): (RatedService & { ticketId: string }) | null {
  const { given, visits, lastAt } = state.ratings;
  const inHand = counter.ticketId === null ? undefined : state.tickets.get(counter.ticketId);
  if (inHand !== undefined) {
    if (counter.staff === null || given.has(inHand.id)) return null;
    return { ticketId: inHand.id, ...ratedService(state, counter.no, counter.staff, inHand) };
  }
  const ticketId = lastAt.get(counter.no);
  const visit = ticketId === undefined ? undefined : visits.get(ticketId);
  if (ticketId === undefined || visit === undefined || given.has(ticketId)) return null;
  return { ticketId, ...onlyService(visit) };
}
