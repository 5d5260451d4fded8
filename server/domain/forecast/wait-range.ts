import type { WaitRange } from '../../contract/ticket.ts';
import type { HallModel } from '../hall-model.ts';
import type { HallState } from '../hall-state.ts';
import { openAmong } from '../routing/next.ts';

/** Coefficient of variation of service time: log-normal with sigma 0.5 (hall-rules, section 7). */
const variation = Math.sqrt(Math.exp(0.25) - 1);
/** Standard normal quantile of 0.9: the range runs from the 10th to the 90th percentile. */
const quantile90 = 1.2816;
const minuteMs = 60_000;

/**
 * Expected wait as a range, by the normal approximation of the summed service times before the visitor shared among
 * the open counters. With no counter open the range counts as if one opened now.
 */
export function waitRange(
  state: HallState,
  model: HallModel,
  counters: readonly number[],
  ahead: number,
  at: number,
): WaitRange {
  const open = openAmong(state, counters);
  const servers = Math.max(1, open);
  const means = counters.flatMap((counter) =>
    (model.counters.get(counter)?.services ?? []).map((service) => model.services.get(service)?.meanMinutes ?? 0),
  );
  const mean = means.reduce((sum, value) => sum + value, 0) / Math.max(1, means.length);
  const residuals = counters.map((counter) => residualMinutes(state, model, counter, at));
  const free = residuals.filter((minutes) => minutes === 0).length;
  if (ahead < free) return { lowMinutes: 0, highMinutes: 1 };
  const inService = residuals.reduce<number>((sum, minutes) => sum + (minutes ?? 0), 0);
  const work = ahead * mean + inService;
  const spread = Math.sqrt(ahead + residuals.filter((minutes) => minutes !== null && minutes > 0).length);
  const expected = work / servers;
  const half = (quantile90 * spread * mean * variation) / servers;
  return {
    lowMinutes: Math.max(0, Math.floor(expected - half)),
    highMinutes: Math.max(1, Math.ceil(expected + half)),
  };
}

/** Minutes until the counter is free: 0 when it is, null when it is closed or paused. */
function residualMinutes(state: HallState, model: HallModel, counterNo: number, at: number): number | null {
  const counter = state.counters.get(counterNo);
  if (counter === undefined || counter.staff === null || counter.pauseReason !== null) return null;
  const ticket = counter.ticketId === null ? undefined : state.tickets.get(counter.ticketId);
  if (ticket === undefined) return 0;
  const mean = model.services.get(ticket.services[ticket.current] ?? '')?.meanMinutes ?? 0;
  const spent = ticket.standing.status === 'serving' ? (at - ticket.standing.startedAt) / minuteMs : 0;
  // A log-normal time already longer than its mean is expected to last as long again as a third of the mean.
  return Math.max(mean / 3, mean - spent);
}
