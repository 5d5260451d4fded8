import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { BackupKeeper, nextTime } from '../../server/backup-keeper.ts';
import { openBlobStore } from '../../server/blob-store.ts';
import type { BackupSetting, Backups } from '../../server/contract/backup.ts';
import { restoreTool } from '../../server/tools/restore.ts';
import { verifyFile } from '../../server/tools/verify.ts';
import { TestHouse } from '../fixtures/house.ts';
import { temporaryFolder } from '../fixtures/temporary.ts';
import { runTool } from '../fixtures/tool-run.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const at = (time: string) => Date.parse(`${time.replace(' ', 'T')}:00+08:00`);

let house: TestHouse;
let scan = '';
let now = at('2026-11-24 09:00');
let setting: BackupSetting = { at: '03:30', keepDays: 3 };
const complaints: object[] = [];
beforeAll(async () => {
  house = await TestHouse.open();
  for (let visitor = 0; visitor < 20; visitor += 1) await house.take('DK03');
  scan = await openBlobStore(join(house.folder, 'files')).put(Buffer.from('扫描件'));
});
afterAll(() => house.close());

function keeper(folder?: string): BackupKeeper {
  return new BackupKeeper({
    data: house.folder,
    setting: () => ({ ...setting, ...(folder === undefined ? {} : { folder }) }),
    timeZone: 'Asia/Shanghai',
    now: () => now,
    recordBegins: () => at('2026-11-24 09:00'),
    log: { error: (facts) => void complaints.push(facts), info: () => undefined },
  });
}
const filePath = (folder: string, sha256: string) => join(folder, 'files', sha256.slice(0, 2), sha256);

describe('the daily backup', () => {
  it('is due at its time of day, is made up for when the server was off then, and only once a day', async () => {
    expect(nextTime(at('2026-11-24 03:29'), '03:30', 'Asia/Shanghai')).toBe(at('2026-11-24 03:30'));
    expect(nextTime(at('2026-11-24 03:30'), '03:30', 'Asia/Shanghai')).toBe(at('2026-11-25 03:30'));
    now = at('2026-11-24 09:00');
    const kept = keeper(temporaryFolder());
    expect((await kept.tick())?.rows).toBe(house.seq);
    expect(await kept.tick()).toBeNull();
    now = at('2026-11-25 03:29');
    expect(await kept.tick()).toBeNull();
    now = at('2026-11-26 08:10');
    expect(await kept.tick()).toMatchObject({ whole: true });
    expect(await kept.tick()).toBeNull();
  });

  it('holds the database and the files, checked, for its owner alone', async () => {
    const folder = temporaryFolder();
    const made = await keeper(folder).make();
    const { name = '' } = made ?? {};
    const path = join(folder, `${name}.db`);
    expect(made).toMatchObject({ bytes: statSync(path).size, files: 1, fileBytes: 9, lostFiles: 0, whole: true });
    expect(verifyFile(path)).toEqual({ rows: house.seq, problem: null });
    expect(readFileSync(filePath(folder, scan), 'utf8')).toBe('扫描件');
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  it('that the power cut leaves nothing that counts as a copy, and the next one clears it away', async () => {
    const folder = temporaryFolder();
    const kept = keeper(folder);
    // Cut while copying the database, while copying a file, and before the note was written.
    writeFileSync(join(folder, 'daily-2026-11-23T193000Z.db.unchecked'), 'half');
    mkdirSync(join(folder, 'files', 'ab'), { recursive: true });
    writeFileSync(join(folder, 'files', 'ab', `${'ab'.repeat(32)}.part`), 'half');
    writeFileSync(join(folder, 'daily-2026-11-22T193000Z.db'), 'no note beside it');
    writeFileSync(join(folder, 'daily-2026-11-22T193000Z.json.part'), '{');
    writeFileSync(join(folder, 'daily-2026-11-22T193000Z.others'), 'no note beside it');
    writeFileSync(join(folder, '2026-11-20-120000.db'), 'made by hand');
    expect([kept.state().list, kept.lastGoodAt()]).toEqual([[], null]);
    const name = (await kept.make())?.name;
    const whole = [`${name}.db`, `${name}.json`, `${name}.others`];
    expect(readdirSync(folder).sort()).toEqual(['2026-11-20-120000.db', ...whole, 'files'].sort());
    expect(readdirSync(join(folder, 'files', 'ab'))).toEqual([]);
  });

  it('goes after the days it is kept, but never the last one; its files go with the last copy that needs them', async () => {
    const folder = temporaryFolder();
    const kept = keeper(folder);
    const gone = await openBlobStore(join(house.folder, 'files')).put(Buffer.from('不久就删'));
    now = at('2026-12-01 03:30');
    const first = await kept.make();
    rmSync(filePath(house.folder, gone));
    now += 2 * dayMs;
    await kept.make();
    expect([kept.state().list.length, existsSync(filePath(folder, gone))]).toEqual([2, true]);
    now += 2 * dayMs;
    await kept.make();
    expect(kept.state().list.map(({ name }) => name)).not.toContain(first?.name);
    expect([existsSync(filePath(folder, gone)), existsSync(filePath(folder, scan))]).toEqual([false, true]);
    setting = { at: '03:30', keepDays: 1 };
    now += 9 * dayMs;
    await kept.make();
    expect(kept.state().list).toHaveLength(1);
    setting = { at: '03:30', keepDays: 3 };
  });

  it('that was damaged or cut short afterwards no longer counts as good; a damaged file is copied anew within a week', async () => {
    const folder = temporaryFolder();
    const kept = keeper(folder);
    const made = await kept.make();
    writeFileSync(filePath(folder, scan), '描扫件');
    utimesSync(filePath(folder, scan), now / 1000, now / 1000);
    for (let day = 0; day < 7; day += 1) {
      now += dayMs;
      await kept.make();
    }
    expect(readFileSync(filePath(folder, scan), 'utf8')).toBe('扫描件');
    const newest = kept.state().list[0]?.name ?? '';
    writeFileSync(join(folder, `${newest}.db`), 'cut');
    const { list, lastGoodAt } = kept.state();
    expect([list[0]?.whole, lastGoodAt]).toEqual([false, list[1]?.at]);
    expect(made?.name).not.toBe(newest);
  });

  it('that cannot be written says why, is tried again after half an hour, and is late after 36 hours', async () => {
    const blocked = join(temporaryFolder(), 'a-file');
    writeFileSync(blocked, '');
    now = at('2026-11-24 09:30');
    const kept = keeper(blocked);
    expect(await kept.make()).toBeNull();
    expect(kept.state().failure).toMatchObject({
      trouble: 'folder-not-writable',
      why: expect.stringContaining('a-file'),
    });
    expect(kept.failed()).toMatchObject({ at: now, trouble: 'folder-not-writable' });
    expect(kept.state().nextAt).toBe(new Date(now + 30 * 60_000).toISOString());
    expect([kept.lateSince(), kept.state().late]).toEqual([null, false]);
    now += 36 * hourMs;
    expect([kept.lateSince(), kept.state().late]).toEqual([at('2026-11-24 09:00'), true]);
    expect(complaints.length).toBeGreaterThan(0);
  });

  it('is put in by the restore tool with the papers and scans that are missing', async () => {
    const folder = temporaryFolder();
    const { name = '' } = (await keeper(folder).make()) ?? {};
    const fresh = join(temporaryFolder(), 'data');
    const { code, said } = await runTool(restoreTool, [join(folder, `${name}.db`), '--data', fresh]);
    expect(code).toBe(0);
    expect(said.join(' ')).toContain('1 papers and scans brought back');
    expect(readFileSync(filePath(fresh, scan), 'utf8')).toBe('扫描件');
    expect(verifyFile(join(fresh, 'tingqian.db')).rows).toBe(house.seq);
  });
});

describe('backups over the API', () => {
  const read = async () => (await house.get('/api/backups', { as: 'admin1' })).json<Backups>();

  it('are begun by the administrator, listed with size and check, and missed by the supervisor after 36 hours', async () => {
    await house.refused(403, 'not-allowed', (h) => h.post('/api/backups', {}, { as: 'super1' }));
    expect((await read()).list).toEqual([]);
    expect((await house.post('/api/backups', {}, { as: 'admin1' })).statusCode).toBe(202);
    await expect.poll(async () => (await read()).running).toBe(false);
    const { list, failure } = await read();
    expect([list.length, list[0]?.whole, failure]).toEqual([1, true, null]);
    expect(house.house.backups.lateSince()).toBeNull();
    house.at += 36 * hourMs + 1;
    expect(house.house.backups.lateSince()).toBe(Date.parse(list[0]?.at ?? ''));
  });

  it('go where and when the settings say, at once', async () => {
    const folder = temporaryFolder();
    // The day has turned: signing in anew is recorded.
    house.forgetSessions();
    await read();
    const put = (backups: object) =>
      house.post('/api/settings', { basedOn: 9, changes: { backups } }, { as: 'admin1' });
    await house.refused(400, 'invalid-request', () => put({ at: '25:00', keepDays: 1 }));
    await house.refused(400, 'invalid-request', () => put({ at: '22:00', keepDays: 1, folder: 'relative' }));
    expect((await put({ at: '22:00', keepDays: 5, folder })).statusCode).toBe(200);
    expect((await read()).folder).toBe(folder);
    await house.house.backups.tick();
    expect(existsSync(join(folder, `${(await read()).list[0]?.name}.db`))).toBe(true);
  });
});
