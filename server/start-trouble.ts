import { join } from 'node:path';
import { fillText, type Text } from './contract/texts/define.ts';
import { startTroubleTexts as texts } from './contract/texts/start-trouble.ts';
import { HallFileError } from './hall-file.ts';
import { databaseName } from './journal/journal.ts';
import { NewerRelease } from './journal/migrate.ts';

export interface StartedWith {
  data: string;
  host: string;
  port: number;
}

const problemsShown = 12;
const portHasRights = /^(EACCES|EPERM)$/;
const full = /^(ENOSPC|EDQUOT|SQLITE_FULL)/;
const damaged = /^SQLITE_(CORRUPT|NOTADB)/;
const notWritable = /^(EACCES|EPERM|EROFS|EEXIST|ENOTDIR|ENOENT|EISDIR|SQLITE_(CANTOPEN|READONLY|IOERR|PERM))/;

/** Why the hall did not open, as lines for people, Chinese first; what the machine said stands last. */
export function startTrouble(error: unknown, started: StartedWith): string {
  const said = error instanceof Error ? error.message : String(error);
  if (error instanceof HallFileError) {
    const { file, problems } = error;
    const more = problems.length - problemsShown;
    const lines = problems.slice(0, problemsShown).map((problem) => `  - ${problem}`);
    if (more > 0) lines.push(`  … ${both(texts.moreProblems, { count: more }, ' ')}`);
    return [both(texts.hallFile, { file }), ...lines].join('\n');
  }
  const [text, values] = wordsFor(error, started);
  return `${both(text, values)}\n(${said})`;
}

function wordsFor(error: unknown, { data, host, port }: StartedWith): [Text, Record<string, unknown>] {
  if (error instanceof NewerRelease) return [texts.newerRelease, {}];
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const listening = error instanceof Error && 'syscall' in error && error.syscall === 'listen';
  if (code === 'EADDRINUSE') return [texts.portTaken, { port }];
  if (listening && portHasRights.test(code)) return [texts.portNotAllowed, { port }];
  if (/^(EADDRNOTAVAIL|ENOTFOUND|EAI_)/.test(code)) return [texts.host, { host }];
  if (full.test(code)) return [texts.diskFull, { folder: data }];
  if (damaged.test(code)) return [texts.databaseDamaged, { file: join(data, databaseName) }];
  return notWritable.test(code) ? [texts.dataFolder, { folder: data }] : [texts.other, {}];
}

const both = (text: Text, values: Record<string, unknown>, between = '\n') =>
  `${fillText(text, 'zh', values)}${between}${fillText(text, 'en', values)}`;
