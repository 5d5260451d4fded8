import type { HallEvent } from '../../contract/events.ts';
import { Refused } from '../../contract/refusal.ts';
import type { Context } from '../context.ts';
import type { HallModel } from '../hall-model.ts';
import type { Counter, HallState } from '../hall-state.ts';
import type { Standing, UndoEntry } from '../ticket/ticket.ts';

/** Until when the step can be undone, epoch milliseconds; null for the rest of the day (guidance C4). */
export function undoUntil(model: HallModel, entry: UndoEntry): number | null {
  switch (entry.action) {
    case 'call':
      return entry.at + model.rules.undoCallSeconds * 1000;
    case 'no-show':
      return null;
    default:
      return entry.at + model.rules.undoFinishSeconds * 1000;
  }
}

/** Whether nothing has happened to ticket and counter since, so that the step can be put back. */
export function undoFits(state: HallState, counter: Counter, entry: UndoEntry): boolean {
  const ticket = state.tickets.get(entry.ticketId);
  if (ticket === undefined || ticket.turn !== entry.turn) return false;
  if (entry.action === 'call') return counter.ticketId === ticket.id;
  return counter.ticketId === null;
}

/** Takes back the counter's newest step. The record keeps both the step and its undoing. */
export function decideUndo(state: HallState, counter: Counter, context: Context): HallEvent[] {
  const entry = counter.undo.at(-1);
  if (entry === undefined) throw new Refused('nothing-to-undo', { counter: counter.no });
  const until = undoUntil(context.model, entry);
  if (until !== null && context.at > until)
    throw new Refused('undo-too-late', { seconds: Math.round((until - entry.at) / 1000) });
  const ticket = state.tickets.get(entry.ticketId);
  if (ticket === undefined || !undoFits(state, counter, entry))
    throw new Refused('undo-overtaken', { number: ticket?.number });
  const { standing, key, misses, current, services } = entry.before;
  return [
    {
      type: 'ActionUndone',
      ticketId: entry.ticketId,
      counter: counter.no,
      action: entry.action,
      period: ticket.period,
      restored: { status: standing.status, counter: counterOf(state, standing), key, misses, current, services },
    },
  ];
}

/** The counter of a standing. A visitor once bound to a counter that has closed since waits for the service again. */
function counterOf(state: HallState, standing: Standing): number | null {
  if ('counter' in standing) return standing.counter;
  if (standing.status !== 'waiting' || standing.boundTo === null) return null;
  return state.counters.get(standing.boundTo)?.staff == null ? null : standing.boundTo;
}
