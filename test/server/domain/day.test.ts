import { describe, expect, it } from 'vitest';
import { clock, HallDay, kiosk } from '../../fixtures/hall-script.ts';

describe('the end of the day', () => {
  function eveningDay() {
    const day = new HallDay();
    const visitors = day.takeMany(6, 'GS01');
    const counter = day.counter(1);
    counter.callNext();
    counter.finish();
    counter.callNext();
    counter.hold('缴费');
    counter.callNext();
    counter.simply('no-show');
    counter.callNext();
    counter.simply('start');
    visitors[4]?.cancel();
    return { day, visitors };
  }

  it('everybody who still wants something expires, counters close, and the day is over', () => {
    const { day, visitors } = eveningDay();
    const before = visitors.map((visitor) => visitor.status);
    expect(before).toEqual(['finished', 'held', 'missed', 'serving', 'cancelled', 'waiting']);
    const events = day.act({ type: 'close-day' }, clock);
    expect(visitors.map((visitor) => visitor.status)).toEqual([
      'finished',
      'expired',
      'expired',
      'expired',
      'cancelled',
      'expired',
    ]);
    expect(events.at(-1)).toEqual({ type: 'DayClosed', date: '2026-11-23' });
    expect(events.filter((event) => event.type === 'CounterClosed')).toEqual([{ type: 'CounterClosed', counter: 1 }]);
    expect([...day.state.counters.values()].every((counter) => counter.ticketId === null)).toBe(true);
  });

  it('a service that was under way ends with the day', () => {
    const { day, visitors } = eveningDay();
    const events = day.act({ type: 'close-day' }, clock);
    const periods = events.flatMap((event) => (event.type === 'TicketExpired' ? [[event.ticketId, event.period]] : []));
    expect(periods).toEqual([1, 2, 3, 5].map((index) => [visitors[index]?.id, index === 3 ? 1 : null]));
  });

  it('slips that never came out fail, and one that was printing is in doubt', () => {
    const day = new HallDay();
    const wang = day.take('GS01');
    const li = day.take('GS01');
    const slip = wang.ticket.slips[0]?.id ?? 0;
    day.act({ type: 'begin-slip', slip, device: 'printer-kiosk' }, clock);
    const events = day.act({ type: 'close-day' }, clock);
    expect(events.slice(0, 2)).toEqual([
      expect.objectContaining({ type: 'SlipPrintUncertain', ticketId: wang.id, detail: 'day-over' }),
      expect.objectContaining({ type: 'SlipPrintFailed', ticketId: li.id, detail: 'day-over' }),
    ]);
  });

  it('an empty day closes too, and a closed one not again', () => {
    const day = new HallDay();
    expect(day.act({ type: 'close-day' }, clock)).toEqual([{ type: 'DayClosed', date: '2026-11-23' }]);
    expect(day.act({ type: 'close-day' }, clock)).toEqual([]);
  });

  it('whoever takes a number after an early end still expires with the day', () => {
    const day = new HallDay();
    day.act({ type: 'close-day' }, clock);
    const late = day.take('GS01');
    expect(day.act({ type: 'close-day' }, clock).map((event) => event.type)).toContain('TicketExpired');
    expect(late.status).toBe('expired');
  });

  it('an expired ticket allows nothing', () => {
    const { day, visitors } = eveningDay();
    day.act({ type: 'close-day' }, clock);
    const ticketId = visitors[5]?.id ?? '';
    expect(day.refused({ type: 'cancel-ticket', ticketId, reason: null }, kiosk).facts).toMatchObject({
      status: 'expired',
      allowed: [],
    });
    expect(day.refused({ type: 'requeue-ticket', ticketId, reason: null }, kiosk).code).toBe('wrong-ticket-state');
  });

  it('turning a day whose midnight has not come does nothing', () => {
    expect(new HallDay().act({ type: 'turn-day' }, clock)).toEqual([]);
  });
});
