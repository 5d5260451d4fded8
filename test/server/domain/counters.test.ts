import { describe, expect, it } from 'vitest';
import type { CounterCommand } from '../../../server/contract/commands.ts';
import { type CounterStage, type CounterVerb, counterActions, counterVerbs } from '../../../server/contract/counter.ts';
import { stageOf } from '../../../server/domain/counter/decide-counter.ts';
import { type CounterScript, citizen, clock, HallDay, kiosk, staff, supervisor } from '../../fixtures/hall-script.ts';

function commandOf(type: CounterVerb, ticketId = 'nobody-at-all'): CounterCommand {
  const counter = 1;
  switch (type) {
    case 'pause':
      return { type, counter, reason: 'water' };
    case 'call-next':
      return { type, counter, result: null };
    case 'call':
      return { type, counter, ticketId, reason: null };
    case 'finish':
      return { type, counter, result: null, note: null };
    case 'hold':
      return { type, counter, reason: null };
    case 'transfer':
      return { type, counter, service: 'GU01', toCounter: null, reason: null };
    case 'add-service':
      return { type, counter, service: 'GU01' };
    case 'store-next':
      return { type, counter, keep: false };
    default:
      return { type, counter };
  }
}

/** Counter 1 in each of its stages, with one visitor missed before and one still waiting. */
function stage(wanted: CounterStage): { day: HallDay; counter: CounterScript; missed: string } {
  const day = new HallDay();
  const missed = day.take('GS01');
  day.take('GS01');
  day.take('GS01');
  const counter = day.counter(1);
  counter.callNext();
  counter.simply('no-show');
  if (wanted === 'called' || wanted === 'serving') counter.callNext();
  if (wanted === 'serving') counter.simply('start');
  if (wanted === 'paused') counter.pause('meal');
  if (wanted === 'closed') counter.simply('close');
  day.wait(25);
  return { day, counter, missed: missed.id };
}

const stages: CounterStage[] = ['closed', 'paused', 'free', 'called', 'serving'];
/** Undo, cancelling a stored call and asking for a rating depend on what happened before as well; see their own tests. */
const verbs = counterVerbs.filter((verb) => !['undo', 'cancel-next', 'evaluate'].includes(verb));

describe('the table of allowed actions', () => {
  it.each(stages)('a %s counter is in that stage', (wanted) => {
    const { day } = stage(wanted);
    const counter = day.state.counters.get(1);
    expect(counter && stageOf(day.state, counter)).toBe(wanted);
  });

  it.each(stages.flatMap((each) => verbs.map((verb) => [each, verb] as const)))('a %s counter and %s', (each, verb) => {
    const { counter, missed } = stage(each);
    const command = commandOf(verb, missed);
    if (counterActions[each].includes(verb)) {
      expect(counter.do(command).length).toBeGreaterThan(0);
      return;
    }
    const { code, facts } = counter.refused(command);
    const code409 = each === 'closed' ? 'counter-closed' : verb === 'open' ? 'counter-taken' : 'wrong-counter-state';
    expect(code).toBe(code409);
    expect(facts.allowed).toEqual(counterActions[each]);
  });
});

describe('who may work a counter', () => {
  it('A opens it under the own name', () => {
    const day = new HallDay();
    expect(day.act({ type: 'open', counter: 1 }, staff('a01'))).toEqual([
      { type: 'CounterOpened', counter: 1, staff: 'a01', actingFor: null },
    ]);
  });

  it('B opens it acting for A', () => {
    const day = new HallDay();
    expect(day.act({ type: 'open', counter: 1 }, staff('b01'))).toEqual([
      { type: 'CounterOpened', counter: 1, staff: 'b01', actingFor: 'a01' },
    ]);
    expect(day.state.counters.get(1)).toMatchObject({ staff: 'b01', actingFor: 'a01' });
    day.act({ type: 'close', counter: 1 }, staff('b01'));
    expect(day.state.counters.get(1)).toMatchObject({ staff: null, actingFor: null });
  });

  it('somebody without the post is told where the own posts are', () => {
    const day = new HallDay();
    expect(day.refused({ type: 'open', counter: 1 }, staff('a02'))).toEqual({
      code: 'not-your-post',
      facts: { counter: 1, allowed: ['2'] },
    });
    expect(day.refused({ type: 'open', counter: 1 }, staff('a34')).facts.allowed).toEqual(['33', '34']);
    expect(day.refused({ type: 'open', counter: 1 }, supervisor).facts.allowed).toEqual([]);
  });

  it('a person is active at one counter at a time', () => {
    const day = new HallDay();
    const first = day.counter(33, 'a34');
    expect(day.refused({ type: 'open', counter: 34 }, staff('a34'))).toEqual({
      code: 'already-at-a-counter',
      facts: { counter: 33 },
    });
    first.simply('close');
    day.counter(34, 'a34');
    expect(day.state.counters.get(34)?.staff).toBe('a34');
  });

  it('an open counter is not opened a second time, neither by A nor by B', () => {
    const day = new HallDay();
    day.counter(1);
    for (const who of ['a01', 'b01'])
      expect(day.refused({ type: 'open', counter: 1 }, staff(who))).toEqual({
        code: 'counter-taken',
        facts: { counter: 1, staff: 'a01', allowed: counterActions.free },
      });
  });

  it("another clerk's counter does not obey, a supervisor's word does", () => {
    const day = new HallDay();
    day.counter(1);
    expect(day.refused({ type: 'close', counter: 1 }, staff('b01'))).toEqual({
      code: 'not-your-counter',
      facts: { counter: 1, staff: 'a01' },
    });
    expect(day.act({ type: 'close', counter: 1 }, supervisor)).toEqual([{ type: 'CounterClosed', counter: 1 }]);
  });

  it('nobody but staff gives a counter a command', () => {
    const day = new HallDay();
    for (const actor of [kiosk, citizen, clock])
      expect(day.refused({ type: 'open', counter: 1 }, actor).code).toBe('sign-in-first');
  });

  it('a counter that is not there is unknown', () => {
    expect(new HallDay().refused({ type: 'open', counter: 99 }, staff('a01'))).toEqual({
      code: 'unknown-counter',
      facts: { counter: 99 },
    });
  });
});

describe('a pause', () => {
  it('has a reason of the list and keeps the counter', () => {
    const day = new HallDay();
    const counter = day.counter(1);
    expect(counter.pause('meal')).toEqual([{ type: 'CounterPaused', counter: 1, reason: 'meal' }]);
    expect(day.state.counters.get(1)).toMatchObject({ staff: 'a01', pauseReason: 'meal' });
    counter.simply('resume');
    expect(day.state.counters.get(1)?.pauseReason).toBeNull();
  });

  it('for any other reason is refused with the list', () => {
    const { code, facts } = new HallDay().counter(1).refused({ type: 'pause', counter: 1, reason: 'nap' });
    expect(code).toBe('unknown-pause-reason');
    expect(facts.allowed).toEqual(['water', 'papers', 'meeting', 'site', 'meal', 'machine']);
  });

  it('is over when the counter closes', () => {
    const day = new HallDay();
    const counter = day.counter(1);
    counter.pause('meal');
    counter.simply('close');
    counter.simply('open');
    expect(day.state.counters.get(1)?.pauseReason).toBeNull();
  });
});
