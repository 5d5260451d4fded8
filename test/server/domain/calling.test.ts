import { describe, expect, it } from 'vitest';
import { clockAt, HallDay, supervisor } from '../../fixtures/hall-script.ts';
import { smallModel } from '../../fixtures/halls.ts';

describe('calling the next', () => {
  it('calls whoever came first of all services the counter has', () => {
    const day = new HallDay();
    const [wang, li, zhao] = ['GS03', 'GS01', 'GS03'].map((service) => {
      day.wait(1);
      return day.take(service);
    });
    const counter = day.counter(1);
    expect([counter.next(), counter.next(), counter.next()]).toEqual([wang?.number, li?.number, zhao?.number]);
  });

  it('records who calls, for what, since when the visitor waits, and which loudspeakers speak', () => {
    const day = new HallDay();
    const wang = day.take('GS01');
    const counter = day.counter(1);
    day.wait(90);
    expect(counter.callNext()).toEqual([
      {
        type: 'TicketCalled',
        ticketId: wang.id,
        counter: 1,
        chosen: 'next',
        reason: null,
        period: 1,
        service: 'GS01',
        clerk: 'a01',
        waitingSince: clockAt('09:00'),
        speakers: ['speaker-east'],
      },
    ]);
  });

  it('an empty queue is no refusal: the call is stored', () => {
    const day = new HallDay();
    const counter = day.counter(1);
    expect(counter.callNext().map((event) => event.type)).toEqual(['NextStored']);
    expect(counter.callNext()).toEqual([]);
    expect(day.state.counters.get(1)?.ticketId).toBeNull();
  });

  it('finishes the present visitor with the same key, also when nobody waits', () => {
    const day = new HallDay();
    const [wang, li] = day.takeMany(2, 'GS01');
    const counter = day.counter(1);
    counter.callNext();
    counter.simply('start');
    day.wait(60);
    expect(counter.callNext('accepted').map((event) => event.type)).toEqual(['ServiceFinished', 'TicketCalled']);
    expect(wang?.status).toBe('finished');
    expect(counter.number).toBe(li?.number);
    expect(counter.callNext()).toEqual([
      expect.objectContaining({ type: 'ServiceFinished', result: 'done', startAssumed: true, onward: 'done' }),
      { type: 'NextStored', counter: 1, staff: 'a01', kept: false, reason: 'empty-queue' },
    ]);
    expect(counter.number).toBeNull();
  });

  it('one ticket goes to one counter when two call at once', () => {
    const day = new HallDay(smallModel());
    const [wang, li] = day.takeMany(2, 'GS01');
    const [one, two] = [day.counter(1), day.counter(2)];
    expect([one.next(), two.next()]).toEqual([wang?.number, li?.number]);
    expect(day.counter(5).next()).toBeNull();
  });

  it('counts the time at the counter from the call when nobody pressed start', () => {
    const day = new HallDay();
    day.take('GS01');
    const counter = day.counter(1);
    counter.callNext();
    day.wait(120);
    expect(counter.finish()).toEqual([expect.objectContaining({ startAssumed: true, result: 'done', note: null })]);
    expect(day.state.counters.get(1)).toMatchObject({ servedToday: 1, servingMs: 120_000 });
  });

  it('keeps result and note of a finished service', () => {
    const day = new HallDay();
    day.take('GS01');
    const counter = day.counter(1);
    counter.callNext();
    counter.simply('start');
    expect(counter.finish('accepted', '材料齐全')[0]).toMatchObject({ result: 'accepted', note: '材料齐全' });
  });
});

describe('recalling', () => {
  function called() {
    const day = new HallDay();
    const wang = day.take('GS01');
    const counter = day.counter(1);
    counter.callNext();
    return { day, wang, counter };
  }

  it('sounds again after 20 s, not before', () => {
    const { day, counter } = called();
    day.wait(19.9);
    expect(counter.refused({ type: 'recall', counter: 1 })).toEqual({
      code: 'recalled-too-soon',
      facts: { seconds: 1 },
    });
    day.wait(0.1);
    expect(counter.simply('recall')).toEqual([expect.objectContaining({ type: 'TicketRecalled', counter: 1 })]);
  });

  it('is allowed three times; then the visitor is served or missed', () => {
    const { day, counter, wang } = called();
    for (let recall = 1; recall <= 3; recall += 1) {
      day.wait(20);
      counter.simply('recall');
    }
    day.wait(600);
    expect(counter.refused({ type: 'recall', counter: 1 })).toEqual({
      code: 'recalled-too-often',
      facts: { most: 3, allowed: ['start', 'no-show'] },
    });
    expect(wang.ticket.standing).toMatchObject({ status: 'called', recalls: 3 });
  });

  it('each gap counts from the recall before', () => {
    const { day, counter } = called();
    day.wait(30);
    counter.simply('recall');
    day.wait(10);
    expect(counter.refused({ type: 'recall', counter: 1 }).facts).toEqual({ seconds: 10 });
  });

  it('the newest call has the newest sequence number', () => {
    const { day, counter, wang } = called();
    const first = wang.ticket.standing.status === 'called' ? wang.ticket.standing.callSeq : 0;
    day.wait(20);
    counter.simply('recall');
    const { standing } = wang.ticket;
    expect(standing.status === 'called' && standing.callSeq > first).toBe(true);
  });
});

describe('calling somebody by name', () => {
  it('a waiting visitor out of turn needs a reason on the record', () => {
    const day = new HallDay();
    const [, li] = day.takeMany(2, 'GS01');
    const counter = day.counter(1);
    if (li === undefined) throw new Error('nobody came');
    const command = { type: 'call', counter: 1, ticketId: li.id } as const;
    expect(counter.refused({ ...command, reason: null })).toEqual({ code: 'reason-needed', facts: { number: '1002' } });
    expect(counter.refused({ ...command, reason: '   ' }).code).toBe('reason-needed');
    expect(counter.call(li, '孕妇不适')).toEqual([
      expect.objectContaining({ type: 'TicketCalled', chosen: 'named', reason: '孕妇不适' }),
    ]);
  });

  it('held, missed and abandoned visitors are called back without one', () => {
    const day = new HallDay();
    const [wang, li] = day.takeMany(2, 'GS01');
    const counter = day.counter(1);
    if (wang === undefined || li === undefined) throw new Error('nobody came');
    counter.callNext();
    counter.hold('去复印');
    counter.callNext();
    counter.simply('no-show');
    expect(counter.call(wang)[0]).toMatchObject({ chosen: 'named', reason: null, period: 2 });
    counter.simply('no-show');
    counter.call(li);
    counter.simply('no-show');
    expect(li.status).toBe('abandoned');
    counter.call(li);
    expect(counter.number).toBe(li.number);
  });

  it('a visitor at another counter, or one who has left, cannot be called', () => {
    const day = new HallDay(smallModel());
    const [wang, li] = day.takeMany(2, 'GS01');
    const [one, two] = [day.counter(1), day.counter(2)];
    if (wang === undefined || li === undefined) throw new Error('nobody came');
    one.callNext();
    expect(two.refused({ type: 'call', counter: 2, ticketId: wang.id, reason: '熟人' })).toEqual({
      code: 'wrong-ticket-state',
      facts: { number: '1001', status: 'called', allowed: ['transfer'] },
    });
    li.cancel();
    expect(two.refused({ type: 'call', counter: 2, ticketId: li.id, reason: '熟人' }).facts).toMatchObject({
      status: 'cancelled',
      allowed: [],
    });
    expect(two.refused({ type: 'call', counter: 2, ticketId: 'nobody-at-all', reason: null }).code).toBe(
      'unknown-ticket',
    );
  });

  it('nobody is called to a counter that does not handle the matter; it goes there by a transfer', () => {
    const day = new HallDay(smallModel());
    const [one, other] = [day.counter(1), day.counter(3)];
    const wang = day.take('GS01');
    expect(other.refused({ type: 'call', counter: 3, ticketId: wang.id, reason: '熟人' })).toEqual({
      code: 'service-not-here',
      facts: { number: wang.number, counter: 3, counters: [1] },
    });
    one.callNext();
    one.hold('去复印');
    expect(other.refused({ type: 'call', counter: 3, ticketId: wang.id, reason: null }).code).toBe('service-not-here');
  });

  it('a supervisor may act at a counter, and the clerk of the record stays the one who staffs it', () => {
    const day = new HallDay();
    day.take('GS01');
    day.counter(1);
    const [event] = day.act({ type: 'call-next', counter: 1, result: null }, supervisor);
    expect(event).toMatchObject({ type: 'TicketCalled', clerk: 'a01' });
  });
});
