import type { Actor } from '../../contract/actor.ts';
import type { HallEvent, Recorded } from '../../contract/events.ts';
import {
  type HelpCall,
  type HelpCallAction,
  type HelpCallState,
  type HelpCommand,
  type HelpEvent,
  type HelpLine,
  type HelpPlace,
  helpCallActions,
} from '../../contract/help-call.ts';
import { Refused } from '../../contract/refusal.ts';
import { staffName } from '../../contract/staff-name.ts';
import type { Context } from '../context.ts';
import type { HallModel } from '../hall-model.ts';
import type { HallState } from '../hall-state.ts';
import { isoTime } from '../view/brief.ts';

/** A call for a person, as it stands. Times are epoch milliseconds. */
export interface HelpRecord {
  id: string;
  place: HelpPlace;
  reason: string | null;
  state: HelpCallState;
  calledAt: number;
  takenBy: string | null;
  takenAt: number | null;
  endedAt: number | null;
}

/** The supervisor learns of a call that nobody has taken for so long (guidance T10). */
export const escalateAfterMs = 60_000;
/**
 * Pressing again is answered with the call that is under way. When somebody took it longer ago than this, a new visitor
 * stands there: it rings anew, whether or not anybody said that the old one was over.
 */
const underWayMs = 120_000;
/** More places than this do not call at once in one hall: more is somebody playing with the address. */
const liveMost = 60;

export function decideHelp(state: HallState, command: HelpCommand, context: Context): HallEvent[] {
  switch (command.type) {
    case 'call-help':
      return callHelp(state, command, context);
    case 'take-help': {
      const call = allowedCall(state, command.helpId, 'take', context.actor);
      const staff = context.actor.kind === 'staff' ? context.actor.staff : '';
      return [{ type: 'HelpTaken', helpId: call.id, staff }];
    }
    case 'end-help': {
      const call = allowedCall(state, command.helpId, 'done', context.actor);
      return [{ type: 'HelpEnded', helpId: call.id, how: 'done' }];
    }
  }
}

function callHelp(
  state: HallState,
  command: Extract<HelpCommand, { type: 'call-help' }>,
  { model, at, newId }: Context,
): HallEvent[] {
  const place = placeOf(command.place);
  const { reason } = command;
  if (place.kind === 'counter' && !model.counters.has(Number(place.id)))
    throw new Refused('unknown-counter', { counter: place.id });
  const before = liveCallAt(state, place);
  if (before?.state === 'open') return [];
  if (before !== undefined && at - (before.takenAt ?? at) < underWayMs) return [];
  if (liveHelpCalls(state).length >= liveMost) throw new Refused('too-many-help-calls', { most: liveMost });
  const called: HallEvent = { type: 'HelpCalled', helpId: newId(), place, reason };
  return before === undefined ? [called] : [{ type: 'HelpEnded', helpId: before.id, how: 'called-again' }, called];
}

/** The call, if this person may do this with it now. Clerks answer for the counters where they hold a post. */
function allowedCall(state: HallState, helpId: string, action: HelpCallAction, actor: Actor): HelpRecord {
  const call = helpCallOf(state, helpId);
  if (!mayAnswer(state, call.place, actor)) throw new Refused('not-allowed', { allowed: ['desk', 'supervisor'] });
  const allowed = helpCallActions[call.state];
  if (!allowed.includes(action)) throw new Refused('wrong-help-call-state', { state: call.state, allowed });
  return call;
}

function mayAnswer(state: HallState, place: HelpPlace, actor: Actor): boolean {
  if (actor.kind !== 'staff') return false;
  if (actor.role === 'desk' || actor.role === 'supervisor') return true;
  if (actor.role !== 'clerk' || place.kind !== 'counter') return false;
  const post = state.duty.posts.get(Number(place.id));
  return post !== undefined && (post.a === actor.staff || post.b.includes(actor.staff));
}

/** A counter is one place however its number was written, `3` or `03`. */
function placeOf(place: HelpPlace): HelpPlace {
  return place.kind === 'counter' ? { kind: 'counter', id: place.id.replace(/^0+(?=.)/, '') } : place;
}

/** The call, or a refusal that says it is not of today. */
export function helpCallOf(state: HallState, helpId: string): HelpRecord {
  const call = state.help.get(helpId);
  if (call === undefined) throw new Refused('unknown-help-call', { helpCall: helpId });
  return call;
}

export function liveCallAt(state: HallState, named: HelpPlace): HelpRecord | undefined {
  const place = placeOf(named);
  return liveHelpCalls(state).find((call) => call.place.kind === place.kind && call.place.id === place.id);
}

export function liveHelpCalls(state: HallState): HelpRecord[] {
  return [...state.help.values()].filter(({ state: now }) => now === 'open' || now === 'taken');
}

/** At the end of the day nobody comes any more. */
export function expireHelp(state: HallState): HallEvent[] {
  return liveHelpCalls(state).map((call) => ({ type: 'HelpExpired', helpId: call.id }));
}

export function applyHelp(state: HallState, { event, at }: Recorded<HelpEvent>): void {
  if (event.type === 'HelpCalled') {
    const { helpId: id, place, reason } = event;
    const fresh = { takenBy: null, takenAt: null, endedAt: null };
    state.help.set(id, { id, place, reason, state: 'open', calledAt: at, ...fresh });
    return;
  }
  const call = helpCallOf(state, event.helpId);
  if (event.type === 'HelpTaken') {
    call.state = 'taken';
    call.takenBy = event.staff;
    call.takenAt = at;
    return;
  }
  call.state = event.type === 'HelpEnded' ? 'done' : 'expired';
  call.endedAt = at;
}

export function helpAnswer(call: HelpRecord): HelpCall {
  const time = (at: number | null) => (at === null ? null : isoTime(at));
  return {
    id: call.id,
    state: call.state,
    place: call.place,
    reason: call.reason,
    calledAt: isoTime(call.calledAt),
    takenAt: time(call.takenAt),
    endedAt: time(call.endedAt),
    allowed: [...helpCallActions[call.state]],
  };
}

/** Calls that are not over, those nobody has taken first, oldest first; whoever goes is told by name. */
export function helpLines(state: HallState, now: number, { file }: Pick<HallModel, 'file'>): HelpLine[] {
  return liveHelpCalls(state)
    .map((call): HelpLine => {
      const open = call.state === 'open';
      const { id, place, reason, calledAt: since, takenAt } = call;
      const takenBy = call.takenBy === null ? null : staffName(file, call.takenBy);
      const escalated = open && now - since >= escalateAfterMs;
      return { id, place, reason, state: open ? 'open' : 'taken', since, takenBy, takenAt, escalated };
    })
    .sort((one, other) => Number(other.state === 'open') - Number(one.state === 'open') || one.since - other.since);
}
