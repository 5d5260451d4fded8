import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { lockFolder } from '../../../server/journal/folder-lock.ts';
import { databaseName, openJournal } from '../../../server/journal/journal.ts';
import { deviceJobs } from '../../../server/reactions/device-jobs.ts';
import { backupTool } from '../../../server/tools/backup.ts';
import { restoreTool } from '../../../server/tools/restore.ts';
import { verifyFile } from '../../../server/tools/verify.ts';
import { RecordedHall } from '../../fixtures/recorded-hall.ts';
import { temporaryFolder } from '../../fixtures/temporary.ts';
import { runTool } from '../../fixtures/tool-run.ts';

/** A hall with a backup, and what came after it. */
async function hallWithBackup(): Promise<{ house: RecordedHall; backup: string; rows: number }> {
  const house = new RecordedHall();
  await house.busyDay(8, 80);
  const backup = join(temporaryFolder(), 'good.db');
  await runTool(backupTool, ['--data', house.folder, '--to', backup]);
  const rows = house.hall.lastSeq;
  await house.take('GS01');
  return { house, backup, rows };
}

it('puts the backup in place and keeps what was there, with all that was committed', async () => {
  const { house, backup, rows } = await hallWithBackup();
  const present = house.hall.lastSeq;
  const { code, said } = await runTool(restoreTool, [backup, '--data', house.folder]);
  expect(code).toBe(0);
  expect(said.at(-1)).toContain(`${rows} rows restored`);
  const kept = readdirSync(house.folder).filter((name) => /\.before-\d{4}-\d{2}-\d{2}-\d{6}$/.test(name));
  expect(kept).toHaveLength(1);
  expect(said[0]).toContain(kept[0]);
  expect(verifyFile(join(house.folder, kept[0] ?? ''))).toEqual({ rows: present, problem: null });
  expect(existsSync(join(house.folder, `${databaseName}-wal`))).toBe(false);
  const journal = openJournal({ folder: house.folder, deviceJobs });
  expect(journal.lastSeq).toBe(rows);
  journal.close();
  expect(existsSync(backup)).toBe(true);
});

it('twice in one second keeps both databases that were there', async () => {
  const { house, backup } = await hallWithBackup();
  for (let time = 1; time <= 3; time += 1)
    expect((await runTool(restoreTool, [backup, '--data', house.folder])).code).toBe(0);
  const kept = readdirSync(house.folder).filter((name) => name.includes('.before-') && !/-(wal|shm)$/.test(name));
  expect(kept).toHaveLength(3);
});

it('sets up a folder that was not there', async () => {
  const { backup, rows } = await hallWithBackup();
  const folder = join(temporaryFolder(), 'new-pc');
  expect((await runTool(restoreTool, [backup, '--data', folder])).code).toBe(0);
  expect(verifyFile(join(folder, databaseName)).rows).toBe(rows);
});

it('leaves everything as it is when the backup was changed', async () => {
  const { house, backup } = await hallWithBackup();
  const bad = new Database(backup);
  bad.exec('DROP TRIGGER journal_is_never_edited; UPDATE journal SET at = at + 1 WHERE seq = 5');
  bad.close();
  const present = house.hall.lastSeq;
  const { code, complained } = await runTool(restoreTool, [backup, '--data', house.folder]);
  expect(code).toBe(1);
  expect(complained[0]).toContain('row 5');
  expect(verifyFile(join(house.folder, databaseName)).rows).toBe(present);
  expect(readdirSync(house.folder).filter((name) => /before|restoring/.test(name))).toEqual([]);
});

it('refuses what is not a database of the hall, half a file, and one of a newer release', async () => {
  const { house, backup } = await hallWithBackup();
  const folder = temporaryFolder();
  const letter = join(folder, 'letter.db');
  writeFileSync(letter, 'Dear sir or madam, '.repeat(500));
  const other = join(folder, 'other.db');
  new Database(other).exec('CREATE TABLE cake (slices INTEGER)').close();
  const half = join(folder, 'half.db');
  const bytes = readFileSync(backup);
  writeFileSync(half, bytes.subarray(0, Math.floor(bytes.length / 2)));
  const newer = join(folder, 'newer.db');
  writeFileSync(newer, bytes);
  const database = new Database(newer);
  database.pragma('user_version = 999');
  database.close();
  for (const file of [letter, other, half, newer]) {
    const { code, complained } = await runTool(restoreTool, [file, '--data', house.folder]);
    expect(code).toBe(1);
    expect(complained.length).toBeGreaterThan(0);
  }
  expect(verifyFile(join(house.folder, databaseName)).rows).toBe(house.hall.lastSeq);
  expect(readdirSync(house.folder).filter((name) => /before|restoring/.test(name))).toEqual([]);
});

it('needs the server stopped, and a file', async () => {
  const { house, backup } = await hallWithBackup();
  const unlock = lockFolder(house.folder);
  const { code, complained } = await runTool(restoreTool, [backup, '--data', house.folder]);
  unlock();
  expect(code).toBe(1);
  expect(complained.join('\n')).toContain('is in use');
  expect((await runTool(restoreTool, [join(house.folder, 'none.db'), '--data', house.folder])).code).toBe(2);
});
