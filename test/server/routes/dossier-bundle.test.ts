import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256Of } from '../../../server/blob-store.ts';
import { type BundleManifest, type BundleRecord, bundleParts } from '../../../server/contract/bundle.ts';
import { chainHash } from '../../../server/journal/hash-chain.ts';
import { checkBundle } from '../../../server/reports/bundle/check.ts';
import { unzipped, type ZipEntry, ZipWriter } from '../../../server/reports/bundle/zip.ts';
import { verifyTool } from '../../../server/tools/verify.ts';
import { DossierPeople } from '../../fixtures/dossier-people.ts';
import { TestHouse } from '../../fixtures/house.ts';
import { runTool } from '../../fixtures/tool-run.ts';

const scan = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(400, 'x'), Buffer.from('\n%%EOF\n')]);
let house: TestHouse;
let people: DossierPeople;
let no: string;
let bundle: Buffer;
let parts: ZipEntry[];
beforeAll(async () => {
  house = await TestHouse.open();
  people = new DossierPeople(house);
  ({ no } = await people.lodge('DK03', 19));
  await people.lodge('DK03', 19, { applicant: { kind: 'person', name: '别人', phone: '13999990000' } });
  await house.get(`/api/dossiers/${no}/papers/receipt.pdf`, { as: 'a19' });
  await people.step(no, 'accept', 'a19');
  await house.post(`/api/dossiers/${no}/scans`, { material: null, base64: scan.toString('base64') }, { as: 'a19' });
  await people.step(no, 'examine', 'a19', { opinion: '拟同意' });
  bundle = (await house.get(`/api/dossiers/${no}/bundle`, { as: 'a19' })).rawPayload;
  parts = unzipped(bundle).entries;
});
afterAll(() => house.close());

function zipped(entries: readonly ZipEntry[]): Buffer {
  const writer = new ZipWriter();
  return Buffer.concat([...entries.flatMap((entry) => writer.entry(entry)), ...writer.end()]);
}
const flipped = (bytes: Buffer, at: number) => {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
};
const replaced = (name: string, bytes: Buffer) =>
  zipped(parts.map((part) => (part.name === name ? { name, bytes } : part)));
const rewritten = <T>(name: string, change: (content: T) => void) => {
  const content = JSON.parse(String(parts.find((part) => part.name === name)?.bytes)) as T;
  change(content);
  return replaced(name, Buffer.from(`${JSON.stringify(content, null, 2)}\n`));
};
const told = (file: Buffer) =>
  checkBundle(file).findings.map(({ text, values }) =>
    text.en.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => String(values[name])),
  );
const verify = (file: Buffer, ...more: string[]) => {
  const path = join(house.folder, 'bundle.zip');
  writeFileSync(path, file);
  return runTool(verifyTool, ['--bundle', path, ...more]);
};

describe('the bundle of a dossier', () => {
  it('holds page, record, papers and scans, nothing of anybody else, and taking it is recorded', () => {
    expect(parts.map(({ name }) => name)).toEqual([
      'dossier.json',
      'record.json',
      'papers/001-receipt-1.pdf',
      'scans/001.pdf',
      'manifest.json',
      'manifest.sig',
    ]);
    expect(parts[3]?.bytes.equals(scan)).toBe(true);
    expect(bundle.toString('utf8')).toContain('王小明');
    expect(bundle.toString('utf8')).not.toMatch(/别人|13999990000/);
    const audit = house.house.journal.database.prepare('SELECT what FROM audit ORDER BY seq').pluck().all();
    expect(audit.slice(-2)).toEqual([`read dossier ${no}`, `exported dossier ${no}`]);
  });

  it('is for those who may read the dossier, and masks the applicant on request', async () => {
    await house.refused(401, 'sign-in-first', (h) => h.get(`/api/dossiers/${no}/bundle`));
    await house.refused(403, 'not-allowed', (h) => h.get(`/api/dossiers/${no}/bundle`, { as: 'desk1' }));
    await house.refused(404, 'unknown-dossier', (h) =>
      h.get('/api/dossiers/360700DK03202611239999/bundle', { as: 'a19' }),
    );
    const masked = (await house.get(`/api/dossiers/${no}/bundle?masked=true`, { as: 'super1' })).rawPayload;
    expect(told(masked)).toEqual([]);
    expect(String(unzipped(masked).entries[0]?.bytes)).not.toContain('王小明');
  });

  it('is whole by itself and agrees with the record it came from, also after the record went on', async () => {
    const key = (await house.get('/api/bundle-key')).json<{ fingerprint: string }>();
    const alone = await verify(bundle);
    expect([alone.code, alone.complained]).toEqual([0, []]);
    expect(alone.said.join('\n')).toContain(key.fingerprint);
    await people.step(no, 'urge', 'super1', { reason: '请抓紧' });
    const beside = await verify(bundle, '--data', house.folder);
    expect([beside.code, beside.complained]).toEqual([0, []]);
    expect(beside.said.join('\n')).toMatch(/agrees with the record\n.*has 1 more events/);
  });
});

describe('the examination of a bundle', () => {
  it('finds a flipped bit anywhere, and names the part whose content it was in', () => {
    let start = 0;
    for (const { name, bytes } of parts) {
      const content = start + 30 + name.length;
      for (const at of [start + 5, start + 11, start + 15, start + 20, start + 26, start + 32])
        expect([name, at, told(flipped(bundle, at)).length]).not.toEqual([name, at, 0]);
      for (const at of [0, bytes.length >> 1, bytes.length - 1]) {
        const found = told(flipped(bundle, content + at)).join('\n');
        expect(found).toMatch(name.startsWith('manifest') ? /manifest\.json/ : new RegExp(`${name} was changed`));
      }
      start = content + bytes.length;
    }
    for (let at = start; at < bundle.length; at += 7) expect(told(flipped(bundle, at))).not.toEqual([]);
  });

  it('names what is missing, added, doubled or out of order', () => {
    for (const { name } of parts)
      expect(told(zipped(parts.filter((part) => part.name !== name)))).toContain(`${name} is missing`);
    const extra = { name: 'papers/099-grant-1.pdf', bytes: scan };
    expect(told(zipped([...parts, extra]))).toEqual([`${extra.name} was added; the manifest does not name it`]);
    expect(told(zipped([...parts, ...parts.slice(3, 4)]))).toEqual(['scans/001.pdf stands twice']);
    expect(told(zipped(parts.toReversed()))).toEqual([
      'The order was changed: manifest.sig stands where dossier.json should',
    ]);
  });

  it('says where a file was cut off, and what is missing then', () => {
    for (const length of [0, 3, 20, 500, bundle.length >> 1, bundle.length - 200, bundle.length - 1]) {
      const found = told(bundle.subarray(0, length));
      expect(found[0]).toContain('cut off');
    }
    expect(told(Buffer.concat([bundle, Buffer.from('x')]))[0]).toContain('something was added');
    expect(told(Buffer.from('not a bundle at all'))).toContain('manifest.json is missing');
  });

  it('names the event that was changed, taken out, moved or put in', () => {
    const record = (change: (content: BundleRecord) => void) => told(rewritten(bundleParts.record, change));
    const changed = record(({ rows }) => Object.assign(rows[2] ?? {}, { by: 'staff:b19' }));
    expect(changed).toEqual(expect.arrayContaining([expect.stringMatching(/^Event 3 \(DossierAccepted, row \d+\)/)]));
    expect(changed).toEqual(expect.arrayContaining([expect.stringContaining('life.steps[2] should be')]));
    expect(record(({ rows }) => rows.splice(1, 2))).toContain('The events 2 to 3 are missing');
    expect(record(({ rows }) => rows.pop())).toContain('The events 5 to 5 are missing');
    expect(record(({ rows }) => rows.push(...rows.splice(1, 1)))).toContain(
      'Event 2 (PaperIssued) stands out of order or twice',
    );
  });

  it('is not deceived by whoever reckons all digests anew: the signature, else the key, else the record tells', async () => {
    const forged = rewritten<BundleRecord>(bundleParts.record, ({ stream, rows }) => {
      const row = rows[4];
      if (row === undefined) throw new Error('no fifth event');
      row.event = row.event.replace('拟同意', '不同意');
      row.hash = chainHash(row.before, { ...row, stream });
    });
    const bytes = unzipped(forged).entries.find(({ name }) => name === bundleParts.record)?.bytes;
    const again = rewritten<BundleManifest>(bundleParts.manifest, ({ files }) => {
      Object.assign(files[1] ?? {}, { bytes: bytes?.length, sha256: sha256Of(bytes ?? Buffer.alloc(0)) });
    });
    const manifest = unzipped(again).entries[4];
    const signature = parts[5];
    if (manifest === undefined || signature === undefined || bytes === undefined) throw new Error('parts');
    const whole = zipped(
      parts.map((part) =>
        part.name === 'record.json' ? { ...part, bytes } : part.name === manifest.name ? manifest : part,
      ),
    );
    expect(told(whole)).toEqual(['manifest.json or manifest.sig was changed: the signature does not fit']);
    const { code, complained } = await verify(whole, '--data', house.folder);
    expect(code).toBe(1);
    expect(complained.join('\n')).toMatch(/Event 5 \(DossierExamined, row \d+\) is not what the database has there/);
  });

  it('tells a bundle that was signed with another key than that of this hall', async () => {
    house.house.journal.database.exec("DELETE FROM setting WHERE name = 'bundle-key'");
    const { code, complained } = await verify(bundle, '--data', house.folder);
    expect([code, complained]).toEqual([1, [expect.stringContaining('not signed with the key of this hall')]]);
  });

  it('is told of files that were no longer on the disk when it was made', async () => {
    rmSync(join(house.folder, 'files'), { recursive: true });
    const without = (await house.get(`/api/dossiers/${no}/bundle`, { as: 'archive1' })).rawPayload;
    const { code, said } = await verify(without);
    expect(code).toBe(0);
    expect(said.filter((line) => line.includes('was not on the disk'))).toHaveLength(2);
  });
});
