import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { copyDatabase } from '../../../server/journal/copy-database.ts';
import { databaseName } from '../../../server/journal/journal.ts';
import { verifyJournal } from '../../../server/journal/verify.ts';
import { backupTool } from '../../../server/tools/backup.ts';
import { verifyFile } from '../../../server/tools/verify.ts';
import { RecordedHall } from '../../fixtures/recorded-hall.ts';
import { temporaryFolder } from '../../fixtures/temporary.ts';
import { runTool } from '../../fixtures/tool-run.ts';

async function busyHall(): Promise<RecordedHall> {
  const house = new RecordedHall();
  await house.busyDay(7, 120);
  return house;
}

describe('a backup', () => {
  it('stands dated in the data folder, as one whole file that only its owner may read', async () => {
    const house = await busyHall();
    const { code, said } = await runTool(backupTool, ['--data', house.folder]);
    expect(code).toBe(0);
    const folder = join(house.folder, 'backups');
    const [name = '', ...others] = readdirSync(folder);
    expect(others).toEqual([]);
    expect(name).toMatch(/^\d{4}-\d{2}-\d{2}-\d{6}\.db$/);
    expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
    expect(verifyFile(join(folder, name))).toEqual({ rows: house.hall.lastSeq, problem: null });
    expect(said.some((line) => line.includes('%'))).toBe(true);
    expect(said.at(-1)).toContain(join(folder, name));
  });

  it('holds what was committed while the server has it only in its write-ahead file', async () => {
    const house = await busyHall();
    expect(statSync(join(house.folder, `${databaseName}-wal`)).size).toBeGreaterThan(0);
    const to = join(temporaryFolder(), 'deep', 'hall.db');
    expect((await runTool(backupTool, ['--data', house.folder, '--to', to])).code).toBe(0);
    const copy = new Database(to, { readonly: true });
    expect(copy.pragma('journal_mode', { simple: true })).toBe('delete');
    expect(verifyJournal(copy).rows).toBe(house.hall.lastSeq);
    copy.close();
  });

  it('goes into a folder under a dated name, and never over another file', async () => {
    const house = await busyHall();
    const folder = temporaryFolder();
    await runTool(backupTool, ['--data', house.folder, '--to', folder]);
    const [name = ''] = readdirSync(folder);
    const again = await runTool(backupTool, ['--data', house.folder, '--to', join(folder, name)]);
    expect(again.code).toBe(2);
    expect(again.complained.join('\n')).toContain('not written over');
  });

  it('of a journal that is not whole is not kept', async () => {
    const house = await busyHall();
    house.journal.database.exec('DROP TRIGGER journal_is_never_cut; DELETE FROM journal WHERE seq = 9');
    const { code, complained } = await runTool(backupTool, ['--data', house.folder]);
    expect(code).toBe(1);
    expect(complained[0]).toContain('row 9');
    expect(readdirSync(join(house.folder, 'backups'))).toEqual([]);
  });
});

describe('copying a database that is written to', () => {
  it('ends, and holds the moment of its beginning', async () => {
    const house = await busyHall();
    house.journal.database.exec('CREATE TABLE ballast (bytes BLOB)');
    for (let row = 0; row < 40; row += 1)
      house.journal.database.exec('INSERT INTO ballast VALUES (randomblob(400000))');
    const rows = house.hall.lastSeq;
    const folder = temporaryFolder();
    mkdirSync(folder, { recursive: true });
    const to = join(folder, 'copy.db');
    const percents: number[] = [];
    await copyDatabase(join(house.folder, databaseName), to, (percent) => {
      percents.push(percent);
      // A commit between every two steps of the copying.
      house.journal.database.exec('INSERT INTO ballast VALUES (randomblob(10))');
      expect(percents.length).toBeLessThan(50);
    });
    expect(percents.length).toBeGreaterThan(2);
    expect(percents).toEqual([...percents].sort((one, other) => one - other));
    expect(verifyFile(to)).toEqual({ rows, problem: null });
    expect(existsSync(`${to}-wal`)).toBe(false);
    const copy = new Database(to, { readonly: true });
    expect(copy.prepare('SELECT count(*) FROM ballast').pluck().get()).toBe(40);
    copy.close();
  });
});
