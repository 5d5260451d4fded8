import { createHash } from 'node:crypto';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { RecordedEvent } from '../../../server/contract/events.ts';
import { chainHash, chainStart } from '../../../server/journal/hash-chain.ts';
import { databaseName, type Journal, openJournal } from '../../../server/journal/journal.ts';
import { migrations } from '../../../server/journal/migrations/index.ts';
import { rebuildProjections } from '../../../server/journal/projections/index.ts';
import { verifyJournal } from '../../../server/journal/verify.ts';
import { deviceJobs } from '../../../server/reactions/device-jobs.ts';
import { dumpProjections, RecordedHall } from '../../fixtures/recorded-hall.ts';
import { temporaryFolder } from '../../fixtures/temporary.ts';

const author = { at: 1000, by: 'staff:a01', actingFor: null };
const opened = (counter: number): RecordedEvent => ({ type: 'CounterOpened', counter, staff: 'a01', actingFor: null });

function newJournal(folder = temporaryFolder()): Journal {
  const journal = openJournal({ folder, deviceJobs });
  onTestFinished(() => journal.close());
  return journal;
}

function write(journal: Journal, stream: string, ...events: RecordedEvent[]): void {
  journal.begin();
  journal.append(stream, events, author);
  journal.commit();
}

describe('the journal', () => {
  it('counts rows through and versions by stream', () => {
    const journal = newJournal();
    write(journal, 'hall:2026-11-23', opened(1), opened(2));
    write(journal, 'dossier:1', opened(3));
    write(journal, 'hall:2026-11-23', opened(4));
    const rows = journal.database.prepare('SELECT seq, stream, version FROM journal ORDER BY seq').raw().all();
    expect(rows).toEqual([
      [1, 'hall:2026-11-23', 1],
      [2, 'hall:2026-11-23', 2],
      [3, 'dossier:1', 1],
      [4, 'hall:2026-11-23', 3],
    ]);
  });

  it('goes on counting after it was opened again', () => {
    const folder = temporaryFolder();
    const first = openJournal({ folder, deviceJobs });
    write(first, 'hall:2026-11-23', opened(1));
    first.close();
    const second = newJournal(folder);
    write(second, 'hall:2026-11-23', opened(2));
    expect([...second.read('hall:2026-11-23')].map((each) => [each.seq, each.version])).toEqual([
      [1, 1],
      [2, 2],
    ]);
    expect(verifyJournal(second.database)).toEqual({ rows: 2, problem: null });
  });

  it('finds the newest stream of a kind', () => {
    const journal = newJournal();
    expect(journal.newestStream('hall:')).toBeUndefined();
    write(journal, 'hall:2026-11-24', opened(1));
    write(journal, 'hall:2026-11-23', opened(1));
    write(journal, 'hallway:9', opened(1));
    expect(journal.newestStream('hall:')).toBe('hall:2026-11-24');
  });

  it('lets no row be changed or taken out', () => {
    const journal = newJournal();
    write(journal, 'hall:2026-11-23', opened(1));
    expect(() => journal.database.exec(`UPDATE journal SET at = 1 WHERE seq = 1`)).toThrow('append-only');
    expect(() => journal.database.exec('DELETE FROM journal')).toThrow('append-only');
  });

  it('lets no version of a stream be written twice', () => {
    const journal = newJournal();
    write(journal, 'hall:2026-11-23', opened(1));
    const again = `INSERT INTO journal SELECT 2, stream, version, at, by, acting_for, type, event, hash FROM journal`;
    expect(() => journal.database.exec(again)).toThrow('UNIQUE');
  });

  it('a rollback leaves nothing, neither events nor tables, answers nor people', () => {
    const journal = newJournal();
    write(journal, 'hall:2026-11-23', opened(1));
    const taken: RecordedEvent = {
      type: 'TicketTaken',
      ticketId: 't1',
      number: '1001',
      zone: 1,
      services: ['GS01'],
      origin: 'kiosk',
      terminal: 'kiosk-1',
      class: 'ordinary',
      key: 1000,
      ahead: 0,
      wait: null,
      counters: [1],
      printer: 'printer-kiosk',
    };
    journal.begin();
    journal.append('hall:2026-11-23', [taken], author);
    journal.keepCommand('command-1', 1000, { digest: 'd', result: '{}' });
    journal.keepPerson({ id: 'p1', data: '{}' }, 1000);
    journal.rollback();
    const count = (table: string) => journal.database.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
    expect(['journal', 'ticket', 'device_job', 'command_group', 'person'].map(count)).toEqual([1, 0, 0, 0, 0]);
    expect([journal.lastSeq, journal.command('command-1')]).toEqual([1, undefined]);
    write(journal, 'hall:2026-11-23', taken);
    expect(verifyJournal(journal.database)).toEqual({ rows: 2, problem: null });
    expect(['ticket', 'device_job'].map(count)).toEqual([1, 1]);
  });

  it('keeps the answer to a command under its id, also over a restart', () => {
    const folder = temporaryFolder();
    const first = openJournal({ folder, deviceJobs });
    expect(first.command('command-1')).toBeUndefined();
    for (const [id, result] of [
      ['command-1', '{"number":"1001"}'],
      ['command-2', '{"number":"1002"}'],
    ] as const) {
      first.begin();
      first.keepCommand(id, 1000, { digest: 'd', result });
      first.commit();
    }
    expect(first.command('command-1')).toEqual({ digest: 'd', result: '{"number":"1001"}' });
    first.close();
    const second = newJournal(folder);
    expect(second.command('command-2')).toEqual({ digest: 'd', result: '{"number":"1002"}' });
    expect(second.command('command-3')).toBeUndefined();
  });

  it('forgets the answers of a transaction that was rolled back, and only those', () => {
    const journal = newJournal();
    journal.begin();
    journal.keepCommand('command-1', 1000, { digest: 'd', result: '1' });
    journal.commit();
    journal.begin();
    journal.keepCommand('command-2', 1000, { digest: 'd', result: '2' });
    expect(journal.command('command-2')).toEqual({ digest: 'd', result: '2' });
    journal.rollback();
    expect(journal.command('command-2')).toBeUndefined();
    journal.begin();
    journal.keepCommand('command-3', 1000, { digest: 'd', result: '3' });
    journal.commit();
    expect([journal.command('command-1')?.result, journal.command('command-3')?.result]).toEqual(['1', '3']);
  });

  it('writes through to the disk with each commit', () => {
    const { database } = newJournal();
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(database.pragma('synchronous', { simple: true })).toBe(2);
  });

  it('is not read twice the same by two different rows', () => {
    const text = fc.string({ unit: 'binary', maxLength: 20 });
    const row = fc.record({
      seq: fc.nat(),
      stream: text,
      version: fc.nat(),
      at: fc.nat(),
      by: text,
      actingFor: fc.option(text),
      type: text,
      event: text,
    });
    fc.assert(
      fc.property(row, ({ seq, stream, version, at, by, actingFor, type, event }) => {
        const fields = [chainStart, seq, stream, version, at, by, actingFor, type, event];
        const whole = createHash('sha256').update(JSON.stringify(fields)).digest('hex');
        expect(chainHash(chainStart, { seq, stream, version, at, by, actingFor, type, event })).toBe(whole);
      }),
    );
  });
});

describe('migrating', () => {
  it('a database of a newer release is refused', () => {
    const folder = temporaryFolder();
    openJournal({ folder, deviceJobs }).close();
    const database = new Database(`${folder}/${databaseName}`);
    database.pragma(`user_version = ${migrations.length + 1}`);
    database.close();
    expect(() => openJournal({ folder, deviceJobs })).toThrow('written by a newer release');
  });

  it('a database that has taken only the first step keeps its rows and gets its end marked', () => {
    const folder = temporaryFolder();
    const database = new Database(`${folder}/${databaseName}`);
    database.exec(migrations[0] ?? '');
    database.pragma('user_version = 1');
    const row = {
      seq: 1,
      stream: 'hall:2026-11-23',
      version: 1,
      at: 1,
      by: 'clock',
      actingFor: null,
      type: 'DayClosed',
    };
    const event = '{"type":"DayClosed","date":"2026-11-23"}';
    const hash = chainHash(chainStart, { ...row, event });
    database
      .prepare('INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run(row.seq, row.stream, row.version, row.at, row.by, row.actingFor, row.type, event, hash);
    database.close();
    const journal = newJournal(folder);
    expect(journal.lastSeq).toBe(1);
    expect(verifyJournal(journal.database)).toEqual({ rows: 1, problem: null });
    write(journal, 'hall:2026-11-23', opened(1));
    expect(verifyJournal(journal.database)).toEqual({ rows: 2, problem: null });
  });

  it('a projection that an older release kept in fewer tables is made anew, with what the record holds', () => {
    const folder = temporaryFolder();
    const first = newJournal(folder);
    write(first, 'hall:2026-11-23', opened(1));
    first.database.exec(`DROP TABLE dossier_card_day; UPDATE setting SET value = '1' WHERE name = 'projections'`);
    first.close();
    const { database } = newJournal(folder);
    const count = (table: string) => database.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
    expect(['journal', 'dossier_card', 'dossier_card_day'].map(count)).toEqual([1, 0, 0]);
  });

  it('opening again changes nothing', () => {
    const folder = temporaryFolder();
    const schema = () => {
      const journal = openJournal({ folder, deviceJobs });
      const text = journal.database.prepare('SELECT sql FROM sqlite_master ORDER BY name').pluck().all();
      journal.close();
      return text;
    };
    expect(schema()).toEqual(schema());
  });
});

describe('rebuilding', () => {
  it('makes every table anew as it was, after a busy day, a midnight and another morning', async () => {
    const house = new RecordedHall();
    await house.busyDay(11);
    house.at += 86_400_000;
    await house.busyDay(12, 150);
    const { database } = house.journal;
    const live = dumpProjections(database);
    expect(live.ticket?.length).toBeGreaterThan(60);
    expect(live.service_period?.length).toBeGreaterThan(60);
    expect(live.device_job?.length).toBeGreaterThan(20);
    expect(rebuildProjections(database, deviceJobs)).toBe(house.hall.lastSeq);
    expect(dumpProjections(database)).toEqual(live);
  });

  it('is done by itself when the tables were made by another release', async () => {
    const house = new RecordedHall();
    await house.busyDay(17);
    const { database } = house.journal;
    const live = dumpProjections(database);
    database.exec(`DROP TABLE service_period; CREATE TABLE service_period (ticket_id TEXT, no INTEGER);
      UPDATE setting SET value = '1' WHERE name = 'projections'`);
    await house.reopen();
    expect(dumpProjections(house.journal.database)).toEqual(live);
  });

  it('tells of each ticket what the hall itself knows', async () => {
    const house = new RecordedHall();
    await house.busyDay(23);
    const rows = house.journal.database
      .prepare('SELECT id, number, status, counter, key, misses, current, services FROM ticket ORDER BY taken_seq')
      .all();
    const known = [...house.hall.state.tickets.values()].map((ticket) => {
      const { standing } = ticket;
      const counter =
        'counter' in standing ? standing.counter : standing.status === 'waiting' ? standing.boundTo : null;
      const { id, number, key, misses, current } = ticket;
      return {
        id,
        number,
        status: standing.status,
        counter,
        key,
        misses,
        current,
        services: JSON.stringify(ticket.services),
      };
    });
    expect(rows).toEqual(known);
    const slips = house.journal.database
      .prepare(`SELECT id, status FROM device_job WHERE kind = 'slip' ORDER BY id`)
      .all();
    expect(slips).toEqual([...house.hall.state.slips.values()].map(({ id, status }) => ({ id, status })));
  });

  it('a service period is open just while its visitor is at a counter', async () => {
    const house = new RecordedHall();
    await house.busyDay(31);
    const open = house.journal.database
      .prepare('SELECT ticket_id, counter FROM service_period WHERE ended_at IS NULL ORDER BY counter')
      .raw()
      .all();
    const busy = [...house.hall.state.counters.values()].flatMap((counter) =>
      counter.ticketId === null ? [] : [[counter.ticketId, counter.no]],
    );
    expect(open).toEqual(busy);
  });
});
