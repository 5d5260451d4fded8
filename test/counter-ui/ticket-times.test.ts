import { expect, it } from 'vitest';
import { nudgeAfter, secondsLeft, ticketTimes } from '../../counter-ui/counter/ticket-times.ts';
import { spanWords } from '../../counter-ui/kit/clock.ts';
import { waitingTicket } from '../fixtures/ui-stage/people.ts';

const nowMs = Date.parse('2026-11-23T09:30:00+08:00');

it('the wait stops with the call', () => {
  const called = { ...waitingTicket('1047', 'GS01', 20, nowMs), calledAt: new Date(nowMs - 60_000).toISOString() };
  expect(ticketTimes(called, nowMs)).toEqual({ waitedSeconds: 19 * 60, sinceCallSeconds: 60, sinceStartSeconds: null });
});
it('the clerk is reminded at 30, 60 and 90 seconds after the call', () => {
  expect([29.9, 30, 59.9, 60, 89.9, 90].map(nudgeAfter)).toEqual([
    'none',
    'recall',
    'recall',
    'again',
    'again',
    'no-show',
  ]);
});
it('an offer counts down to nothing at its end and an offer for the day has no count', () => {
  const until = new Date(nowMs + 8000).toISOString();
  expect(secondsLeft(until, nowMs)).toBe(8);
  expect(secondsLeft(until, nowMs + 7900)).toBe(1);
  expect(secondsLeft(until, nowMs + 8100)).toBe(0);
  expect(secondsLeft(null, nowMs)).toBeNull();
});
it('spans read as clocks do', () => {
  expect([0, 7, 187, 3729, -4].map(spanWords)).toEqual(['0:00', '0:07', '3:07', '1:02:09', '0:00']);
});
