import { expect, it } from 'vitest';
import { usualTime } from '../../../server/domain/forecast/learned-times.ts';
import { longAt, longMinutes } from '../../../server/domain/forecast/long-service.ts';
import { nextReason } from '../../../server/domain/routing/reason.ts';
import { counterTerminalView } from '../../../server/domain/view/live-views.ts';
import { HallDay } from '../../fixtures/hall-script.ts';
import { there } from '../../fixtures/there.ts';

it('each of the next three says by which rule it stands there', () => {
  const day = new HallDay();
  const early = day.take('GS01');
  day.wait(60);
  const missed = day.take('GS01');
  day.wait(60);
  const green = day.take('GS01', { class: 'green' });
  const counter = day.counter(1);
  const source = { state: day.state, model: day.model, now: day.at };
  const lines = counterTerminalView(source, there(day.state.counters.get(1))).next;
  expect(lines.map(({ number, why }) => [number, why?.rule])).toEqual([
    [green.number, 'green'],
    [early.number, 'order'],
    [missed.number, 'order'],
  ]);
  expect(lines[0]?.why).toEqual({
    rule: 'green',
    at: green.ticket.takenAt,
    minutes: day.model.rules.greenHeadStartMinutes,
  });
  counter.callNext();
  counter.simply('no-show');
  green.requeue();
  expect(nextReason(day.model, green.ticket, 1).rule).toBe('moved-back');
});

it('a ticket that another counter sent here says so', () => {
  const day = new HallDay();
  const sent = day.take('GS01');
  const counter = day.counter(1);
  day.counter(2);
  counter.callNext();
  counter.transfer({ toCounter: 2 });
  expect(nextReason(day.model, sent.ticket, 2).rule).toBe('sent-here');
});

it('a service is long from the time on within which 95 of 100 of its kind end', () => {
  const day = new HallDay();
  day.take('GS01');
  const counter = day.counter(1);
  counter.callNext();
  const at = () => longAt(day.state, day.model, there(day.state.counters.get(1)));
  expect(at()).toBeNull();
  const calledAt = day.at;
  day.wait(20);
  counter.simply('start');
  const minutes = longMinutes(usualTime(day.model, 'GS01'));
  expect(at()).toBe(calledAt + Math.round(minutes * 60_000));
  const mean = day.model.services.get('GS01')?.meanMinutes ?? 0;
  expect(minutes / mean).toBeCloseTo(2.009, 2);
  const learned = { rangeFor: () => null, rangeOf: () => null, timeOf: () => ({ mu: Math.log(3), sigma: 0.1 }) };
  expect(there(longAt(day.state, day.model, there(day.state.counters.get(1)), learned)) - calledAt).toBeCloseTo(
    3 * Math.exp(0.1645) * 60_000,
    -3,
  );
});
