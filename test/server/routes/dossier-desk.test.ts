import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DossierPeople, wang } from '../../fixtures/dossier-people.ts';
import { TestHouse } from '../../fixtures/house.ts';

let house: TestHouse;
let people: DossierPeople;
beforeAll(async () => {
  house = await TestHouse.open();
  people = new DossierPeople(house);
});
afterAll(() => house.close());

const refused = (status: number, code: string, no: string, verb: string, as: string, body = {}) =>
  house.refused(status, code, (h) => h.post(`/api/dossiers/${no}/${verb}`, body, { as }));
const get = async (path: string, as: string) => (await house.get(path, { as })).json();

describe('a dossier in hand', () => {
  it('is kept from others of the same duty until it is let go, and moves on to the next duty by itself', async () => {
    const { no } = await people.lodge('DK03', 19);
    await people.step(no, 'claim', 'b19');
    await people.step(no, 'claim', 'b19');
    const { life } = await people.dossier(no, 'a19');
    expect(life.claim).toMatchObject({ staff: 'b19' });
    expect(life.steps.filter(({ type }) => type === 'DossierClaimed')).toHaveLength(1);
    expect(life.yours).not.toContain('accept');
    expect(life.allowed).toContain('accept');
    expect((await people.dossier(no, 'b19')).life.yours).toEqual(expect.arrayContaining(['accept', 'release']));
    await people.step(no, 'release', 'b19');
    await people.step(no, 'claim', 'a19');
    await refused(409, 'claimed-by-another', no, 'claim', 'b19');
    await people.step(no, 'accept', 'a19');
    await people.step(no, 'examine', 'a19', { opinion: '合格' });
    expect((await people.dossier(no, 'c19')).life.claim).toBe(null);
    await people.step(no, 'claim', 'c19');
    expect((await get('/api/dossiers?mine=true', 'c19')).dossiers).toMatchObject([{ no, claimedBy: 'c19' }]);
  });

  it('a claim stands against the holder of the same duty, and a supervisor hands it over', async () => {
    const { no } = await people.lodge('DK03', 19);
    await house.post(`/api/dossiers/${no}/hand-over`, { to: 'b19', reason: '轮岗' }, { as: 'super1' });
    await refused(409, 'claimed-by-another', no, 'accept', 'a19');
    await refused(403, 'not-your-duty', no, 'hand-over', 'a19', { to: 'a19', reason: '想办' });
    for (const to of ['nobody', 'a01', 'c19'])
      await refused(422, 'cannot-take-dossier', no, 'hand-over', 'super1', { to, reason: '改派' });
    const { beside } = (await people.dossier(no, 'super1')).life;
    expect(beside?.handTo.map(({ staff }) => staff)).toEqual(['a19', 'b19']);
    const { notices, unread } = await get('/api/dossier-notices', 'b19');
    expect(notices[0]).toMatchObject({ no, kind: 'handed-over', words: '轮岗' });
    expect(unread).toBeGreaterThan(0);
    await house.post('/api/dossier-notices/seen', { seq: notices[0].seq }, { as: 'b19' });
    await people.step(no, 'hand-over', 'super1', { to: 'a19', reason: '退回' });
    await people.step(no, 'accept', 'a19');
  });
});

describe('a step decided on an older page', () => {
  it('is refused with who changed it, and a paper that was printed meanwhile changes nothing', async () => {
    const { no } = await people.lodge('DK03', 19);
    const { version } = (await people.dossier(no, 'a19')).life;
    await house.get(`/api/dossiers/${no}/papers/receipt.pdf`, { as: 'a19' });
    await people.step(no, 'claim', 'a19', { expectedVersion: version });
    await people.step(no, 'accept', 'a19', { expectedVersion: version });
    const problem = await house.post(
      `/api/dossiers/${no}/withdraw`,
      { reason: '不办了', expectedVersion: version },
      { as: 'a19' },
    );
    expect(problem.statusCode).toBe(409);
    expect(problem.json()).toMatchObject({ code: 'stale-dossier', facts: { by: 'a19', version: expect.any(Number) } });
    expect(problem.json().facts.version).toBeGreaterThan(version);
    await people.step(no, 'withdraw', 'a19', { reason: '不办了' });
  });
});

describe('the desk’s lists', () => {
  it('tell the reddest first, filter by kind, own and words, and count the lights alike', async () => {
    const all = await get('/api/dossiers?order=light', 'super1');
    const counts = await get('/api/dossiers/counts', 'super1');
    expect(Object.values(counts as Record<string, number>).reduce((sum, count) => sum + count, 0)).toBe(
      all.dossiers.length,
    );
    const [{ no, item }] = all.dossiers;
    expect((await get(`/api/dossiers?search=${no.slice(-6)}`, 'super1')).dossiers.length).toBeGreaterThan(0);
    expect((await get(`/api/dossiers?search=${encodeURIComponent(item.name)}`, 'super1')).dossiers.length).toBe(
      all.dossiers.length,
    );
    expect((await get('/api/dossiers?search=%25', 'super1')).dossiers).toEqual([]);
    const chip = (name: string) => get(`/api/dossiers?chip=${encodeURIComponent(name)}`, 'super1');
    expect((await chip('上报件')).dossiers.length).toBe(all.dossiers.length);
    expect((await chip('即办件')).dossiers).toEqual([]);
    expect((await get('/api/dossiers?mine=true', 'a01')).dossiers).toEqual([]);
  });

  it('show an applicant masked, and put only the reading of the whole on the record', async () => {
    const { no } = await people.lodge('DK03', 19);
    const { applicant } = await get(`/api/dossiers/${no}?masked=true`, 'a19');
    expect(applicant).toMatchObject({ name: '王*明', idNumber: '360702********1234', phone: '138****1111' });
    expect((await get(`/api/dossiers/${no}`, 'a19')).applicant.name).toBe(wang.name);
  });
});
