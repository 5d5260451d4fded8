import type { Database } from 'better-sqlite3';
import { type DossierStatus, isEnded, type LightColour } from '../contract/dossier-life.ts';
import type { DossierLine, DossierPage, LightCounts } from '../contract/dossier-view.ts';
import type { ListDay } from './work-lines.ts';
import { type Chosen, conditions, type DossierFilter, workList } from './work-list.ts';

interface LineRow {
  claimed_by: string | null;
  kind: string | null;
  no: string;
  item: string;
  department: string;
  counter: number;
  status: DossierStatus;
  promised_on: string | null;
  legal_on: string | null;
  lodged_at: number;
  due_on: string;
}

/** How codes and ids are called on a list. */
export interface ListNames {
  itemName(code: string): string;
  staffName(id: string): string;
}

const pageSize = 50;
/** Where a dossier without a light stands in a list that goes by lights. */
const noLightRank = 5;

/** Dossiers that have ended: they stand in the record's own table, and none has a light. */
function endedList(database: Database) {
  const ended = (which: string) => `(SELECT life.no, life.item, life.department, life.counter, status, due_on, kind,
      corrected, returned, claimed_by
    FROM dossier_life AS life LEFT JOIN dossier_desk AS desk ON desk.no = life.no WHERE ${which})`;
  const unfiled = "ended = 1 AND status <> 'archived'";
  const fromOf = ({ mine }: DossierFilter) => ended(mine?.archives === true ? unfiled : 'status = @status');
  const ask = (filter: DossierFilter) => {
    const { department, status, cursor, mine } = filter;
    const [after, dueOn] = cursor?.split(',').reverse() ?? [];
    const values: Record<string, unknown> = { department, status, after, dueOn };
    const where = conditions(filter, values);
    if (mine !== undefined && !mine.archives) {
      values.counters = JSON.stringify(mine.counters);
      values.statuses = JSON.stringify(mine.statuses);
      where.push(`(claimed_by = @me OR (claimed_by IS NULL AND (counter IN (SELECT value FROM json_each(@counters))
        OR (coalesce(@myDepartment, department) = department AND status IN (SELECT value FROM json_each(@statuses))))))`);
    }
    if (cursor !== undefined) where.push('(due_on, no) > (@dueOn, @after)');
    return { values, from: fromOf(filter), where: ['1', ...where].join(' AND ') };
  };
  const dark = ({ light }: DossierFilter) => light === undefined || light === 'none';
  return {
    choose(filter: DossierFilter, most: number): Chosen[] {
      if (!dark(filter)) return [];
      const { values, from, where } = ask(filter);
      const rank = filter.order === 'light' ? noLightRank : 0;
      return database
        .prepare<[Record<string, unknown>], { no: string; due_on: string }>(
          `SELECT no, due_on FROM ${from} WHERE ${where} ORDER BY due_on, no LIMIT ${most}`,
        )
        .all(values)
        .map((row) => ({ ...row, rank, light: 'none' }));
    },
    count(filter: DossierFilter): { light: LightColour; count: number }[] {
      const { values, from, where } = ask({ ...filter, light: undefined, cursor: undefined });
      const find = database.prepare<[Record<string, unknown>], number>(`SELECT count(*) FROM ${from} WHERE ${where}`);
      return [{ light: 'none', count: find.pluck().get(values) as number }];
    },
  };
}

const ofEnded = ({ status, mine }: DossierFilter) =>
  mine?.archives === true || (status !== undefined && isEnded(status));

/**
 * Work lists: the most urgent first, 50 a page. Without a status only dossiers that have not ended. The cursor is the last
 * line's date and number, and its light's rank where lights go first, so that a page never jumps when others move.
 */
export function dossierLister(database: Database, names: ListNames) {
  const open = workList(database);
  const ended = endedList(database);
  const read = database.prepare<[string], LineRow>(
    `SELECT life.no, life.item, life.department, life.counter, status, promised_on, legal_on, lodged_at, due_on, desk.kind,
        desk.claimed_by
      FROM json_each(?) AS chosen JOIN dossier_life AS life ON life.no = chosen.value
      LEFT JOIN dossier_desk AS desk ON desk.no = life.no ORDER BY chosen.key`,
  );
  return (filter: DossierFilter, day: ListDay): DossierPage => {
    const most = pageSize + 1;
    const chosen = ofEnded(filter) ? ended.choose(filter, most) : open.choose(filter, day, most);
    const shown = chosen.slice(0, pageSize);
    const last = chosen.length > pageSize ? shown.at(-1) : undefined;
    const next = last === undefined ? null : `${last.due_on},${last.no}`;
    const rows = read.all(JSON.stringify(shown.map(({ no }) => no)));
    return {
      dossiers: rows.map((row, index) => lineOf(row, shown[index]?.light ?? 'none', names)),
      next: next !== null && filter.order === 'light' ? `${last?.rank},${next}` : next,
    };
  };
}

/** How many dossiers of a filter show each light. */
export function lightCounter(database: Database) {
  const open = workList(database);
  const ended = endedList(database);
  return (filter: DossierFilter, day: ListDay): LightCounts => {
    const asked = { ...filter, light: undefined, cursor: undefined };
    const counts: LightCounts = { none: 0, green: 0, blue: 0, yellow: 0, red: 0, 'red-legal': 0 };
    for (const { light, count } of ofEnded(filter) ? ended.count(asked) : open.count(asked, day))
      counts[light] += count;
    return counts;
  };
}

function lineOf(row: LineRow, light: LightColour, { itemName, staffName }: ListNames): DossierLine {
  return {
    no: row.no,
    item: { code: row.item, name: itemName(row.item) },
    department: row.department,
    counter: row.counter,
    status: row.status,
    light,
    promisedOn: row.promised_on,
    legalOn: row.legal_on,
    lodgedAt: new Date(row.lodged_at).toISOString(),
    kind: row.kind ?? '',
    claimedBy: row.claimed_by,
    claimant: row.claimed_by === null ? null : staffName(row.claimed_by),
    dueOn: row.due_on.startsWith('9999') ? null : row.due_on,
  };
}
