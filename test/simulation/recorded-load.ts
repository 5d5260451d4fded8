import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { databaseName } from '../../server/journal/journal.ts';
import { pastVisits } from '../../server/reports/past-visits.ts';
import type { Demand, Scenario } from './scenario.ts';

/** What the record of the last days says of a hall's load. */
export interface RecordedLoad {
  /** Days on which somebody came. */
  days: number;
  visitsPerDay: number;
  demands: Demand[];
}

/** Fewer served visits than this say nothing of how a service is asked for. */
const visitsLeast = 50;
const dayMs = 86_400_000;

/** Load of the days up to and with `until` (a local date); null where the folder has no record or hardly any visits. */
export function recordedLoad(folder: string, until: string, days: number): RecordedLoad | null {
  const path = join(folder, databaseName);
  if (!existsSync(path)) return null;
  const database = new Database(path, { readonly: true });
  try {
    const dateBefore = (count: number) => new Date(Date.parse(until) + count * dayMs).toISOString().slice(0, 10);
    const served = pastVisits(database, dateBefore(1 - days), dateBefore(1)).flatMap((visit) =>
      visit.endedAt === null || visit.outcome !== 'finished' ? [] : [{ ...visit, endedAt: visit.endedAt }],
    );
    if (served.length < visitsLeast) return null;
    return loadOf(served);
  } finally {
    database.close();
  }
}

function loadOf(served: readonly { service: string; calledAt: number; endedAt: number }[]): RecordedLoad {
  const dates = new Set(served.map(({ calledAt }) => new Date(calledAt).toISOString().slice(0, 10)));
  const minutesOf = new Map<string, number[]>();
  for (const { service, calledAt, endedAt } of served) {
    const minutes = Math.max(0.5, (endedAt - calledAt) / 60_000);
    minutesOf.set(service, [...(minutesOf.get(service) ?? []), minutes]);
  }
  const demands = [...minutesOf].map(([service, minutes]) => {
    const logs = minutes.map(Math.log);
    const mean = logs.reduce((sum, each) => sum + each, 0) / logs.length;
    const variance = logs.reduce((sum, each) => sum + (each - mean) ** 2, 0) / Math.max(1, logs.length - 1);
    return {
      service,
      share: minutes.length / served.length,
      meanMinutes: minutes.reduce((sum, each) => sum + each, 0) / minutes.length,
      // One or two visits know no spread; 0.5 is the usual one (hall-rules, section 7).
      sigma: logs.length < 5 ? 0.5 : Math.min(1.2, Math.max(0.2, Math.sqrt(variance))),
    };
  });
  return { days: dates.size, visitsPerDay: Math.round(served.length / dates.size), demands };
}

/** The hall of the scenario with the load that was recorded. */
export function underLoad(scenario: Scenario, { visitsPerDay, demands }: RecordedLoad): Scenario {
  const known = new Set(scenario.file.services.map(({ code }) => code));
  return { ...scenario, visitsPerDay, demands: demands.filter(({ service }) => known.has(service)) };
}
