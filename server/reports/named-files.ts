import type { Database } from 'better-sqlite3';

/** Papers and scans that the record names, by SHA-256, with a dossier that has them. */
export function namedFiles(database: Database): Map<string, string> {
  const rows = database
    .prepare<[], { sha256: string; stream: string }>(
      `SELECT event ->> '$.sha256' AS sha256, stream FROM journal WHERE type IN ('PaperIssued', 'ScanAttached')`,
    )
    .iterate();
  const named = new Map<string, string>();
  for (const { sha256, stream } of rows) named.set(sha256, stream.slice('dossier:'.length));
  return named;
}
