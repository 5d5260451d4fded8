import { existsSync, linkSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { restoreTexts, toolTexts } from '../contract/texts/tools.ts';
import { copyDatabase, removeDatabase, removeSideFiles } from '../journal/copy-database.ts';
import { datedName } from '../journal/dated-name.ts';
import { lockFolder } from '../journal/folder-lock.ts';
import { databaseName } from '../journal/journal.ts';
import { migrate } from '../journal/migrate.ts';
import { type Verification, verifyJournal } from '../journal/verify.ts';
import { bothLanguages, runAsProgram, type Terminal, type Tool, ToolError } from './arguments.ts';
import { type BroughtOthers, bringOthers, bringPapers, readOthers } from './restore-files.ts';

export const restoreTool: Tool = {
  usage: restoreTexts.usage,
  words: { least: 1, most: 1 },
  async work({ data, words: [word = ''] }, terminal) {
    const file = resolve(word);
    if (!existsSync(file)) throw new ToolError(toolTexts.noFile, { file }, 2);
    // A new PC has no data folder yet.
    mkdirSync(data, { recursive: true });
    const unlock = lockFolder(data);
    try {
      return await restore(file, data, terminal);
    } finally {
      unlock();
    }
  },
};

/** What is checked is the copy that will be used, so that nothing can change in between. */
async function restore(file: string, data: string, terminal: Terminal): Promise<number> {
  const staged = join(data, `${databaseName}.restoring`);
  removeDatabase(staged);
  try {
    await stage(file, staged);
    const { rows, problem } = examine(staged);
    if (problem !== null) {
      terminal.complain(bothLanguages(restoreTexts.damaged, { ...problem }));
      return 1;
    }
    // The database comes last: whoever sees it restored has everything, and after a power cut the same line is run again.
    const brought = bringPapers(join(dirname(file), 'files'), join(data, 'files'));
    if (brought > 0) terminal.say(bothLanguages(restoreTexts.files, { count: brought }));
    const others = readOthers(file);
    if (others !== null) tellOthers(bringOthers(others, dirname(file), data), terminal);
    const kept = putIn(staged, data);
    if (kept !== null) terminal.say(bothLanguages(restoreTexts.kept, { file: kept }));
    terminal.say(bothLanguages(restoreTexts.done, { rows }));
    return 0;
  } finally {
    removeDatabase(staged);
  }
}

function tellOthers({ brought, different, lost, hallFile }: BroughtOthers, terminal: Terminal): void {
  if (brought > 0) terminal.say(bothLanguages(restoreTexts.others, { count: brought }));
  if (different.length > 0) terminal.say(bothLanguages(restoreTexts.different, named(different)));
  if (lost.length > 0) terminal.complain(bothLanguages(restoreTexts.lost, named(lost)));
  if (hallFile !== null) terminal.say(bothLanguages(restoreTexts.hallFile, { file: hallFile }));
}

const namesShown = 5;
const named = (paths: readonly string[]) => ({
  count: paths.length,
  names: [...paths.slice(0, namesShown), ...(paths.length > namesShown ? ['…'] : [])].join(' '),
});

async function stage(file: string, staged: string): Promise<void> {
  try {
    await copyDatabase(file, staged, () => undefined);
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_NOTADB')
      throw new ToolError(restoreTexts.foreign, { file }, 1);
    throw error;
  }
  const database = new Database(staged, { readonly: true });
  const journals = database.prepare(`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'journal'`).all();
  database.close();
  if (journals.length === 0) throw new ToolError(restoreTexts.foreign, { file }, 1);
}

/** A backup of an older release first takes the steps that this release wants. */
function examine(path: string): Verification {
  const database = new Database(path);
  try {
    migrate(database);
    return verifyJournal(database);
  } finally {
    database.close();
  }
}

/**
 * Puts the other in the place of the present database, if any, which is kept under the name that is returned. A database
 * in one file changes places in one step, so that a power cut leaves the old one or the new one there.
 */
function putIn(staged: string, data: string): string | null {
  const present = join(data, databaseName);
  if (!existsSync(present)) {
    removeDatabase(present);
    renameSync(staged, present);
    return null;
  }
  const aside = freeName(join(data, `${databaseName}.before-${datedName(new Date())}`));
  if (isOneFile(present) && linked(present, aside)) removeSideFiles(present);
  else setAside(present, aside);
  renameSync(staged, present);
  return aside;
}

/** Brings what waits beside a database into its one file; not possible with a damaged one. */
function isOneFile(path: string): boolean {
  try {
    const database = new Database(path);
    database.pragma('wal_checkpoint(TRUNCATE)');
    database.close();
  } catch {
    return false;
  }
  return (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) === 0;
}

/** Some file systems know no second name for a file. */
function linked(path: string, second: string): boolean {
  try {
    linkSync(path, second);
    return true;
  } catch {
    return false;
  }
}

function freeName(wanted: string): string {
  let free = wanted;
  for (let count = 2; existsSync(free); count += 1) free = `${wanted}-${count}`;
  return free;
}

/** Whatever is not yet in the main file stays beside it under the same name; SQLite finds it there. */
function setAside(present: string, aside: string): void {
  for (const suffix of ['-wal', '-shm', ''])
    if (existsSync(`${present}${suffix}`)) renameSync(`${present}${suffix}`, `${aside}${suffix}`);
}

await runAsProgram(import.meta.url, restoreTool);
