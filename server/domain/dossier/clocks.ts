import { addDays, type DayUnit, daysBetween, type WorkingCalendar } from '../calendar/calendar.ts';

/** Days on which a clock ran: those after `from` up to and including `to`; `to` is null while it runs. */
export interface ClockSpan {
  from: string;
  to: string | null;
}

/** A limit in days with the spans in which it ran. Knows no calendar, so that the record alone tells it. */
export interface Clock {
  limitDays: number;
  unit: DayUnit;
  spans: readonly ClockSpan[];
  /** True once the step was done; a stopped clock that has not ended goes on later. */
  ended: boolean;
}

/** The day of the start is not counted (dossier-rules 5.1). */
export function startClock(limitDays: number, unit: DayUnit, on: string): Clock {
  return { limitDays, unit, spans: [{ from: on, to: null }], ended: false };
}

export function isRunning(clock: Clock | null): clock is Clock {
  return clock !== null && runs(clock);
}

function runs(clock: Clock): boolean {
  return !clock.ended && clock.spans.at(-1)?.to === null;
}

/** The day of the stop counts and the day of going on does not, so that a halt within one day changes nothing. */
export function stopClock<C extends Clock>(clock: C, on: string): C {
  if (!runs(clock)) return clock;
  return { ...clock, spans: clock.spans.map((span) => (span.to === null ? { from: span.from, to: on } : span)) };
}

export function resumeClock<C extends Clock>(clock: C, on: string): C {
  if (clock.ended || runs(clock)) return clock;
  return { ...clock, spans: [...clock.spans, { from: on, to: null }] };
}

export function endClock<C extends Clock>(clock: C, on: string): C {
  return clock.ended ? clock : { ...stopClock(clock, on), ended: true };
}

/** Days counted up to and including a date. */
export function elapsedDays(clock: Clock, calendar: WorkingCalendar, on: string): number {
  let days = 0;
  for (const { from, to } of clock.spans)
    days += daysBetween(calendar, from, to !== null && to < on ? to : on, clock.unit);
  return days;
}

/**
 * The date on which the clock counts its `days`-th day if it goes on running. A day that was the last before a halt is
 * not used up by it: then it is the day of going on. Null while the clock is stopped before that day.
 */
export function dateOfElapsed(clock: Clock, calendar: WorkingCalendar, days: number): string | null {
  let left = days;
  for (const { from, to } of clock.spans) {
    if (to === null) return addDays(calendar, from, left, clock.unit);
    const counted = daysBetween(calendar, from, to, clock.unit);
    if (counted > left) return addDays(calendar, from, left, clock.unit);
    left -= counted;
  }
  return null;
}

/** The last day of the limit; null while the clock is stopped within it. */
export function dueOn(clock: Clock, calendar: WorkingCalendar): string | null {
  return dateOfElapsed(clock, calendar, clock.limitDays);
}
