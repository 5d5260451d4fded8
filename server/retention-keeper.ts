import { join } from 'node:path';
import { nextTime } from './backup-keeper.ts';
import { sweepBlobs } from './blob-store.ts';
import {
  keptUntil,
  type Retention,
  type RetentionRun,
  type RetentionSetting,
  usualRetention,
} from './contract/retention.ts';
import type { Hall, HallLog } from './hall.ts';
import type { Journal } from './journal/journal.ts';
import { namedInTurns } from './journal/named-files.ts';
import { retentionTable } from './journal/retention-table.ts';
import { settingTable } from './journal/setting-table.ts';

export interface RetentionKeeperOptions {
  /** The data folder. */
  data: string;
  hall: Hall;
  journal: Journal;
  setting(): RetentionSetting | undefined;
  timeZone: string;
  now(): number;
  log: HallLog;
}

const clock = { kind: 'clock' } as const;
/** Before the daily backup, so that it does not copy what is not to be kept. */
const runsAt = '02:30';
const runsKept = 60;
const dossiersAtOnce = 100;
/** Rest comes the night after: nothing may hold up a morning. */
const dossiersMost = 20_000;
const kept = 'retention-runs';

/**
 * 到期清除: each night whatever is personal and was kept long enough goes. The journal is never touched; a run that was cut
 * goes on with the next, and one that finds nothing changes nothing.
 */
export class RetentionKeeper {
  readonly #options: RetentionKeeperOptions;
  readonly #table: ReturnType<typeof retentionTable>;
  readonly #settings: ReturnType<typeof settingTable>;
  #running: Promise<RetentionRun> | null = null;
  #closed = false;

  constructor(options: RetentionKeeperOptions) {
    this.#options = options;
    this.#table = retentionTable(options.journal.database);
    this.#settings = settingTable(options.journal.database);
  }

  get setting(): RetentionSetting {
    return this.#options.setting() ?? usualRetention;
  }

  state(): Retention {
    const { dossiersBefore, auditBefore } = keptUntil(this.setting, this.#options.now());
    return {
      running: this.#running !== null,
      nextAt: new Date(this.#nextAt()).toISOString(),
      runs: this.#runs(),
      due: {
        dossiers: dossiersBefore === null ? 0 : this.#table.endedCount(dossiersBefore),
        auditLines: this.#table.auditCount(auditBefore),
      },
    };
  }

  /** Runs when the night has come; a server that was off then makes up for it, and a new one begins at once. */
  async tick(): Promise<void> {
    if (this.#options.now() >= this.#nextAt()) await this.run();
  }

  /** Runs now; when a run is under way, that one. Resolves with what went. */
  run(): Promise<RetentionRun> {
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  /** Waits for a run under way, which ends after the dossier it has in hand. */
  async stop(): Promise<void> {
    this.#closed = true;
    await this.#running?.catch(() => undefined);
  }

  #runs(): RetentionRun[] {
    return JSON.parse(this.#settings.find(kept) ?? '[]') as RetentionRun[];
  }

  #nextAt(): number {
    const [last] = this.#runs();
    return last === undefined ? this.#options.now() : nextTime(Date.parse(last.at), runsAt, this.#options.timeZone);
  }

  async #run(): Promise<RetentionRun> {
    const { now, data, hall, journal, log } = this.#options;
    const at = now();
    const { consultsBefore, auditBefore, dossiersBefore } = keptUntil(this.setting, at);
    const { text } = await hall.act({ type: 'sweep-consults', before: consultsBefore }, clock);
    const consultWords = (JSON.parse(text) as { recorded: number }).recorded;
    const erased = dossiersBefore === null ? { dossiers: 0, failures: 0 } : await this.#eraseDossiers(dossiersBefore);
    // By the disk's own clock, which has stamped the files.
    const files = await sweepBlobs(join(data, 'files'), await namedInTurns(journal.database), Date.now());
    const auditLines = this.#table.cutAudit(auditBefore);
    const run = { at: new Date(at).toISOString(), consultWords, ...erased, ...files, auditLines };
    this.#settings.put(kept, JSON.stringify([run, ...this.#runs()].slice(0, runsKept)));
    log.info({ ...run }, 'what was kept long enough is gone');
    return run;
  }

  async #eraseDossiers(before: number): Promise<{ dossiers: number; failures: number }> {
    const failed = new Set<string>();
    let dossiers = 0;
    while (!this.#closed && dossiers < dossiersMost) {
      const due = this.#table.ended(before, dossiersAtOnce + failed.size).filter(({ no }) => !failed.has(no));
      if (due.length === 0) break;
      for (const { no, files } of due) {
        const done = await this.#eraseDossier(no, files);
        if (done) dossiers += 1;
        else failed.add(no);
        if (failed.size > dossiersAtOnce) return { dossiers, failures: failed.size };
      }
    }
    return { dossiers, failures: failed.size };
  }

  /** One that cannot be erased does not hold up the others. */
  async #eraseDossier(no: string, files: string[]): Promise<boolean> {
    try {
      await this.#options.hall.act({ type: 'dossier', no, order: { type: 'erase', files } }, clock);
      return true;
    } catch (error) {
      this.#options.log.error({ error, no }, 'a dossier could not be erased');
      return false;
    }
  }
}
