import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hallFileProblems } from '../../../server/domain/hall-model.ts';
import { noticeProblems, noticesOn } from '../../../server/domain/view/notices.ts';
import { zoneView } from '../../../server/domain/view/zone-view.ts';
import { sampleFile } from '../../fixtures/halls.ts';
import { TestHouse } from '../../fixtures/house.ts';

const notice = (title: string, from: string, until: string) => ({ title, text: '见大厅', from, until });

describe('notices of the county', () => {
  it('hang from their first to their last day, those that end first on top', () => {
    const all = [
      notice('长', '2026-11-01', '2026-12-31'),
      notice('短', '2026-11-23', '2026-11-23'),
      notice('旧', '2026-11-01', '2026-11-22'),
      notice('新', '2026-11-24', '2026-11-30'),
    ];
    expect(noticesOn(all, '2026-11-23').map(({ title }) => title)).toEqual(['短', '长']);
  });

  it('have real dates in their order', () => {
    expect(noticeProblems([notice('对', '2028-02-29', '2028-03-01')])).toEqual([]);
    expect(noticeProblems([notice('错', '2026-02-29', '2026-01-31')])).toEqual([
      'notice 错: 2026-02-29 is no date',
      'notice 错 ends on 2026-01-31, before it begins on 2026-02-29',
    ]);
    const file = { ...sampleFile(), notices: [notice('错', '2026-11-24', '2026-11-23')] };
    expect(hallFileProblems(file)).toHaveLength(1);
  });
});

describe('the notices wall and the board of a zone', () => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await TestHouse.open();
  });
  afterAll(() => house.close());
  const wall = async () => (await house.get('/api/notices')).json();
  const dutyAt = async (counter: number) =>
    (await wall()).duty.find((line: { counter: number }) => line.counter === counter);
  const board = (zone: number) => {
    const { hall } = house.house;
    return zoneView({ state: hall.state, model: hall.model, now: hall.now() }, zone);
  };

  it('an administrator hangs a notice up, and it is on the wall at once; one without sense is refused', async () => {
    const hung = { title: '停电通知', text: '11 月 24 日上午停电检修。', from: '2026-11-23', until: '2026-11-24' };
    const change = (notices: object[], basedOn: number) =>
      house.post('/api/settings', { basedOn, changes: { notices } }, { as: 'admin1' });
    expect((await change([hung], 0)).json()).toEqual({ revision: 1, countsFrom: { notices: 'at-once' } });
    expect((await wall()).notices).toEqual([hung]);
    const backwards = await house.refused(422, 'settings-unsound', () => change([{ ...hung, from: '2026-11-25' }], 1));
    expect(backwards.facts?.problems).toHaveLength(1);
    await house.refused(400, 'invalid-request', () => change([{ ...hung, title: '' }], 1));
    await house.refused(400, 'invalid-request', () => change([{ ...hung, from: '明天' }], 1));
  });

  it('the roster names A and B, who is there, and a B in the place of A', async () => {
    const [a, b] = ['a01', 'b01'].map((id) => house.house.hall.model.file.staff.find((each) => each.id === id)?.name);
    expect(await dutyAt(1)).toMatchObject({ a, b: [b], present: null });
    await house.post('/api/counters/1/open', {}, { as: 'b01' });
    expect(await dutyAt(1)).toMatchObject({ present: { name: b, as: 'B' } });
    await house.post('/api/counters/1/close', {}, { as: 'b01' });
    await house.counter(1, 'open');
    expect(await dutyAt(1)).toMatchObject({ present: { name: a, as: 'A' } });
  });

  it('a zone sees those who wait in order, its calls and its counters, and nothing of other zones', async () => {
    const { model } = house.house.hall;
    const zone = model.counters.get(1)?.zone ?? 0;
    const service = model.counters.get(1)?.services[0] ?? '';
    const other = [...model.counters.values()].find(
      (counter) => counter.zone !== zone && counter.kind === 'department',
    );
    const [first, second] = [await house.take(service), await house.take(service)];
    const elsewhere = await house.take(other?.services[0] ?? '');
    expect(board(zone).waiting).toEqual([first.number, second.number]);
    expect(board(other?.zone ?? 0).waiting).toEqual([elsewhere.number]);
    await house.counter(1, 'call-next');
    const { calls, waiting, waitingCount, counters } = board(zone);
    expect([calls.map(({ number }) => number), waiting, waitingCount]).toEqual([[first.number], [second.number], 1]);
    expect(counters.find(({ counter }) => counter === 1)).toMatchObject({
      sign: { state: 'calling', number: first.number },
      present: { as: 'A' },
    });
    expect(board(other?.zone ?? 0).calls).toEqual([]);
    await house.refused(422, 'unknown-zone', (h) => h.get('/api/live/zone/9'));
  });

  it('what was announced stands in writing for a minute, in its zones', async () => {
    const zone = house.house.hall.model.counters.get(1)?.zone ?? 0;
    await house.post('/api/announcements', { text: '请注意保管随身物品', zones: [zone] }, { as: 'super1' });
    const other = zone === 1 ? 2 : 1;
    expect([board(zone).broadcasts.length, board(other).broadcasts.length]).toEqual([1, 0]);
    expect(board(zone).broadcasts[0]?.text).toBe('请注意保管随身物品');
    house.at += 60_000;
    expect(board(zone).broadcasts).toEqual([]);
  });

  it('figures of today and of the month are sums that name nobody', async () => {
    expect((await wall()).today).toMatchObject({ served: 0, dossiers: 0, onTimePercent: null });
    await house.counter(1, 'start');
    house.at += 600_000;
    await house.counter(1, 'finish');
    const { today, month } = await wall();
    expect(today).toEqual(month);
    expect(today).toMatchObject({ served: 1, meanWaitMinutes: expect.any(Number) });
    expect(today.meanWaitMinutes).toBeLessThan(1);
  });
});
