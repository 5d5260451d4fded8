import { describe, expect, it } from 'vitest';
import { HallDay } from '../../fixtures/hall-script.ts';
import { smallModel } from '../../fixtures/halls.ts';

describe('a ticket with several services', () => {
  it('goes on at the same counter when that counter has the next service', () => {
    const day = new HallDay();
    const wang = day.take(['GS01', 'GS02']);
    day.take('GS01');
    const counter = day.counter(1);
    counter.callNext();
    day.wait(60);
    expect(counter.finish()).toEqual([expect.objectContaining({ onward: 'here', next: 'GS02', period: 1 })]);
    expect(wang.ticket).toMatchObject({ current: 1, period: 2, standing: { status: 'serving', counter: 1 } });
    day.wait(30);
    expect(counter.finish()).toEqual([
      expect.objectContaining({ onward: 'done', next: null, period: 2, startAssumed: false }),
    ]);
    expect(day.state.counters.get(1)).toMatchObject({ servedToday: 2, servingMs: 90_000 });
  });

  it('stays at the counter when the clerk calls the next: nobody is called then', () => {
    const day = new HallDay();
    const wang = day.take(['GS01', 'GS02']);
    day.take('GS01');
    const counter = day.counter(1);
    counter.callNext();
    expect(counter.callNext().map((event) => event.type)).toEqual(['ServiceFinished']);
    expect(counter.number).toBe(wang.number);
  });

  it('goes back to the queue with its old place when another counter has the next service', () => {
    const day = new HallDay();
    const wang = day.take(['GS01', 'GU01']);
    const [first] = day.takeMany(3, 'GU01');
    const [one, three] = [day.counter(1), day.counter(3)];
    one.callNext();
    day.wait(300);
    expect(one.finish()).toEqual([expect.objectContaining({ onward: 'queue', next: 'GU01' })]);
    expect(wang.ticket).toMatchObject({ current: 1, standing: { status: 'waiting', boundTo: null } });
    expect(wang.key).toBeLessThan(first?.key ?? 0);
    expect(three.next()).toBe(wang.number);
    expect(wang.number).toBe('1001');
  });

  it('waits anew from the moment it joined the second queue', () => {
    const day = new HallDay();
    const wang = day.take(['GS01', 'GU01']);
    const [one, three] = [day.counter(1), day.counter(3)];
    one.callNext();
    day.wait(300);
    one.finish();
    const finishedAt = day.at;
    day.wait(20);
    expect(three.callNext()[0]).toMatchObject({ waitingSince: finishedAt, period: 2, service: 'GU01' });
    expect(wang.ticket.lastServed).toEqual({ counter: 3, staff: 'a03' });
  });
});

describe('adding a service at the counter', () => {
  function served() {
    const day = new HallDay();
    const wang = day.take('GS01');
    const counter = day.counter(1);
    counter.callNext();
    counter.simply('start');
    return { day, wang, counter };
  }

  it('puts it behind the present one', () => {
    const { wang, counter } = served();
    expect(counter.addService('GU01')).toEqual([
      { type: 'ServiceAdded', ticketId: wang.id, counter: 1, service: 'GU01' },
    ]);
    expect(wang.ticket.services).toEqual(['GS01', 'GU01']);
    expect(counter.finish()[0]).toMatchObject({ onward: 'queue', next: 'GU01' });
  });

  it('refuses what the ticket has already, what is unknown, what is elsewhere, and a sixth', () => {
    const { counter } = served();
    const add = (service: string) => counter.refused({ type: 'add-service', counter: 1, service });
    expect(add('GS01')).toEqual({ code: 'service-twice', facts: { service: 'GS01' } });
    expect(add('XX01').code).toBe('unknown-service');
    expect(add('GS06').code).toBe('service-not-in-hall');
    for (const service of ['GS02', 'GS03', 'GS04', 'GS05']) counter.addService(service);
    expect(add('GU01')).toEqual({ code: 'too-many-services', facts: { most: 5 } });
  });

  it('may add again what was done before', () => {
    const day = new HallDay();
    const wang = day.take(['GS01', 'GS02']);
    const counter = day.counter(1);
    counter.callNext();
    counter.finish();
    counter.addService('GS01');
    expect(wang.ticket.services).toEqual(['GS01', 'GS02', 'GS01']);
  });
});

describe('transferring', () => {
  it('keeps number and place', () => {
    const day = new HallDay();
    const wang = day.take('GS01');
    const [li] = day.takeMany(3, 'GU01');
    const [one, three] = [day.counter(1), day.counter(3)];
    one.callNext();
    day.wait(200);
    const key = wang.key;
    expect(one.transfer({ service: 'GU01', reason: '取错号' })).toEqual([
      {
        type: 'TicketTransferred',
        ticketId: wang.id,
        counter: 1,
        period: 1,
        service: 'GU01',
        toCounter: null,
        reason: '取错号',
      },
    ]);
    expect(wang).toMatchObject({ number: '1001', key, status: 'waiting' });
    expect([three.next(), three.next()]).toEqual([wang.number, li?.number]);
  });

  it('to one counter binds the visitor to it, whoever else serves the service', () => {
    const day = new HallDay(smallModel());
    const wang = day.take('GS01');
    const [one, two] = [day.counter(1), day.counter(2)];
    one.callNext();
    one.transfer({ toCounter: 2 });
    expect(wang.ticket.standing).toEqual({ status: 'waiting', boundTo: 2 });
    expect(one.next()).toBeNull();
    expect(two.next()).toBe(wang.number);
  });

  it('a bound visitor and an ordinary one are called by the same order', () => {
    const day = new HallDay(smallModel());
    const early = day.take('ZJ01');
    day.wait(1);
    const bound = day.take('GS02');
    day.wait(1);
    const late = day.take('ZJ01');
    const [one, two] = [day.counter(1), day.counter(2)];
    one.callNext();
    one.transfer({ toCounter: 2 });
    expect([two.next(), two.next(), two.next()]).toEqual([early.number, bound.number, late.number]);
  });

  it('to a counter with one other service takes that service', () => {
    const day = new HallDay();
    const wang = day.take('GS01');
    const one = day.counter(1);
    day.counter(2);
    one.callNext();
    expect(one.transfer({ toCounter: 2 })[0]).toMatchObject({ service: 'ZJ01', toCounter: 2 });
    expect(wang.ticket.services).toEqual(['ZJ01']);
  });

  it('a counter that closes lets its bound visitors go, at their old place', () => {
    const day = new HallDay(smallModel());
    const wang = day.take('GS01');
    const [li] = day.takeMany(2, 'GS01');
    const [one, two] = [day.counter(1), day.counter(2)];
    one.callNext();
    one.transfer({ toCounter: 2 });
    two.simply('close');
    expect(wang.ticket.standing).toEqual({ status: 'waiting', boundTo: null });
    expect([one.next(), one.next()]).toEqual([wang.number, li?.number]);
  });

  it('needs somewhere to go that is there and open', () => {
    const day = new HallDay();
    day.take('GS01');
    const counter = day.counter(1);
    counter.callNext();
    const refused = (service: string | null, toCounter: number | null) =>
      counter.refused({ type: 'transfer', counter: 1, service, toCounter, reason: null });
    expect(refused(null, null).code).toBe('nowhere-to-transfer');
    expect(refused(null, 1).code).toBe('nowhere-to-transfer');
    expect(refused('XX01', null).code).toBe('unknown-service');
    expect(refused('GS06', null).code).toBe('service-not-in-hall');
    expect(refused(null, 99)).toEqual({ code: 'unknown-counter', facts: { counter: 99 } });
    expect(refused(null, 2)).toEqual({ code: 'counter-closed', facts: { counter: 2 } });
  });

  it('to a service the ticket has further on is refused: finishing leads there', () => {
    const day = new HallDay();
    day.take(['GS01', 'GU01']);
    const counter = day.counter(1);
    counter.callNext();
    expect(counter.refused({ type: 'transfer', counter: 1, service: 'GU01', toCounter: null, reason: null })).toEqual({
      code: 'service-twice',
      facts: { service: 'GU01', allowed: ['finish'] },
    });
    const other = new HallDay();
    other.take(['GS01', 'ZJ01']);
    const one = other.counter(1);
    other.counter(2);
    one.callNext();
    expect(one.refused({ type: 'transfer', counter: 1, service: null, toCounter: 2, reason: null }).code).toBe(
      'service-twice',
    );
  });
});
