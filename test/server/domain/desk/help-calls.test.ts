import { expect, it } from 'vitest';
import type { HelpPlace } from '../../../../server/contract/help-call.ts';
import { helpLines } from '../../../../server/domain/desk/help-calls.ts';
import { kiosk as atKiosk, clock, HallDay, staff, supervisor } from '../../../fixtures/hall-script.ts';
import { there } from '../../../fixtures/there.ts';

const kiosk: HelpPlace = { kind: 'kiosk', id: 'kiosk-1' };
const counter: HelpPlace = { kind: 'counter', id: '3' };
const guide = staff('desk1', 'desk');

function call(day: HallDay, place: HelpPlace = kiosk, reason: string | null = null) {
  return day.act({ type: 'call-help', place, reason }, atKiosk);
}
const lines = (day: HallDay) => helpLines(day.state, day.at, day.model);
const only = (day: HallDay) => there(lines(day)[0]);

it('pressing twice is one call, until it is over', () => {
  const day = new HallDay();
  expect(call(day)).toHaveLength(1);
  expect(call(day)).toEqual([]);
  const { id } = only(day);
  day.act({ type: 'take-help', helpId: id }, guide);
  expect(call(day)).toEqual([]);
  day.act({ type: 'end-help', helpId: id }, guide);
  expect(call(day)).toHaveLength(1);
  expect(only(day).id).not.toBe(id);
});

it('a call that somebody took two minutes ago and never ended does not swallow the next visitor’s', () => {
  const day = new HallDay();
  call(day);
  day.act({ type: 'take-help', helpId: only(day).id }, guide);
  day.wait(120);
  expect(call(day).map(({ type }) => type)).toEqual(['HelpEnded', 'HelpCalled']);
  expect(lines(day)).toMatchObject([{ state: 'open', takenBy: null }]);
});

it('the supervisor sees what nobody has taken for a minute, and not what somebody took', () => {
  const day = new HallDay();
  call(day);
  call(day, counter, '设备故障');
  day.act({ type: 'take-help', helpId: there(lines(day)[1]).id }, guide);
  day.wait(59.9);
  expect(lines(day).map(({ escalated }) => escalated)).toEqual([false, false]);
  day.wait(0.1);
  expect(lines(day)).toMatchObject([
    { place: kiosk, state: 'open', escalated: true },
    { place: counter, state: 'taken', escalated: false, takenBy: '导办台', reason: '设备故障' },
  ]);
});

it('a clerk answers for a counter of the own post only; desk and supervisor for every place', () => {
  const day = new HallDay();
  call(day, counter);
  call(day);
  const [atCounter, atMachine] = lines(day).map(({ id }) => id);
  const take = (helpId = '') => ({ type: 'take-help' as const, helpId });
  expect(day.refused(take(atCounter), staff('a09')).code).toBe('not-allowed');
  expect(day.refused(take(atMachine), staff('a03')).code).toBe('not-allowed');
  expect(day.act(take(atCounter), staff('a03'))).toHaveLength(1);
  expect(day.act(take(atMachine), supervisor)).toHaveLength(1);
});

it('what is over or unknown is refused with what would be allowed', () => {
  const day = new HallDay();
  call(day);
  const { id: helpId } = only(day);
  day.act({ type: 'take-help', helpId }, guide);
  const again = day.refused({ type: 'take-help', helpId }, supervisor);
  expect(again).toEqual({ code: 'wrong-help-call-state', facts: { state: 'taken', allowed: ['done'] } });
  day.act({ type: 'end-help', helpId }, supervisor);
  expect(day.refused({ type: 'end-help', helpId }, guide).facts).toEqual({ state: 'done', allowed: [] });
  expect(day.refused({ type: 'end-help', helpId: 'nobody' }, guide).code).toBe('unknown-help-call');
  const nowhere = { kind: 'counter', id: '99' } as const;
  expect(day.refused({ type: 'call-help', place: nowhere, reason: null }, atKiosk).code).toBe('unknown-counter');
});

it('a counter is one place however its number is written', () => {
  const day = new HallDay();
  call(day, counter);
  expect(call(day, { kind: 'counter', id: '03' })).toEqual([]);
});

it('at most sixty places call at once', () => {
  const day = new HallDay();
  for (let place = 0; place < 60; place += 1) call(day, { kind: 'screen', id: `s${place}` });
  expect(day.refused({ type: 'call-help', place: kiosk, reason: null }, atKiosk).code).toBe('too-many-help-calls');
});

it('ends with the day', () => {
  const day = new HallDay();
  call(day);
  day.act({ type: 'close-day' }, clock);
  expect(lines(day)).toEqual([]);
  expect([...day.state.help.values()].map(({ state }) => state)).toEqual(['expired']);
});
