import type { HallEvent } from '../../contract/events.ts';
import type { Post } from '../../contract/post.ts';
import { Refused } from '../../contract/refusal.ts';
import { forcedResult, type SuperviseCommand } from '../../contract/supervise.ts';
import type { Context } from '../context.ts';
import { isLeft, stageOf } from '../counter/decide-counter.ts';
import { decideFinish } from '../counter/decide-service.ts';
import { inHand } from '../counter/in-hand.ts';
import type { Counter, HallState } from '../hall-state.ts';
import { calledIn, colleagues } from '../post/decide-post.ts';
import { servicesOf } from '../post/post-state.ts';
import { counterOf, isAtHand } from '../post/presence.ts';
import { ticketOf } from '../ticket/decide-ticket.ts';
import { serviceOf } from '../ticket/ticket.ts';

/** What only a supervisor may order. The supervisor stands as author of every event; the clerk is named inside it. */
export function decideSupervise(state: HallState, command: SuperviseCommand, context: Context): HallEvent[] {
  const { actor } = context;
  if (actor.kind !== 'staff') throw new Refused('sign-in-first');
  if (actor.role !== 'supervisor') throw new Refused('not-allowed', { allowed: ['supervisor'] });
  switch (command.type) {
    case 'open-for':
      return openFor(state, command);
    case 'call-in':
      return callIn(state, command);
    case 'release-cover':
      return releaseCover(state, command.counter);
    case 'move-tickets':
      return moveTickets(state, command);
    case 'force-finish':
      return forceFinish(state, command);
    case 'announce':
      return announce(command, context);
  }
}

type Order<T extends SuperviseCommand['type']> = Extract<SuperviseCommand, { type: T }>;

function knownCounter(state: HallState, no: number): Counter {
  const counter = state.counters.get(no);
  if (counter === undefined) throw new Refused('unknown-counter', { counter: no });
  return counter;
}

function knownPost(state: HallState, no: number): Post {
  knownCounter(state, no);
  const post = state.duty.posts.get(no);
  if (post === undefined) throw new Refused('not-of-this-post', { counter: no, staff: '', allowed: [] });
  return post;
}

function requirePresent(state: HallState, staff: string): void {
  if (!isAtHand(state, staff)) throw new Refused('clerk-not-present', { staff });
}

/** As if the clerk had opened it: only holders of the post and those who cover it, and only one counter each (R1). */
function openFor(state: HallState, { counter: no, staff }: Order<'open-for'>): HallEvent[] {
  const post = knownPost(state, no);
  const counter = knownCounter(state, no);
  const covering = state.duty.covers.get(no)?.staff ?? [];
  const holders = [post.a, ...post.b, ...covering];
  if (!holders.includes(staff)) throw new Refused('not-of-this-post', { counter: no, staff, allowed: holders });
  if (counter.staff !== null && !isLeft(state, counter))
    throw new Refused('counter-taken', { counter: no, staff: counter.staff });
  requirePresent(state, staff);
  const elsewhere = counterOf(state, staff);
  if (elsewhere !== undefined) throw new Refused('already-at-a-counter', { counter: elsewhere.no });
  const closing: HallEvent[] = counter.staff === null ? [] : [{ type: 'CounterClosed', counter: no }];
  const actingFor = post.a === staff ? null : post.a;
  return [...closing, { type: 'CounterOpened', counter: no, staff, actingFor }];
}

/** A B of the post, or somebody of its department (R15), who is in the hall. */
function callIn(state: HallState, { counter, staff }: Order<'call-in'>): HallEvent[] {
  const post = knownPost(state, counter);
  const others = colleagues(state, post).filter((each) => each !== post.a);
  const allowed = [...new Set([...post.b, ...others])];
  if (!allowed.includes(staff)) throw new Refused('not-of-this-post', { counter, staff, allowed });
  requirePresent(state, staff);
  const services = servicesOf(post, staff);
  if (services.length === 0) throw new Refused('not-of-this-post', { counter, staff, allowed });
  const present = state.duty.covers.get(counter);
  if (present?.reason === calledIn && present.staff.join() === staff) return [];
  const kind = post.b.includes(staff) ? 'step-in' : 'rescue';
  return [{ type: 'CoverBegan', counter, kind, staff: [staff], reason: calledIn, handedOver: false }];
}

/** Only a cover that a supervisor ordered; the others end by their own rules. */
function releaseCover(state: HallState, counter: number): HallEvent[] {
  knownCounter(state, counter);
  if (state.duty.covers.get(counter)?.reason !== calledIn) throw new Refused('nobody-covers', { counter });
  return [{ type: 'CoverEnded', counter, reason: 'released' }];
}

/** All of them or none. A ticket goes only where somebody may serve it, and keeps number and place. */
function moveTickets(state: HallState, { ticketIds, toCounter, reason }: Order<'move-tickets'>): HallEvent[] {
  if (reason.trim() === '') throw new Refused('reason-needed');
  const target = toCounter === null ? null : knownCounter(state, toCounter);
  if (target !== null && target.staff === null) throw new Refused('counter-closed', { counter: target.no });
  return [...new Set(ticketIds)].flatMap((ticketId): HallEvent[] => {
    const ticket = ticketOf(state, ticketId);
    const { standing, number } = ticket;
    if (standing.status !== 'waiting') throw new Refused('wrong-ticket-state', { number, status: standing.status });
    if (target !== null && !target.services.includes(serviceOf(ticket)))
      throw new Refused('cannot-serve-it', {
        number,
        counter: target.no,
        allowed: state.servers.get(serviceOf(ticket)) ?? [],
      });
    return standing.boundTo === toCounter ? [] : [{ type: 'TicketMoved', ticketId, toCounter, reason }];
  });
}

function forceFinish(state: HallState, { counter: no, reason }: Order<'force-finish'>): HallEvent[] {
  const counter = knownCounter(state, no);
  const stage = stageOf(state, counter);
  if (stage !== 'called' && stage !== 'serving') throw new Refused('wrong-counter-state', { counter: no, stage });
  if (reason.trim() === '') throw new Refused('reason-needed');
  return decideFinish(inHand(state, counter), counter, forcedResult, reason);
}

function announce({ text, zones }: Order<'announce'>, { model }: Context): HallEvent[] {
  const unknown = zones.find((zone) => !model.zones.has(zone));
  if (unknown !== undefined) throw new Refused('unknown-zone', { zone: unknown });
  const wanted = zones.length === 0 ? [...model.zones.keys()] : zones;
  const speakers = [...new Set(wanted.flatMap((zone) => model.speakers.get(zone) ?? []))];
  if (speakers.length === 0) throw new Refused('no-loudspeaker', { zones: wanted });
  return [{ type: 'AnnouncementMade', text, zones: [...wanted], speakers }];
}
