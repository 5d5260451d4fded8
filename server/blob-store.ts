import { createHash } from 'node:crypto';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';

/** Papers and scans, each under the SHA-256 of its bytes. */
export interface BlobStore {
  /** Resolves with the digest once the bytes are on the disk to stay; the same bytes are kept once. */
  put(bytes: Uint8Array): Promise<string>;
  /** Null when there is no such file, or when it no longer is what its name says. */
  get(sha256: string): Promise<Buffer | null>;
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function openBlobStore(folder: string): BlobStore {
  const place = (sha256: string) => join(folder, sha256.slice(0, 2), sha256);
  let made = 0;
  const get = async (sha256: string): Promise<Buffer | null> => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) return null;
    try {
      const bytes = await readFile(place(sha256));
      return sha256Of(bytes) === sha256 ? bytes : null;
    } catch {
      return null;
    }
  };
  return {
    get,
    async put(bytes) {
      const sha256 = sha256Of(bytes);
      const target = place(sha256);
      // One that is there already may be old and named by nobody yet: it must not be swept away before its record comes.
      if ((await get(sha256)) !== null && (await touch(target))) return sha256;
      await mkdir(join(folder, sha256.slice(0, 2)), { recursive: true });
      made += 1;
      const unfinished = `${target}.${process.pid}-${made}.part`;
      try {
        await writeThrough(unfinished, bytes);
        await rename(unfinished, target);
        await syncFolder(join(folder, sha256.slice(0, 2)));
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      }
      return sha256;
    },
  };
}

/** False when the file is gone. */
async function touch(path: string): Promise<boolean> {
  const now = new Date();
  return utimes(path, now, now).then(
    () => true,
    () => false,
  );
}

/** A file is written before its record: what is younger may only wait for it. */
const waitingMs = 3_600_000;

/** Takes away every file, whole or half written, that nothing names and that has not just come. `at` is the disk's own time. */
export async function sweepBlobs(
  folder: string,
  named: { has(sha256: string): boolean },
  at: number,
): Promise<{ files: number; fileBytes: number }> {
  const swept = { files: 0, fileBytes: 0 };
  const parts = await readdir(folder).catch(() => [] as string[]);
  for (const part of parts.filter((name) => /^[0-9a-f]{2}$/.test(name)))
    for (const name of readdirSync(join(folder, part))) {
      if (named.has(name)) continue;
      const path = join(folder, part, name);
      // Looked at and taken in one turn, so that nobody can have found it in between.
      const { size, mtimeMs } = statSync(path);
      if (mtimeMs >= at - waitingMs) continue;
      rmSync(path);
      swept.files += 1;
      swept.fileBytes += size;
    }
  return swept;
}

/** The record may speak of a file only when a power cut can no longer take it. */
async function writeThrough(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The name must last too. Where folders cannot be flushed (Windows), the file system sees to it. */
async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, 'r');
    await folder.sync().finally(() => folder.close());
  } catch {
    // Not possible here.
  }
}
