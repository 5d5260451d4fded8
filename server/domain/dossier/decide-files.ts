import type { FileCommand } from '../../contract/dossier-commands.ts';
import type { DossierLifeEvent } from '../../contract/dossier-events.ts';
import { Refused } from '../../contract/refusal.ts';
import type { Dossier } from './dossier.ts';

/** A file that is on the disk becomes part of the record by its digest. */
export function decideFile(dossier: Dossier, command: FileCommand, on: string): DossierLifeEvent[] {
  if (command.type === 'issue-paper') {
    const { paper, serial, number, sha256, bytes } = command;
    return [{ type: 'PaperIssued', on, paper, serial, number, sha256, bytes }];
  }
  const { material, sha256 } = command;
  const isThere = dossier.scans.some((scan) => scan.sha256 === sha256 && scan.material === material);
  if (command.type === 'remove-scan') {
    if (!isThere) throw new Refused('unknown-scan', { sha256 });
    return [{ type: 'ScanRemoved', on, material, sha256, reason: command.reason }];
  }
  const { mediaType, bytes } = command;
  const { materials } = dossier.terms;
  if (material !== null && !materials.includes(material))
    throw new Refused('unknown-material', { material, allowed: materials });
  if (isThere) return [];
  if (dossier.scans.length >= scansMost) throw new Refused('too-many-scans', { most: scansMost });
  return [{ type: 'ScanAttached', on, material, mediaType, sha256, bytes }];
}

/** More pages than the thickest file of a county has. */
const scansMost = 200;
