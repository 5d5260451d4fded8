import { mkdirSync, renameSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { copyOthers } from './backup-others.ts';
import {
  copyFiles,
  flush,
  type Manifest,
  removeUnfinished,
  storedBackups,
  tidyBackups,
  writeManifest,
} from './backup-store.ts';
import { backupTrouble, DamagedData, requireRoom } from './backup-trouble.ts';
import { type Backup, type BackupSetting, type Backups, type BackupTrouble, usualBackups } from './contract/backup.ts';
import { copyDatabase, removeDatabase } from './journal/copy-database.ts';
import { databaseName } from './journal/journal.ts';
import { namedDigests } from './journal/record-facts.ts';
import { verifyCopy } from './journal/verify.ts';

export interface BackupKeeperOptions {
  /** The data folder. */
  data: string;
  /** The hall file, which is copied with its parts. */
  hallFile?: string;
  setting(): BackupSetting | undefined;
  timeZone: string;
  now(): number;
  /** When the record begins, epoch milliseconds. */
  recordBegins(): number;
  log: { error(facts: object, words: string): void; info(facts: object, words: string): void };
}

const dayMs = 86_400_000;
const lateMs = 36 * 3_600_000;
/** After a failure the next attempt waits so long. */
const againMs = 30 * 60_000;
const lookAgainMs = 5 * 60_000;

/**
 * The daily copy: database and files, checked after writing. What stands in the folder with a note beside it is whole; a
 * power cut at any line leaves no such thing half made.
 */
export class BackupKeeper {
  readonly #options: BackupKeeperOptions;
  #failure: { at: number; trouble: BackupTrouble; why: string } | null = null;
  #running: Promise<Backup | null> | null = null;
  #closed = false;
  /** Read anew after each copy, and every few minutes: the supervisor's board asks every second. */
  #lastGood: { folder: string; at: number | null; readAt: number } | null = null;

  constructor(options: BackupKeeperOptions) {
    this.#options = options;
  }

  get setting(): BackupSetting {
    return this.#options.setting() ?? usualBackups;
  }

  get folder(): string {
    return resolve(this.setting.folder ?? join(this.#options.data, 'backups'));
  }

  /** When the newest whole copy was made, or null. */
  lastGoodAt(): number | null {
    const { folder } = this;
    const now = this.#options.now();
    const known = this.#lastGood;
    if (known === null || known.folder !== folder || Math.abs(now - known.readAt) > lookAgainMs) {
      const good = storedBackups(folder).find(({ whole }) => whole);
      const at = good === undefined ? null : Date.parse(good.at);
      this.#lastGood = { folder, at, readAt: now };
      return at;
    }
    return known.at;
  }

  /** Since when a good copy is missing, once that is more than 36 hours; else null. */
  lateSince(): number | null {
    const since = this.lastGoodAt() ?? this.#options.recordBegins();
    return this.#options.now() - since > lateMs ? since : null;
  }

  /** The last attempt, when it was in vain; a good one since then takes it away. */
  failed(): { at: number; trouble: BackupTrouble } | null {
    return this.#failure;
  }

  state(): Backups {
    const iso = (at: number) => new Date(at).toISOString();
    const list = storedBackups(this.folder);
    const lastGood = list.find(({ whole }) => whole)?.at ?? null;
    return {
      list,
      folder: this.folder,
      running: this.#running !== null,
      lastGoodAt: lastGood,
      late: this.lateSince() !== null,
      nextAt: iso(this.#nextAt()),
      failure: this.#failure === null ? null : { ...this.#failure, at: iso(this.#failure.at) },
    };
  }

  /** Makes the copy that is due, if any. Resolves with it, or null. */
  async tick(): Promise<Backup | null> {
    return this.#options.now() >= this.#nextAt() ? this.make() : null;
  }

  /** Makes a copy now; when one is being made already, that one. Resolves with null when it failed, which `state` tells. */
  make(): Promise<Backup | null> {
    if (this.#closed) return Promise.resolve(null);
    this.#running ??= this.#make().finally(() => {
      this.#running = null;
      this.#lastGood = null;
    });
    return this.#running;
  }

  /** Waits for a copy that is being made. */
  async stop(): Promise<void> {
    this.#closed = true;
    await this.#running;
  }

  /** The first set time after the last good copy; after a failure not before its pause is over. */
  #nextAt(): number {
    const last = this.lastGoodAt();
    const now = this.#options.now();
    const due = last === null ? now : nextTime(last, this.setting.at, this.#options.timeZone);
    return this.#failure === null ? due : Math.max(due, this.#failure.at + againMs);
  }

  async #make(): Promise<Backup | null> {
    const { now, log } = this.#options;
    const begun = now();
    const since = performance.now();
    try {
      const name = `daily-${new Date(begun).toISOString().slice(0, 19).replaceAll(':', '')}Z`;
      const manifest = await this.#copy(name, begun, since);
      await tidyBackups(this.folder, this.setting.keepDays, begun);
      this.#failure = null;
      log.info({ name, ...manifest }, 'a backup was made');
      return { name, ...manifest, whole: true };
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.#failure = { at: now(), trouble: backupTrouble(error), why };
      log.error({ error }, 'the backup was not made');
      return null;
    }
  }

  async #copy(name: string, at: number, since: number): Promise<Manifest> {
    const { data } = this.#options;
    const { folder } = this;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    removeUnfinished(folder);
    requireRoom(folder, join(data, databaseName));
    const unchecked = join(folder, `${name}.db.unchecked`);
    try {
      await copyDatabase(join(data, databaseName), unchecked, () => this.#requireOpen());
      const { rows, problem } = await verifyCopy(unchecked);
      if (problem !== null) throw new DamagedData(`row ${problem.seq} of the copy is not right: ${problem.what}`);
      // A file is on the disk before the record names it, so that each of these must be found now.
      const wanted = await namedDigests(unchecked);
      const turn = { at, requireOpen: () => this.#requireOpen() };
      const { there, files, fileBytes } = await copyFiles(join(data, 'files'), join(folder, 'files'), turn);
      const source = { data, backups: folder, hallFile: this.#options.hallFile ?? null };
      const { others, otherBytes, lost } = await copyOthers(source, folder, name, turn);
      const path = join(folder, `${name}.db`);
      renameSync(unchecked, path);
      await flush(path);
      const lostFiles = lost + wanted.filter((sha256) => !there.has(sha256)).length;
      const seconds = Math.round((performance.now() - since) / 10) / 100;
      const made = {
        at: new Date(at).toISOString(),
        bytes: statSync(path).size,
        rows,
        files,
        fileBytes,
        others,
        otherBytes,
        lostFiles,
        seconds,
      };
      await writeManifest(folder, name, made);
      return made;
    } finally {
      removeDatabase(unchecked);
    }
  }

  /** A server that ends does not wait for a copy. */
  #requireOpen(): void {
    if (this.#closed) throw new Error('the server was stopped');
  }
}

/** The first moment after another at which the clocks of a zone show this time of day. */
export function nextTime(after: number, time: string, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const [hours = 0, minutes = 0, seconds = 0] = format.format(after).split(':').map(Number);
  const [atHours = 0, atMinutes = 0] = time.split(':').map(Number);
  const passed = ((hours * 60 + minutes) * 60 + seconds) * 1000 + (after % 1000);
  const wanted = (atHours * 60 + atMinutes) * 60_000;
  return after - passed + wanted + (passed >= wanted ? dayMs : 0);
}
