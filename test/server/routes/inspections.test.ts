import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Inspection } from '../../../server/contract/inspection.ts';
import type { OwnRecord } from '../../../server/contract/own-record.ts';
import type { OwnStars, PublicStars, StarMonth } from '../../../server/contract/stars.ts';
import { TestHouse } from '../../fixtures/house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.open({}, undefined, '2026-11-23 08:20');
  await house.counter(1, 'open');
});
afterAll(() => house.close());

const check = async (body: Record<string, unknown>) =>
  (
    await house.post('/api/inspections', { counter: 1, aspect: 'dress', good: false, ...body }, { as: 'super1' })
  ).json<Inspection>();
const month = async (name = '2026-11') =>
  (await house.get(`/api/reports/stars?month=${name}`, { as: 'super1' })).json<StarMonth>();
const pointsOf = async (staff: string) => (await month()).people.find(({ key }) => key === staff);

describe('the daily inspection', () => {
  it('a tap is recorded once, of whoever sits at the counter, and costs the points of the rule', async () => {
    const commandId = house.id();
    const first = await check({ commandId, note: '未戴工牌' });
    expect(first).toMatchObject({ counter: 1, staff: 'a01', good: false, note: '未戴工牌', allowed: ['take-back'] });
    expect(first.staffName).toMatch(/\p{Script=Han}{2,}/u);
    expect(await check({ commandId, note: '未戴工牌' })).toEqual(first);
    const found = await pointsOf('a01');
    expect(found).toMatchObject({ score: 98, stars: 5 });
    expect(found?.deductions).toMatchObject([
      {
        cause: 'dress',
        points: 2,
        source: { kind: 'inspection', id: first.id, link: '/counter-ui/inspection?date=2026-11-23' },
      },
    ]);
    const counters = (await month()).counters.find(({ key }) => key === '1');
    expect(counters).toMatchObject({ score: 98 });
  });

  it('the person it is about sees and answers it, once; nobody else does', async () => {
    const [own] = (await house.get('/api/inspections/mine', { as: 'a01' })).json<Inspection[]>();
    expect(own?.allowed).toEqual(['answer']);
    const url = `/api/inspections/${own?.id}/answer`;
    await house.refused(403, 'not-your-own', (h) => h.post(url, { text: '不是我' }, { as: 'a02' }));
    const answered = await house.post(url, { text: '工牌送去换新' }, { as: 'a01' });
    expect(answered.json<Inspection>().answer).toMatchObject({ text: '工牌送去换新' });
    await house.refused(409, 'nothing-to-answer', (h) => h.post(url, { text: '再说一次' }, { as: 'a01' }));
    const mine = (await house.get('/api/stars/mine', { as: 'a01' })).json<OwnStars>();
    expect(mine).toMatchObject({ state: 'running', result: { score: 98 } });
  });

  it('the own record tells of the person who asks and of nobody else', async () => {
    const { number } = await house.take('GS01');
    await house.counter(1, 'call-next');
    await house.counter(1, 'start');
    await house.counter(1, 'finish');
    const record = await house.get('/api/own-record?month=2026-11', { as: 'a01' });
    const { attendance, ratings, followUps } = record.json<OwnRecord>();
    expect(attendance.map(({ staff, date }) => `${staff} ${date}`)).toEqual(['a01 2026-11-23']);
    expect([ratings, followUps]).toEqual([[], []]);
    expect(record.body).not.toContain(number);
    const other = (await house.get('/api/own-record', { as: 'a02' })).json<OwnRecord>();
    expect(other.attendance.filter(({ staff }) => staff !== 'a02')).toEqual([]);
    expect((await house.get('/api/own-record?month=2026-13', { as: 'a01' })).statusCode).toBe(400);
  });

  it('a check that is taken back stays on the list of the day and costs nothing', async () => {
    const wrong = await check({ aspect: 'discipline' });
    expect((await pointsOf('a01'))?.score).toBe(95);
    await house.post(`/api/inspections/${wrong.id}/take-back`, {}, { as: 'super1' });
    expect((await pointsOf('a01'))?.score).toBe(98);
    const list = (await house.get('/api/inspections?date=2026-11-23', { as: 'super1' })).json<Inspection[]>();
    expect(list.map(({ takenBackAt }) => takenBackAt !== null)).toEqual([true, false]);
    const presence = await check({ counter: 2, aspect: 'presence' });
    // Nobody sits there: the post's A answers.
    expect(presence.staff).toBe('a02');
    await house.refused(404, 'unknown-counter', (h) =>
      h.post('/api/inspections', { counter: 999, aspect: 'dress', good: true }, { as: 'super1' }),
    );
    await house.refused(404, 'unknown-inspection', (h) =>
      h.post('/api/inspections/abcdefgh12/take-back', {}, { as: 'super1' }),
    );
  });
});

describe('the star contest over the API', () => {
  it('tells the public nothing until a month is closed, then the counters and no person', async () => {
    expect((await house.get('/api/stars')).json<PublicStars>()).toEqual({ month: null, counters: [] });
    house.moveTo('2026-12-01 08:20');
    await house.counter(1, 'open');
    const closed = await house.post('/api/reports/stars/close', { month: '2026-11' }, { as: 'super1' });
    expect(closed.json<StarMonth>()).toMatchObject({ state: 'closed', closedOn: '2026-12-01' });
    const text = (await house.get('/api/stars')).body;
    expect(JSON.parse(text)).toMatchObject({
      month: '2026-11',
      counters: expect.arrayContaining([expect.objectContaining({ counter: 1, stars: 5 })]),
    });
    expect(text).not.toMatch(/a01|staff|reason/);
    await house.refused(409, 'month-closed', (h) =>
      h.post('/api/reports/stars/close', { month: '2026-11' }, { as: 'super1' }),
    );
  });

  it('a correction changes the result and stands beside it, also after a restart', async () => {
    const { people } = await month();
    const deduction = people.find(({ key }) => key === 'a01')?.deductions[0]?.id ?? '';
    const adjust = (adjustment: Record<string, unknown>, reason = '核对监控后更正') =>
      house.post('/api/reports/stars/adjust', { month: '2026-11', adjustment, reason }, { as: 'super1' });
    await adjust({ kind: 'lift', deduction });
    await adjust({ kind: 'bonus', staff: 'a01', points: 2.5 }, '群众表扬信');
    await adjust({ kind: 'deduct', staff: 'a01', part: 'archive', points: 1 });
    await house.restart();
    const { people: after, adjustments } = await month();
    expect(after.find(({ key }) => key === 'a01')).toMatchObject({
      score: 101.5,
      bonus: 2.5,
      lifted: [{ id: deduction, reason: '核对监控后更正' }],
      deductions: [{ cause: 'adjustment', part: 'archive', points: 1 }],
    });
    expect(adjustments.map(({ kind }) => kind)).toEqual(['lift', 'bonus', 'deduct']);
    await house.refused(422, 'unknown-staff', () => adjust({ kind: 'bonus', staff: 'nobody9', points: 1 }));
    const table = await house.get('/api/reports/stars/table?month=2026-11&format=csv', { as: 'super1' });
    expect(table.body).toContain('a01');
  });
});
