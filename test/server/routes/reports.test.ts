import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AttendanceLine } from '../../../server/contract/attendance-report.ts';
import type { ServiceReport } from '../../../server/contract/service-report.ts';
import { rebuildProjections } from '../../../server/journal/projections/index.ts';
import { deviceJobs } from '../../../server/reactions/device-jobs.ts';
import { monday } from '../../fixtures/hall-script.ts';
import { TestHouse } from '../../fixtures/house.ts';

const tuesday = '2026-11-24';
let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.open({}, undefined, `${monday} 08:28`);
});
afterAll(() => house.close());

const ask = async (from: string, until: string, as = 'super1') =>
  (await house.get(`/api/reports/service?from=${from}&until=${until}`, { as })).json<ServiceReport>();
const minutes = (count: number) => {
  house.at += count * 60_000;
};

/** Two visitors at counter 1: one waits 4 minutes, walks for half a minute and is served in 10; the other never comes. */
async function monday2(): Promise<void> {
  await house.counter(1, 'open');
  await house.take('GS01');
  minutes(4);
  await house.counter(1, 'call-next');
  minutes(0.5);
  await house.counter(1, 'start');
  await house.take('GS01');
  minutes(10);
  await house.counter(1, 'finish');
  await house.counter(1, 'call-next');
  minutes(2);
  await house.counter(1, 'no-show');
}

describe('the report of waits and service', () => {
  it('tells the day that is not over from the record itself', async () => {
    await monday2();
    const report = await ask(monday, monday);
    expect(report.total).toMatchObject({ taken: 2, calls: 2, served: 1, missed: 1, missedPercent: 50, uncalled: 0 });
    expect(report.total.wait).toMatchObject({ count: 2, meanSeconds: 420, longestSeconds: 600 });
    expect(report.total.service).toMatchObject({ count: 1, meanSeconds: 600 });
    expect(report.total.walk).toMatchObject({ count: 1, meanSeconds: 30 });
    expect(report.counters).toMatchObject([{ key: '1', calls: 2, taken: 0 }]);
    expect(report.people).toMatchObject([{ key: 'a01', served: 1 }]);
    expect(report.items).toMatchObject([{ key: 'GS01', taken: 2 }]);
    expect(report.hours.map(({ key, taken }) => [key, taken])).toEqual([['8', 2]]);
    expect(report.daily).toMatchObject([{ date: monday, taken: 2 }]);
  });

  it('tells the same of that day once it is over, and of rows that were made anew', async () => {
    const before = await ask(monday, monday);
    house.moveTo(`${tuesday} 08:25`);
    await house.counter(2, 'open');
    const { database } = house.house.journal;
    const kept = () => database.prepare('SELECT count(*) FROM report_figures WHERE span = ?').pluck().get(monday);
    expect(kept()).toBeGreaterThan(0);
    const after = await ask(monday, monday);
    expect({ ...after, people: after.people?.length, cover: null }).toEqual({
      ...before,
      people: before.people?.length,
      cover: null,
    });
    const rows = () => database.prepare('SELECT * FROM report_figures ORDER BY span, dimension, key').all();
    const live = rows();
    rebuildProjections(database, deviceJobs);
    expect(rows()).toEqual(live);
    database.exec('DELETE FROM report_figures');
    expect((await ask(monday, tuesday)).total.taken).toBe(2);
    expect(rows()).toEqual(live);
  });

  it('keeps the people from the archivist and everything from the clerk', async () => {
    expect((await ask(monday, monday, 'archive1')).people).toBeNull();
    const url = `/api/reports/service?from=${monday}&until=${monday}`;
    await house.refused(403, 'not-allowed', (h) => h.get(url, { as: 'a01' }));
    await house.refused(401, 'sign-in-first', (h) => h.get(url));
    for (const table of ['people', 'attendance'])
      await house.refused(403, 'not-allowed', (h) =>
        h.get(`/api/reports/tables/${table}?from=${monday}&until=${monday}&format=csv`, { as: 'archive1' }),
      );
  });

  it('refuses days in the wrong order, days that no calendar has, and more than a year', async () => {
    const get = (query: string) => (h: TestHouse) => h.get(`/api/reports/service?${query}`, { as: 'super1' });
    await house.refused(422, 'dates-not-in-order', get('from=2026-11-02&until=2026-11-01'));
    await house.refused(422, 'no-such-date', get('from=2026-02-30&until=2026-03-01'));
    await house.refused(422, 'report-too-long', get('from=2024-01-01&until=2026-01-01'));
    await house.refused(400, 'invalid-request', get('from=2026-11-02'));
  });

  it('goes into a file: CSV that spreadsheets read as Chinese, XLSX as a workbook', async () => {
    const get = (table: string, format: string) =>
      house.get(`/api/reports/tables/${table}?from=${monday}&until=${monday}&format=${format}`, { as: 'super1' });
    const csv = await get('counters', 'csv');
    expect(csv.body.startsWith('\uFEFF编号,名称,叫号')).toBe(true);
    expect(csv.body.split('\r\n')[1]).toMatch(/^1,.+,2,1,1,50,7,/);
    expect(csv.headers['content-disposition']).toBe(`attachment; filename="counters-${monday}-${monday}.csv"`);
    const xlsx = await get('items', 'xlsx');
    expect(xlsx.rawPayload.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004');
  });
});

describe('the day sheet of attendance', () => {
  it('tells who came in time, late and not at all, by the first sign-in on record', async () => {
    house.moveTo(`${tuesday} 08:41`);
    await house.cookie('a03');
    house.moveTo(`${tuesday} 16:00`);
    await house.inject({ method: 'DELETE', url: '/api/sessions/current' }, { as: 'a03' });
    house.moveTo(`${tuesday} 20:00`);
    const url = `/api/reports/attendance?from=${monday}&until=${tuesday}`;
    const lines = (await house.get(url, { as: 'super1' })).json<AttendanceLine[]>();
    const of = (staff: string, date: string) => lines.find((line) => line.staff === staff && line.date === date);
    expect(of('a01', monday)).toMatchObject({ state: 'present', counter: 1, lateMinutes: 0, out: null });
    expect(of('a03', tuesday)).toMatchObject({ state: 'late-early', lateMinutes: 11, expected: true });
    expect(of('a09', tuesday)).toMatchObject({ state: 'absent', in: null });
    expect(of('super1', tuesday)).toMatchObject({ state: 'free', expected: false });
  });
});
