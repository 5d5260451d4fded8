import type { Database } from 'better-sqlite3';
import type { DossierStatus, LightColour } from '../contract/dossier-life.ts';
import type { DossierLine, DossierPage } from '../contract/dossier-view.ts';

export interface DossierFilter {
  light?: LightColour;
  department?: string;
  status?: DossierStatus;
  /** As `next` of the page before gave it. */
  cursor?: string;
}

/** The two dates by which a list tells lights: dates up to `pastOn` are over, dates up to `today` have come. */
export interface ListDay {
  today: string;
  pastOn: string;
}

interface LineRow {
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

/**
 * Work lists: the most urgent first, 50 a page. Without a status only dossiers that have not ended. The cursor is the last
 * line's date and number, so that a page never jumps when others move.
 */
export function dossierLister(database: Database, itemName: (code: string) => string) {
  return (filter: DossierFilter, day: ListDay): DossierPage => {
    const where = [filter.status === undefined ? 'ended = 0' : 'status = @status'];
    if (filter.department !== undefined) where.push('department = @department');
    if (filter.cursor !== undefined) where.push('(due_on, no) > (@dueOn, @after)');
    const [dueOn = '', after = ''] = (filter.cursor ?? '').split(',');
    // The page is chosen within an index; only its rows are then read whole.
    const rows = database
      .prepare<[Record<string, unknown>], LineRow>(
        `SELECT no, item, department, counter, status, promised_on, legal_on, lodged_at, due_on, chosen.light
          FROM (SELECT no AS found, ${lightOfRow} AS light FROM dossier_life
            WHERE ${where.join(' AND ')} ${filter.light === undefined ? '' : `AND ${lightOfRow} = @light`}
            ORDER BY due_on, no LIMIT ${pageSize + 1}) AS chosen
          JOIN dossier_life ON no = found ORDER BY due_on, no`,
      )
      .all({ ...filter, ...day, dueOn, after });
    const last = rows[pageSize - 1];
    return {
      dossiers: rows.slice(0, pageSize).map((row) => lineOf(row, itemName)),
      next: rows.length > pageSize && last !== undefined ? `${last.due_on},${last.no}` : null,
    };
  };
}

function lineOf(row: LineRow, itemName: (code: string) => string): DossierLine {
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
  };
}
