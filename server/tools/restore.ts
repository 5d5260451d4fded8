import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { restoreTexts, toolTexts } from '../contract/texts/tools.ts';
import { copyDatabase, removeDatabase } from '../journal/copy-database.ts';
import { datedName } from '../journal/dated-name.ts';
import { lockFolder } from '../journal/folder-lock.ts';
import { databaseName } from '../journal/journal.ts';
import { migrate } from '../journal/migrate.ts';
import { type Verification, verifyJournal } from '../journal/verify.ts';
import { bothLanguages, runAsProgram, type Terminal, type Tool, ToolError } from './arguments.ts';

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
    const kept = putIn(staged, data);
    if (kept !== null) terminal.say(bothLanguages(restoreTexts.kept, { file: kept }));
    const brought = bringFiles(join(dirname(file), 'files'), join(data, 'files'));
    if (brought > 0) terminal.say(bothLanguages(restoreTexts.files, { count: brought }));
    terminal.say(bothLanguages(restoreTexts.done, { rows }));
    return 0;
  } finally {
    removeDatabase(staged);
  }
}

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

/** Renames the present database, if any, and puts the other in its place. Returns the new name of the present one. */
function putIn(staged: string, data: string): string | null {
  const present = join(data, databaseName);
  const kept = keepAside(present, join(data, `${databaseName}.before-${datedName(new Date())}`));
  renameSync(staged, present);
  return kept;
}

/** Papers and scans that stand beside a daily backup, where the data folder lacks them or has them damaged. Returns how many. */
function bringFiles(from: string, to: string): number {
  let brought = 0;
  for (const part of existsSync(from) ? readdirSync(from) : [])
    for (const name of readdirSync(join(from, part))) {
      const target = join(to, part, name);
      const bytes = readFileSync(join(from, part, name));
      if (digestOf(bytes) !== name || (existsSync(target) && digestOf(readFileSync(target)) === name)) continue;
      mkdirSync(join(to, part), { recursive: true });
      // Under another name first: a power cut must not leave half a file under the name of a whole one.
      writeFileSync(`${target}.part`, bytes, { flush: true });
      renameSync(`${target}.part`, target);
      brought += 1;
    }
  return brought;
}

const digestOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

function keepAside(present: string, aside: string): string | null {
  if (!existsSync(present)) {
    removeDatabase(present);
    return null;
  }
  let free = aside;
  for (let count = 2; existsSync(free); count += 1) free = `${aside}-${count}`;
  // Whatever is not yet in the main file stays beside it under the same name; SQLite finds it there.
  for (const suffix of ['-wal', '-shm', ''])
    if (existsSync(`${present}${suffix}`)) renameSync(`${present}${suffix}`, `${free}${suffix}`);
  return free;
}

await runAsProgram(import.meta.url, restoreTool);
