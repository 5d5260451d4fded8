import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { type OtherFile, type OthersList, othersEnding, othersFolder } from '../contract/backup.ts';

const digestOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** Under another name first: a power cut must not leave half a file under the name of a whole one. */
function putFile(target: string, bytes: Buffer): void {
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(`${target}.part`, bytes, { flush: true });
  renameSync(`${target}.part`, target);
}

/** Papers and scans that stand beside a daily backup, where the data folder lacks them or has them damaged. Returns how many. */
export function bringPapers(from: string, to: string): number {
  let brought = 0;
  for (const part of existsSync(from) ? readdirSync(from) : [])
    for (const name of readdirSync(join(from, part))) {
      const target = join(to, part, name);
      const bytes = readFileSync(join(from, part, name));
      if (digestOf(bytes) !== name || (existsSync(target) && digestOf(readFileSync(target)) === name)) continue;
      putFile(target, bytes);
      brought += 1;
    }
  return brought;
}

/** Recorded voices and the like: how many were brought back, and those that differ from the backup and were left alone. */
export interface BroughtOthers {
  brought: number;
  different: string[];
  /** Those whose copy is gone from the backup or damaged. */
  lost: string[];
  /** Where the hall file was put, which is not read from the data folder by itself; null where the present one is the same. */
  hallFile: string | null;
}

/** What is there already stays: a voice that was recorded after the backup is no damage. */
export function bringOthers({ hallFile, list }: OthersList, backups: string, data: string): BroughtOthers {
  const found: BroughtOthers = { brought: 0, different: [], lost: [], hallFile: null };
  const hall = list.filter(({ of }) => of === 'hall');
  const changed = hallFile !== null && hall.some((each) => !isThere(join(dirname(hallFile), each.path), each));
  const hallFolder = changed ? freeFolder(join(data, 'hall-restored')) : '';
  for (const each of list.filter(({ of, path }) => staysBelow(path) && (of === 'data' || changed))) {
    const target = join(each.of === 'data' ? data : hallFolder, each.path);
    if (isThere(target, each)) continue;
    const bytes = copyOf(each, backups);
    if (bytes === null) found.lost.push(each.path);
    else if (existsSync(target)) found.different.push(each.path);
    else {
      putFile(target, bytes);
      found.brought += each.of === 'data' ? 1 : 0;
    }
  }
  if (changed) found.hallFile = join(hallFolder, basename(hallFile));
  return found;
}

const isThere = (path: string, { sha256 }: OtherFile): boolean =>
  existsSync(path) && digestOf(readFileSync(path)) === sha256;

function copyOf({ sha256 }: OtherFile, backups: string): Buffer | null {
  const path = join(backups, othersFolder, sha256.slice(0, 2), sha256);
  if (!existsSync(path)) return null;
  const bytes = readFileSync(path);
  return digestOf(bytes) === sha256 ? bytes : null;
}

function freeFolder(wanted: string): string {
  let free = wanted;
  for (let count = 2; existsSync(free); count += 1) free = `${wanted}-${count}`;
  return free;
}

/** The list that belongs to a backup's database; null where there is none, as of older releases and backups by hand. */
export function readOthers(database: string): OthersList | null {
  const path = database.replace(/\.db$/, othersEnding);
  if (path === database || !existsSync(path)) return null;
  return JSON.parse(readFileSync(path, 'utf8')) as OthersList;
}

/** Whether a path of a list stays below the folder it is meant for. */
const staysBelow = (path: string): boolean =>
  !/^([/\\]|[A-Za-z]:)/.test(path) && !normalize(path).split(/[/\\]/).includes('..');
