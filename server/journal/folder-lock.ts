import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

const lockName = 'folder.lock';
const holderName = 'folder.holder';
/** Keeps held locks alive: one that nobody refers to would be closed with the rest of the garbage. */
const held = new Set<Database.Database>();

/**
 * Keeps every other process out of a data folder: two servers on one journal would each give out the same numbers. The
 * lock is one that the operating system takes back when its holder dies, however it dies, so none is ever left over.
 * Returns the function that gives it up. Throws an error that names the holder when the folder is taken.
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const lock = new Database(join(folder, lockName), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY'))
      throw new Error(`数据文件夹正在使用 the data folder ${folder} is in use${holderOf(folder)}`);
    throw error;
  }
  held.add(lock);
  // Only for the message above: who holds the lock is known to the operating system alone.
  writeFileSync(join(folder, holderName), `process ${process.pid}, since ${new Date().toISOString()}\n`);
  return () => {
    if (!held.delete(lock)) return;
    rmSync(join(folder, holderName), { force: true });
    lock.close();
  };
}

function holderOf(folder: string): string {
  try {
    return ` (${readFileSync(join(folder, holderName), 'utf8').trim()})`;
  } catch {
    return '';
  }
}
