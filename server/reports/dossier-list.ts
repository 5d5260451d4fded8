import type { Database } from 'better-sqlite3';
import type { DossierStatus, LightColour } from '../contract/dossier-life.ts';
import type { DossierChip, DossierLine, DossierPage, LightCounts } from '../contract/dossier-view.ts';

export interface DossierFilter {
  light?: LightColour;
  department?: string;
  status?: DossierStatus;
  /** One of the six kinds (六件). */
  chip?: DossierChip;
  /** Words in the number, or codes of items. */
  search?: string;
  items?: readonly string[];
  mine?: Mine;
  /** `light`: the reddest first, then by date. */
  order?: 'due' | 'light';
  /** As `next` of the page before gave it. */
  cursor?: string;
}

/** The two dates by which a list tells lights: dates up to `pastOn` are over, dates up to `today` have come. */
export interface ListDay {
  today: string;
  pastOn: string;
}

/** What counts as somebody's own: claimed, unclaimed at the own counters or in the own duty's turn, or a joint task to answer. */
export interface Mine {
  staff: string;
  counters: readonly number[];
  /** Where the duty is held; null for one over all departments. */
  department: string | null;
  statuses: readonly DossierStatus[];
  /** Departments for which a joint task may be answered. */
  answersFor: readonly string[];
  /** Everything that has ended and is not archived yet. */
  archives: boolean;
}

/** How codes and ids are called on a list. */
export interface ListNames {
  itemName(code: string): string;
  staffName(id: string): string;
}

interface LineRow {
  claimed_by: string | null;
  kind: string;
  rank: number;
  no: string;
  item: string;
  department: string;
  counter: number;
  status: DossierStatus;
  light: LightColour;
  promised_on: string | null;
  legal_on: string | null;
  lodged_at: number;
  due_on: string;
}

const pageSize = 50;

/** The same as `colourOf` of the domain, on the recorded dates. */
export const lightOfRow = `CASE
  WHEN ended = 1 THEN 'none'
  WHEN legal_after <= @pastOn THEN 'red-legal'
  WHEN red_after <= @pastOn THEN 'red'
  WHEN yellow_on <= @today OR yellow_after <= @pastOn THEN 'yellow'
  WHEN blue_on <= @today THEN 'blue'
  WHEN coalesce(yellow_on, yellow_after, red_after, legal_after) IS NULL THEN 'none'
  ELSE 'green' END`;

const rankOfRow = `CASE ${lightOfRow} WHEN 'red-legal' THEN 0 WHEN 'red' THEN 1 WHEN 'yellow' THEN 2 WHEN 'blue' THEN 3
  WHEN 'green' THEN 4 ELSE 5 END`;

const ofChip: Record<DossierChip, string> = {
  即办件: "desk.kind = '即办件'",
  承诺件: "desk.kind <> '即办件'",
  联办件: "desk.kind = '联办件'",
  上报件: "desk.kind = '上报件'",
  补办件: 'desk.corrected = 1',
  退回件: 'desk.returned = 1',
};

const escaped = (words: string) => words.replace(/[\\%_]/g, (sign) => `\\${sign}`);

/** A body was asked in joint handling, whoever has the dossier in hand, and has not answered. */
const unansweredTask = `(status = 'joint' AND life.no IN (SELECT no FROM dossier_notice AS asked
  WHERE asked.department IN (SELECT value FROM json_each(@answersFor)) AND asked.kind = 'joint-asked'
    AND NOT EXISTS (SELECT 1 FROM dossier_notice AS told
      WHERE told.department = life.department AND told.seq > asked.seq AND told.no = asked.no
        AND told.kind IN ('joint-agreed', 'joint-refused') AND substr(told.words, 1, 2) = asked.department)))`;

/** Open dossiers are 0, ended ones 1 until they are archived. */
function endedWhere({ chip, mine }: DossierFilter): string {
  if (mine?.archives) return 'ended = 1';
  return chip === '退回件' ? 'ended IN (0, 1)' : 'ended = 0';
}

/** Conditions of a filter, and whether they need the desk's table beside that of lights and dates. */
function conditions(filter: DossierFilter, values: Record<string, unknown>): { where: string[]; desk: boolean } {
  const where = [filter.status !== undefined ? 'status = @status' : endedWhere(filter)];
  if (filter.department !== undefined) where.push('life.department = @department');
  if (filter.chip !== undefined) where.push(ofChip[filter.chip]);
  if (filter.search !== undefined) {
    values.like = `%${escaped(filter.search)}%`;
    values.items = JSON.stringify(filter.items ?? []);
    where.push("(life.no LIKE @like ESCAPE '\\' OR item IN (SELECT value FROM json_each(@items)))");
  }
  if (filter.mine !== undefined && !filter.mine.archives) {
    const { staff, counters, department, statuses, answersFor } = filter.mine;
    Object.assign(values, {
      me: staff,
      counters: JSON.stringify(counters),
      myDepartment: department,
      statuses: JSON.stringify(statuses),
      answersFor: JSON.stringify(answersFor),
    });
    where.push(`(desk.claimed_by = @me OR (desk.claimed_by IS NULL AND (
      life.counter IN (SELECT value FROM json_each(@counters))
      OR (coalesce(@myDepartment, life.department) = life.department
        AND status IN (SELECT value FROM json_each(@statuses))))) OR ${unansweredTask})`);
  }
  return { where, desk: filter.chip !== undefined || filter.mine !== undefined };
}

const joined = 'dossier_life AS life LEFT JOIN dossier_desk AS desk ON desk.no = life.no';

/**
 * Work lists: the most urgent first, 50 a page. Without a status only dossiers that have not ended. The cursor is the last
 * line's date and number, and its light's rank where lights go first, so that a page never jumps when others move.
 */
export function dossierLister(database: Database, names: ListNames) {
  return (filter: DossierFilter, day: ListDay): DossierPage => {
    const { order, cursor, light } = filter;
    const values: Record<string, unknown> = { department: filter.department, status: filter.status, light, ...day };
    const { where, desk } = conditions(filter, values);
    const byLight = order === 'light';
    const rank = byLight ? rankOfRow : '0';
    if (light !== undefined) where.push(`${lightOfRow} = @light`);
    if (cursor !== undefined) {
      const [after = '', dueOn = '', afterRank = '0'] = cursor.split(',').reverse();
      Object.assign(values, { after, dueOn, afterRank: Number(afterRank) });
      where.push(
        byLight ? `(${rank}, due_on, life.no) > (@afterRank, @dueOn, @after)` : '(due_on, life.no) > (@dueOn, @after)',
      );
    }
    // The page is chosen within an index; only its rows are then read whole.
    const rows = database
      .prepare<[Record<string, unknown>], LineRow>(
        `SELECT life.no, life.item, life.department, life.counter, status, promised_on, legal_on, lodged_at, due_on,
            chosen.light, chosen.rank, desk.kind, desk.claimed_by
          FROM (SELECT life.no AS found, ${lightOfRow} AS light, ${rank} AS rank FROM ${desk ? joined : 'dossier_life AS life'}
            WHERE ${where.join(' AND ')} ORDER BY ${byLight ? 'rank, ' : ''}due_on, life.no LIMIT ${pageSize + 1}) AS chosen
          JOIN dossier_life AS life ON life.no = found LEFT JOIN dossier_desk AS desk ON desk.no = found
          ORDER BY chosen.rank, due_on, life.no`,
      )
      .all(values);
    const last = rows[pageSize - 1];
    const next = last === undefined || rows.length <= pageSize ? null : `${last.due_on},${last.no}`;
    return {
      dossiers: rows.slice(0, pageSize).map((row) => lineOf(row, names)),
      next: next !== null && byLight ? `${last?.rank},${next}` : next,
    };
  };
}

/** How many dossiers of a filter show each light. */
export function lightCounter(database: Database) {
  return (filter: DossierFilter, day: ListDay): LightCounts => {
    const values: Record<string, unknown> = { department: filter.department, status: filter.status, ...day };
    const { where, desk } = conditions(filter, values);
    const rows = database
      .prepare<[Record<string, unknown>], { light: LightColour; count: number }>(
        `SELECT ${lightOfRow} AS light, count(*) AS count FROM ${desk ? joined : 'dossier_life AS life'}
          WHERE ${where.join(' AND ')} GROUP BY 1`,
      )
      .all(values);
    const counts: LightCounts = { none: 0, green: 0, blue: 0, yellow: 0, red: 0, 'red-legal': 0 };
    for (const { light, count } of rows) counts[light] = count;
    return counts;
  };
}

function lineOf(row: LineRow, { itemName, staffName }: ListNames): DossierLine {
  return {
    no: row.no,
    item: { code: row.item, name: itemName(row.item) },
    department: row.department,
    counter: row.counter,
    status: row.status,
    light: row.light,
    promisedOn: row.promised_on,
    legalOn: row.legal_on,
    lodgedAt: new Date(row.lodged_at).toISOString(),
    kind: row.kind ?? '',
    claimedBy: row.claimed_by,
    claimant: row.claimed_by === null ? null : staffName(row.claimed_by),
    dueOn: row.due_on.startsWith('9999') ? null : row.due_on,
  };
}
