import type { Database } from 'better-sqlite3';
import { FairnessCheck, type FairnessReport } from './fairness/check.ts';
import { noteDay, recordLength } from './fairness/read-record.ts';
import { DayGatherer } from './proof/gather.ts';
import { type Proof, proveDay } from './proof/prove.ts';
import { inSlices } from './slices.ts';

/** One day judged: the order of its calls, and what help and cover were worth (R16). */
export interface DayReport extends FairnessReport {
  /** Null for a day on which nobody waited. */
  proof: Proof | null;
}

const keptMost = 40;

/** Judges days from the record alone, in slices; a day that has not grown since is answered from memory. */
export class DayReports {
  readonly #database: Database;
  readonly #kept = new Map<string, { length: number; report: Promise<DayReport> }>();

  constructor(database: Database) {
    this.#database = database;
  }

  async of(date: string): Promise<DayReport> {
    const length = recordLength(this.#database, date);
    const kept = this.#kept.get(date);
    if (kept !== undefined && kept.length === length) return kept.report;
    const report = inSlices(judgeDay(this.#database, date));
    this.#kept.delete(date);
    this.#kept.set(date, { length, report });
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= keptMost) break;
      this.#kept.delete(oldest);
    }
    try {
      return await report;
    } catch (error) {
      this.#kept.delete(date);
      throw error;
    }
  }
}

/** In steps, so that nobody waits for a whole day to be judged. */
export function* judgeDay(database: Database, date: string): Generator<void, DayReport> {
  const check = new FairnessCheck(date);
  const gatherer = new DayGatherer();
  yield* noteDay(database, date, (line) => {
    check.note(line);
    gatherer.note(line);
  });
  yield;
  return { ...check.report, proof: yield* proveDay(gatherer.day()) };
}
