import { createHash } from 'node:crypto';
import { existsSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keptUntil, type RetentionSetting, usualRetention } from '../../server/contract/retention.ts';
import { NamedFiles } from '../../server/journal/named-files.ts';
import { verifyJournal } from '../../server/journal/verify.ts';
import { RetentionKeeper } from '../../server/retention-keeper.ts';
import { DossierPeople } from '../fixtures/dossier-people.ts';
import { TestHouse } from '../fixtures/house.ts';

it('a term ends after so many days, and after so many years of the calendar', () => {
  const at = Date.parse('2028-02-29T01:00:00Z');
  const { consultsBefore, dossiersBefore } = keptUntil({ consultDays: 90, auditDays: 730, dossierYears: 1 }, at);
  expect(new Date(consultsBefore).toISOString()).toBe('2027-12-01T01:00:00.000Z');
  expect(new Date(dossiersBefore ?? 0).toISOString()).toBe('2027-02-28T01:00:00.000Z');
  expect(keptUntil(usualRetention, at).dossiersBefore).toBeNull();
});

describe('the nightly run', () => {
  let house: TestHouse;
  let people: DossierPeople;
  let keeper: RetentionKeeper;
  let setting: RetentionSetting = { consultDays: 30, auditDays: 180, dossierYears: 0 };
  const no = { old: '', open: '' };
  const scan = Buffer.from('%PDF-1.4 a paper of Wang');
  const shared = Buffer.from('%PDF-1.4 a paper of both');
  const digestOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
  const place = (bytes: Buffer) => join(house.folder, 'files', digestOf(bytes).slice(0, 2), digestOf(bytes));
  const attach = (to: string, bytes: Buffer) =>
    house.post(`/api/dossiers/${to}/scans`, { material: null, base64: bytes.toString('base64') }, { as: 'a19' });
  /** As if they had lain there since yesterday; the disk stamps files by its own clock. */
  const age = (...files: Buffer[]) => {
    for (const file of files) utimesSync(place(file), Date.now() / 1000 - 86_400, Date.now() / 1000 - 86_400);
  };
  const rows = () => house.house.journal.database.prepare('SELECT seq, hash FROM journal ORDER BY seq').all();

  beforeAll(async () => {
    house = await TestHouse.open();
    people = new DossierPeople(house);
    no.old = (await people.lodge('DK03', 19)).no;
    no.open = (await people.lodge('DK03', 19)).no;
    await attach(no.old, scan);
    for (const each of [no.old, no.open]) await attach(each, shared);
    await people.step(no.old, 'withdraw', 'a19', { reason: '不办了' });
    const { journal, hall } = house.house;
    const log = { info: () => undefined, error: () => undefined };
    const now = () => house.at;
    keeper = new RetentionKeeper({
      data: house.folder,
      hall,
      journal,
      setting: () => setting,
      timeZone: 'Asia/Shanghai',
      now,
      log,
    });
  });
  afterAll(() => house.close());

  it('erases the words of consultations after their days, once, and nothing of open ones', async () => {
    const ask = async (question: string) =>
      (await house.post('/api/consults', { question, item: 'GS03' }, { as: 'desk1' })).json<{ id: string }>().id;
    const [closed] = [await ask('张三想转店'), await ask('李四问路')];
    await house.post(`/api/consults/${closed}/close`, { outcome: 'answered', answer: '已说明' }, { as: 'desk1' });
    await keeper.tick();
    expect(keeper.state().runs).toMatchObject([{ consultWords: 0, dossiers: 0, files: 0 }]);
    house.moveTo('2026-12-24 09:00');
    expect((await keeper.run()).consultWords).toBe(2);
    expect((await keeper.run()).consultWords).toBe(0);
    const { desk } = house.house.hall;
    expect(desk.consults.find(closed)).toMatchObject({ state: 'closed', question: null, answer: null });
    expect(desk.consults.list(true, null)).toMatchObject([{ question: '李四问路' }]);
  });

  it('keeps dossiers for good unless years are set; then applicant and files go, and the record says so', async () => {
    house.moveTo('2027-11-24 09:00');
    age(scan, shared);
    expect(await keeper.run()).toMatchObject({ dossiers: 0, files: 0 });
    setting = { ...setting, dossierYears: 1 };
    expect(keeper.state().due.dossiers).toBe(1);
    const before = rows();
    expect(await keeper.run()).toMatchObject({ dossiers: 1, files: 1, fileBytes: scan.length, failures: 0 });
    expect([existsSync(place(scan)), existsSync(place(shared))]).toEqual([false, true]);
    const erased = await people.dossier(no.old, 'a19');
    expect(erased.applicant).toBeNull();
    expect(erased.life.steps.at(-1)).toMatchObject({
      type: 'DossierErased',
      by: 'clock',
      detail: { files: [digestOf(scan), digestOf(shared)] },
    });
    expect((await people.dossier(no.open, 'a19')).applicant).toMatchObject({ name: '王小明' });
    expect((await house.get(`/api/dossiers/${no.old}/scans`, { as: 'a19' })).json().scans).toEqual([]);
    expect(rows().slice(0, before.length)).toEqual(before);
    expect(verifyJournal(house.house.journal.database).problem).toBeNull();
    const named = new NamedFiles().read(house.house.journal.database, 0, house.seq);
    expect([scan, shared].map((file) => named.has(digestOf(file)))).toEqual([false, true]);
    expect(await keeper.run()).toMatchObject({ dossiers: 0, files: 0, auditLines: 0 });
  });

  it('takes a scan that was taken away, but not one that has just come again', async () => {
    const remove = () =>
      house.post(
        `/api/dossiers/${no.open}/scans/${digestOf(shared)}/remove`,
        { material: null, reason: '重复' },
        { as: 'a19' },
      );
    await remove();
    await attach(no.open, shared);
    await remove();
    expect((await keeper.run()).files).toBe(0);
    age(shared);
    expect((await keeper.run()).files).toBe(1);
  });

  it('is seen by administrator and supervisor, begun by the administrator alone, and comes by itself each night', async () => {
    await house.refused(403, 'not-allowed', (h) => h.post('/api/retention', {}, { as: 'super1' }));
    expect((await house.get('/api/retention', { as: 'super1' })).json()).toMatchObject({ running: false });
    const { runs } = (await house.post('/api/retention', {}, { as: 'admin1' })).json<{ runs: { at: string }[] }>();
    expect(runs[0]?.at).toBe('2027-11-24T01:00:00.000Z');
    expect(keeper.state().nextAt).toBe('2027-11-24T18:30:00.000Z');
    await keeper.tick();
    expect(keeper.state().runs).toHaveLength(runs.length);
    house.moveTo('2027-11-25 02:31');
    await keeper.tick();
    expect(keeper.state().runs).toHaveLength(runs.length + 1);
  });
});
