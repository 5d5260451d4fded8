import type { LeafletCommand } from '../../contract/commands.ts';
import type { HallEvent } from '../../contract/events.ts';
import type { LeafletOrder } from '../../contract/leaflet.ts';
import { Refused } from '../../contract/refusal.ts';
import type { Context } from '../context.ts';
import type { HallState } from '../hall-state.ts';

/**
 * A leaflet into the print ledger. One of a dossier is the visitor's own: while it is on its way nobody orders it again, and
 * afterwards it is a marked reprint. A sketch is the same for everybody, so that each one is a first.
 */
export function decideLeaflet(
  state: HallState,
  { leaflet, printer }: LeafletCommand,
  { model }: Pick<Context, 'model'>,
): HallEvent[] {
  const known = model.file.devices.some(({ id, kind }) => id === printer && kind === 'printer');
  if (!known) throw new Refused('no-printer', { printer });
  const reprint = leaflet.form === 'sketch' ? 0 : reprintsOf(state, leaflet);
  return [{ type: 'LeafletOrdered', leaflet, printer, reprint }];
}

function reprintsOf(state: HallState, leaflet: Exclude<LeafletOrder, { form: 'sketch' }>): number {
  const same = [...state.slips.values()].filter((slip) => slip.leaflet !== undefined && isSame(slip.leaflet, leaflet));
  if (same.some(({ status }) => status === 'queued' || status === 'printing'))
    throw new Refused('slip-still-printing', { number: leaflet.no });
  return same.reduce((most, slip) => Math.max(most, slip.reprint + 1), 0);
}

/** Whether the same leaflet was ordered again after this slip. */
export function isOrderedAfter(state: HallState, slip: number, leaflet: LeafletOrder): boolean {
  const later = [...state.slips.values()].filter(({ id }) => id > slip);
  return later.some((each) => each.leaflet !== undefined && isSame(each.leaflet, leaflet));
}

function isSame(one: LeafletOrder, other: LeafletOrder): boolean {
  if (one.form === 'sketch' || other.form === 'sketch')
    return one.form === 'sketch' && other.form === 'sketch' && one.item === other.item;
  return one.form === other.form && one.no === other.no && one.paper === other.paper && one.serial === other.serial;
}
