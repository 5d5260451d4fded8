import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { backupTexts } from '../contract/texts/tools.ts';
import { copyDatabase, removeDatabase } from '../journal/copy-database.ts';
import { datedName } from '../journal/dated-name.ts';
import { bothLanguages, databasePath, runAsProgram, type Tool, ToolError } from './arguments.ts';
import { verifyFile } from './verify.ts';

export const backupTool: Tool = {
  usage: backupTexts.usage,
  options: { to: backupTexts.toOption },
  words: { least: 0, most: 0 },
  async work({ data, options }, terminal) {
    const from = databasePath(data);
    const file = target(options.to, data);
    if (existsSync(file)) throw new ToolError(backupTexts.exists, { file }, 2);
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    // Under another name until it is checked, so that whatever ends in .db is a good one.
    const unchecked = `${file}.unchecked`;
    removeDatabase(unchecked);
    await copyDatabase(from, unchecked, (percent) => terminal.say(bothLanguages(backupTexts.progress, { percent })));
    const { rows, problem } = verifyFile(unchecked);
    if (problem !== null) {
      removeDatabase(unchecked);
      terminal.complain(bothLanguages(backupTexts.damaged, { ...problem }));
      return 1;
    }
    renameSync(unchecked, file);
    terminal.say(bothLanguages(backupTexts.done, { rows, file }));
    return 0;
  },
};

function target(to: string | undefined, data: string): string {
  const name = `${datedName(new Date())}.db`;
  if (to === undefined) return join(data, 'backups', name);
  const path = resolve(to);
  return existsSync(path) && statSync(path).isDirectory() ? join(path, name) : path;
}

await runAsProgram(import.meta.url, backupTool);
