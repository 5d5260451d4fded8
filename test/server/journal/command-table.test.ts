import Database from 'better-sqlite3';
import { beforeEach, describe, expect, test } from 'vitest';
import { commandTable } from '../../../server/journal/command-table.ts';
import { migrate } from '../../../server/journal/migrate.ts';
import { migrations } from '../../../server/journal/migrations/index.ts';

const dayMs = 24 * 3_600_000;
const monday = Date.UTC(2026, 10, 23, 1);
let database: Database.Database;

beforeEach(() => {
  database = new Database(':memory:');
  migrate(database);
});

/** Keeps commands as one transaction does. */
function keepTogether(table: ReturnType<typeof commandTable>, at: number, ids: readonly string[]): void {
  for (const id of ids) table.keep(id, at, { digest: `digest-${id}`, result: `{"answer":"to ${id} 好"}` });
  table.write();
  table.committed();
}

describe('answers to commands', () => {
  test('each of a group is found by its id, in the same process and after a start', () => {
    const table = commandTable(database);
    keepTogether(table, monday, ['take-1', 'take-2', 'take-3']);
    keepTogether(table, monday + 1, ['take-4']);
    for (const found of [table, commandTable(database)])
      for (const id of ['take-1', 'take-2', 'take-3', 'take-4'])
        expect(found.find(id)).toEqual({ digest: `digest-${id}`, result: `{"answer":"to ${id} 好"}` });
  });

  test('one that is part of another is not mistaken for it', () => {
    const table = commandTable(database);
    keepTogether(table, monday, ['take-11', 'take-1x']);
    expect(table.find('take-1')).toBeUndefined();
  });

  test('a retry within the same transaction is answered before anything is written', () => {
    const table = commandTable(database);
    table.keep('take-1', monday, { digest: 'one', result: '{}' });
    expect(table.find('take-1')).toEqual({ digest: 'one', result: '{}' });
  });

  test('those of a transaction that failed are unknown, and the next row takes their place', () => {
    const table = commandTable(database);
    keepTogether(table, monday, ['take-1']);
    table.keep('take-2', monday, { digest: 'two', result: '{}' });
    table.rolledBack();
    expect(table.find('take-2')).toBeUndefined();
    keepTogether(table, monday, ['take-2']);
    expect(table.find('take-2')?.digest).toBe('digest-take-2');
  });

  test('after a start those of the last three days are known, older ones are not', () => {
    const table = commandTable(database);
    keepTogether(table, monday - 4 * dayMs, ['old']);
    keepTogether(table, monday - 2 * dayMs, ['friday']);
    keepTogether(table, monday, ['today']);
    const later = commandTable(database);
    expect(later.find('old')).toBeUndefined();
    expect(later.find('friday')?.digest).toBe('digest-friday');
    keepTogether(later, monday + 1, ['next']);
    expect(commandTable(database).find('next')?.digest).toBe('digest-next');
  });

  test('answers that an earlier release kept row by row are found after its database was brought up to date', () => {
    const old = new Database(':memory:');
    for (const step of migrations.slice(0, 2)) old.exec(step);
    old.pragma('user_version = 2');
    old.prepare('INSERT INTO command (id, digest, at, result) VALUES (?, ?, ?, ?)').run('z-1', 'd1', monday, '{"a":1}');
    old.prepare('INSERT INTO command (id, digest, at, result) VALUES (?, ?, ?, ?)').run('a-2', 'd2', monday, '{"a":2}');
    migrate(old);
    const table = commandTable(old);
    expect(table.find('z-1')).toEqual({ digest: 'd1', result: '{"a":1}' });
    expect(table.find('a-2')).toEqual({ digest: 'd2', result: '{"a":2}' });
  });
});
