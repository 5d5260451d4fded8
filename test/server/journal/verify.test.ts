import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { databaseName, openJournal } from '../../../server/journal/journal.ts';
import { verifyJournal } from '../../../server/journal/verify.ts';
import { deviceJobs } from '../../../server/reactions/device-jobs.ts';
import { RecordedHall } from '../../fixtures/recorded-hall.ts';
import { lastingFolder, temporaryFolder } from '../../fixtures/temporary.ts';

let original = '';
let rows = 0;

beforeAll(() => {
  original = lastingFolder();
  return () => rmSync(original, { recursive: true, force: true });
});

/** A copy of a journal of some hundred events, as a file nobody has open. */
async function copy(): Promise<string> {
  if (rows === 0) {
    const house = new RecordedHall(undefined, original);
    await house.busyDay(5, 250);
    house.at += 86_400_000;
    await house.busyDay(6, 50);
    rows = house.hall.lastSeq;
    await house.hall.close();
    house.journal.database.pragma('wal_checkpoint(TRUNCATE)');
  }
  const path = join(temporaryFolder(), databaseName);
  copyFileSync(join(original, databaseName), path);
  return path;
}

function open(path: string): Database.Database {
  const database = new Database(path);
  onTestFinished(() => {
    database.close();
  });
  return database;
}

/** Opens a copy for whoever has taken the locks off. */
function unlocked(path: string): Database.Database {
  const database = open(path);
  database.exec('DROP TRIGGER journal_is_never_edited; DROP TRIGGER journal_is_never_cut;');
  return database;
}

describe('examining the journal', () => {
  it('finds nothing wrong with a whole one', async () => {
    expect(verifyJournal(open(await copy()))).toEqual({ rows, problem: null });
  });

  it('an empty journal is whole', () => {
    const journal = openJournal({ folder: temporaryFolder(), deviceJobs });
    onTestFinished(() => journal.close());
    expect(verifyJournal(journal.database)).toEqual({ rows: 0, problem: null });
  });

  it('finds the row when one byte of the file was changed', async () => {
    const path = await copy();
    const database = open(path);
    const target = database
      .prepare<[], { seq: number; event: string }>(
        `SELECT seq, event FROM journal WHERE type = 'TicketTaken' AND seq > 50 LIMIT 1`,
      )
      .get();
    database.close();
    const bytes = readFileSync(path);
    const at = bytes.indexOf(Buffer.from(target?.event ?? 'nothing'));
    expect(at).toBeGreaterThan(0);
    const number = at + (target?.event ?? '').indexOf('"number":"') + '"number":"'.length;
    bytes[number + 3] = bytes[number + 3] === 0x39 ? 0x38 : 0x39;
    writeFileSync(path, bytes);
    const found = verifyJournal(open(path));
    expect(found.problem?.seq).toBe(target?.seq);
    expect(found.problem?.what).toContain('TicketTaken');
    expect(found.rows).toBe((target?.seq ?? 0) - 1);
  });

  const fields = [
    'at = at + 1',
    `by = 'staff:b09'`,
    `acting_for = 'a09'`,
    `type = 'TicketMissed'`,
    `event = event || ' '`,
  ];
  fields.push(`stream = 'hall:2026-11-22'`, 'version = 9999', `hash = '${'f'.repeat(64)}'`);
  it.each(fields)('finds the row when %s', async (change) => {
    const database = unlocked(await copy());
    database.exec(`UPDATE journal SET ${change} WHERE seq = 77`);
    expect(verifyJournal(database).problem?.seq).toBe(77);
  });

  it('finds the place where a row was taken out', async () => {
    const database = unlocked(await copy());
    database.exec('DELETE FROM journal WHERE seq = 42');
    expect(verifyJournal(database).problem).toEqual({ seq: 42, what: 'row 42 is missing; the next one is 43' });
  });

  it('finds a row that was taken out although the rest was counted anew', async () => {
    const database = unlocked(await copy());
    database.exec('DELETE FROM journal WHERE seq = 42; UPDATE journal SET seq = seq - 1 WHERE seq > 42;');
    expect(verifyJournal(database).problem?.seq).toBe(42);
  });

  it('finds a row that was put in', async () => {
    const database = unlocked(await copy());
    database.exec(
      `INSERT INTO journal SELECT seq + 1, 'hall:2030-01-01', 1, at, by, acting_for, type, event, hash
        FROM journal ORDER BY seq DESC LIMIT 1`,
    );
    expect(verifyJournal(database).problem?.seq).toBe(rows + 1);
  });

  it('finds that the end was cut off', async () => {
    const database = unlocked(await copy());
    database.exec(`DELETE FROM journal WHERE seq > ${rows - 5}`);
    expect(verifyJournal(database)).toEqual({
      rows: rows - 5,
      problem: { seq: rows - 4, what: `the rows from ${rows - 4} to ${rows} were cut off` },
    });
  });

  it('finds that everything was cut off', async () => {
    const database = unlocked(await copy());
    database.exec('DELETE FROM journal');
    expect(verifyJournal(database).problem).toEqual({ seq: 1, what: `the rows from 1 to ${rows} were cut off` });
  });

  it('finds that the mark of the end was taken away or set back', async () => {
    const database = unlocked(await copy());
    database.exec(`UPDATE journal_tail SET seq = ${rows - 1}`);
    expect(verifyJournal(database).problem?.seq).toBe(rows);
    database.exec('DELETE FROM journal_tail');
    expect(verifyJournal(database).problem?.what).toContain('mark of the last row');
  });

  it('tells of a file that SQLite cannot read instead of failing', async () => {
    const path = await copy();
    const bytes = readFileSync(path);
    bytes.fill(0xaa, 4096 * 3, 4096 * 40);
    writeFileSync(path, bytes);
    expect(verifyJournal(open(path)).problem).not.toBeNull();
  });
});
