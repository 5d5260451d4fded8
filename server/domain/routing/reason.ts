import type { NextReason } from '../../contract/next-reason.ts';
import type { HallModel } from '../hall-model.ts';
import type { Ticket } from '../ticket/ticket.ts';

/**
 * Why a waiting ticket stands where it does in the line of a counter: what set its key, the one number that the order goes
 * by. A ticket that was moved says so, whatever class it has.
 */
export function nextReason(model: HallModel, ticket: Ticket, counter: number): NextReason {
  const { standing, class: ticketClass, takenAt, key } = ticket;
  if (standing.status === 'waiting' && standing.boundTo === counter) return { rule: 'sent-here', at: takenAt };
  if (ticketClass === 'booked') return { rule: 'booked', at: key };
  const { greenHeadStartMinutes, completedHeadStartMinutes } = model.rules;
  const minutes = { ordinary: 0, green: greenHeadStartMinutes, completed: completedHeadStartMinutes }[ticketClass];
  const usualKey = takenAt - minutes * 60_000;
  if (key < usualKey) return { rule: 'put-first', at: takenAt };
  if (key > usualKey) return { rule: 'moved-back', at: key + minutes * 60_000 };
  return ticketClass === 'ordinary' ? { rule: 'order', at: takenAt } : { rule: ticketClass, at: takenAt, minutes };
}
