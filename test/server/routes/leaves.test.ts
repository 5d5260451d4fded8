import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Leave, LeaveDetail } from '../../../server/contract/leave.ts';
import { TestHouse } from '../../fixtures/house.ts';
import { peopleFile } from '../../fixtures/people-hall.ts';

// Signing in is slow by design, and slower on a loaded machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.open({ file: peopleFile() });
});
afterAll(() => house.close());

const [a03, b03, boss] = [{ as: 'a03' }, { as: 'b03' }, { as: 'super1' }];
const day = (date: string) => ({ first: { date, half: 'morning' }, last: { date, half: 'afternoon' } });
const whoAnswers = async (counter: number, at: string) => {
  const response = await house.get(`/api/counters/${counter}/responsible?at=${encodeURIComponent(at)}`, boss);
  return response.json<{ staff: string | null; rule: string }>();
};

describe('leaves over HTTP', () => {
  let id = '';

  it('are asked for, listed by date, shown with their lists, and answered once for one commandId', async () => {
    const body = { commandId: 'ask-leave-once', ...day('2026-11-25') };
    const response = await house.post('/api/leaves', body, a03);
    expect(response.statusCode, response.body).toBe(201);
    const leave = response.json<LeaveDetail>();
    id = leave.id;
    expect(leave).toMatchObject({ staff: 'a03', status: 'granted', handovers: [{ counter: 3, to: 'b03' }] });
    expect((await house.post('/api/leaves', body, a03)).body).toBe(response.body);
    const list = (await house.get('/api/leaves?from=2026-11-01&until=2026-11-30', b03)).json<Leave[]>();
    expect(list.map((each) => each.id)).toEqual([id]);
    expect((await house.get('/api/leaves?from=2026-12-01&until=2026-12-31', b03)).json()).toEqual([]);
    expect((await house.get(`/api/leaves/${id}`, b03)).json()).toEqual(leave);
  });

  it('refuse with a stable code that says what is allowed', async () => {
    const ask = (body: Record<string, unknown>, as = a03) => house.post('/api/leaves', body, as);
    const today = { date: '2026-11-23', half: 'afternoon' };
    const late = await house.refused(409, 'asked-too-late', () => ask({ first: today, last: today }, b03));
    expect(late.detail).toContain('2026-11-20');
    await ask({ ...day('2026-11-25'), staff: 'a04' }, boss);
    const both = await house.refused(409, 'other-holder-away', () => ask(day('2026-11-25'), b03));
    expect(both.allowed).toEqual(['third']);
    await house.refused(401, 'sign-in-first', () => house.post('/api/leaves', day('2026-11-26')));
    await house.refused(400, 'invalid-request', () => ask({ ...day('2026-11-26'), extra: 1 }));
    await house.refused(400, 'invalid-request', () =>
      ask({ first: { date: '2026-13-01', half: 'morning' }, last: { date: '2026-11-26', half: 'noon' } }),
    );
    await house.refused(404, 'unknown-leave', () => house.get('/api/leaves/no-such-leave', a03));
    await house.refused(404, 'unknown-handover-line', () =>
      house.post(`/api/leaves/${id}/confirm-line`, { line: 'dossier:1' }, b03),
    );
    await house.refused(409, 'handover-unconfirmed', () => house.post(`/api/leaves/${id}/confirm`, {}, boss));
  });

  it('are handed over line by line and by the duty officer, and A may leave when B is there', async () => {
    const added = await house.post(`/api/leaves/${id}/add-line`, { text: '公章在保险柜' }, a03);
    expect(added.statusCode, added.body).toBe(200);
    for (const { line } of added.json<LeaveDetail>().handovers[0]?.lines ?? [])
      expect((await house.post(`/api/leaves/${id}/confirm-line`, { line }, b03)).statusCode).toBe(200);
    const done = await house.post(`/api/leaves/${id}/confirm`, { counter: 3 }, boss);
    expect(done.json()).toMatchObject({ status: 'handed-over', handedOver: true });
    await house.inject({ method: 'DELETE', url: '/api/sessions/current' }, b03);
    house.at = Date.parse('2026-11-24T16:00:00+08:00');
    house.forgetSessions();
    await house.post('/api/counters/3/open', {}, a03);
    const problem = await house.refused(409, 'stand-in-first', () => house.post('/api/counters/3/close', {}, a03));
    expect(problem.detail).toContain('先进后出');
  });

  it('tell who answered for a counter across the leave and its days, also for hours when the server was off', async () => {
    house.at = Date.parse('2026-11-25T10:00:00+08:00');
    await house.restart();
    house.forgetSessions();
    await house.take('RS01');
    expect(await whoAnswers(3, '2026-11-25T10:00:00+08:00')).toMatchObject({ staff: 'b03', rule: 'handed-over' });
    expect(await whoAnswers(3, '2026-11-25T08:40:00+08:00')).toMatchObject({ staff: 'b03', rule: 'handed-over' });
    expect(await whoAnswers(3, '2026-11-25T08:20:00+08:00')).toMatchObject({ staff: 'a03', rule: 'holder' });
    house.at = Date.parse('2026-11-26T10:00:00+08:00');
    house.forgetSessions();
    await house.take('RS01');
    expect(await whoAnswers(3, '2026-11-25T16:59:59+08:00')).toMatchObject({ staff: 'b03', actingFor: 'a03' });
    // The leave is over; A has not come, nor has B, who is called upon since the morning.
    expect(await whoAnswers(3, '2026-11-25T17:00:00+08:00')).toMatchObject({ rule: 'b-did-not-appear' });
    expect((await house.get(`/api/leaves/${id}`, boss)).json()).toMatchObject({ status: 'ended' });
  });

  it('that lose their cover by a change of posts are shown as to be decided again, and handed over anew', async () => {
    const change = async (post: Record<string, unknown>) => {
      const proposal = { posts: [{ counter: 3, ...post }], from: '2026-12-01', reason: '人员调整' };
      const { id: changeId } = (await house.post('/api/posts/changes', proposal, boss)).json<{ id: string }>();
      const approved = await house.post(`/api/posts/changes/${changeId}/approve`, {}, { as: 'admin1' });
      expect(approved.statusCode, approved.body).toBe(200);
    };
    const shown = async (leave: string) => {
      const list = (await house.get('/api/leaves?from=2026-12-01&until=2026-12-31', boss)).json<Leave[]>();
      return list.find((each) => each.id === leave);
    };
    const handOver = async (leave: LeaveDetail, to: { as: string }) => {
      for (const { line } of leave.handovers[0]?.lines ?? [])
        await house.post(`/api/leaves/${leave.id}/confirm-line`, { line }, to);
      return (await house.post(`/api/leaves/${leave.id}/confirm`, { counter: 3 }, boss)).json<LeaveDetail>();
    };
    const asked = (await house.post('/api/leaves', day('2026-12-02'), a03)).json<LeaveDetail>();
    expect(await handOver(asked, b03)).toMatchObject({ status: 'handed-over', toDecide: [] });

    await change({ b: ['b01'] });
    const gone = (await house.get(`/api/leaves/${asked.id}`, boss)).json<LeaveDetail>();
    expect(gone).toMatchObject({
      status: 'granted',
      handedOver: false,
      toDecide: [{ counter: 3, why: 'receiver-gone', staff: ['b03'] }],
      handovers: [{ counter: 3, to: 'b01', state: 'open', unconfirmed: gone.handovers[0]?.lines.length }],
    });
    expect(gone.names.b03).toBeTruthy();
    expect(await handOver(gone, { as: 'b01' })).toMatchObject({ status: 'handed-over', toDecide: [] });

    await change({ b: [] });
    expect(await shown(asked.id)).toMatchObject({ toDecide: [{ counter: 3, why: 'nobody-left', staff: [] }] });
    await change({ b: ['b04'] });
    const [late] = [(await house.post('/api/leaves', { ...day('2026-12-02'), staff: 'a04' }, boss)).json<Leave>()];
    expect((await shown(asked.id))?.toDecide).toMatchObject([{ counter: 3, why: 'receiver-gone' }]);
    await change({ b: ['a04'] });
    expect(await shown(asked.id)).toMatchObject({ toDecide: [{ why: 'nobody-left', staff: ['a04'] }] });
    expect(await shown(late.id)).toMatchObject({ toDecide: [{ counter: 3, why: 'nobody-left', staff: ['a03'] }] });
    house.at += 60_000;
    expect(house.house.hall.leaves.toDecide(house.at)).toEqual([{ counter: 3, from: Date.parse(asked.from) }]);
    await house.post(`/api/leaves/${late.id}/withdraw`, { reason: '改期' }, boss);
    expect((await shown(asked.id))?.toDecide).toMatchObject([{ counter: 3, why: 'receiver-gone' }]);
    await change({ a: 'b03', b: ['a04'] });
    expect((await shown(asked.id))?.toDecide).toEqual([]);
    expect((await house.get(`/api/leaves/${asked.id}`, boss)).json()).toMatchObject({ toDecide: [] });
  });

  it('may be withdrawn until they end', async () => {
    const leave = (await house.post('/api/leaves', day('2026-11-30'), { as: 'a01' })).json<LeaveDetail>();
    const give = (who: { as: string }) => house.post(`/api/leaves/${leave.id}/withdraw`, { reason: '不请了' }, who);
    await house.refused(403, 'not-allowed', () => give({ as: 'a02' }));
    expect((await give(boss)).json()).toMatchObject({ status: 'withdrawn', withdrawal: '不请了', allowed: [] });
    await house.refused(409, 'wrong-leave-state', () => give(boss));
  });
});
