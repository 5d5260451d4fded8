import { afterAll, beforeAll, expect, it } from 'vitest';
import { TestHouse } from '../../fixtures/house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.open();
});
afterAll(() => house.close());
const place = { kind: 'kiosk', id: 'kiosk-1' };

it('anybody at a kiosk calls, hears that somebody comes, and is not told who', async () => {
  const called = await house.post('/api/help-calls', { place, reason: '取号' });
  expect(called.statusCode).toBe(201);
  expect(called.json()).toMatchObject({ state: 'open', place, reason: '取号', allowed: ['take', 'done'] });
  const { id } = called.json();
  expect((await house.post('/api/help-calls', { place })).json().id).toBe(id);
  house.at += 30_000;
  const taken = await house.post(`/api/help-calls/${id}/take`, {}, { as: 'desk1' });
  expect([taken.statusCode, taken.json().state]).toEqual([200, 'taken']);
  const seen = await house.get(`/api/help-calls/${id}`);
  expect(seen.json()).toMatchObject({ id, state: 'taken', takenAt: '2026-11-23T01:00:30.000Z', endedAt: null });
  expect(seen.body).not.toContain('desk1');
  expect((await house.post(`/api/help-calls/${id}/done`, {}, { as: 'super1' })).json().state).toBe('done');
});

it('the same command is one call', async () => {
  const body = { commandId: house.id(), place: { kind: 'screen', id: 'guide-1' } };
  const first = await house.post('/api/help-calls', body);
  const { seq } = house;
  expect((await house.post('/api/help-calls', body)).body).toBe(first.body);
  expect(house.seq).toBe(seq);
});

it('is kept over a restart', async () => {
  const { id } = (await house.post('/api/help-calls', { place })).json();
  await house.restart();
  expect((await house.get(`/api/help-calls/${id}`)).json().state).toBe('open');
});

it('refuses visitors who answer, unknown calls and places, and what is not well formed', async () => {
  const { id } = (await house.post('/api/help-calls', { place })).json();
  await house.refused(401, 'sign-in-first', () => house.post(`/api/help-calls/${id}/take`));
  await house.refused(403, 'not-allowed', () => house.post(`/api/help-calls/${id}/take`, {}, { as: 'a03' }));
  await house.refused(404, 'unknown-help-call', () => house.get('/api/help-calls/not-a-call-of-today'));
  const counter = { place: { kind: 'counter', id: '999' } };
  await house.refused(404, 'unknown-counter', () => house.post('/api/help-calls', counter));
  await house.refused(400, 'invalid-request', () =>
    house.post('/api/help-calls', { place: { kind: 'moon', id: '1' } }),
  );
  await house.refused(400, 'invalid-request', () => house.post('/api/help-calls', { place, who: 'me' }));
});
