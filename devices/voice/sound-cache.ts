import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join as joinPath } from 'node:path';
import { readWav, type Sound, writeWav } from './wav.ts';

const suffix = '.speech.wav';
/** To be raised when speech is made in another way, so that what an older release kept is not used. */
const makingNo = 1;

/** Rendered speech by the hash of engine and text: the newest in memory, more of it in a folder. Both are bounded. */
export class SoundCache {
  readonly #folder: string | null;
  readonly #filesMost: number;
  readonly #memoryMost: number;
  readonly #memory = new Map<string, Sound>();
  #serial = 0;
  /** Files written since the folder was last looked through. */
  #since = 0;

  /** `folder` null keeps nothing on disk. An eighth more than `filesMost` may lie there for a while. */
  constructor(folder: string | null, { filesMost = 400, memoryMost = 24 } = {}) {
    this.#folder = folder;
    this.#filesMost = filesMost;
    this.#memoryMost = memoryMost;
  }

  /** The sound of this text by this engine, made once. Trouble with the disk only costs the saving. */
  async get(engine: string, text: string, make: () => Promise<Sound>): Promise<Sound> {
    const key = createHash('sha256')
      .update(JSON.stringify([makingNo, engine, text]))
      .digest('hex')
      .slice(0, 32);
    const sound = this.#memory.get(key) ?? (await this.#read(key));
    if (sound) {
      this.#remember(key, sound);
      return sound;
    }
    const made = await make();
    this.#remember(key, made);
    await this.#write(key, made).catch(() => {});
    return made;
  }

  #remember(key: string, sound: Sound): void {
    this.#memory.delete(key);
    this.#memory.set(key, sound);
    const [oldest] = this.#memory.keys();
    if (this.#memory.size > this.#memoryMost && oldest !== undefined) this.#memory.delete(oldest);
  }

  async #read(key: string): Promise<Sound | null> {
    if (this.#folder === null) return null;
    const file = joinPath(this.#folder, key + suffix);
    try {
      const sound = readWav(await readFile(file));
      const now = new Date();
      await utimes(file, now, now);
      return sound.samples.length > 0 ? sound : null;
    } catch {
      return null;
    }
  }

  async #write(key: string, sound: Sound): Promise<void> {
    if (this.#folder === null) return;
    await mkdir(this.#folder, { recursive: true });
    // A reader, or the next start after a power cut, never finds half a file under the final name.
    this.#serial += 1;
    const draft = joinPath(this.#folder, `${key}.${process.pid}.${this.#serial}.draft`);
    await writeFile(draft, writeWav(sound));
    await rename(draft, joinPath(this.#folder, key + suffix));
    // To look at hundreds of files for each call would take longer than to make its speech.
    this.#since += 1;
    if (this.#serial > 1 && this.#since < this.#filesMost / 8) return;
    this.#since = 0;
    await this.#prune(this.#folder);
  }

  async #prune(folder: string): Promise<void> {
    const names = (await readdir(folder)).filter((name) => name.endsWith(suffix));
    if (names.length <= this.#filesMost) return;
    const files = await Promise.all(
      names.map(async (name) => ({ path: joinPath(folder, name), at: (await stat(joinPath(folder, name))).mtimeMs })),
    );
    files.sort((a, b) => a.at - b.at);
    for (const { path } of files.slice(0, files.length - this.#filesMost)) await rm(path, { force: true });
  }
}
