import type { SlipContent } from '../../contract/device.ts';
import { unattendedTicket } from '../forecast/expected-wait.ts';
import type { HallModel } from '../hall-model.ts';
import type { HallState } from '../hall-state.ts';
import { countAhead, countersFor } from '../routing/next.ts';
import type { Slip, Ticket } from '../ticket/ticket.ts';
import { serviceName, statusUrl } from './brief.ts';

/** What the slip says: what the visitor was told when the number was taken, also on a reprint. */
export function slipContent(
  state: HallState,
  model: HallModel,
  ticket: Ticket,
  reprint: number,
  at = ticket.takenAt,
): SlipContent {
  const first = ticket.services[0] ?? '';
  const zone = model.zones.get(ticket.zone);
  const unattended = unattendedTicket(state, model, ticket, at);
  const counters = [...countersFor(state, model, ticket)];
  const materials = ticket.services.flatMap((service) => model.items.get(service)?.materials ?? []);
  const named = new Map(materials.map(({ name, form }) => [name, { name, form }]));
  return {
    hallName: model.file.name,
    ticketId: ticket.id,
    number: ticket.number,
    zone: {
      zone: ticket.zone,
      name: zone?.name ?? '',
      symbol: zone?.symbol ?? '',
      pattern: zone?.pattern ?? 'solid',
    },
    service: { ...serviceName(model, first), pictogram: model.services.get(first)?.pictogram ?? '' },
    ahead: ticket.told.ahead,
    // A range that counts from a moment nobody knows yet would be a lie on paper.
    wait: unattended === null ? ticket.told.wait : null,
    unattended: unattended === null ? null : { since: unattended.since, until: unattended.until },
    counters,
    materials: [...named.values()],
    takenAt: ticket.takenAt,
    timeZone: model.file.timeZone,
    statusUrl: statusUrl(model, ticket.id),
    reprint,
  };
}

/**
 * R11: the slip that replaces another after the counters changed. It shows the zone of the new counter, how many are before
 * it there now, and no wait: that was told for the old one.
 */
export function newSlip(
  state: HallState,
  model: HallModel,
  ticket: Ticket,
  slip: SlipContent,
  { code }: NonNullable<Slip['replaces']>,
): SlipContent {
  const zoneNo = model.counters.get(slip.counters[0] ?? 0)?.zone ?? ticket.zone;
  const zone = model.zones.get(zoneNo);
  return {
    ...slip,
    zone:
      zone === undefined ? slip.zone : { zone: zoneNo, name: zone.name, symbol: zone.symbol, pattern: zone.pattern },
    ahead: countAhead(state, model, slip.counters, ticket),
    wait: null,
    statusUrl: code ? slip.statusUrl : '',
    replaces: true,
  };
}
