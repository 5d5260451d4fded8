import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { RecordedEvent } from '../../../server/contract/events.ts';
import { openHall } from '../../../server/hall.ts';
import { type Journal, openJournal } from '../../../server/journal/journal.ts';
import { rebuildProjections } from '../../../server/journal/projections/index.ts';
import { verifyJournal } from '../../../server/journal/verify.ts';
import { deviceJobs } from '../../../server/reactions/device-jobs.ts';
import { sampleCalendar } from '../../fixtures/calendars.ts';
import { brokenRules } from '../../fixtures/hall-dump.ts';
import { kiosk } from '../../fixtures/hall-script.ts';
import { sampleModel } from '../../fixtures/halls.ts';
import { RecordedHall, takeCommand } from '../../fixtures/recorded-hall.ts';
import { playScriptedDay, summaryOf } from '../../fixtures/scripted-day.ts';
import { temporaryFolder } from '../../fixtures/temporary.ts';

const folder = join(import.meta.dirname, '..', '..', 'fixtures', 'journals');
const releases = readdirSync(folder)
  .filter((name) => name.endsWith('.jsonl'))
  .map((name) => name.replace('.jsonl', ''));

type Row = [number, string, number, number, string, string | null, string, string, string];

/** A database that holds a release's journal as that release wrote it, with tables made by the present one. */
function journalOf(release: string): Journal {
  const home = temporaryFolder();
  const first = openJournal({ folder: home, deviceJobs });
  const lines = readFileSync(join(folder, `${release}.jsonl`), 'utf8')
    .trim()
    .split('\n');
  const insert = first.database.prepare('INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  for (const line of lines) insert.run(...(JSON.parse(line) as Row));
  first.database.exec(
    'UPDATE journal_tail SET (seq, hash) = (SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1)',
  );
  rebuildProjections(first.database, deviceJobs);
  first.close();
  const journal = openJournal({ folder: home, deviceJobs });
  onTestFinished(() => journal.close());
  return journal;
}

function expectedOf(release: string): unknown {
  return JSON.parse(readFileSync(join(folder, `${release}.summary.json`), 'utf8'));
}

describe.each(releases)('the journal that release %s wrote', (release) => {
  it('is whole and tells the same story to the present program', () => {
    const journal = journalOf(release);
    expect(verifyJournal(journal.database).problem).toBeNull();
    expect(summaryOf(journal)).toEqual(expectedOf(release));
  });

  it('is folded into a hall that works on', async () => {
    const journal = journalOf(release);
    const last = [...journal.read(journal.newestStream('hall:') ?? '')].at(-1);
    const model = sampleModel();
    const log = { info: () => {}, error: () => {} };
    const hall = openHall({ journal, model, now: () => (last?.at ?? 0) + 1000, log, calendar: sampleCalendar() });
    expect(brokenRules(hall.state, model)).toEqual([]);
    const before = hall.state.tickets.size;
    await hall.act(takeCommand('GS01'), kiosk);
    expect(hall.state.tickets.size).toBe(before + 1);
    expect(verifyJournal(journal.database).problem).toBeNull();
  });

  it('holds every kind of event that this release could write', () => {
    const journal = journalOf(release);
    const kinds = journal.database.prepare('SELECT DISTINCT type FROM journal ORDER BY type').pluck().all();
    expect(kinds.length).toBeGreaterThanOrEqual(24);
    const rows = journal.database.prepare<[], { type: string; event: string }>('SELECT type, event FROM journal').all();
    for (const { type, event } of rows) expect((JSON.parse(event) as RecordedEvent).type).toBe(type);
  });
});

it('the present program makes of the same day what the first release made of it', async () => {
  const house = new RecordedHall(sampleModel());
  house.at = Date.parse('2026-11-23T08:30:00+08:00');
  await playScriptedDay({
    hall: house.hall,
    wait: (seconds) => {
      house.at += seconds * 1000;
    },
  });
  expect(summaryOf(house.journal)).toEqual(expectedOf('0.1.0'));
});
