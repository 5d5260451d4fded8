import type { DossierCommand } from '../../contract/commands.ts';
import type { DossierLodged } from '../../contract/dossier-events.ts';
import { Refused } from '../../contract/refusal.ts';
import type { Context } from '../context.ts';
import type { HallState } from '../hall-state.ts';
import { requireAction, ticketOf } from '../ticket/decide-ticket.ts';

/** What intake needs beside the hall's state. */
export interface LodgeContext extends Context {
  /** `<area><item><yyyyMMdd>`: the dossier number without its serial. */
  numberStem: string;
  /** Dossiers of this stem so far. */
  lodgedSoFar: number;
  itemVersion: string;
}

/** 收件: opens a dossier from a ticket that this clerk serves, or has just served, for an item of that counter. */
export function decideLodge(state: HallState, command: DossierCommand, context: LodgeContext): DossierLodged {
  const { actor, model } = context;
  if (actor.kind !== 'staff') throw new Refused('sign-in-first');
  const item = model.items.get(command.item);
  if (item === undefined) throw new Refused('unknown-item', { item: command.item });
  const ticket = ticketOf(state, command.ticketId);
  requireAction(ticket, 'lodge');
  const served = ticket.lastServed;
  const counter = served === null ? undefined : model.counters.get(served.counter);
  if (served === null || counter === undefined || served.staff !== actor.staff)
    throw new Refused('not-served-here', { number: ticket.number, counter: served?.counter ?? null });
  if (!counter.services.includes(item.code))
    throw new Refused('not-served-here', {
      number: ticket.number,
      counter: counter.no,
      allowed: counter.services.filter((service) => model.items.has(service)),
    });
  const known = new Set(item.materials.map((material) => material.name));
  const stranger = command.materials.find((material) => !known.has(material.name));
  if (stranger !== undefined) throw new Refused('unknown-material', { material: stranger.name, allowed: [...known] });
  return {
    type: 'DossierLodged',
    no: `${context.numberStem}${String(context.lodgedSoFar + 1).padStart(4, '0')}`,
    item: item.code,
    itemVersion: context.itemVersion,
    ticketId: ticket.id,
    counter: counter.no,
    person: context.newId(),
    materials: command.materials,
  };
}
