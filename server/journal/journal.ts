import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { NewDeviceJob } from '../contract/device.ts';
import type { Recorded, RecordedEvent } from '../contract/events.ts';
import { type CommandResult, commandTable } from './command-table.ts';
import { chainHash, chainStart } from './hash-chain.ts';
import { migrate } from './migrate.ts';
import { prepareJobWriter } from './projections/device-job.ts';
import { createProjections, prepareProjections, projectionsAreOld, rebuildProjections } from './projections/index.ts';

/** Who wrote an event, and when. */
export interface Author {
  at: number;
  by: string;
  actingFor: string | null;
}

export interface Person {
  id: string;
  data: string;
}

interface JournalRow {
  seq: number;
  stream: string;
  version: number;
  at: number;
  by: string;
  acting_for: string | null;
  type: string;
  event: string;
  hash: string;
}

/**
 * The one writer of the record. `begin`, any number of `append`, `keepCommand` and `keepPerson`, then `commit` or
 * `rollback`: events, projections, device jobs and answers stand or fall together. After `commit` returns they are on
 * the disk (`synchronous=FULL`).
 */
export interface Journal {
  readonly database: Database.Database;
  begin(): void;
  append(stream: string, events: readonly RecordedEvent[], author: Author): Recorded[];
  keepCommand(id: string, at: number, kept: CommandResult): void;
  keepPerson(person: Person, at: number): void;
  /** Personal data leave the side table for good; the record keeps the id alone. */
  erasePerson(id: string): void;
  person(id: string): Person | undefined;
  commit(): void;
  rollback(): void;
  command(id: string): CommandResult | undefined;
  /** A stream's events in order. */
  read(stream: string): IterableIterator<Recorded>;
  /** Name of the newest stream that begins so, or undefined. */
  newestStream(prefix: string): string | undefined;
  readonly lastSeq: number;
  close(): void;
}

export interface JournalOptions {
  /** Folder of the database; made when it is not there. */
  folder: string;
  deviceJobs(event: RecordedEvent): NewDeviceJob[];
}

export const databaseName = 'tingqian.db';

export function openDatabase(folder: string): Database.Database {
  mkdirSync(folder, { recursive: true });
  const database = new Database(join(folder, databaseName));
  database.pragma('journal_mode = WAL');
  // NORMAL may lose tickets that were already handed out when the power goes.
  database.pragma('synchronous = FULL');
  database.pragma('busy_timeout = 5000');
  database.pragma('wal_autocheckpoint = 4000');
  database.pragma('cache_size = -65536');
  migrate(database);
  createProjections(database);
  return database;
}

function prepareStatements(database: Database.Database) {
  return {
    begin: database.prepare('BEGIN IMMEDIATE'),
    commit: database.prepare('COMMIT'),
    rollback: database.prepare('ROLLBACK'),
    insert: database.prepare('INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)'),
    last: database.prepare<[], JournalRow>('SELECT * FROM journal ORDER BY seq DESC LIMIT 1'),
    version: database
      .prepare<[string], number | null>('SELECT max(version) FROM journal WHERE stream = ?')
      .pluck() as Database.Statement<[string], number | null>,
    stream: database.prepare<[string], JournalRow>('SELECT * FROM journal WHERE stream = ? ORDER BY version'),
    newest: database
      .prepare<[string, string], string>(
        'SELECT stream FROM journal WHERE stream >= ? AND stream < ? ORDER BY stream DESC LIMIT 1',
      )
      .pluck() as Database.Statement<[string, string], string>,
    markTail: database.prepare('UPDATE journal_tail SET seq = ?, hash = ?'),
    keepPerson: database.prepare('INSERT INTO person VALUES (?, ?, ?)'),
    erasePerson: database.prepare('DELETE FROM person WHERE id = ?'),
    person: database.prepare<[string], Person>('SELECT id, data FROM person WHERE id = ?'),
  };
}

export function openJournal(options: JournalOptions): Journal {
  const database = openDatabase(options.folder);
  if (projectionsAreOld(database)) rebuildProjections(database, options.deviceJobs);
  const run = prepareStatements(database);
  const project = prepareProjections(database);
  const writeJobs = prepareJobWriter(database);
  const commands = commandTable(database);
  const versions = new Map<string, number>();
  let tail = { seq: 0, hash: chainStart };
  let markedSeq = 0;

  function findTail(): void {
    const row = run.last.get();
    tail = row === undefined ? { seq: 0, hash: chainStart } : { seq: row.seq, hash: row.hash };
    markedSeq = tail.seq;
    versions.clear();
  }
  findTail();

  function versionOf(stream: string): number {
    const known = versions.get(stream);
    if (known !== undefined) return known;
    // Streams of dossiers come and go; only what this group touches needs remembering.
    if (versions.size > 1000) versions.clear();
    return run.version.get(stream) ?? 0;
  }

  function append(stream: string, events: readonly RecordedEvent[], author: Author): Recorded[] {
    const { at, by, actingFor } = author;
    return events.map((event) => {
      const seq = tail.seq + 1;
      const version = versionOf(stream) + 1;
      const text = JSON.stringify(event);
      const hash = chainHash(tail.hash, { seq, stream, version, at, by, actingFor, type: event.type, event: text });
      run.insert.run(seq, stream, version, at, by, actingFor, event.type, text, hash);
      tail = { seq, hash };
      versions.set(stream, version);
      const recorded: Recorded = { seq, stream, version, at, by, actingFor, event };
      project(recorded);
      writeJobs(recorded, options.deviceJobs(event));
      return recorded;
    });
  }

  return {
    database,
    begin: () => run.begin.run(),
    append,
    keepCommand: commands.keep,
    keepPerson: (person, at) => run.keepPerson.run(person.id, person.data, at),
    erasePerson: (id) => run.erasePerson.run(id),
    person: (id) => run.person.get(id),
    commit: () => {
      if (tail.seq > markedSeq) run.markTail.run(tail.seq, tail.hash);
      commands.write();
      run.commit.run();
      markedSeq = tail.seq;
      commands.committed();
    },
    rollback: () => {
      if (database.inTransaction) run.rollback.run();
      commands.rolledBack();
      findTail();
    },
    command: commands.find,
    read: (stream) => readRows(run.stream.iterate(stream)),
    newestStream: (prefix) => run.newest.get(prefix, `${prefix}\uffff`),
    get lastSeq() {
      return tail.seq;
    },
    close: () => database.close(),
  };
}

function* readRows(rows: IterableIterator<JournalRow>): IterableIterator<Recorded> {
  for (const row of rows) {
    yield {
      seq: row.seq,
      stream: row.stream,
      version: row.version,
      at: row.at,
      by: row.by,
      actingFor: row.acting_for,
      event: JSON.parse(row.event) as RecordedEvent,
    };
  }
}
