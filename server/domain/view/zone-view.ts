import type { BoardBroadcast, ZoneView } from '../../contract/views.ts';
import type { HallModel } from '../hall-model.ts';
import type { HallState } from '../hall-state.ts';
import { compareOrder } from '../routing/ticket-queue.ts';
import { serviceOf } from '../ticket/ticket.ts';
import { dutyRoster } from './duty-roster.ts';
import { boardBroadcasts, boardCalls, counterSigns, type ViewSource, zoneQueues } from './live-views.ts';

const waitingShownMost = 24;

/** The board of one zone: who waits in the order of their calls, who is called, and who serves. Numbers only of visitors. */
export function zoneView(source: ViewSource, zone: number): ZoneView {
  const { state, model, now } = source;
  const counters = [...model.counters.values()].filter((counter) => counter.zone === zone);
  const duty = new Map(dutyRoster(state, model).map((line) => [line.counter, line]));
  const signs = new Map(counterSigns(source).map((sign) => [sign.counter, sign]));
  return {
    now,
    zone,
    calls: boardCalls(state, model, (no) => model.counters.get(no)?.zone === zone),
    waiting: waitingNumbers(state, model, zone).slice(0, waitingShownMost),
    waitingCount: zoneQueues(state, model).find((queue) => queue.zone === zone)?.waiting ?? 0,
    counters: counters.map(({ no, name }) => ({
      counter: no,
      name,
      sign: signs.get(no) ?? { state: 'closed', counter: no },
      present: duty.get(no)?.present ?? null,
      hasPost: duty.has(no),
    })),
    broadcasts: boardBroadcasts(state, now).filter(({ zones }) => concerns(zones, zone)),
  };
}

function waitingNumbers(state: HallState, model: HallModel, zone: number): string[] {
  return [...state.tickets.values()]
    .filter(({ standing }) => standing.status === 'waiting')
    .filter((ticket) => {
      const bound = ticket.standing.status === 'waiting' ? ticket.standing.boundTo : null;
      const home = bound === null ? undefined : model.counters.get(bound)?.zone;
      return (home ?? model.zoneOf.get(serviceOf(ticket)) ?? ticket.zone) === zone;
    })
    .sort(compareOrder)
    .map(({ number }) => number);
}

const concerns = (zones: BoardBroadcast['zones'], zone: number) => zones.length === 0 || zones.includes(zone);
