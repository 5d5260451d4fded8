import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DossierReport } from '../../../server/contract/dossier-statistics.ts';
import { rebuildProjections } from '../../../server/journal/projections/index.ts';
import { deviceJobs } from '../../../server/reactions/device-jobs.ts';
import { DossierPeople } from '../../fixtures/dossier-people.ts';
import { TestHouse } from '../../fixtures/house.ts';

let house: TestHouse;
let people: DossierPeople;
beforeAll(async () => {
  house = await TestHouse.open();
  people = new DossierPeople(house);
});
afterAll(() => house.close());

const departmentName = (code: string) =>
  house.house.hall.model.file.departments.find((each) => each.code === code)?.name;

interface Card {
  id: string;
  points: number;
}

const ask = (from: string, until: string, as = 'super1') =>
  house.get(`/api/reports/dossiers?from=${from}&until=${until}`, { as });

describe('statistics of dossiers', () => {
  it('tell the county’s figures of its items', async () => {
    const { items } = (await ask('2026-01-01', '2026-12-31')).json<DossierReport>();
    expect(items).toMatchObject({
      items: 154,
      departments: 39,
      entered: { items: 76, percent: 49.35 },
      hallItems: { before: 178, after: 76 },
      investmentItems: { before: 35, after: 14, percent: 60 },
      promisedDays: { before: 965, after: 631, percent: 34.61 },
    });
    expect(items.largeDepartments).toHaveLength(10);
  });

  it('add up what was decided or forwarded in the period, by department and with the cards of each post', async () => {
    const spot = await people.lodge('GS01', 1);
    await people.step(spot.no, 'accept', 'a01');
    await people.step(spot.no, 'grant', 'c01', { opinion: '' });
    await people.handOut(spot.no, 'a01', '1');
    const slow = await people.lodge('DK03', 19);
    await people.step(slow.no, 'accept', 'a19');
    const gone = await people.lodge('DK03', 19);
    await people.step(gone.no, 'accept', 'a19');
    await people.step(gone.no, 'withdraw', 'a19', { reason: '不办了' });
    await people.sweepAt('2026-12-08 09:00');
    await people.step(slow.no, 'examine', 'a19', { opinion: '' });
    await people.step(slow.no, 'review', 'c19', { agreed: true, opinion: '' });
    await people.step(slow.no, 'sign', 'c19', { agreed: true, opinion: '' });
    await people.step(slow.no, 'forward', 'a19', { to: '市地矿局', limitDays: 6 });
    await people.step(slow.no, 'count-visit', 'a19', { ticketId: 'second-visit' });
    const report = (await ask('2026-11-23', '2026-12-08')).json<DossierReport>();
    expect(report.all).toEqual({
      dossiers: 2,
      onTheSpotPercent: 50,
      onTimePercent: 50,
      earlyPercent: 0,
      // 11 days used of 10 + 20 by law.
      shortenedPercent: 63.33,
      copiesSaved: 0,
      visitsPerDossier: 1.5,
    });
    expect(
      report.departments.map(({ department, dossiers, onTimePercent }) => [department, dossiers, onTimePercent]),
    ).toEqual([
      ['DK', 1, 0],
      ['GS', 1, 100],
    ]);
    expect(report.cards).toMatchObject([{ department: 'DK', counter: 19, points: -5 }]);
    expect((await ask('2026-11-23', '2026-11-30')).json<DossierReport>()).toMatchObject({ all: { dossiers: 1 } });
    expect((await ask('2025-01-01', '2025-12-31')).json<DossierReport>()).toMatchObject({
      all: { dossiers: 0, onTimePercent: 0, visitsPerDossier: 0 },
      departments: [],
      cards: [],
    });
    const life = (await house.get(`/api/dossiers/${slow.no}`, { as: 'super1' })).json<{ life: { cards: Card[] } }>()
      .life;
    const card = life.cards.find(({ points }) => points === -5)?.id;
    await people.step(slow.no, 'appeal-card', 'a19', { card, grounds: '停电' });
    await people.step(slow.no, 'decide-appeal', 'super1', { card, withdrawn: true, reason: '属实' });
    const { cards } = report;
    const after = cards.flatMap((line) => (line.cards === 1 ? [] : [{ ...line, cards: line.cards - 1, points: 0 }]));
    const mended = (await ask('2026-11-23', '2026-12-08')).json<DossierReport>();
    expect(mended).toEqual({ ...report, cards: after });
    const { database } = house.house.journal;
    rebuildProjections(database, deviceJobs);
    expect((await ask('2026-11-23', '2026-12-08')).json()).toEqual(mended);
  });

  it('go into a file with the names of the departments, the whole hall last', async () => {
    const file = (format: string, as: string) =>
      house.get(`/api/reports/tables/dossiers?from=2026-11-23&until=2026-12-08&format=${format}`, { as });
    const csv = await file('csv', 'archive1');
    expect(csv.headers['content-disposition']).toContain('dossiers-2026-11-23-2026-12-08.csv');
    const lines = csv.body.slice(1).trimEnd().split('\r\n');
    expect(lines.map((line) => line.split(',').slice(0, 3).join())).toEqual([
      '编号,部门,办件数',
      `DK,${departmentName('DK')},1`,
      `GS,${departmentName('GS')},1`,
      ',全厅,2',
    ]);
    expect((await file('xlsx', 'super1')).rawPayload.subarray(0, 2).toString('latin1')).toBe('PK');
    await house.refused(403, 'not-allowed', () => file('csv', 'a19'));
  });

  it('are for supervision, and want dates in order', async () => {
    await house.refused(403, 'not-allowed', () => ask('2026-01-01', '2026-12-31', 'a19'));
    await house.refused(422, 'dates-not-in-order', () => ask('2026-12-31', '2026-01-01'));
    await house.refused(400, 'invalid-request', () => ask('2026-13-01', '2026-12-31'));
  });
});
