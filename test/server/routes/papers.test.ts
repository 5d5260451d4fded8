import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IssuedPaper } from '../../../server/contract/paper.ts';
import { DossierPeople, wang } from '../../fixtures/dossier-people.ts';
import { TestHouse } from '../../fixtures/house.ts';

let house: TestHouse;
let people: DossierPeople;
let no: string;
beforeAll(async () => {
  house = await TestHouse.open();
  people = new DossierPeople(house);
  ({ no } = await people.lodge('DK03', 19));
});
afterAll(() => house.close());

const pdf = (kind: string, as = 'a19') => house.get(`/api/dossiers/${no}/papers/${kind}.pdf`, { as });
const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const audited = () =>
  house.house.journal.database.prepare('SELECT what FROM audit ORDER BY seq DESC LIMIT 1').pluck().get();

describe('papers through the API', () => {
  it('are given out with the first reading, on the record with who and the digest of the file; later readings are audited', async () => {
    expect(await people.papers(no, 'a19')).toMatchObject([
      { kind: 'receipt', title: '收件凭证', serial: 1, on: '2026-11-23', by: 'staff:a19', issued: [] },
    ]);
    const before = house.seq;
    const first = await pdf('receipt');
    expect([first.statusCode, first.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(house.recordedSince(before)).toEqual(['PaperIssued']);
    const second = await pdf('receipt', 'super1');
    expect(second.rawPayload.equals(first.rawPayload)).toBe(true);
    expect(house.recordedSince(before).filter((type) => type === 'PaperIssued')).toHaveLength(1);
    expect(audited()).toBe(`read paper receipt of dossier ${no}`);
    const [receipt] = await people.papers(no, 'a19');
    expect(receipt?.issued).toEqual([
      {
        at: '2026-11-23T01:00:00.000Z',
        by: 'staff:a19',
        actingFor: null,
        sha256: digest(first.rawPayload),
      },
    ]);
  });

  it('are given out again when they were lost on the disk, with the same bytes', async () => {
    const first = await pdf('receipt');
    rmSync(join(house.folder, 'files'), { recursive: true });
    expect((await pdf('receipt')).rawPayload.equals(first.rawPayload)).toBe(true);
  });

  it('can be given out once more; the same command does it once', async () => {
    const body = { commandId: 'receipt-once-more' };
    const send = () => house.post(`/api/dossiers/${no}/papers/receipt`, body, { as: 'a19' });
    const issued = await send();
    const seq = house.seq;
    expect([issued.statusCode, issued.json<IssuedPaper>()]).toMatchObject([
      201,
      { kind: 'receipt', serial: 1, missing: [], number: `收字〔2026〕${no}-1号` },
    ]);
    expect((await send()).body).toBe(issued.body);
    expect(house.seq).toBe(seq);
  });

  it('are not there before the record calls for them, nor for strangers, other departments or people outside', async () => {
    const problem = await house.refused(404, 'unknown-paper', () => pdf('grant'));
    expect(problem.allowed).toEqual(['receipt']);
    await house.refused(400, 'invalid-request', () => pdf('passport'));
    await house.refused(401, 'sign-in-first', (h) => h.get(`/api/dossiers/${no}/papers/receipt.pdf`));
    await house.refused(403, 'not-your-department', (h) =>
      h.post(`/api/dossiers/${no}/papers/receipt`, {}, { as: 'a01' }),
    );
    await house.refused(404, 'unknown-dossier', (h) =>
      h.get('/api/dossiers/360700DK03202611239999/papers', { as: 'a19' }),
    );
    await house.refused(404, 'not-found', (h) => h.post(`/api/dossiers/${no}/issue-paper`, {}, { as: 'a19' }));
  });

  it('name the characters that no font has', async () => {
    const strange = await people.lodge('DK03', 19, { applicant: { ...wang, name: '王\u{10FFFD}' } });
    const answer = await house.get(`/api/dossiers/${strange.no}/papers/receipt.pdf`, { as: 'a19' });
    expect(answer.headers['x-missing-characters']).toBe('U+10FFFD');
  });
});

describe('the shared archive', () => {
  const shared = '企业名称预先核准通知书';
  const look = (idNumber: string) =>
    house.inject({ method: 'POST', url: '/api/archive/lookup', payload: { item: 'DK03', idNumber } }, { as: 'a19' });
  const list = (csv: string, as = 'archive1') => house.post('/api/archive/import', { csv }, { as });

  it('takes a list of existing certificates in, and offers them at intake without showing whose they are', async () => {
    const csv =
      '证件号码,事项编码,证照编号,持有单位,发证日期,有效期至\n36070219800101123x,GS01,"名称,1号",GS,2025-01-01,\n36070219800101123X,GA01,身份1,GA,2010-01-01,2020-01-01';
    expect((await list(csv)).json()).toEqual({ taken: 2 });
    const found = (await look('360702 19800101 123X')).json();
    expect(found.prerequisites).toEqual([
      {
        item: 'GS01',
        name: '企业名称预先核准',
        held: { certificateNo: '名称,1号', holder: 'GS', issuedOn: '2025-01-01', validUntil: null, dossier: null },
      },
    ]);
    expect(found.materials).toMatchObject([
      { material: shared, needed: true, prerequisite: true, held: { holder: 'GS' } },
      // Expired in 2020.
      { sourceItem: 'GA01', prerequisite: false, held: null },
    ]);
    expect((await look('110101199001011234')).json().prerequisites[0].held).toBeNull();
    const rows = house.house.journal.database.prepare('SELECT * FROM archive_holding').all();
    expect(JSON.stringify(rows)).not.toContain('360702');
    expect(audited()).toBe('looked an applicant for DK03 up in the archive');
  });

  it('saves a copy with fetch-material, and refuses what it does not hold', async () => {
    const rest = people.materials('DK03').filter((name) => name !== shared);
    const known = await people.lodge('DK03', 19, {
      papers: rest,
      applicant: { ...wang, idNumber: '36070219800101123X' },
    });
    await people.step(known.no, 'fetch-material', 'a19', { material: shared });
    expect((await people.dossier(known.no, 'a19')).life).toMatchObject({ copiesSaved: 1, missing: [] });
    await people.step(known.no, 'fetch-material', 'a19', { material: shared });
    expect((await people.dossier(known.no, 'a19')).life.copiesSaved).toBe(1);
    const unknown = await people.lodge('DK03', 19, { papers: rest });
    await house.refused(404, 'not-in-archive', (h) =>
      h.post(`/api/dossiers/${unknown.no}/fetch-material`, { material: shared }, { as: 'a19' }),
    );
    await house.refused(422, 'unknown-material', (h) =>
      h.post(`/api/dossiers/${unknown.no}/fetch-material`, { material: '户口簿' }, { as: 'a19' }),
    );
  });

  it('takes no list with a mistake, says where each is, and listens to the archivist alone', async () => {
    const count = () => house.house.journal.database.prepare('SELECT count(*) FROM archive_holding').pluck().get();
    const before = count();
    const csv = 'idNumber,item,certificateNo,holder,issuedOn\n1234567,GS01,1,GS,2025-01-01\n?,ZZ99,,XX,2025-02-30\n';
    const problem = await house.refused(422, 'rows-not-valid', () => list(csv));
    expect(problem.errors?.map((each) => each.path)).toEqual(
      ['证件号码', '事项编码', '证照编号', '持有单位', '发证日期'].map((column) => `row 3, ${column}`),
    );
    await house.refused(422, 'rows-not-valid', () => list('idNumber,item\n1,2'));
    await house.refused(422, 'rows-not-valid', () => list('"idNumber'));
    await house.refused(403, 'not-allowed', () => list(csv, 'a19'));
    expect(count()).toBe(before);
  });
});
