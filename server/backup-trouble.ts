import { statfsSync, statSync } from 'node:fs';
import type { BackupTrouble } from './contract/backup.ts';

/** What the copy's journal did not stand up to; the copy is not kept. */
export class DamagedData extends Error {}
/** Told before anything is written, so that a full disk is not filled to its last byte. */
class NoRoom extends Error {}

/** Beside the database a backup needs room for its note, its list and whatever else is written meanwhile. */
const spareBytes = 4_000_000;
const megabytes = (bytes: number) => `${Math.ceil(bytes / 1_000_000)} MB`;

/** Throws where a folder's disk has no room for a copy of this database. A disk that does not tell is tried. */
export function requireRoom(folder: string, database: string): void {
  let free: number;
  try {
    const { bavail, bsize } = statfsSync(folder);
    free = bavail * bsize;
  } catch {
    return;
  }
  const sizeOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  const wanted = sizeOf(database) + sizeOf(`${database}-wal`) + spareBytes;
  if (free < wanted) throw new NoRoom(`${folder}: ${megabytes(wanted)} needed, ${megabytes(free)} free`);
}

const full = /^(ENOSPC|EDQUOT|EFBIG|SQLITE_FULL)/;
const notWritable =
  /^(EACCES|EPERM|EROFS|ENOENT|ENOTDIR|EEXIST|EIO|ENODEV|ESTALE|SQLITE_(CANTOPEN|READONLY|IOERR|PERM))/;
const damaged = /^SQLITE_(CORRUPT|NOTADB)/;

/** Which kind of trouble it is, for words that say what to do. */
export function backupTrouble(error: unknown): BackupTrouble {
  if (error instanceof NoRoom) return 'disk-full';
  if (error instanceof DamagedData) return 'data-damaged';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (full.test(code)) return 'disk-full';
  if (damaged.test(code)) return 'data-damaged';
  return notWritable.test(code) ? 'folder-not-writable' : 'other';
}
