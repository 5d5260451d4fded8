import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { filesToolTexts as texts } from '../contract/texts/files-tool.ts';
import { lastRow, NamedFiles } from '../journal/named-files.ts';
import { bothLanguages, databasePath, runAsProgram, type Tool } from './arguments.ts';

/** A file is written before its record: what is younger may only wait for it. */
const waitingMs = 3_600_000;

interface Found {
  path: string;
  sha256: string;
  bytes: number;
  changedAt: number;
}

export const filesTool: Tool = {
  usage: texts.usage,
  words: { least: 0, most: 0 },
  async work({ data }, terminal) {
    const database = new Database(databasePath(data), { readonly: true, fileMustExist: true });
    const named = new NamedFiles().read(database, 0, lastRow(database)).list();
    database.close();
    const found = filesIn(join(data, 'files'));
    const bytes = found.reduce((sum, file) => sum + file.bytes, 0);
    const megabytes = (bytes / 1_048_576).toFixed(1);
    terminal.say(bothLanguages(texts.done, { named: named.length, found: found.length, megabytes }));
    const names = new Set(named.map(([sha256]) => sha256));
    const there = new Map(found.map((file) => [file.sha256, file]));
    let troubles = 0;
    for (const [sha256, no] of named) {
      const file = there.get(sha256);
      if (file !== undefined && (await digestOf(file.path)) === sha256) continue;
      troubles += 1;
      terminal.complain(bothLanguages(file === undefined ? texts.lost : texts.damaged, { sha256, no }));
    }
    for (const { path, sha256, bytes: size, changedAt } of found)
      if (!names.has(sha256) && changedAt < Date.now() - waitingMs)
        terminal.say(bothLanguages(texts.orphan, { path, bytes: size }));
    if (troubles === 0) terminal.say(bothLanguages(texts.whole));
    return troubles === 0 ? 0 : 1;
  },
};

/** Everything two levels below the folder, also what a power cut left half written. */
function filesIn(folder: string): Found[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((part) =>
    readdirSync(join(folder, part)).map((name) => {
      const path = join(folder, part, name);
      const { size, mtimeMs } = statSync(path);
      return { path, sha256: name, bytes: size, changedAt: mtimeMs };
    }),
  );
}

async function digestOf(path: string): Promise<string> {
  const digest = createHash('sha256');
  for await (const part of createReadStream(path)) digest.update(part as Buffer);
  return digest.digest('hex');
}

await runAsProgram(import.meta.url, filesTool);
