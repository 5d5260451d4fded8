import type { Database } from 'better-sqlite3';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type DossierStatus, isEnded, type LightColour } from '../../server/contract/dossier-life.ts';
import type { DossierChip } from '../../server/contract/dossier-view.ts';
import { openJournal } from '../../server/journal/journal.ts';
import { deviceJobs } from '../../server/reactions/device-jobs.ts';
import { dossierLister, lightCounter } from '../../server/reports/dossier-list.ts';
import type { ListDay } from '../../server/reports/work-lines.ts';
import type { DossierFilter } from '../../server/reports/work-list.ts';
import { lastingFolder } from '../fixtures/temporary.ts';

const statuses: DossierStatus[] = [
  'lodged',
  'accepted',
  'under-review',
  'joint',
  'reviewed',
  'closed',
  'archived',
  'refused-accept',
];
const kinds = ['即办件', '联办件', '上报件'];
const departments = ['DK', 'AB', 'GA'];
const staff = ['a01', 'a02', null, null, null];
const ranks: LightColour[] = ['red-legal', 'red', 'yellow', 'blue', 'green', 'none'];
const dateColumns = ['blue_on', 'yellow_on', 'yellow_after', 'red_after', 'legal_after'] as const;

interface Row extends Record<(typeof dateColumns)[number], string | null> {
  no: string;
  item: string;
  department: string;
  counter: number;
  status: DossierStatus;
  ended: number;
  due_on: string;
  kind: string;
  corrected: number;
  returned: number;
  claimed_by: string | null;
}

let database: Database;
let draw = 7;
/** The same numbers on every run. */
function pick<T>(from: readonly T[]): T {
  draw = (draw * 48_271) % 2_147_483_647;
  return from[draw % from.length] as T;
}
const someDate = () => pick([null, '2026-11-20', '2026-11-23', '2026-11-24', '2026-11-25', '2026-12-01', '2026-12-09']);

function insert(index: number): void {
  const no = `360700${pick(departments)}0${index % 7}202611${10 + (index % 9)}${String(index % 50).padStart(4, '0')}${index}`;
  database
    .prepare(
      `INSERT INTO dossier_life VALUES (?, ?, ?, ?, 'lodged', 0, 0, 0, '9999-12-31', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)`,
    )
    .run(no, `${no.slice(6, 8)}0${index % 7}`, no.slice(6, 8), (index % 4) + 1);
  database
    .prepare('INSERT INTO dossier_desk (no, kind, department, counter) VALUES (?, ?, ?, ?)')
    .run(no, pick(kinds), no.slice(6, 8), (index % 4) + 1);
  if (index % 3 > 0) notice(index * 2 + 1, no, 'joint-asked', departments[index % 4] ?? 'DK', '2026-12-01');
  if (index % 3 > 1)
    notice(index * 2 + 2, no, pick(['joint-agreed', 'urged']), no.slice(6, 8), departments[index % 4] ?? 'AB');
  change(no);
}

function notice(seq: number, no: string, kind: string, department: string, words: string): void {
  database
    .prepare(
      `INSERT INTO dossier_notice (seq, no, at, kind, duty, department, words) VALUES (?, ?, 0, ?, 'clerk', ?, ?)`,
    )
    .run(seq, no, kind, department, words);
}

interface Notice {
  seq: number;
  no: string;
  kind: string;
  department: string;
  words: string;
}

/** Whether one of the departments was asked in joint handling and has not answered yet. */
function owesAnswer({ no, department, status }: Row, answersFor: readonly string[]): boolean {
  const notices = database.prepare<[string], Notice>('SELECT * FROM dossier_notice WHERE no = ?').all(no);
  const asked = notices.filter((one) => one.kind === 'joint-asked' && answersFor.includes(one.department));
  const answered = (one: Notice) =>
    notices.some(
      (told) =>
        told.kind === 'joint-agreed' &&
        told.seq > one.seq &&
        told.department === department &&
        told.words === one.department,
    );
  return status === 'joint' && asked.some((one) => !answered(one));
}

function change(no: string): void {
  const dates = dateColumns.map(() => someDate());
  const status = pick(statuses);
  database
    .prepare(
      `UPDATE dossier_life SET status = ?, ended = ?, due_on = ?, ${dateColumns.map((name) => `${name} = ?`).join(', ')} WHERE no = ?`,
    )
    .run(status, isEnded(status) ? 1 : 0, dates[3] ?? '9999-12-31', ...dates, no);
  database
    .prepare('UPDATE dossier_desk SET corrected = ?, returned = ?, claimed_by = ? WHERE no = ?')
    .run(pick([0, 0, 1]), pick([0, 0, 1]), pick(staff), no);
}

const rowsNow = () =>
  database.prepare('SELECT * FROM dossier_life JOIN dossier_desk USING (no, department, counter)').all() as Row[];

function lightNow(row: Row, { today, pastOn }: ListDay): LightColour {
  if (row.ended === 1) return 'none';
  if (row.legal_after !== null && row.legal_after <= pastOn) return 'red-legal';
  if (row.red_after !== null && row.red_after <= pastOn) return 'red';
  if (row.yellow_on !== null && row.yellow_on <= today) return 'yellow';
  if (row.yellow_after !== null && row.yellow_after <= pastOn) return 'yellow';
  if (row.blue_on !== null && row.blue_on <= today) return 'blue';
  return (row.yellow_on ?? row.yellow_after ?? row.red_after ?? row.legal_after) ? 'green' : 'none';
}

/** A row belongs to a list, told one row at a time and without an index. */
function belongs(row: Row, filter: DossierFilter, day: ListDay): boolean {
  const { light, department, status, chip, search, items = [], mine } = filter;
  const chips: Record<DossierChip, boolean> = {
    即办件: row.kind === '即办件',
    承诺件: row.kind !== '即办件',
    联办件: row.kind === '联办件',
    上报件: row.kind === '上报件',
    补办件: row.corrected === 1,
    退回件: row.returned === 1,
  };
  const turn = (mine?.department ?? row.department) === row.department && mine?.statuses.includes(row.status);
  const free = row.claimed_by === null && (mine?.counters.includes(row.counter) || turn);
  const own = free || owesAnswer(row, mine?.answersFor ?? []);
  const unfiled = row.ended === 1 && row.status !== 'archived';
  const listed = mine?.archives ? unfiled : status !== undefined || chip === '退回件' || row.ended === 0;
  return (
    listed &&
    (status === undefined || row.status === status) &&
    (light === undefined || lightNow(row, day) === light) &&
    (department === undefined || row.department === department) &&
    (chip === undefined || chips[chip]) &&
    (search === undefined || row.no.includes(search.toUpperCase()) || items.includes(row.item)) &&
    (mine === undefined || mine.archives || row.claimed_by === mine.staff || own === true)
  );
}

const filters: fc.Arbitrary<DossierFilter> = fc.record(
  {
    light: fc.constantFrom(...ranks),
    department: fc.constantFrom(...departments),
    status: fc.constantFrom(...statuses),
    chip: fc.constantFrom<DossierChip>('即办件', '承诺件', '联办件', '上报件', '补办件', '退回件'),
    search: fc.constantFrom('0003', 'dk', '20261112', '许可', '_', '%', '7'),
    items: fc.constantFrom([], ['DK01'], ['AB02', 'GA03']),
    mine: fc.record({
      staff: fc.constantFrom('a01', 'a02'),
      counters: fc.constantFrom([], [1], [2, 3]),
      department: fc.constantFrom('DK', 'AB', null),
      statuses: fc.constantFrom<DossierStatus[]>([], ['under-review'], ['reviewed', 'closed']),
      answersFor: fc.constantFrom([], ['AB'], ['DK', 'GA']),
      archives: fc.constantFrom(false, false, true),
    }),
    order: fc.constantFrom('due' as const, 'light' as const),
  },
  { requiredKeys: [] },
);

function expectSame(filter: DossierFilter, day: ListDay): void {
  const found: string[] = [];
  const list = dossierLister(database, { itemName: (code) => code, staffName: (id) => id });
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = list({ ...filter, cursor }, day);
    found.push(...page.dossiers.map(({ no, light }) => `${no} ${light}`));
    cursor = page.next;
    if (found.length > 1000) throw new Error('the list has no end');
  }
  const place = (row: Row) => (filter.order === 'light' ? ranks.indexOf(lightNow(row, day)) : 0);
  const rows = rowsNow();
  const wanted = rows
    .filter((row) => belongs(row, filter, day))
    .sort(
      (one, other) => place(one) - place(other) || (`${one.due_on}${one.no}` < `${other.due_on}${other.no}` ? -1 : 1),
    );
  expect(found).toEqual(wanted.map((row) => `${row.no} ${lightNow(row, day)}`));
  const counts = lightCounter(database)(filter, day);
  const any = { ...filter, light: undefined };
  for (const light of ranks)
    expect(counts[light]).toBe(
      rowsNow().filter((row) => belongs(row, any, day) && lightNow(row, day) === light).length,
    );
}

beforeAll(() => {
  const journal = openJournal({ folder: lastingFolder(), deviceJobs });
  database = journal.database;
  database.pragma('synchronous = OFF');
  database.transaction(() => {
    for (let index = 0; index < 260; index += 1) insert(index);
  })();
  return () => journal.close();
});

const monday = { today: '2026-11-23', pastOn: '2026-11-22' };

describe('work lists', () => {
  it('hold for every filter, in order and over all pages, what a look at each dossier finds', () => {
    fc.assert(
      fc.property(filters, (filter) => expectSame(filter, monday)),
      { numRuns: 80, seed: 5 },
    );
  });

  it('follow what changes, the days as they pass, and a clock that is set back', () => {
    const evening = { today: '2026-11-23', pastOn: '2026-11-23' };
    const days = [
      evening,
      { today: '2026-11-25', pastOn: '2026-11-24' },
      { today: '2026-12-09', pastOn: '2026-12-08' },
      monday,
    ];
    for (const day of days) {
      for (const { no } of rowsNow().filter((_, index) => index % 9 === 0)) change(no);
      expectSame({}, day);
      expectSame({ order: 'light' }, day);
      expectSame({ light: 'yellow' }, day);
    }
  });

  it('know nothing of a change that was rolled back', () => {
    const [row] = rowsNow().filter(({ ended }) => ended === 0);
    const work = database.transaction(() => {
      database.prepare(`UPDATE dossier_life SET legal_after = '2026-01-01' WHERE no = ?`).run(row?.no);
      expectSame({ light: 'red-legal' }, { today: '2026-11-24', pastOn: '2026-11-24' });
      throw new Error('taken back');
    });
    expect(work).toThrow('taken back');
    expectSame({ light: 'red-legal' }, monday);
    expectSame({}, monday);
  });
});
