import { createHash } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scan } from '../../../server/contract/scan.ts';
import { scanMostBytes } from '../../../server/contract/scan.ts';
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
});
