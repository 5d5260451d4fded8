import { readdir, readFile, stat } from 'node:fs/promises';
import { join as joinPath } from 'node:path';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';

export const mandarin = '普通话';

/**
 * `manifest.json` of a folder with recorded clips: which WAV says which words. Keys are hanzi as they are spoken
 * (`一`, `号窗口`, `请`) or a Latin letter; the longest key that fits is used.
 */
export const Manifest = Type.Object({
  voice: Type.String({ minLength: 1, maxLength: 40 }),
  /** Left out, the clips are Mandarin. */
  dialect: Type.Optional(Type.String({ minLength: 1, maxLength: 20 })),
  gapMs: Type.Number({ minimum: 0, maximum: 1000 }),
  clips: Type.Record(Type.String({ minLength: 1 }), Type.String({ pattern: '^[^/\\\\]+\\.wav$' })),
});
export type Manifest = Static<typeof Manifest>;

/** A recorded voice that stands in a folder of the house's voices. */
export interface Pack {
  /** The folder's name. */
  id: string;
  folder: string;
  name: string;
  dialect: string;
  /** Changes whenever the pack was recorded anew. */
  revision: string;
}

const packsMost = 20;
const idPattern = /^[a-z][a-z0-9-]{0,39}$/;

/** Rejects with a plain reason when there is no manifest or it is not as it should be. */
export async function readManifest(folder: string): Promise<Manifest> {
  const read: unknown = JSON.parse(await readFile(joinPath(folder, 'manifest.json'), 'utf8'));
  if (!Value.Check(Manifest, read)) throw new Error('manifest.json is not as it should be');
  return read;
}

/** The packs under a folder by name; folders without a proper manifest are left out, and a missing folder has none. */
export async function readPacks(parent: string | null): Promise<Pack[]> {
  if (parent === null) return [];
  const names = await readdir(parent).catch(() => []);
  const packs: Pack[] = [];
  for (const id of names.filter((name) => idPattern.test(name)).sort()) {
    const folder = joinPath(parent, id);
    try {
      const { voice, dialect = mandarin } = await readManifest(folder);
      const { mtimeMs } = await stat(joinPath(folder, 'manifest.json'));
      packs.push({ id, folder, name: voice, dialect, revision: `${id} ${mtimeMs}` });
    } catch {}
    if (packs.length === packsMost) break;
  }
  return packs;
}
