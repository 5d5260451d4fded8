import { describe, expect, it } from 'vitest';
import { HallDay } from '../../fixtures/hall-script.ts';
import { smallModel } from '../../fixtures/halls.ts';

function called() {
  const day = new HallDay();
  const wang = day.take('GS01');
  const counter = day.counter(1);
  counter.callNext();
  return { day, wang, counter };
}
const undo = { type: 'undo', counter: 1 } as const;

describe('undoing', () => {
  it('a call can be taken back within 8 s: the visitor waits at the same place', () => {
    const { day, wang, counter } = called();
    const { key } = wang;
    day.wait(7.9);
    expect(counter.simply('undo')).toEqual([
      {
        type: 'ActionUndone',
        ticketId: wang.id,
        counter: 1,
        action: 'call',
        period: 1,
        restored: { status: 'waiting', counter: null, key, misses: 0, current: 0, services: ['GS01'] },
      },
    ]);
    expect(wang.status).toBe('waiting');
    expect(counter.number).toBeNull();
    expect(counter.next()).toBe(wang.number);
    expect(wang.ticket.period).toBe(2);
  });

  it('a call of 8.1 s ago stands', () => {
    const { day, counter } = called();
    day.wait(8.1);
    expect(counter.refused(undo)).toEqual({ code: 'undo-too-late', facts: { seconds: 8 } });
  });

  it('a finish can be taken back within 10 s: the visitor is served again, and the day counts one less', () => {
    const { day, wang, counter } = called();
    counter.simply('start');
    day.wait(60);
    counter.finish();
    day.wait(9.9);
    counter.simply('undo');
    expect(wang.ticket.standing).toMatchObject({ status: 'serving', counter: 1, startedAt: day.at - 69_900 });
    expect(day.state.counters.get(1)).toMatchObject({ servedToday: 0, servingMs: 0 });
    expect(counter.number).toBe(wang.number);
  });

  it('a finish of 10.1 s ago stands', () => {
    const { day, counter } = called();
    counter.finish();
    day.wait(10.1);
    expect(counter.refused(undo)).toEqual({ code: 'undo-too-late', facts: { seconds: 10 } });
  });

  it.each(['hold', 'transfer'] as const)('a %s can be taken back within 10 s', (verb) => {
    const { day, wang, counter } = called();
    counter.simply('start');
    const before = structuredClone(wang.ticket);
    if (verb === 'hold') counter.hold('复印');
    else counter.transfer({ service: 'GU01' });
    day.wait(10);
    counter.simply('undo');
    expect(wang.ticket).toEqual({ ...before, turn: before.turn + 2 });
    expect(counter.number).toBe(wang.number);
  });

  it.each([1, 2])('miss %i can be taken back all day', (miss) => {
    const { day, wang, counter } = called();
    if (miss === 2) {
      counter.simply('no-show');
      wang.requeue();
      counter.callNext();
    }
    counter.simply('no-show');
    day.wait(6 * 3600);
    counter.simply('undo');
    expect(wang.ticket).toMatchObject({ misses: miss - 1, standing: { status: 'called', counter: 1 } });
  });

  it('takes the steps of one key back one by one: first the call, then the finish', () => {
    const { day, wang, counter } = called();
    const li = day.take('GS01');
    counter.simply('start');
    day.wait(30);
    counter.callNext();
    day.wait(3);
    counter.simply('undo');
    expect([wang.status, li.status]).toEqual(['finished', 'waiting']);
    counter.simply('undo');
    expect([wang.status, counter.number]).toEqual(['serving', wang.number]);
  });

  it('is refused when the visitor has moved on', () => {
    const { wang, counter } = called();
    counter.hold('填表');
    wang.requeue();
    expect(counter.refused(undo)).toEqual({ code: 'undo-overtaken', facts: { number: wang.number } });
  });

  it('is refused when another counter has called the visitor', () => {
    const day = new HallDay(smallModel());
    const wang = day.take('GS01');
    const [one, two] = [day.counter(1), day.counter(2)];
    one.callNext();
    one.transfer({ toCounter: 2 });
    two.callNext();
    expect(one.refused(undo).code).toBe('undo-overtaken');
    expect(wang.ticket.standing).toMatchObject({ status: 'called', counter: 2 });
  });

  it('a service that has begun is no longer a call to be taken back', () => {
    const { counter } = called();
    counter.simply('start');
    expect(counter.refused(undo).code).toBe('undo-overtaken');
  });

  it('has nothing to take back before the first step, nor after the counter was closed and opened', () => {
    const { counter } = called();
    counter.finish();
    counter.simply('close');
    counter.simply('open');
    expect(counter.refused(undo)).toEqual({ code: 'nothing-to-undo', facts: { counter: 1 } });
  });

  it('keeps both the step and its undoing on the record', () => {
    const { day, counter } = called();
    counter.simply('undo');
    expect(day.recorded.slice(-2).map((each) => each.event.type)).toEqual(['TicketCalled', 'ActionUndone']);
  });

  it('does not bind the visitor again to a counter that has closed since', () => {
    const day = new HallDay(smallModel());
    const wang = day.take('GS01');
    const [one, two] = [day.counter(1), day.counter(2)];
    one.callNext();
    one.transfer({ toCounter: 2 });
    one.call(wang, '叫错窗口');
    two.simply('close');
    expect(one.simply('undo')[0]).toMatchObject({ restored: { status: 'waiting', counter: null } });
    expect(wang.ticket.standing).toEqual({ status: 'waiting', boundTo: null });
    expect(one.next()).toBe(wang.number);
  });
});
