import type { Actor } from '../../contract/actor.ts';
import {
  type Escort,
  type EscortAction,
  type EscortCommand,
  type EscortEvent,
  type EscortState,
  escortActions,
} from '../../contract/escort.ts';
import type { HallEvent, Recorded } from '../../contract/events.ts';
import type { HelpPlace } from '../../contract/help-call.ts';
import { Refused } from '../../contract/refusal.ts';
import { staffName } from '../../contract/staff-name.ts';
import type { Context } from '../context.ts';
import type { HallModel } from '../hall-model.ts';
import type { HallState } from '../hall-state.ts';
import { isAtHand } from '../post/presence.ts';
import { countersFor } from '../routing/next.ts';
import { requireAction, ticketOf } from '../ticket/decide-ticket.ts';

/** An escort as it stands. Times are epoch milliseconds. */
export interface EscortRecord {
  id: number;
  state: EscortState;
  ticketId: string | null;
  from: HelpPlace | null;
  counter: number | null;
  note: string | null;
  sentBy: string;
  guide: string | null;
  sentAt: number;
  takenAt: number | null;
  endedAt: number | null;
}

type Sending = Extract<EscortCommand, { type: 'send-escort' }>;

/** So many of a day are remembered, those that are over go first; more at once than this would be no hall. */
export const escortsMost = 60;
/** Desk and supervisor see for so long that one is done. */
const doneShownMs = 5 * 60_000;

export function decideEscort(state: HallState, command: EscortCommand, context: Context): HallEvent[] {
  switch (command.type) {
    case 'send-escort':
      return send(state, command, context);
    case 'take-escort': {
      const { actor } = context;
      const found = allowedEscort(state, command.escort, 'take', actor);
      return [{ type: 'EscortTaken', escort: found.id, guide: actor.kind === 'staff' ? actor.staff : '' }];
    }
    case 'end-escort':
      return [{ type: 'EscortEnded', escort: allowedEscort(state, command.escort, 'done', context.actor).id }];
  }
}

/** A second press for the same visitor, or for the same place, changes nothing while the first escort is under way. */
function send(state: HallState, command: Sending, { model, actor }: Context): HallEvent[] {
  requireSender(actor);
  const { ticketId, from, counter, guide, note } = command;
  if (ticketId === null && counter === null && from === null)
    throw new Refused('invalid-request', { problem: 'ticketId, from or counter' });
  if (counter !== null && !model.counters.has(counter)) throw new Refused('unknown-counter', { counter });
  if (guide !== null) requireGuide(state, model, guide);
  if (ticketId !== null) {
    requireAction(ticketOf(state, ticketId), 'escort');
  }
  if (sameEscort(state, command) !== undefined) return [];
  if (openEscorts(state).length >= escortsMost) throw new Refused('too-many-escorts', { most: escortsMost });
  return [{ type: 'EscortSent', ticketId, guide, from, counter, note }];
}

/** The escort under way that this sending would only repeat: the same visitor's, or one to meet whoever stands at `from`. */
export function sameEscort(state: HallState, { ticketId, from, counter }: Sending): EscortRecord | undefined {
  if (ticketId !== null) return openEscorts(state).find((escort) => escort.ticketId === ticketId);
  if (counter !== null || from === null) return undefined;
  return openEscorts(state).find(
    (escort) => escort.ticketId === null && escort.from?.kind === from.kind && escort.from.id === from.id,
  );
}

function requireSender(actor: Actor): void {
  if (actor.kind !== 'staff') throw new Refused('sign-in-first');
  if (actor.role !== 'desk' && actor.role !== 'supervisor')
    throw new Refused('not-allowed', { allowed: ['desk', 'supervisor'] });
}

function requireGuide(state: HallState, model: HallModel, guide: string): void {
  if (!model.file.staff.some(({ id }) => id === guide)) throw new Refused('unknown-staff', { staff: guide });
  if (!isAtHand(state, guide)) throw new Refused('clerk-not-present', { staff: guide });
}

/** The escort, if this person may do this with it now; the guide who was sent may end it whatever their role. */
function allowedEscort(state: HallState, id: number, action: EscortAction, actor: Actor): EscortRecord {
  const escort = escortOf(state, id);
  if (actor.kind !== 'staff' || escort.guide !== actor.staff) requireSender(actor);
  const allowed = escortActions[escort.state];
  if (!allowed.includes(action)) throw new Refused('wrong-escort-state', { state: escort.state, allowed });
  return escort;
}

/** The escort, or a refusal that says it is not of today. */
export function escortOf(state: HallState, id: number): EscortRecord {
  const escort = state.escorts.get(id);
  if (escort === undefined) throw new Refused('unknown-escort', { escort: id });
  return escort;
}

export function openEscorts(state: HallState): EscortRecord[] {
  return [...state.escorts.values()].filter(
    (escort) => (escort.state === 'open' || escort.state === 'taken') && !isServed(state, escort),
  );
}

/** A visitor who is served, or has left, needs nobody to walk with, whether or not anybody said that it is over. */
function isServed(state: HallState, { ticketId }: EscortRecord): boolean {
  const status = ticketId === null ? undefined : state.tickets.get(ticketId)?.standing.status;
  return status !== undefined && status !== 'waiting' && status !== 'called';
}

/** At the end of the day nobody is on the way any more. */
export function expireEscorts(state: HallState): HallEvent[] {
  return openEscorts(state).map(({ id }) => ({ type: 'EscortExpired', escort: id }));
}

export function applyEscort(state: HallState, { event, seq, at, by }: Recorded<EscortEvent>): void {
  if (event.type === 'EscortSent') {
    const { ticketId, from = null, counter = null, note = null } = event;
    const guide = event.guide === '' ? null : event.guide;
    const takenAt = guide === null ? null : at;
    const standing = guide === null ? ('open' as const) : ('taken' as const);
    const sent = {
      id: seq,
      ticketId,
      from,
      counter,
      note,
      guide,
      sentBy: by.replace(/^staff:/, ''),
      sentAt: at,
      takenAt,
      endedAt: null,
    };
    state.escorts.set(seq, { ...sent, state: standing });
    forgetOldest(state);
    return showOnTicket(state, ticketId, { state: standing, since: at });
  }
  const escort = state.escorts.get(event.escort);
  if (escort === undefined) return;
  if (event.type === 'EscortTaken') {
    Object.assign(escort, { state: 'taken', guide: event.guide, takenAt: at });
    return showOnTicket(state, escort.ticketId, { state: 'taken', since: at });
  }
  Object.assign(escort, { state: event.type === 'EscortEnded' ? 'done' : 'expired', endedAt: at });
  showOnTicket(state, escort.ticketId, null);
}

function showOnTicket(
  state: HallState,
  ticketId: string | null,
  shown: { state: 'open' | 'taken'; since: number } | null,
): void {
  const ticket = ticketId === null ? undefined : state.tickets.get(ticketId);
  if (ticket !== undefined) ticket.escort = shown;
}

function forgetOldest(state: HallState): void {
  if (state.escorts.size <= escortsMost) return;
  const all = [...state.escorts.values()];
  const first = all.find(({ endedAt }) => endedAt !== null) ?? all[0];
  if (first !== undefined) state.escorts.delete(first.id);
}

export function escortLine(state: HallState, model: HallModel, escort: EscortRecord): Escort {
  const { counter, ...told } = escort;
  const ticket = escort.ticketId === null ? undefined : state.tickets.get(escort.ticketId);
  const ways = () => {
    if (ticket === undefined) return [];
    const { standing } = ticket;
    return standing.status === 'waiting'
      ? [...countersFor(state, model, ticket)]
      : 'counter' in standing
        ? [standing.counter]
        : [];
  };
  return {
    ...told,
    number: ticket?.number ?? null,
    counters: counter === null ? ways() : [counter],
    guideName: escort.guide === null ? null : staffName(model.file, escort.guide),
    allowed: [...escortActions[escort.state]],
  };
}

/** Those without a guide first, then those on the way, oldest first; at the end what was done not long ago. */
export function escortLines(state: HallState, model: HallModel, now: number): Escort[] {
  const rank = ({ state: standing }: EscortRecord) => escortRanks[standing];
  return [...state.escorts.values()]
    .filter(({ endedAt }) => endedAt === null || now - endedAt < doneShownMs)
    .filter((escort) => escort.state === 'done' || !isServed(state, escort))
    .sort((one, other) => rank(one) - rank(other) || one.sentAt - other.sentAt)
    .map((escort) => escortLine(state, model, escort));
}
const escortRanks: Record<EscortState, number> = { open: 0, taken: 1, done: 2, expired: 3 };
