import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import Database from 'better-sqlite3';
import { bundleTexts as texts } from '../contract/texts/bundle.ts';
import { toolTexts } from '../contract/texts/tools.ts';
import { type BundleCheck, checkBundle } from '../reports/bundle/check.ts';
import { checkAgainst, type Finding } from '../reports/bundle/check-record.ts';
import { fingerprintOf } from '../reports/bundle/seal.ts';
import { bothLanguages, databasePath, type Terminal, ToolError } from './arguments.ts';

/** What Node reads into one buffer. */
const bytesMost = 2 ** 31 - 1;

/** Examines the bundle of one dossier by itself and, where a data folder is given, against the record there. */
export function verifyBundle(path: string, data: string | null, terminal: Terminal): number {
  const file = resolve(path);
  if (!existsSync(file) || !statSync(file).isFile()) throw new ToolError(toolTexts.noFile, { file }, 2);
  if (statSync(file).size > bytesMost) throw new ToolError(texts.tooLarge, { file }, 2);
  const database = data === null ? null : new Database(databasePath(data), { readonly: true });
  try {
    const check = checkBundle(readFileSync(file));
    tellWhatItIs(check, terminal);
    const { findings, wentOn } = database === null ? { findings: [], wentOn: 0 } : compared(database, check);
    const all: Finding[] = [...check.findings, ...findings];
    for (const { text, values } of all) terminal.complain(bothLanguages(text, values));
    if (all.length > 0) return 1;
    terminal.say(bothLanguages(texts.whole));
    if (database !== null) terminal.say(bothLanguages(texts.wholeInRecord));
    if (wentOn > 0) terminal.say(bothLanguages(texts.wentOn, { count: wentOn }));
    return 0;
  } finally {
    database?.close();
  }
}

function tellWhatItIs({ manifest }: BundleCheck, terminal: Terminal): void {
  if (manifest === null) return;
  const { no, hall, madeAt, madeBy, events, files, lost, publicKey } = manifest;
  terminal.say(bothLanguages(texts.read, { no, hall, madeAt, madeBy, events, files: files.length }));
  terminal.say(bothLanguages(texts.signedBy, { fingerprint: fingerprintOf(publicKey) }));
  for (const { name, sha256 } of lost) terminal.say(bothLanguages(texts.lost, { name, sha256 }));
}

/** One moment of a record that may go on meanwhile. */
function compared(database: Database.Database, { manifest, record }: BundleCheck) {
  if (manifest === null || record === null) return { findings: [], wentOn: 0 };
  return database.transaction(() => checkAgainst(database, manifest, record))();
}
