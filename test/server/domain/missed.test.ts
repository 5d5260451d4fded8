import { describe, expect, it } from 'vitest';
import { citizen, HallDay, type Visitor } from '../../fixtures/hall-script.ts';

/** The first of the queue was called and did not come; `behind` others wait. */
function missedOnce(behind: number, service = 'GS01') {
  const day = new HallDay();
  const wang = day.take(service);
  const others = day.takeMany(behind, service);
  const counter = day.counter(1);
  counter.callNext();
  counter.simply('no-show');
  return { day, wang, others, counter };
}

const numbers = (visitors: readonly (Visitor | undefined)[]) => visitors.map((visitor) => visitor?.number);

describe('a missed ticket', () => {
  it('is kept for the day after the first miss', () => {
    const { wang } = missedOnce(0);
    expect(wang.ticket).toMatchObject({ misses: 1, standing: { status: 'missed', counter: 1 } });
  });

  it('goes back three places when the visitor reports', () => {
    const { wang, others, counter } = missedOnce(5);
    const [event] = wang.requeue('刚回来');
    expect(event).toMatchObject({ type: 'TicketRequeued', from: 'missed', reason: '刚回来' });
    const [a, b, c, d, e] = others;
    expect([1, 2, 3, 4, 5, 6].map(() => counter.next())).toEqual(numbers([a, b, c, wang, d, e]));
  });

  it('goes behind all who wait when fewer than three do', () => {
    const { wang, others, counter } = missedOnce(2);
    wang.requeue();
    expect([1, 2, 3].map(() => counter.next())).toEqual(numbers([...others, wang]));
  });

  it('keeps its place when nobody waits', () => {
    const { wang, counter } = missedOnce(0);
    const key = wang.key;
    wang.requeue();
    expect(wang.key).toBe(key);
    expect(counter.next()).toBe(wang.number);
  });

  it('never gains a place by missing', () => {
    const day = new HallDay();
    const late = day.take('GS01');
    const counter = day.counter(1);
    counter.callNext();
    counter.simply('no-show');
    day.take('GS02', { class: 'green' });
    const key = late.key;
    late.requeue();
    expect(late.key).toBe(key);
  });

  it('counts the three among all services of the zone', () => {
    const day = new HallDay();
    const wang = day.take('GS01');
    const [zj, gu] = [day.take('ZJ01'), day.take('GU01')];
    day.wait(1);
    const [sw, yc] = [day.take('SW01'), day.take('YC01')];
    day.take('DK03');
    const counter = day.counter(1);
    counter.callNext();
    counter.simply('no-show');
    wang.requeue();
    expect(wang.key).toBeGreaterThan(Math.max(zj.key, gu.key, sw.key));
    expect(wang.key).toBe(yc.key + 1);
  });

  it('counts them in the zone where it waits now, not in that of its number', () => {
    const day = new HallDay();
    const wang = day.take(['GS01', 'ZP']);
    day.wait(60);
    const photos = day.takeMany(4, 'ZP');
    day.takeMany(4, 'GU01');
    const [one, photo] = [day.counter(1), day.counter(33)];
    one.callNext();
    one.finish();
    photo.callNext();
    photo.simply('no-show');
    wang.requeue();
    expect([1, 2, 3, 4].map(() => photo.next())).toEqual(numbers([...photos.slice(0, 3), wang]));
  });

  it('is abandoned by the second miss, and can still come back all day', () => {
    const { day, wang, counter } = missedOnce(0);
    wang.requeue();
    counter.callNext();
    expect(counter.simply('no-show')).toEqual([
      { type: 'TicketMissed', ticketId: wang.id, counter: 1, period: 2, final: true },
    ]);
    expect(wang.status).toBe('abandoned');
    expect(day.refused({ type: 'cancel-ticket', ticketId: wang.id, reason: null }, citizen).facts.allowed).toEqual([
      'requeue',
    ]);
    day.wait(4 * 3600);
    wang.requeue();
    expect(counter.next()).toBe(wang.number);
  });

  it('can be given up', () => {
    const { wang } = missedOnce(0);
    wang.cancel();
    expect(wang.status).toBe('cancelled');
  });
});

describe('a held ticket', () => {
  it('comes back to its old place', () => {
    const day = new HallDay();
    const wang = day.take('GS01');
    const others = day.takeMany(3, 'GS01');
    const counter = day.counter(1);
    counter.callNext();
    counter.simply('start');
    const key = wang.key;
    expect(counter.hold('去银行缴费')).toEqual([
      { type: 'TicketHeld', ticketId: wang.id, counter: 1, period: 1, reason: '去银行缴费' },
    ]);
    expect(counter.next()).toBe(others[0]?.number);
    expect(wang.requeue()).toEqual([{ type: 'TicketRequeued', ticketId: wang.id, from: 'held', key, reason: null }]);
    expect(counter.next()).toBe(wang.number);
  });

  it('a called visitor may be held as well', () => {
    const day = new HallDay();
    const wang = day.take('GS01');
    const counter = day.counter(1);
    counter.callNext();
    counter.hold();
    expect(wang.ticket.standing).toEqual({ status: 'held', counter: 1, reason: null });
  });

  it('a waiting or finished ticket has nothing to come back from', () => {
    const day = new HallDay();
    const wang = day.take('GS01');
    const back = { type: 'requeue-ticket', ticketId: wang.id, reason: null } as const;
    expect(day.refused(back, citizen)).toEqual({
      code: 'wrong-ticket-state',
      facts: {
        number: '1001',
        status: 'waiting',
        allowed: ['cancel', 'reprint', 'put-first', 'late', 'escort', 'assist'],
      },
    });
    const counter = day.counter(1);
    counter.callNext();
    counter.finish();
    expect(day.refused(back, citizen).facts).toMatchObject({ status: 'finished', allowed: ['lodge'] });
  });
});
