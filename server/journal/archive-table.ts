import { createHmac, randomBytes } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { settingTable } from './setting-table.ts';

/** A result that some body of the county holds of an applicant. Dates are local, `yyyy-MM-dd`. */
export interface Holding {
  /** The item whose result it is. */
  item: string;
  certificateNo: string;
  /** Department that holds the paper. */
  holder: string;
  issuedOn: string;
  /** Null: without end. */
  validUntil: string | null;
  /** The dossier it came from; null for one that was taken in from a list. */
  dossier: string | null;
}

interface HoldingRow {
  item: string;
  certificate_no: string;
  holder: string;
  issued_on: string;
  valid_until: string | null;
  dossier: string | null;
}

/**
 * 共享档案: who holds what of whom. Applicants stand in it only as a keyed hash of their id number, so that the table tells
 * nobody who they are; the key is the hall's own.
 */
export function archiveTable(database: Database) {
  const secret = settingTable(database).keep('archive-key', () => randomBytes(32).toString('base64'));
  const run = {
    enter: database.prepare(
      `INSERT INTO archive_holding (applicant, item, certificate_no, holder, issued_on, valid_until, dossier, entered_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET holder = excluded.holder, issued_on = excluded.issued_on,
          valid_until = excluded.valid_until, dossier = excluded.dossier, entered_at = excluded.entered_at`,
    ),
    move: database.prepare('UPDATE archive_holding SET holder = ? WHERE dossier = ?'),
    of: database.prepare<[string, string], HoldingRow>(
      `SELECT * FROM archive_holding WHERE applicant = ? AND (valid_until IS NULL OR valid_until >= ?)
        ORDER BY issued_on DESC, certificate_no LIMIT 200`,
    ),
    applicant: database.prepare<[string], { data: string }>(
      'SELECT data FROM person JOIN dossier ON dossier.person = person.id WHERE dossier.no = ?',
    ),
  };
  /** Letters and blanks of an id number are written in many ways. */
  const keyOf = (idNumber: string) =>
    createHmac('sha256', secret).update(idNumber.toUpperCase().replace(/[\s-]/g, '')).digest('base64url');
  const holdingsOf = (idNumber: string, on: string): Holding[] =>
    run.of.all(keyOf(idNumber), on).map((row) => ({
      item: row.item,
      certificateNo: row.certificate_no,
      holder: row.holder,
      issuedOn: row.issued_on,
      validUntil: row.valid_until,
      dossier: row.dossier,
    }));
  const idNumberOf = (dossier: string): string | null => {
    const row = run.applicant.get(dossier);
    return row === undefined ? null : ((JSON.parse(row.data) as { idNumber?: string }).idNumber ?? null);
  };
  return {
    holdingsOf,
    /** The applicant's id number as told at intake; null when none was told, or when it was erased. */
    idNumberOf,
    /** What is held of a dossier's applicant on a day, newest first. */
    holdingsFor(dossier: string, on: string): Holding[] {
      const idNumber = idNumberOf(dossier);
      return idNumber === null ? [] : holdingsOf(idNumber, on);
    },
    enter(idNumber: string, holding: Holding, at: number): void {
      const { item, certificateNo, holder, issuedOn, validUntil, dossier } = holding;
      run.enter.run(keyOf(idNumber), item, certificateNo, holder, issuedOn, validUntil, dossier, at);
    },
    /** The paper of a dossier went to another body. */
    move: (dossier: string, holder: string) => run.move.run(holder, dossier),
  };
}
export type ArchiveTable = ReturnType<typeof archiveTable>;
