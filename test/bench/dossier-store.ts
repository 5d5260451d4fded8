import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Journal, openJournal } from '../../server/journal/journal.ts';
import { deviceJobs } from '../../server/reactions/device-jobs.ts';
import { fillYear, type YearPlan } from './dossier-year.ts';

const store = join(tmpdir(), 'tingqian-bench');

/**
 * Puts a filled year into `folder`: copied from one that an earlier run has made of the very same rows, or made now and
 * kept for the next run. Resolves to how many seconds the making took, or null when it was there already.
 */
export function layYear(plan: YearPlan, folder: string): number | null {
  const kept = join(store, `dossiers-${plan.numbers.length}-${plan.digest}`);
  const seconds = existsSync(kept) ? null : make(plan, kept);
  // A database of a release with other tables is brought up to date where it is kept, not in every copy.
  openJournal({ folder: kept, deviceJobs }).close();
  cpSync(kept, folder, { recursive: true });
  return seconds;
}

/** Makes a year beside its place and moves it there when it is whole. */
function make(plan: YearPlan, place: string): number {
  const unfinished = `${place}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  const since = performance.now();
  const journal = openJournal({ folder: unfinished, deviceJobs });
  try {
    hurry(journal);
    fillYear(journal, plan);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw error;
  } finally {
    journal.close();
  }
  renameSync(unfinished, place);
  return (performance.now() - since) / 1000;
}

/** Nothing is lost when the power goes while this is made: it is then made again. */
function hurry({ database }: Journal): void {
  database.pragma('synchronous = OFF');
  database.pragma('cache_size = -524288');
}
