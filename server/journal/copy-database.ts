import { chmodSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';

/** Pages that are copied before the progress is told; 4 MB with pages of 4 KB. */
const pagesAtOnce = 1000;

/**
 * Copies a database, with everything that is committed, as it stands at one moment, into one file that needs no other
 * beside it. The source may be in use. `to` must not be there. When it fails nothing is left behind.
 */
export async function copyDatabase(from: string, to: string, onPercent: (percent: number) => void): Promise<void> {
  const source = new Database(from, { readonly: true, fileMustExist: true });
  try {
    // Held until the end: without it the copying would begin anew with each commit of a busy server, and might never end.
    source.exec('BEGIN');
    source.prepare('SELECT count(*) FROM sqlite_master').get();
    await source.backup(to, {
      progress: ({ totalPages, remainingPages }) => {
        onPercent(totalPages === 0 ? 0 : Math.floor(((totalPages - remainingPages) / totalPages) * 100));
        return pagesAtOnce;
      },
    });
    // It holds names and numbers of citizens.
    chmodSync(to, 0o600);
    const copy = new Database(to);
    copy.pragma('journal_mode = DELETE');
    copy.close();
  } catch (error) {
    removeDatabase(to);
    throw error;
  } finally {
    source.close();
  }
}

/** Takes a database away with the files that stand beside it. */
export function removeDatabase(path: string): void {
  rmSync(path, { force: true });
  removeSideFiles(path);
}

/** Takes away what stands beside a database; only where it is empty, or goes with the database. */
export function removeSideFiles(path: string): void {
  for (const suffix of ['-wal', '-shm', '-journal']) rmSync(`${path}${suffix}`, { force: true });
}
