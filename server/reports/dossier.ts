import type { Database } from 'better-sqlite3';
import type { Applicant, Dossier, ReceivedMaterial } from '../contract/dossier.ts';
import type { HallFile } from '../contract/hall-file.ts';
import { Refused } from '../contract/refusal.ts';

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
}

export interface DossierReader {
  /** A dossier with its applicant. Reading it is itself recorded. Throws `unknown-dossier`. */
  dossier(no: string, reader: string): Dossier;
}

export function dossierReader(
  database: Database,
  file: HallFile,
  noteReading: (reader: string, dossierNo: string) => void,
): DossierReader {
  const find = database.prepare<[string], DossierRow>(`
    SELECT dossier.no, item, item_version, ticket_id, ticket.number AS ticket_number, dossier.counter, materials,
      lodged_at, lodged_by, acting_for, person.data AS applicant
    FROM dossier JOIN ticket ON ticket.id = ticket_id LEFT JOIN person ON person.id = person
    WHERE dossier.no = ?`);
  const items = new Map(file.items.map((item) => [item.code, item]));
  return {
    dossier(no, reader) {
      const row = find.get(no);
      if (row === undefined) throw new Refused('unknown-dossier', { no });
      noteReading(reader, no);
      const item = items.get(row.item);
      return {
        no: row.no,
        status: 'lodged',
        item: { code: row.item, name: item?.name ?? row.item, department: item?.department ?? '' },
        itemVersion: row.item_version,
        ticketId: row.ticket_id,
        ticketNumber: row.ticket_number,
        counter: row.counter,
        lodgedAt: new Date(row.lodged_at).toISOString(),
        lodgedBy: row.lodged_by,
        actingFor: row.acting_for,
        materials: JSON.parse(row.materials) as ReceivedMaterial[],
        applicant: row.applicant === null ? null : (JSON.parse(row.applicant) as Applicant),
      };
    },
  };
}
