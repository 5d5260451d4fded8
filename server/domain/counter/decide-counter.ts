import type { CounterCommand } from '../../contract/commands.ts';
import { type CounterStage, type CounterVerb, counterActions } from '../../contract/counter.ts';
import type { HallEvent } from '../../contract/events.ts';
import type { Post } from '../../contract/post.ts';
import { Refused } from '../../contract/refusal.ts';
import type { Context } from '../context.ts';
import type { Counter, HallState } from '../hall-state.ts';
import { isManned } from '../post/eligibility.ts';
import { cameBack } from '../post/leaves-today.ts';
import { decideEvaluate } from '../rating/decide-rating.ts';
import { decideCall, decideRecall } from './decide-call.ts';
import {
  decideAddService,
  decideFinish,
  decideHold,
  decideNoShow,
  decideStart,
  decideTransfer,
} from './decide-service.ts';
import { decideUndo } from './decide-undo.ts';
import { inHand } from './in-hand.ts';
import { decideCancelStored, decideStore } from './stored-calls.ts';

export function stageOf(state: HallState, counter: Counter): CounterStage {
  if (counter.staff === null) return 'closed';
  if (counter.pauseReason !== null) return 'paused';
  const ticket = counter.ticketId === null ? undefined : state.tickets.get(counter.ticketId);
  if (ticket === undefined) return 'free';
  return ticket.standing.status === 'called' ? 'called' : 'serving';
}

export function decideCounter(state: HallState, command: CounterCommand, context: Context): HallEvent[] {
  const counter = state.counters.get(command.counter);
  if (counter === undefined) throw new Refused('unknown-counter', { counter: command.counter });
  requirePerson(counter, command, context);
  if (command.type === 'open' && isLeft(state, counter))
    return [
      ...backAtWork(state, context),
      { type: 'CounterClosed', counter: counter.no },
      ...open(state, counter, context),
    ];
  requireVerb(state, counter, command.type);
  if (command.type === 'call-next') requireSeen(state, counter, command.seen);
  return [...backAtWork(state, context), ...decideVerb(state, counter, command, context)];
}

/** An open counter without a visitor whose clerk has gone: whoever stands in may take it over. */
export function isLeft(state: HallState, counter: Counter): boolean {
  return counter.staff !== null && counter.ticketId === null && !isManned(state, counter);
}

/** Whoever works at a counter is not away any more. */
function backAtWork(state: HallState, { actor }: Context): HallEvent[] {
  const away = actor.kind === 'staff' ? (state.duty.whereabouts.get(actor.staff)?.away ?? null) : null;
  return actor.kind !== 'staff' || away === null ? [] : [cameBack(actor.staff, away)];
}

function decideVerb(state: HallState, counter: Counter, command: CounterCommand, context: Context): HallEvent[] {
  switch (command.type) {
    case 'open':
      return open(state, counter, context);
    case 'close':
      return [{ type: 'CounterClosed', counter: counter.no }];
    case 'pause':
      return pause(counter, command.reason, context);
    case 'resume':
      return [{ type: 'CounterResumed', counter: counter.no }];
    case 'call-next':
    case 'call':
      return decideCall(state, counter, command, context);
    case 'recall':
      return decideRecall(state, counter, context);
    case 'start':
      return decideStart(counter, inHand(state, counter));
    case 'finish':
      return decideFinish(inHand(state, counter), counter, command.result, command.note);
    case 'no-show':
      return decideNoShow(counter, inHand(state, counter), context);
    case 'hold':
      return decideHold(counter, inHand(state, counter), command.reason);
    case 'transfer':
      return decideTransfer(state, counter, inHand(state, counter), command, context);
    case 'add-service':
      return decideAddService(counter, inHand(state, counter), command.service, context);
    case 'undo':
      return decideUndo(state, counter, context);
    case 'store-next':
      return decideStore(state, counter, command.keep, 'chosen');
    case 'cancel-next':
      return decideCancelStored(state, counter);
    case 'evaluate':
      return decideEvaluate(state, counter, context);
  }
}

/** A counter obeys the person who opened it, and a supervisor. */
function requirePerson(counter: Counter, command: CounterCommand, context: Context): void {
  const { actor } = context;
  if (actor.kind !== 'staff') throw new Refused('sign-in-first');
  if (command.type === 'open' || actor.role === 'supervisor') return;
  if (counter.staff === null)
    throw new Refused('counter-closed', { counter: counter.no, allowed: counterActions.closed });
  if (counter.staff !== actor.staff)
    throw new Refused('not-your-counter', { counter: counter.no, staff: counter.staff });
}

function requireVerb(state: HallState, counter: Counter, verb: CounterVerb): void {
  const stage = stageOf(state, counter);
  const allowed = counterActions[stage];
  if (allowed.includes(verb)) return;
  if (stage === 'closed') throw new Refused('counter-closed', { counter: counter.no, allowed });
  if (verb === 'open') throw new Refused('counter-taken', { counter: counter.no, staff: counter.staff, allowed });
  throw new Refused('wrong-counter-state', { counter: counter.no, stage, allowed });
}

/** One clerk at two screens, or a key and a screen at once: the second press would finish whoever was called by the first. */
function requireSeen(state: HallState, counter: Counter, seen: string | null | undefined): void {
  if (seen === undefined || seen === counter.ticketId) return;
  const now = counter.ticketId === null ? undefined : state.tickets.get(counter.ticketId);
  const allowed = counterActions[stageOf(state, counter)];
  throw new Refused('counter-moved-on', { counter: counter.no, number: now?.number ?? '–', allowed });
}

/** Only the post's holders open a counter: A, or B or whoever else covers, acting for A (代A). One person is active at one counter at a time (R1). */
function open(state: HallState, counter: Counter, context: Context): HallEvent[] {
  const { actor } = context;
  if (actor.kind !== 'staff') throw new Refused('sign-in-first');
  const { posts, covers } = state.duty;
  const mayOpen = (post: Post) =>
    post.a === actor.staff || post.b.includes(actor.staff) || covers.get(post.counter)?.staff.includes(actor.staff);
  const post = posts.get(counter.no);
  if (post === undefined || !mayOpen(post))
    throw new Refused('not-your-post', {
      counter: counter.no,
      allowed: [...posts.values()].filter(mayOpen).map((other) => String(other.counter)),
    });
  for (const other of state.counters.values())
    if (other.staff === actor.staff) throw new Refused('already-at-a-counter', { counter: other.no });
  const actingFor = post.a === actor.staff ? null : post.a;
  return [{ type: 'CounterOpened', counter: counter.no, staff: actor.staff, actingFor }];
}

function pause(counter: Counter, reason: string, context: Context): HallEvent[] {
  const reasons = context.model.file.pauseReasons.map((each) => each.code);
  if (!reasons.includes(reason)) throw new Refused('unknown-pause-reason', { reasons, allowed: reasons });
  return [{ type: 'CounterPaused', counter: counter.no, reason }];
}
