import type { Database } from 'better-sqlite3';
import type { NewDeviceJob } from '../../contract/device.ts';
import type { Recorded, RecordedEvent } from '../../contract/events.ts';
import { settingTable } from '../setting-table.ts';
import { deviceJobProjection, prepareJobWriter } from './device-job.ts';
import { dossierProjection } from './dossier.ts';
import { dossierDeskProjection } from './dossier-desk.ts';
import { dossierKeptProjection } from './dossier-kept.ts';
import { dossierLifeProjection } from './dossier-life.ts';
import type { Projection } from './projection.ts';
import { ratingProjection } from './rating.ts';
import { reportFiguresProjection } from './report-figures.ts';
import { servicePeriodProjection } from './service-period.ts';
import { ticketProjection } from './ticket.ts';

const projections: readonly Projection[] = [
  ticketProjection,
  servicePeriodProjection,
  deviceJobProjection,
  dossierProjection,
  dossierLifeProjection,
  dossierKeptProjection,
  dossierDeskProjection,
  ratingProjection,
  reportFiguresProjection,
];

export const projectionTables: readonly string[] = projections.flatMap((projection) => projection.tables);

/** Goes up with each change to the tables of a projection; a database of another number is rebuilt when it is opened. */
const tablesVersion = '6';

/** Whether the tables were made by a release that made them otherwise. */
export function projectionsAreOld(database: Database): boolean {
  const settings = settingTable(database);
  if (settings.find('projections') === tablesVersion) return false;
  const fresh = database.prepare<[], number>('SELECT count(*) FROM journal').pluck().get() === 0;
  if (fresh) settings.put('projections', tablesVersion);
  return !fresh;
}

/** Makes the tables of projections that are not there at all; one that has only some of them is made anew by the rebuild. */
export function createProjections(database: Database): void {
  const there = database
    .prepare<[string], number>(`SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?`)
    .pluck();
  for (const projection of projections)
    if (projection.tables.every((table) => there.get(table) === 0)) database.exec(projection.schema);
}

/** One function that hands an event to every projection that wants it. */
export function prepareProjections(database: Database): (recorded: Recorded) => void {
  const wanted = new Map<string, ((event: RecordedEvent, recorded: Recorded) => void)[]>();
  for (const projection of projections)
    for (const [type, handler] of Object.entries(projection.prepare(database)))
      wanted.set(type, [...(wanted.get(type) ?? []), handler as (event: RecordedEvent, recorded: Recorded) => void]);
  return (recorded) => {
    for (const handler of wanted.get(recorded.event.type) ?? []) handler(recorded.event, recorded);
  };
}

/**
 * Drops every projection and makes it anew from the journal, in one transaction. Returns how many events were read.
 */
export function rebuildProjections(database: Database, deviceJobs: (event: RecordedEvent) => NewDeviceJob[]): number {
  const rows = database.prepare<[], RebuildRow>('SELECT * FROM journal WHERE seq > ? ORDER BY seq LIMIT 1000');
  return database.transaction(() => {
    for (const table of projectionTables) database.exec(`DROP TABLE IF EXISTS ${table}`);
    createProjections(database);
    const project = prepareProjections(database);
    const writeJobs = prepareJobWriter(database);
    settingTable(database).put('projections', tablesVersion);
    let last = 0;
    let count = 0;
    for (;;) {
      const page = (rows as unknown as { all(after: number): RebuildRow[] }).all(last);
      if (page.length === 0) return count;
      for (const row of page) {
        const event = JSON.parse(row.event) as RecordedEvent;
        const recorded = {
          seq: row.seq,
          stream: row.stream,
          version: row.version,
          at: row.at,
          by: row.by,
          actingFor: row.acting_for,
          event,
        };
        project(recorded);
        writeJobs(recorded, deviceJobs(event));
        last = row.seq;
        count += 1;
      }
    }
  })();
}

interface RebuildRow {
  seq: number;
  stream: string;
  version: number;
  at: number;
  by: string;
  acting_for: string | null;
  event: string;
}
