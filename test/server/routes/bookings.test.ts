import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clockAt } from '../../fixtures/hall-script.ts';
import { TestHouse } from '../../fixtures/house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.open();
});
afterAll(() => house.close());
const today = '2026-11-23';
const desk = { as: 'desk1' };
const book = (body: Record<string, unknown> = {}) =>
  house.post('/api/bookings', { date: today, slot: '10:00', service: 'GS01', ...body }, desk);

describe('a booking', () => {
  it('becomes a ticket that counts as taken at the start of its slot', async () => {
    house.at = clockAt('09:00');
    const booked = await book();
    expect([booked.statusCode, booked.json()]).toMatchObject([
      201,
      { state: 'booked', no: 1, from: '2026-11-23T01:45:00.000Z', until: '2026-11-23T02:15:00.000Z' },
    ]);
    const { id } = booked.json();
    const arrive = `/api/bookings/${id}/arrive`;
    house.at = clockAt('09:44:59');
    const early = await house.refused(409, 'booking-too-early', () => house.post(arrive, {}, desk));
    expect(early.detail).toContain('10:00');
    house.at = clockAt('09:50');
    const { ticket, booking } = (await house.post(arrive, {}, desk)).json();
    expect(booking).toMatchObject({ state: 'arrived', ticketId: ticket.id, allowed: [] });
    const visit = (await house.get(`/api/tickets/${ticket.id}`)).json();
    expect(visit).toMatchObject({ class: 'booked', key: clockAt('10:00'), number: ticket.number });
    await house.refused(409, 'wrong-booking-state', () => house.post(arrive, {}, desk));
  });

  it('that nobody came for is missed after a quarter of an hour, and the clock notes it once', async () => {
    house.at = clockAt('10:20');
    const { id } = (await book({ slot: '10:30' })).json();
    house.at = clockAt('10:45');
    expect((await house.get(`/api/bookings/${id}`)).json().state).toBe('booked');
    house.at += 1;
    expect((await house.get(`/api/bookings/${id}`)).json()).toMatchObject({ state: 'missed', allowed: [] });
    await house.refused(409, 'wrong-booking-state', () => house.post(`/api/bookings/${id}/arrive`, {}, desk));
    const before = house.seq;
    await house.house.hall.act({ type: 'sweep-bookings' }, { kind: 'clock' });
    await house.house.hall.act({ type: 'sweep-bookings' }, { kind: 'clock' });
    expect(house.recordedSince(before)).toEqual(['BookingMissed']);
  });

  it('fills its slot for its service; giving one up frees the place', async () => {
    house.at = clockAt('13:00');
    const slot = { slot: '15:00' };
    const { id } = (await book(slot)).json();
    await book(slot);
    const full = await house.refused(409, 'slot-full', () => book(slot));
    expect(full.allowed).toContain('15:30');
    expect((await book({ ...slot, service: 'MZ01' })).statusCode).toBe(201);
    expect((await house.post(`/api/bookings/${id}/cancel`)).json().state).toBe('cancelled');
    const slots = (await house.get(`/api/bookings/slots?date=${today}&service=GS01`)).json();
    expect(slots.find((each: { slot: string }) => each.slot === '15:00')).toEqual({ ...slot, left: 1, over: false });
    expect(slots[0]).toMatchObject({ slot: '09:00', over: true });
  });

  it('the same command books once', async () => {
    const body = { commandId: house.id(), date: '2026-11-25', slot: '16:00', service: 'MZ01' };
    const first = await house.post('/api/bookings', body, desk);
    expect((await house.post('/api/bookings', body, desk)).body).toBe(first.body);
    expect((await house.get('/api/bookings?date=2026-11-25', desk)).json()).toHaveLength(1);
  });
});

describe('refused are', () => {
  it.each([
    ['no-bookings-that-day', 422, { date: '2026-11-28' }],
    ['no-bookings-that-day', 422, { date: '2026-11-20' }],
    ['no-bookings-that-day', 422, { date: '2027-03-01' }],
    ['no-such-slot', 422, { date: '2026-11-26', slot: '12:10' }],
    ['unknown-service', 422, { date: '2026-11-26', service: 'QQ99' }],
    ['invalid-request', 400, { date: 'tomorrow' }],
  ])('%s', async (code, status, body) => {
    await house.refused(status, code, () => book(body));
  });

  it('visitors who book or list, and ids that are none', async () => {
    await house.refused(401, 'sign-in-first', () =>
      house.post('/api/bookings', { date: today, slot: '16:00', service: 'GS01' }),
    );
    await house.refused(401, 'sign-in-first', () => house.get(`/api/bookings?date=${today}`));
    await house.refused(404, 'unknown-booking', () => house.get('/api/bookings/not-a-booking-id'));
    await house.refused(404, 'unknown-booking', () => house.get('/api/bookings/20261123-nobody-made-it'));
    await house.refused(404, 'unknown-booking', () => house.get('/api/bookings/20269999-nobody-made-it'));
  });

  it('a ticket that only says it was booked', async () => {
    await house.refused(400, 'invalid-request', () => house.post('/api/tickets', { service: 'GS01', class: 'booked' }));
  });
});

it('is kept for its day over a restart and a night', async () => {
  const { id } = (await book({ date: '2026-11-24', slot: '09:00' })).json();
  await house.restart();
  const list = (await house.get('/api/bookings?date=2026-11-24', desk)).json();
  expect(list.map((each: { id: string }) => each.id)).toEqual([id]);
  house.at = clockAt('09:00') + 24 * 3_600_000;
  expect((await house.post(`/api/bookings/${id}/arrive`)).json().ticket.number).toBe('1001');
});
