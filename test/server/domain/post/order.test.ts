import { describe, expect, it } from 'vitest';
import { citizen, clockAt, staff } from '../../../fixtures/hall-script.ts';
import { PeopleDay } from '../../../fixtures/people-hall.ts';

const minute = 60_000;
const desk = staff('desk1', 'desk');

describe('the key of a ticket', () => {
  it('is the time of taking; a green ticket and one with completed papers count fifteen minutes earlier', () => {
    const day = new PeopleDay();
    day.wait(1800);
    expect(day.take('GS01').key).toBe(clockAt('09:00'));
    expect(day.take('GS01', { class: 'green' }).key).toBe(clockAt('08:45'));
    expect(day.take('GS01', { class: 'completed' }).key).toBe(clockAt('08:45'));
  });

  it('lets no green ticket overtake one that was taken fifteen minutes before it or more', () => {
    const day = new PeopleDay();
    day.arrive('a01');
    const early = day.take('GS01');
    day.wait(1);
    const late = day.take('GS01');
    day.wait(15 * 60 - 0.5);
    const green = day.take('GS01', { class: 'green' });
    const one = day.counter(1, 'a01', false);
    day.wait(0.5);
    const greenToo = day.take('GS01', { class: 'green' });
    expect([one.next(), one.next(), one.next(), one.next()]).toEqual(
      [early, green, late, greenToo].map(({ number }) => number),
    );
  });

  it('goes before all when the desk puts it first, with name and reason on the record', () => {
    const day = new PeopleDay();
    day.arrive('a01');
    day.take('GS01', { class: 'green' });
    day.wait(60);
    const zhao = day.take('GS01');
    day.act({ type: 'put-first', ticketId: zhao.id, reason: '孕妇不适' }, desk);
    expect(day.recorded.at(-1)).toMatchObject({
      by: 'staff:desk1',
      event: { type: 'TicketPutFirst', reason: '孕妇不适', key: clockAt('08:15') - 1 },
    });
    expect(day.counter(1, 'a01', false).next()).toBe(zhao.number);
    expect(day.refused({ type: 'put-first', ticketId: zhao.id, reason: '再来' }, desk).code).toBe('wrong-ticket-state');
  });

  it('of a missed visitor who reports goes behind the next three of the zone, of a held one stays', () => {
    const day = new PeopleDay();
    day.arrive('a01');
    const [wang, li, zhao, sun, zhou] = day.takeMany(5, 'GS01');
    const one = day.counter(1, 'a01', false);
    one.callNext();
    one.simply('no-show');
    wang?.requeue();
    expect(wang?.key).toBe((sun?.key ?? 0) + 1);
    expect(one.next()).toBe(li?.number);
    const before = li?.key;
    one.hold('去复印');
    li?.requeue();
    expect(li?.key).toBe(before);
    expect([one.next(), one.next(), one.next(), one.next(), one.next()]).toEqual(
      [li, zhao, sun, wang, zhou].map((each) => each?.number),
    );
  });

  it('and the number stay through a transfer, also to one counter by name and back', () => {
    const day = new PeopleDay();
    day.arrive('a01', 'a03');
    const wang = day.take('GS01');
    const { key, number } = wang;
    day.wait(600);
    day.take('RS01');
    day.counter(1, 'a01', false).callNext();
    day.counter(1, 'a01', false).transfer({ service: 'RS01', toCounter: 3 });
    expect([wang.key, wang.number]).toEqual([key, number]);
    const three = day.counter(3, 'a03', false);
    expect(three.next()).toBe(number);
    three.transfer({ service: 'GS02', toCounter: 1 });
    expect([wang.key, wang.status]).toEqual([key, 'waiting']);
    expect(day.counter(1, 'a01', false).next()).toBe(number);
  });

  it('decides between services: whoever came first of all that the counter may serve is next', () => {
    const day = new PeopleDay();
    day.arrive('a01', 'a02');
    const first = day.take('ZJ01');
    day.wait(minute / 1000);
    const second = day.take('GS02');
    expect(day.counter(1, 'a01', false).next()).toBe(first.number);
    expect(day.counter(2, 'a02', false).next()).toBe(second.number);
  });
});

describe('a visit with several services', () => {
  it('goes on at the same counter where the clerk may serve the next one as B', () => {
    const day = new PeopleDay();
    day.arrive('a01', 'a02');
    const wang = day.take(['GS01', 'ZJ01']);
    const one = day.counter(1, 'a01', false);
    one.callNext();
    expect(one.finish()).toEqual([expect.objectContaining({ onward: 'here', next: 'ZJ01' })]);
    expect(wang.ticket.standing).toMatchObject({ status: 'serving', counter: 1 });
  });

  it('goes back to the queue where the clerk is not qualified for the next, whatever the counter is there for', () => {
    const day = new PeopleDay();
    day.act({ type: 'open', counter: 3 }, staff('a04'));
    const wang = day.take(['RS02', 'RS01']);
    const three = day.counter(3, 'a04', false);
    three.callNext();
    expect(three.finish()).toEqual([expect.objectContaining({ onward: 'queue', next: 'RS01' })]);
    expect(three.next()).toBeNull();
    wang.cancel(null, citizen);
  });
});
