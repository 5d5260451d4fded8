import { describe, expect, it } from 'vitest';
import { clock, HallDay, type Visitor } from '../../fixtures/hall-script.ts';

const refusal = (visitor: Visitor, type: 'late-ticket' | 'restore-ticket') =>
  visitor.day.refused(
    type === 'late-ticket'
      ? { type, ticketId: visitor.id, reason: null }
      : { type: 'restore-ticket', ticketId: visitor.id },
    clock,
  ).code;

describe('a visitor who is late', () => {
  it('lets the next three of the zone pass and keeps the number', () => {
    const day = new HallDay();
    const [first, late, a, b, c, d] = day.takeMany(6, 'GS01');
    late?.late('路上堵车');
    const counter = day.counter(1);
    const order = [first, a, b, c, late, d].map((visitor) => visitor?.number);
    expect(order.map(() => counter.next())).toEqual(order);
    expect(day.folded().tickets.get(late?.id ?? '')?.stoodBack).toBe(true);
  });

  it('counts the three among all services of the zone', () => {
    const day = new HallDay();
    const late = day.take('GS01');
    day.wait(1);
    const others = [day.take('ZJ01'), day.take('GU01'), day.take('GS01')];
    late.late();
    expect(late.key).toBeGreaterThan(others[2]?.key ?? 0);
  });

  it('may do so once', () => {
    const day = new HallDay();
    const [late] = day.takeMany(6, 'GS01');
    late?.late();
    expect(refusal(late as Visitor, 'late-ticket')).toBe('already-stood-back');
  });

  it('keeps the place and the one chance when nobody stands behind', () => {
    const day = new HallDay();
    const [, last] = day.takeMany(2, 'GS01');
    expect(refusal(last as Visitor, 'late-ticket')).toBe('nobody-behind');
    expect(last?.ticket.stoodBack).toBe(false);
  });

  it('cannot say so once called', () => {
    const day = new HallDay();
    const [first] = day.takeMany(3, 'GS01');
    day.counter(1).callNext();
    expect(refusal(first as Visitor, 'late-ticket')).toBe('wrong-ticket-state');
  });
});

describe('a number that was given up', () => {
  it('comes back to its place within two minutes', () => {
    const day = new HallDay();
    const [first, second] = day.takeMany(2, 'GS01');
    first?.cancel();
    day.wait(119);
    first?.restore();
    const counter = day.counter(1);
    expect([counter.next(), counter.next()]).toEqual([first?.number, second?.number]);
  });

  it('comes back as held or missed where it was that', () => {
    const day = new HallDay();
    const wang = day.take('GS01');
    const counter = day.counter(1);
    counter.callNext();
    counter.simply('no-show');
    wang.cancel();
    wang.restore();
    expect(wang.status).toBe('missed');
    expect(day.state.aside.has(wang.id)).toBe(true);
  });

  it('is gone after two minutes, and after a second the same', () => {
    const day = new HallDay();
    const wang = day.take('GS01');
    wang.cancel();
    day.wait(121);
    expect(refusal(wang, 'restore-ticket')).toBe('restore-too-late');
  });

  it('is no longer bound to a counter that closed meanwhile', () => {
    const day = new HallDay();
    const wang = day.take('GS01');
    const counter = day.counter(1);
    counter.callNext();
    const other = day.counter(2);
    counter.transfer({ toCounter: 2 });
    expect(wang.ticket.standing).toEqual({ status: 'waiting', boundTo: 2 });
    wang.cancel();
    other.simply('close');
    wang.restore();
    expect(wang.ticket.standing).toEqual({ status: 'waiting', boundTo: null });
  });
});
