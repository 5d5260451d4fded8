import type { Database } from 'better-sqlite3';

/** A dossier that has ended, with the digests of its papers and scans as often as its record names them. */
export interface EndedDossier {
  no: string;
  files: string[];
}

const ended = `FROM dossier_life JOIN dossier USING (no) JOIN person ON person.id = dossier.person
  WHERE dossier_life.ended = 1 AND dossier_life.changed_at < ?`;

/** What is kept under a term: dossiers that ended with their applicant, and the lines of the audit. */
export function retentionTable(database: Database) {
  const run = {
    dossiers: database.prepare<[number, number], string>(`SELECT no ${ended} ORDER BY no LIMIT ?`).pluck(),
    dossierCount: database.prepare<[number], number>(`SELECT count(*) ${ended}`).pluck(),
    files: database.prepare<[string], { type: string; sha256: string; material: string | null }>(
      `SELECT type, event ->> '$.sha256' AS sha256, event ->> '$.material' AS material FROM journal
          WHERE stream = ? AND type IN ('PaperIssued', 'ScanAttached', 'ScanRemoved') ORDER BY version`,
    ),
    auditCount: database.prepare<[number], number>('SELECT count(*) FROM audit WHERE at < ?').pluck(),
    auditCut: database.prepare('DELETE FROM audit WHERE at < ?'),
  };
  const filesOf = (no: string): string[] => {
    const named: string[] = [];
    for (const { type, sha256 } of run.files.all(`dossier:${no}`)) {
      if (type !== 'ScanRemoved') named.push(sha256);
      else named.splice(named.indexOf(sha256), 1);
    }
    return named;
  };
  return {
    /** Those that ended before a moment and still have their applicant. */
    ended: (before: number, most: number): EndedDossier[] =>
      (run.dossiers.all(before, most) as string[]).map((no) => ({ no, files: filesOf(no) })),
    endedCount: (before: number) => run.dossierCount.get(before) as number,
    auditCount: (before: number) => run.auditCount.get(before) as number,
    /** Returns how many lines went. */
    cutAudit: (before: number) => run.auditCut.run(before).changes,
  };
}
