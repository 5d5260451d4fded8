import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { copyFile, mkdir, open, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sha256Of } from './blob-store.ts';
import type { Backup } from './contract/backup.ts';

/** What stands in the file beside a copy; it is written last, so that a copy without it is none. */
export type Manifest = Omit<Backup, 'name' | 'whole'>;

export interface FilesCopied {
  files: number;
  fileBytes: number;
  /** Names, which are digests, of every file that is there now. */
  there: Set<string>;
}

const dayMs = 86_400_000;
/** A copied file is read again once in so many days. */
const readAgainDays = 7;
const digest = /^[0-9a-f]{64}$/;

/** Copies with their notes, newest first. What cannot be read, a note or the whole folder, is none. */
export function storedBackups(folder: string): Backup[] {
  const names = namesIn(folder).filter((name) => name.endsWith('.json'));
  const found = names.flatMap((file): Backup[] => {
    const name = file.slice(0, -'.json'.length);
    try {
      const manifest = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Manifest;
      const path = join(folder, `${name}.db`);
      const complete = manifest.others === undefined || existsSync(join(folder, `${name}.others`));
      return [{ name, ...manifest, whole: complete && existsSync(path) && statSync(path).size === manifest.bytes }];
    } catch {
      return [];
    }
  });
  return found.sort((left, right) => (left.at < right.at ? 1 : -1));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Puts the note in, which makes a whole backup of what was written before. */
export async function writeManifest(folder: string, name: string, manifest: Manifest): Promise<void> {
  await writeWhole(join(folder, `${name}.json`), `${JSON.stringify(manifest, null, 1)}\n`);
}

/** Flushed under another name first, so that it is there whole or not at all. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const unfinished = `${path}.part`;
  await writeFile(unfinished, text, { mode: 0o600 });
  await flush(unfinished);
  await rename(unfinished, path);
  await flush(dirname(path));
}

/** Lets a file, or the names in a folder, outlast a power cut. */
export async function flush(path: string): Promise<void> {
  try {
    const handle = await open(path, 'r');
    await handle.sync().finally(() => handle.close());
  } catch {
    // Where folders cannot be flushed (Windows), the file system sees to it.
  }
}

/** One making of a backup: `at` marks what was still held at this moment; `requireOpen` may end it. */
export interface StoreTurn {
  at: number;
  requireOpen(): void;
}

/**
 * Copies every paper and scan that is not there yet; each is read back and compared with its name. One that is there counts
 * by its size, and is read again once a week.
 */
export async function copyFiles(from: string, to: string, turn: StoreTurn): Promise<FilesCopied> {
  const copied: FilesCopied = { files: 0, fileBytes: 0, there: new Set() };
  for (const part of existsSync(from) ? await readdir(from) : []) {
    if (!/^[0-9a-f]{2}$/.test(part)) continue;
    const readAgain = Number.parseInt(part, 16) % readAgainDays === Math.floor(turn.at / dayMs) % readAgainDays;
    for (const name of await readdir(join(from, part))) {
      turn.requireOpen();
      if (!digest.test(name)) continue;
      const bytes = await keepCopy(join(from, part, name), join(to, part, name), { sha256: name, readAgain }, turn);
      if (bytes === null) continue;
      copied.files += 1;
      copied.fileBytes += bytes;
      copied.there.add(name);
    }
    await flush(join(to, part));
  }
  return copied;
}

/** The size of the file that is now there and whole; null when the source is gone, or is not what its digest says. */
export async function keepCopy(
  from: string,
  to: string,
  { sha256, readAgain }: { sha256: string; readAgain: boolean },
  { at }: StoreTurn,
): Promise<number | null> {
  const size = (await stat(from).catch(() => null))?.size ?? null;
  const present = await stat(to).catch(() => null);
  if (present !== null && present.size === size && (!readAgain || (await isSound(to, sha256)))) {
    await utimes(to, at / 1000, at / 1000);
    return present.size;
  }
  const unfinished = `${to}.part`;
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  try {
    await copyFile(from, unfinished);
    await flush(unfinished);
    // What was damaged at its source must not take the place of a sound copy.
    if (!(await isSound(unfinished, sha256)))
      return present !== null && (await isSound(to, sha256)) ? present.size : null;
    await rename(unfinished, to);
    await utimes(to, at / 1000, at / 1000);
    return size;
  } finally {
    await rm(unfinished, { force: true });
  }
}

async function isSound(path: string, sha256: string): Promise<boolean> {
  try {
    return sha256Of(await readFile(path)) === sha256;
  } catch {
    return false;
  }
}

/** Takes away copies older than `keepDays`, files that no copy needs any more, and what a cut left half made. */
export async function tidyBackups(folder: string, keepDays: number, at: number): Promise<void> {
  const oldest = at - keepDays * dayMs;
  const [newest, ...others] = storedBackups(folder);
  for (const { name, at: made } of others) {
    if (Date.parse(made) >= oldest) continue;
    // The note goes first: a cut in between leaves a file that counts for nothing.
    await rm(join(folder, `${name}.json`));
    for (const ending of ['.db', '.others']) await rm(join(folder, `${name}${ending}`), { force: true });
  }
  const needed = Math.min(oldest, Date.parse(newest?.at ?? new Date(at).toISOString()));
  for (const store of ['files', 'others']) await tidyFiles(join(folder, store), needed);
}

async function tidyFiles(folder: string, oldest: number): Promise<void> {
  for (const part of existsSync(folder) ? await readdir(folder) : [])
    for (const name of await readdir(join(folder, part))) {
      const path = join(folder, part, name);
      if (name.endsWith('.part') || (await stat(path)).mtimeMs < oldest) await rm(path, { force: true });
    }
}

/** What an attempt that was cut left behind; called before the next begins. Copies by hand (`npm run backup`) have other names. */
export function removeUnfinished(folder: string): void {
  if (!existsSync(folder)) return;
  const names = new Set(readdirSync(folder));
  for (const name of names) {
    const half = /^daily-.*\.(db\.unchecked(-\w+)?|(json|others)\.part)$/.test(name);
    const alone = /^daily-.*\.(db|others)$/.test(name) && !names.has(name.replace(/\.(db|others)$/, '.json'));
    if (half || alone) rmSync(join(folder, name), { force: true });
  }
}
