import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Briefing, LeaveDetail } from '../../../server/contract/leave.ts';
import { TestHouse } from '../../fixtures/house.ts';
import { peopleFile } from '../../fixtures/people-hall.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let house: TestHouse;
let id = '';
beforeAll(async () => {
  house = await TestHouse.open({ file: peopleFile() });
});
afterAll(() => house.close());

const [a03, b03, boss] = [{ as: 'a03' }, { as: 'b03' }, { as: 'super1' }];
const briefing = async () => (await house.get(`/api/leaves/${id}/briefing`, a03)).json<Briefing>();

it('the returning holder is told what was served, lodged and decided meanwhile, and what is open', async () => {
  const day = { first: { date: '2026-11-24', half: 'morning' }, last: { date: '2026-11-24', half: 'afternoon' } };
  id = (await house.post('/api/leaves', day, a03)).json<LeaveDetail>().id;
  house.at = Date.parse('2026-11-24T09:00:00+08:00');
  house.forgetSessions();
  const visitor = await house.take('RS01');
  await house.post('/api/counters/3/open', {}, b03);
  expect((await house.post('/api/counters/3/call-next', {}, b03)).json()).toMatchObject({ ticket: { id: visitor.id } });
  await house.post('/api/counters/3/start', {}, b03);
  house.at += 6 * 60_000;
  const lodged = await house.post(
    '/api/dossiers',
    { ticketId: visitor.id, item: 'RS01', applicant: { kind: 'person', name: '刘大妈' }, materials: [] },
    b03,
  );
  expect(lodged.statusCode, lodged.body).toBe(201);
  const { no } = lodged.json<{ no: string }>();
  expect((await house.post(`/api/dossiers/${no}/precheck`, { opinion: '' }, b03)).statusCode).toBe(200);
  await house.post('/api/counters/3/finish', {}, b03);
  house.at = Date.parse('2026-11-24T17:00:00+08:00');
  const told = await briefing();
  const [post] = told.posts;
  expect(told).toMatchObject({ staff: 'a03', confirmedAt: null });
  expect(post?.served).toEqual([{ staff: 'b03', tickets: 1, minutes: 6 }]);
  expect(post?.lodged).toMatchObject([{ no, by: 'staff:b03' }]);
  expect(post?.moved).toMatchObject([{ no, status: 'precheck', by: 'staff:b03' }]);
  expect(post?.open.map(({ what }) => what)).toContain(no);
  expect(JSON.stringify(told)).not.toContain('刘大妈');
});

it('the stand-in adds words, and the returned holder alone confirms what then stays as it was', async () => {
  house.forgetSessions();
  await house.refused(403, 'not-the-stand-in', () =>
    house.post(`/api/leaves/${id}/add-words`, { text: '好' }, { as: 'a01' }),
  );
  const words = await house.post(`/api/leaves/${id}/add-words`, { text: '收件箱里有一份材料周五来补章' }, b03);
  expect(words.statusCode, words.body).toBe(200);
  await house.refused(403, 'not-the-returner', () => house.post(`/api/leaves/${id}/confirm-briefing`, {}, boss));
  const confirmed = await house.post(`/api/leaves/${id}/confirm-briefing`, { commandId: 'confirm-once' }, a03);
  expect(confirmed.json<LeaveDetail>().briefedAt).not.toBeNull();
  const kept = await briefing();
  expect(kept).toMatchObject({ words: [{ staff: 'b03', text: '收件箱里有一份材料周五来补章' }] });
  expect(kept.digest).toMatch(/^[0-9a-f]{64}$/);
  house.at += 60_000;
  const again = await house.post(`/api/leaves/${id}/confirm-briefing`, { commandId: 'confirm-once' }, a03);
  expect(again.statusCode, again.body).toBe(200);
  expect(await briefing()).toEqual(kept);
  await house.refused(409, 'briefing-confirmed', () =>
    house.post(`/api/leaves/${id}/add-words`, { text: '还有' }, b03),
  );
});
