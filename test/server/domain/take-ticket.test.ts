import { describe, expect, it } from 'vitest';
import { hallModel } from '../../../server/domain/hall-model.ts';
import { clockAt, HallDay, kiosk } from '../../fixtures/hall-script.ts';
import { sampleFile, smallModel } from '../../fixtures/halls.ts';

const take = (services: string[], terminal: string | null = 'kiosk-1') =>
  ({ type: 'take-ticket', services, class: 'ordinary', origin: 'kiosk', terminal }) as const;

describe('taking a number', () => {
  it('numbers run from 001 in each zone', () => {
    const day = new HallDay();
    const numbers = ['GS01', 'DK03', 'GU01', 'ZP', 'LY02', 'GS01'].map((service) => day.take(service).number);
    expect(numbers).toEqual(['1001', '2001', '1002', '3001', '4001', '1003']);
  });

  it('the number is one event that holds all a slip and a screen will say', () => {
    const day = new HallDay();
    expect(day.act(take(['DK03']), kiosk)).toEqual([
      {
        type: 'TicketTaken',
        ticketId: expect.any(String),
        number: '2001',
        zone: 2,
        services: ['DK03'],
        origin: 'kiosk',
        terminal: 'kiosk-1',
        class: 'ordinary',
        key: clockAt('09:00'),
        ahead: 0,
        wait: { lowMinutes: 0, highMinutes: 1 },
        counters: [19],
        printer: 'printer-kiosk',
      },
    ]);
  });

  it('two visitors at the same moment get two numbers in the order they came', () => {
    const day = new HallDay();
    const [wang, li] = [day.take('GS01'), day.take('GS01')];
    const counter = day.counter(1);
    expect([counter.next(), counter.next()]).toEqual([wang.number, li.number]);
  });

  it('where no printer stands the number has no slip', () => {
    const day = new HallDay();
    expect(day.take('GS01', { terminal: null }).ticket.slips).toEqual([]);
    expect(day.take('GS01', { terminal: 'kiosk-9' }).ticket.slips).toEqual([]);
    expect(day.take('GS01').ticket.slips).toHaveLength(1);
  });

  it('a green ticket counts as if taken 15 minutes earlier and overtakes nobody who came before that', () => {
    const day = new HallDay();
    const early = day.take('GS01');
    day.wait(15 * 60);
    const atTheSameKey = day.take('GS01', { class: 'green' });
    day.wait(1);
    const ordinary = day.take('GS01');
    day.wait(60);
    const green = day.take('GS01', { class: 'green' });
    const counter = day.counter(1);
    const order = [early, atTheSameKey, green, ordinary].map((visitor) => visitor.number);
    expect([1, 2, 3, 4].map(() => counter.next())).toEqual(order);
  });

  it('is told how many wait before it at all counters that may serve it', () => {
    const day = new HallDay(smallModel());
    day.take('GS02');
    day.take('ZJ01');
    day.take('GS01');
    expect(day.take('GS01').ticket.told.ahead).toBe(3);
    expect(day.take('RS01').ticket.told.ahead).toBe(0);
  });

  it('a zone gives 999 numbers and then sends the visitor to the desk', () => {
    const day = new HallDay();
    for (let count = 1; count <= 999; count += 1) day.take('YC01', { terminal: null });
    expect(day.refused(take(['YC01']), kiosk)).toEqual({ code: 'numbers-exhausted', facts: { zone: 1 } });
    expect(day.take('DK03').number).toBe('2001');
  });

  it('a hall may have longer numbers', () => {
    const file = sampleFile();
    const day = new HallDay(hallModel({ ...file, rules: { ...file.rules, numberDigits: 4 } }));
    expect(day.take('GS01').number).toBe('10001');
  });
});

describe('a number that cannot be given', () => {
  it('names the service that is not there', () => {
    expect(new HallDay().refused(take(['XX99']), kiosk)).toEqual({
      code: 'unknown-service',
      facts: { service: 'XX99' },
    });
  });

  it('says which department handles an item that is not in the hall', () => {
    const refusal = new HallDay().refused(take(['GS06']), kiosk);
    expect(refusal.code).toBe('service-not-in-hall');
    expect(refusal.facts).toMatchObject({ service: 'GS06', department: '县工商行政管理局' });
  });

  it('refuses one service twice on a ticket, and more services than one visit may have', () => {
    const day = new HallDay();
    expect(day.refused(take(['GS01', 'GU01', 'GS01']), kiosk)).toEqual({
      code: 'service-twice',
      facts: { service: 'GS01' },
    });
    const six = ['GS01', 'GS02', 'GS03', 'GS04', 'GS05', 'GU01'];
    expect(day.refused(take(six), kiosk)).toEqual({ code: 'too-many-services', facts: { most: 5 } });
    expect(day.refused(take([]), kiosk).code).toBe('unknown-service');
  });

  it('refuses the whole ticket when only a further service is wrong', () => {
    const day = new HallDay();
    expect(day.refused(take(['GS01', 'XX99']), kiosk).code).toBe('unknown-service');
    expect(day.take('GS01').number).toBe('1001');
  });
});

describe('giving a number up', () => {
  it('a waiting visitor who leaves is not called', () => {
    const day = new HallDay();
    const [wang, li] = [day.take('GS01'), day.take('GS01')];
    expect(wang.cancel('等不及了')).toEqual([{ type: 'TicketCancelled', ticketId: wang.id, reason: '等不及了' }]);
    expect(day.counter(1).next()).toBe(li.number);
  });

  it('a cancelled number allows nothing more, and a served one cannot be cancelled', () => {
    const day = new HallDay();
    const wang = day.take('GS01');
    const li = day.take('GS01');
    wang.cancel();
    expect(day.refused({ type: 'cancel-ticket', ticketId: wang.id, reason: null }, kiosk)).toEqual({
      code: 'wrong-ticket-state',
      facts: { number: '1001', status: 'cancelled', allowed: ['restore'] },
    });
    const counter = day.counter(1);
    counter.callNext();
    expect(day.refused({ type: 'cancel-ticket', ticketId: li.id, reason: null }, kiosk).facts).toEqual({
      number: '1002',
      status: 'called',
      allowed: ['reprint', 'escort', 'assist'],
    });
    counter.simply('start');
    expect(day.refused({ type: 'cancel-ticket', ticketId: li.id, reason: null }, kiosk).facts.allowed).toEqual([
      'reprint',
      'lodge',
      'assist',
    ]);
  });

  it('a number nobody has is unknown', () => {
    const ticketId = 'not-a-ticket-id';
    expect(new HallDay().refused({ type: 'cancel-ticket', ticketId, reason: null }, kiosk)).toEqual({
      code: 'unknown-ticket',
      facts: { ticketId },
    });
  });

  it('a number that was not cancelled stays unique after others were', () => {
    const day = new HallDay();
    day.take('GS01').cancel();
    expect(day.take('GS01').number).toBe('1002');
  });
});
