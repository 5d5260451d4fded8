import type { Database } from 'better-sqlite3';
import type { Applicant, Dossier, ReceivedMaterial } from '../contract/dossier.ts';
import type { DossierLodged } from '../contract/dossier-events.ts';
import type { DossierStatus } from '../contract/dossier-life.ts';
import type { DossierPage, DossierStep, LightCounts } from '../contract/dossier-view.ts';
import type { Item } from '../contract/item.ts';
import { maskedApplicant } from '../contract/masking.ts';
import { Refused } from '../contract/refusal.ts';
import type { Scan } from '../contract/scan.ts';
import { staffName } from '../contract/staff-name.ts';
import { dossierLister, lightCounter } from './dossier-list.ts';
import { noticeBox } from './dossier-notices.ts';
import type { ListDay } from './work-lines.ts';
import type { DossierFilter } from './work-list.ts';

interface DossierRow {
  no: string;
  item: string;
  item_version: string;
  ticket_id: string;
  ticket_number: string;
  counter: number;
  materials: string;
  lodged_at: number;
  lodged_by: string;
  acting_for: string | null;
  applicant: string | null;
  status: DossierStatus;
}

interface StepRow {
  seq: number;
  at: number;
  by: string;
  acting_for: string | null;
  type: string;
  event: string;
}

/** The event without what stands beside it already, and without the key of a person. */
function stepOf({ seq, at, by, acting_for, type, event }: StepRow): DossierStep {
  const {
    type: _type,
    on: _on,
    status: _status,
    watch: _watch,
    person: _person,
    ...detail
  } = JSON.parse(event) as Record<string, unknown>;
  return { seq, at: new Date(at).toISOString(), by, actingFor: acting_for, type, detail };
}

/** Scans that were attached and not taken away since, in the order in which they came. */
function scansIn(rows: readonly StepRow[]): Scan[] {
  let scans: Scan[] = [];
  for (const { at, by, acting_for, type, event } of rows) {
    if (type === 'DossierErased') scans = [];
    if (type !== 'ScanAttached' && type !== 'ScanRemoved') continue;
    const { sha256, material, mediaType, bytes } = JSON.parse(event) as Scan;
    if (type === 'ScanRemoved') scans = scans.filter((scan) => scan.sha256 !== sha256 || scan.material !== material);
    else scans.push({ sha256, material, mediaType, bytes, at: new Date(at).toISOString(), by, actingFor: acting_for });
  }
  return scans;
}

export interface DossierReader {
  /** A dossier with its applicant. Reading it unmasked is itself recorded. Throws `unknown-dossier`. */
  dossier(no: string, reader: string, masked?: boolean): Dossier;
  /** The dossier's scans in the order in which they came. */
  scans(no: string): Scan[];
  /** The dossier's record in order. */
  steps(no: string): DossierStep[];
  list(filter: DossierFilter, day: ListDay): DossierPage;
  counts(filter: DossierFilter, day: ListDay): LightCounts;
  notices: ReturnType<typeof noticeBox>;
}

/** The applicant of a dossier as told at intake; null once it was erased. */
export function applicantReader(database: Database): (no: string) => Applicant | null {
  const find = database.prepare<[string], { data: string }>(
    'SELECT data FROM dossier JOIN person ON person.id = dossier.person WHERE dossier.no = ?',
  );
  return (no) => {
    const row = find.get(no);
    return row === undefined ? null : (JSON.parse(row.data) as Applicant);
  };
}

export function dossierReader(
  database: Database,
  model: {
    readonly items: ReadonlyMap<string, Item>;
    readonly file: { staff: readonly { id: string; name: string }[] };
  },
  noteReading: (reader: string, dossierNo: string) => void,
): DossierReader {
  const find = database.prepare<[string], DossierRow>(`
    SELECT dossier.no, dossier.item, item_version, ticket_id, ticket.number AS ticket_number, dossier.counter, materials,
      dossier.lodged_at, lodged_by, acting_for, person.data AS applicant, dossier_life.status
    FROM dossier JOIN dossier_life ON dossier_life.no = dossier.no JOIN ticket ON ticket.id = ticket_id LEFT JOIN person ON person.id = person
    WHERE dossier.no = ?`);
  const record = database.prepare<[string], StepRow>(
    'SELECT seq, at, by, acting_for, type, event FROM journal WHERE stream = ? ORDER BY version',
  );
  const intake = database
    .prepare<[string], string>(`SELECT event FROM journal WHERE stream = ? AND version = 1`)
    .pluck();
  /** Name and department as they stood at intake; records of the first release do not have them. */
  const termsOf = (no: string): { name?: string; department?: string } => {
    const event = intake.get(`dossier:${no}`) as string | undefined;
    return event === undefined ? {} : ((JSON.parse(event) as DossierLodged).terms ?? {});
  };
  const nameOf = (code: string) => model.items.get(code)?.name ?? code;
  return {
    list: dossierLister(database, { itemName: nameOf, staffName: (id) => staffName(model.file, id) }),
    scans: (no) => scansIn(record.all(`dossier:${no}`)),
    counts: lightCounter(database),
    notices: noticeBox(database, nameOf),
    steps: (no) => record.all(`dossier:${no}`).map(stepOf),
    dossier(no, reader, masked = false) {
      const row = find.get(no);
      if (row === undefined) throw new Refused('unknown-dossier', { no });
      if (!masked) noteReading(reader, no);
      const applicant = row.applicant === null ? null : (JSON.parse(row.applicant) as Applicant);
      const kept = termsOf(row.no);
      return {
        no: row.no,
        status: row.status,
        item: {
          code: row.item,
          name: kept.name ?? nameOf(row.item),
          department: kept.department ?? model.items.get(row.item)?.department ?? '',
        },
        itemVersion: row.item_version,
        ticketId: row.ticket_id,
        ticketNumber: row.ticket_number,
        counter: row.counter,
        lodgedAt: new Date(row.lodged_at).toISOString(),
        lodgedBy: row.lodged_by,
        actingFor: row.acting_for,
        materials: JSON.parse(row.materials) as ReceivedMaterial[],
        applicant: applicant === null || !masked ? applicant : maskedApplicant(applicant),
      };
    },
  };
}
