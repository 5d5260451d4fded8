import type { Database } from 'better-sqlite3';
import type { ArchiveView, HeldPaper } from '../contract/archive.ts';
import type { Item } from '../contract/item.ts';
import { archiveTable, type Holding } from '../journal/archive-table.ts';
import type { StaffTable } from '../journal/staff-table.ts';

export interface ArchiveReader {
  /** For a dossier; `missing` are the materials it still lacks. */
  forDossier(no: string, item: Item, missing: readonly string[], on: string): ArchiveView;
  /** Before there is a dossier. The id number is looked up and not kept. */
  forApplicant(idNumber: string, item: Item, on: string): ArchiveView;
  /** Takes a list in, whole or not at all, with a line of the audit. Returns how many there were. */
  takeIn(list: readonly { idNumber: string; holding: Holding }[], staff: string, at: number): number;
}

export function archiveReader(
  database: Database,
  nameOf: (code: string) => string,
  audit: StaffTable['audit'],
): ArchiveReader {
  const table = archiveTable(database);
  const view = (item: Item, holdings: readonly Holding[], missing: readonly string[] | null): ArchiveView => {
    const held = (code: string) => heldPaper(holdings.find((holding) => holding.item === code));
    return {
      materials: item.materials.flatMap(({ name, sourceItem }) =>
        sourceItem === undefined
          ? []
          : [
              {
                material: name,
                sourceItem,
                needed: missing === null || missing.includes(name),
                prerequisite: item.prerequisites.includes(sourceItem),
                held: held(sourceItem),
              },
            ],
      ),
      prerequisites: item.prerequisites.map((code) => ({ item: code, name: nameOf(code), held: held(code) })),
    };
  };
  return {
    forDossier: (no, item, missing, on) => view(item, table.holdingsFor(no, on), missing),
    forApplicant: (idNumber, item, on) => view(item, table.holdingsOf(idNumber, on), null),
    takeIn: database.transaction(
      (list: readonly { idNumber: string; holding: Holding }[], staff: string, at: number) => {
        for (const { idNumber, holding } of list) table.enter(idNumber, holding, at);
        audit(at, `staff:${staff}`, 'took a list of certificates into the archive', null, {
          certificates: list.length,
        });
        return list.length;
      },
    ),
  };
}

function heldPaper(holding: Holding | undefined): HeldPaper | null {
  if (holding === undefined) return null;
  const { certificateNo, holder, issuedOn, validUntil, dossier } = holding;
  return { certificateNo, holder, issuedOn, validUntil, dossier };
}
