import type { PresentPerson } from '../../contract/supervise.ts';
import type { WaitRange } from '../../contract/ticket.ts';
import { waitRange } from '../forecast/wait-range.ts';
import { counterOf, isAtHand } from '../post/presence.ts';
import { countAhead, countersOfService } from '../routing/next.ts';
import type { ViewSource } from './live-views.ts';

/** One reading of a call takes about so long; a minute holds sixty. */
const readingSeconds = 6;
const minuteMs = 60_000;
const last = { order: Number.MAX_SAFE_INTEGER };

/** By zone: the longest expected wait of somebody who takes a number now, and since when the oldest green one waits. */
export function zoneWaits({ state, model, now }: ViewSource) {
  const waits = new Map<number, WaitRange>();
  const green = new Map<number, number>();
  for (const [service, queue] of state.queues) {
    const zone = model.zoneOf.get(service);
    if (zone === undefined || queue.size === 0) continue;
    const counters = countersOfService(state, model, service);
    const ahead = countAhead(state, model, counters, { key: now, ...last });
    const wait = waitRange(state, model, counters, ahead, now);
    const known = waits.get(zone);
    if (known === undefined || wait.highMinutes > known.highMinutes) waits.set(zone, wait);
    for (let index = 0; index < queue.size; index += 1) {
      const ticket = queue.at(index);
      if (ticket === undefined || ticket.class === 'ordinary') continue;
      green.set(zone, Math.min(green.get(zone) ?? Infinity, ticket.waitingSince));
    }
  }
  return model.file.zones.map(({ zone }) => ({
    zone,
    wait: waits.get(zone) ?? null,
    greenSince: green.get(zone) ?? null,
  }));
}

/** Speech of the last minute by loudspeaker, reckoned from what was called and announced there; at most 100 percent. */
export function speechLoad({ state, model, now }: ViewSource): { device: string; percent: number }[] {
  return model.file.devices.flatMap((device) => {
    if (device.kind !== 'speaker') return [];
    const here = (zone: number | undefined) => zone !== undefined && device.zones.includes(zone);
    const calls = state.recentCalls.filter(
      ({ at, counter }) => now - at < minuteMs && here(model.counters.get(counter)?.zone),
    );
    const announced = state.announcements.filter(({ at, zones }) => now - at < minuteMs && zones.some(here));
    const readings = calls.length * device.repeat + announced.length * 2;
    return [{ device: device.id, percent: Math.min(100, Math.round((readings * readingSeconds * 100) / 60)) }];
  });
}

/** Everybody of the staff who is in the hall and may be called upon, those without a counter first. */
export function presentPeople({ state, model }: ViewSource): PresentPerson[] {
  const people = model.file.staff
    .filter(({ id }) => isAtHand(state, id))
    .map(({ id, name, role }) => ({ staff: id, name, role, counter: counterOf(state, id)?.no ?? null }));
  return people.sort((one, other) => (one.counter ?? 0) - (other.counter ?? 0) || one.staff.localeCompare(other.staff));
}
