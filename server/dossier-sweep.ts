import { type RefusalCode, Refused } from './contract/refusal.ts';
import type { Hall } from './hall.ts';
import { wakingDossiers } from './journal/dossier-table.ts';
import type { Journal } from './journal/journal.ts';

export interface SweepReport {
  /** Dossiers that had something due. */
  swept: number;
  failures: { no: string; code: RefusalCode | 'internal-error' }[];
}

/** Dossiers asked for at once. */
const pageSize = 200;

/**
 * Lets the clock do whatever is due with every dossier at `now`, epoch milliseconds: deemed acceptances, lapses, counted
 * silence, cards. A dossier that fails is named and left for the next sweep; the others go on.
 */
export async function sweepDossiers(hall: Hall, journal: Journal, now: number): Promise<SweepReport> {
  const report: SweepReport = { swept: 0, failures: [] };
  let after = { wakeAt: -1, no: '' };
  for (;;) {
    const page = wakingDossiers(journal.database, now, after, pageSize);
    await Promise.all(page.map(({ no }) => sweepOne(hall, no, report)));
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return report;
    after = last;
  }
}

async function sweepOne(hall: Hall, no: string, report: SweepReport): Promise<void> {
  try {
    await hall.act({ type: 'dossier', no, order: { type: 'reckon' } }, { kind: 'clock' });
    report.swept += 1;
  } catch (error) {
    report.failures.push({ no, code: error instanceof Refused ? error.code : 'internal-error' });
  }
}
