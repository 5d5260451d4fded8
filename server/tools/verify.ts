import Database from 'better-sqlite3';
import { bundleTexts } from '../contract/texts/bundle.ts';
import { verifyTexts } from '../contract/texts/tools.ts';
import { type Verification, verifyJournal } from '../journal/verify.ts';
import { bothLanguages, databasePath, runAsProgram, type Tool } from './arguments.ts';
import { verifyBundle } from './verify-bundle.ts';

/** Examines a database file without writing to it. A server may go on writing: one moment of it is examined. */
export function verifyFile(path: string): Verification {
  const database = new Database(path, { readonly: true, fileMustExist: true });
  try {
    // One transaction, or rows that come in meanwhile would look like a wrong mark of the end.
    return database.transaction(() => verifyJournal(database))();
  } finally {
    database.close();
  }
}

export const verifyTool: Tool = {
  usage: verifyTexts.usage,
  options: { bundle: bundleTexts.option },
  words: { least: 0, most: 0 },
  work({ data, dataNamed, options: { bundle } }, terminal) {
    if (bundle !== undefined) return verifyBundle(bundle, dataNamed ? data : null, terminal);
    const path = databasePath(data);
    const since = performance.now();
    const { rows, problem } = verifyFile(path);
    const seconds = (performance.now() - since) / 1000;
    terminal.say(bothLanguages(verifyTexts.read, { rows, perSecond: Math.round(rows / seconds) }));
    if (problem === null) {
      terminal.say(bothLanguages(verifyTexts.whole));
      return 0;
    }
    terminal.complain(bothLanguages(verifyTexts.problem, { ...problem }));
    return 1;
  },
};

await runAsProgram(import.meta.url, verifyTool);
