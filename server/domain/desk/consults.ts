import {
  type ConsultAction,
  type ConsultCommand,
  type ConsultEvent,
  type ConsultLine,
  type ConsultOutcome,
  type ConsultState,
  consultActions,
} from '../../contract/consult.ts';
import type { Recorded } from '../../contract/events.ts';
import { Refused } from '../../contract/refusal.ts';
import type { Context } from '../context.ts';

/** A consultation as recorded; `words` are keys of the side table. Times are epoch milliseconds. */
export interface ConsultRecord {
  id: string;
  openedAt: number;
  openedBy: string;
  owner: string;
  offeredTo: string | null;
  item: string | null;
  ticketId: string | null;
  question: string;
  state: ConsultState;
  outcome: ConsultOutcome | null;
  answer: string | null;
  closedAt: number | null;
  steps: { at: number; by: string; what: ConsultEvent['type']; to: string | null }[];
}

/** Consultations by id: all that are open, and the newest closed ones, oldest first. */
export type Consults = Map<string, ConsultRecord>;
const closedKept = 500;

/** Decides one command. `open-consult` and `close-consult` name where their words are kept by new ids. */
export function decideConsult(consults: Consults, command: ConsultCommand, context: Context): ConsultEvent[] {
  const { actor, model, newId } = context;
  const staff = actor.kind === 'staff' ? actor.staff : '';
  switch (command.type) {
    case 'open-consult': {
      const { item, ticketId } = command;
      if (item !== null && !model.items.has(item) && !model.services.has(item))
        throw new Refused('unknown-item', { item });
      return [{ type: 'ConsultOpened', id: newId(), item, ticketId, owner: staff, words: newId() }];
    }
    case 'hand-on-consult': {
      const consult = requireOwner(consults, command.id, 'hand-on', staff);
      if (!model.file.staff.some(({ id }) => id === command.to))
        throw new Refused('unknown-staff', { staff: command.to });
      if (command.to === staff) throw new Refused('handed-to-yourself');
      return [{ type: 'ConsultOffered', id: consult.id, to: command.to }];
    }
    case 'accept-consult': {
      const consult = requireAsked(consults, command.id, 'accept', staff);
      return [{ type: 'ConsultAccepted', id: consult.id, owner: staff }];
    }
    case 'decline-consult': {
      const consult = requireAsked(consults, command.id, 'decline', staff);
      return [{ type: 'ConsultDeclined', id: consult.id, by: staff }];
    }
    case 'close-consult': {
      const consult = requireOwner(consults, command.id, 'close', staff);
      const words = command.answer === null ? null : newId();
      return [{ type: 'ConsultClosed', id: consult.id, outcome: command.outcome, words }];
    }
  }
}

function requireState(consults: Consults, id: string, action: ConsultAction): ConsultRecord {
  const consult = consultOf(consults, id);
  const allowed = consultActions[consult.state];
  if (!allowed.includes(action)) throw new Refused('wrong-consult-state', { state: consult.state, allowed });
  return consult;
}

function requireOwner(consults: Consults, id: string, action: ConsultAction, staff: string): ConsultRecord {
  const consult = requireState(consults, id, action);
  if (consult.owner !== staff) throw new Refused('not-your-consult', { owner: consult.owner });
  return consult;
}

/** Only whoever was asked may say yes or no. */
function requireAsked(consults: Consults, id: string, action: ConsultAction, staff: string): ConsultRecord {
  const consult = requireState(consults, id, action);
  if (consult.offeredTo !== staff) throw new Refused('not-your-consult', { owner: consult.owner });
  return consult;
}

export function consultOf(consults: Consults, id: string): ConsultRecord {
  const consult = consults.get(id);
  if (consult === undefined) throw new Refused('unknown-consult', { consult: id });
  return consult;
}

export function applyConsult(consults: Consults, { event, at, by }: Recorded<ConsultEvent>): void {
  if (event.type === 'ConsultOpened') {
    const { id, item, ticketId, owner, words } = event;
    const steps = [{ at, by, what: event.type, to: null }];
    const fresh = { state: 'open', offeredTo: null, outcome: null, answer: null, closedAt: null } as const;
    consults.set(id, { id, openedAt: at, openedBy: owner, owner, item, ticketId, question: words, ...fresh, steps });
    return;
  }
  const consult = consultOf(consults, event.id);
  consult.steps.push({ at, by, what: event.type, to: event.type === 'ConsultOffered' ? event.to : null });
  consult.state = event.type === 'ConsultOffered' ? 'offered' : 'open';
  consult.offeredTo = event.type === 'ConsultOffered' ? event.to : null;
  if (event.type === 'ConsultAccepted') consult.owner = event.owner;
  if (event.type !== 'ConsultClosed') return;
  consult.state = 'closed';
  consult.outcome = event.outcome;
  consult.answer = event.words;
  consult.closedAt = at;
  forgetOldest(consults);
}

/** The record keeps everything; memory keeps what is open and the newest of what is closed. */
function forgetOldest(consults: Consults): void {
  const closed = [...consults.values()].filter(({ state }) => state === 'closed');
  for (const { id } of closed.slice(0, Math.max(0, closed.length - closedKept))) consults.delete(id);
}

/** Open consultations, oldest first: at the day's end each stays with its owner. */
export function consultLines(consults: Consults): ConsultLine[] {
  return [...consults.values()]
    .filter(({ state }) => state !== 'closed')
    .map(({ id, owner, offeredTo, item, openedAt: since }) => ({ id, owner, offeredTo, item, since }));
}
