import { createHash } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scan } from '../../../server/contract/scan.ts';
import { scanMostBytes } from '../../../server/contract/scan.ts';
import { NamedFiles } from '../../../server/journal/named-files.ts';
import { DossierPeople } from '../../fixtures/dossier-people.ts';
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

const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(100, 7)]);
const digest = createHash('sha256').update(png).digest('hex');
const attach = (bytes: Buffer, body: Record<string, unknown> = {}, as = 'a19') =>
  house.post(`/api/dossiers/${no}/scans`, { material: null, base64: bytes.toString('base64'), ...body }, { as });
const scansOf = (answer: { json<T>(): T }) => answer.json<{ scans: Scan[] }>().scans;
const audited = () =>
  house.house.journal.database.prepare('SELECT what FROM audit ORDER BY seq DESC LIMIT 1').pluck().get();

describe('scans', () => {
  it('are kept under their digest, stand on the record, and are read on the audit’s record', async () => {
    const answer = await attach(png, { material: '加工工艺及主要设备清单' });
    expect(answer.statusCode).toBe(201);
    expect(answer.json<{ scans: Scan[] }>().scans).toEqual([
      {
        sha256: digest,
        material: '加工工艺及主要设备清单',
        mediaType: 'image/png',
        bytes: png.length,
        at: '2026-11-23T01:00:00.000Z',
        by: 'staff:a19',
        actingFor: null,
      },
    ]);
    const read = await house.get(`/api/dossiers/${no}/scans/${digest}`, { as: 'archive1' });
    expect(read.rawPayload.equals(png)).toBe(true);
    expect([read.headers['content-type'], read.headers['x-content-type-options']]).toEqual(['image/png', 'nosniff']);
    expect(audited()).toBe(`read scan ${digest.slice(0, 12)} of dossier ${no}`);
    const seq = house.seq;
    expect((await attach(png, { material: '加工工艺及主要设备清单' })).json<{ scans: Scan[] }>().scans).toHaveLength(1);
    expect(house.seq).toBe(seq);
  });

  it('leave nothing unfinished behind, and are not handed out once they are no longer what was recorded', async () => {
    const pdf = Buffer.from('%PDF-1.4 a page');
    await attach(pdf);
    const sha256 = createHash('sha256').update(pdf).digest('hex');
    const folder = join(house.folder, 'files', sha256.slice(0, 2));
    expect(readdirSync(folder)).toEqual([sha256]);
    writeFileSync(join(folder, sha256), '%PDF-1.4 another page');
    await house.refused(404, 'unknown-scan', (h) => h.get(`/api/dossiers/${no}/scans/${sha256}`, { as: 'a19' }));
    await attach(pdf);
    expect((await house.get(`/api/dossiers/${no}/scans/${sha256}`, { as: 'a19' })).rawPayload.equals(pdf)).toBe(true);
  });

  it('of another kind, too large, of a strange material or by strangers are refused, and nothing is recorded', async () => {
    await house.refused(422, 'scan-not-readable', () => attach(Buffer.from('<svg onload="alert(1)"/>')));
    await house.refused(422, 'scan-too-large', () => attach(Buffer.concat([png, Buffer.alloc(scanMostBytes)])));
    await house.refused(422, 'unknown-material', () => attach(png, { material: '户口簿' }));
    await house.refused(403, 'not-your-department', () => attach(png, {}, 'a01'));
    await house.refused(401, 'sign-in-first', (h) => h.get(`/api/dossiers/${no}/scans/${digest}`));
    await house.refused(404, 'unknown-scan', (h) =>
      h.get(`/api/dossiers/${no}/scans/${'0'.repeat(64)}`, { as: 'a19' }),
    );
    await house.refused(404, 'not-found', (h) => h.post(`/api/dossiers/${no}/attach-scan`, {}, { as: 'a19' }));
  });

  it('are taken away for a reason that stays on record, twice like once, and are handed out no more', async () => {
    const wrong = Buffer.from('%PDF-1.4 of somebody else');
    const sha256 = createHash('sha256').update(wrong).digest('hex');
    await attach(wrong);
    await attach(wrong, { material: '加工工艺及主要设备清单' });
    const remove = (body: Record<string, unknown>, as = 'a19') =>
      house.post(`/api/dossiers/${no}/scans/${sha256}/remove`, { material: null, reason: '传错了', ...body }, { as });
    await house.refused(403, 'not-your-department', () => remove({}, 'a01'));
    await house.refused(400, 'invalid-request', () => remove({ reason: '' }));
    const once = await remove({ commandId: 'removed-once' });
    expect((await remove({ commandId: 'removed-once' })).json()).toEqual(once.json());
    await house.refused(404, 'unknown-scan', () => remove({}));
    expect(scansOf(once).filter((scan) => scan.sha256 === sha256)).toMatchObject([
      { material: '加工工艺及主要设备清单' },
    ]);
    const left = new NamedFiles();
    expect(left.read(house.house.journal.database, 0, house.seq).has(sha256)).toBe(true);
    await remove({ material: '加工工艺及主要设备清单' });
    await house.refused(404, 'unknown-scan', (h) => h.get(`/api/dossiers/${no}/scans/${sha256}`, { as: 'a19' }));
    expect(new NamedFiles().read(house.house.journal.database, 0, house.seq).has(sha256)).toBe(false);
    const { life } = await people.dossier(no, 'a19');
    expect(life.steps.at(-1)).toMatchObject({
      type: 'ScanRemoved',
      by: 'staff:a19',
      detail: { sha256, reason: '传错了' },
    });
    expect(life.beside?.scans).toEqual(['attach-scan', 'remove-scan']);
    expect((await people.dossier(no, 'a01')).life.beside?.scans).toEqual([]);
  });

  it('stay where they are once the dossier is archived, and more may come', async () => {
    await people.step(no, 'withdraw', 'a19', { reason: '不办了' });
    await people.step(no, 'archive', 'archive1', { paperHolder: 'DK', copiesAt: [] });
    await house.refused(409, 'wrong-dossier-state', (h) =>
      h.post(
        `/api/dossiers/${no}/scans/${digest}/remove`,
        { material: '加工工艺及主要设备清单', reason: '重复' },
        { as: 'a19' },
      ),
    );
    expect((await attach(Buffer.from('%PDF-1.4 copy'), {}, 'archive1')).statusCode).toBe(201);
    expect((await people.dossier(no, 'archive1')).life.beside?.scans).toEqual(['attach-scan']);
  });
});
