import { Refused } from './contract/refusal.ts';
import { readCsv } from './csv.ts';
import type { Holding } from './journal/archive-table.ts';

/** Columns of a list of certificates, by either name. */
const columns = {
  idNumber: ['证件号码', 'idNumber'],
  item: ['事项编码', 'item'],
  certificateNo: ['证照编号', 'certificateNo'],
  holder: ['持有单位', 'holder'],
  issuedOn: ['发证日期', 'issuedOn'],
  validUntil: ['有效期至', 'validUntil'],
} as const;
type Column = keyof typeof columns;
const rowsMost = 50_000;
const errorsMost = 100;

export interface ListedHolding {
  idNumber: string;
  holding: Holding;
}

interface RowError {
  path: string;
  message: string;
}

/**
 * Certificates that exist already, from a CSV list. Throws `rows-not-valid` with the place and the mistake of each row; the
 * list is taken whole or not at all.
 */
export function readHoldingList(
  csv: string,
  known: { items: ReadonlySet<string>; departments: ReadonlySet<string> },
): ListedHolding[] {
  const errors: RowError[] = [];
  const rows = rowsOf(csv, errors);
  const head = rows[0] ?? [];
  const places = new Map<Column, number>();
  for (const column of Object.keys(columns) as Column[]) {
    const names: readonly string[] = columns[column];
    const place = head.findIndex((name) => names.includes(name.trim()));
    if (place >= 0) places.set(column, place);
    else if (column !== 'validUntil')
      errors.push({ path: 'row 1', message: `the column ${names.join(' / ')} is missing` });
  }
  if (rows.length > rowsMost) errors.push({ path: `row ${rowsMost + 1}`, message: `at most ${rowsMost} rows` });
  if (errors.length > 0) throw refused(errors);
  const found = rows.slice(1).map((row, index) => {
    const value = (column: Column) => (row[places.get(column) ?? -1] ?? '').trim();
    for (const [column, problem] of problemsOf(value, known))
      errors.push({ path: `row ${index + 2}, ${columns[column][0]}`, message: problem });
    return {
      idNumber: value('idNumber'),
      holding: {
        item: value('item'),
        certificateNo: value('certificateNo'),
        holder: value('holder'),
        issuedOn: value('issuedOn'),
        validUntil: value('validUntil') === '' ? null : value('validUntil'),
        dossier: null,
      },
    };
  });
  if (errors.length > 0) throw refused(errors);
  return found;
}

function refused(errors: readonly RowError[]): Refused {
  return new Refused('rows-not-valid', { count: errors.length, errors: errors.slice(0, errorsMost) });
}

function rowsOf(csv: string, errors: RowError[]): string[][] {
  try {
    return readCsv(csv);
  } catch (error) {
    errors.push({ path: 'csv', message: error instanceof Error ? error.message : String(error) });
    return [];
  }
}

function problemsOf(
  value: (column: Column) => string,
  { items, departments }: { items: ReadonlySet<string>; departments: ReadonlySet<string> },
): [Column, string][] {
  const problems: [Column, string][] = [];
  if (!/^[0-9A-Za-z -]{4,40}$/.test(value('idNumber'))) problems.push(['idNumber', 'not an id number or credit code']);
  if (!items.has(value('item'))) problems.push(['item', `there is no item ${value('item')}`]);
  if (value('certificateNo') === '' || value('certificateNo').length > 120)
    problems.push(['certificateNo', 'must have 1 to 120 characters']);
  if (!departments.has(value('holder'))) problems.push(['holder', `there is no department ${value('holder')}`]);
  if (!isDate(value('issuedOn'))) problems.push(['issuedOn', 'not a date such as 2010-03-01']);
  if (value('validUntil') !== '' && !isDate(value('validUntil')))
    problems.push(['validUntil', 'not a date such as 2010-03-01']);
  return problems;
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
