import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type BlobStore, openBlobStore } from './blob-store.ts';
import type { DossierReport } from './contract/dossier-statistics.ts';
import type { LeafletWriter } from './device-link.ts';
import type { Hall } from './hall.ts';
import type { Journal } from './journal/journal.ts';
import { settingTable } from './journal/setting-table.ts';
import type { StaffTable } from './journal/staff-table.ts';
import { leafletWriter } from './leaflet-writer.ts';
import { type PaperDesk, paperDesk } from './paper-desk.ts';
import { type ArchiveReader, archiveReader } from './reports/archive.ts';
import { type BundleMaker, bundleMaker } from './reports/bundle/make.ts';
import { applicantReader, type DossierReader, dossierReader } from './reports/dossier.ts';
import { dossierStatisticsReader, type Period } from './reports/dossier-statistics.ts';
import { queryCode } from './routes/dossier-query.ts';

/** Everything about dossiers that routes need beside the hall itself. */
export interface DossierOffice {
  dossiers: DossierReader;
  papers: PaperDesk;
  /** Writes slips of papers and sketches out for the printers. */
  leaflets: LeafletWriter;
  /** Papers and scans on the disk. */
  blobs: BlobStore;
  archive: ArchiveReader;
  /** 导出包: one dossier as a file that proves itself. */
  bundles: BundleMaker;
  statistics(period: Period): DossierReport;
  /** Key of the query codes on receipts. */
  secret: string;
  /** Puts on the audit's record that somebody read something. */
  noteReading(reader: string, what: string): void;
}

export interface DossierOfficeOptions {
  hall: Hall;
  journal: Journal;
  staff: StaffTable;
  /** Folder of the database; papers and scans stand beside it. */
  data: string;
}

export function dossierOffice({ hall, journal, staff, data }: DossierOfficeOptions): DossierOffice {
  const { database } = journal;
  const { model } = hall;
  const secret = settingTable(database).keep('query-code-secret', () => randomBytes(32).toString('base64'));
  const blobs = openBlobStore(join(data, 'files'));
  const noteReading = (reader: string, what: string) =>
    void staff.audit(hall.now(), `staff:${reader}`, what, null, null);
  const papers = paperDesk({
    hall,
    journal,
    blobs,
    applicantOf: applicantReader(database),
    queryCode: (no) => queryCode(secret, no),
  });
  return {
    secret,
    noteReading,
    blobs,
    bundles: bundleMaker(database, blobs),
    dossiers: dossierReader(database, model, (reader, no) => noteReading(reader, `read dossier ${no}`)),
    papers,
    leaflets: leafletWriter(hall, papers),
    statistics: dossierStatisticsReader(database, model),
    archive: archiveReader(database, (code) => model.items.get(code)?.name ?? code, staff.audit),
  };
}
