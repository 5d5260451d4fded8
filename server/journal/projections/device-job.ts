import type { Database } from 'better-sqlite3';
import type { NewDeviceJob } from '../../contract/device.ts';
import type { Recorded } from '../../contract/events.ts';
import type { Projection, ProjectionHandlers } from './projection.ts';

const schema = `
  CREATE TABLE device_job (
    id INTEGER NOT NULL,
    device TEXT NOT NULL,
    kind TEXT NOT NULL,
    ticket_id TEXT NOT NULL,
    counter INTEGER,
    reprint INTEGER NOT NULL,
    at INTEGER NOT NULL,
    status TEXT NOT NULL DEFAULT 'queued',
    detail TEXT,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (id, device)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX device_job_open ON device_job (status) WHERE status IN ('queued', 'printing', 'uncertain', 'failed');
`;

function handlers(database: Database): ProjectionHandlers {
  const stand = database.prepare(
    'UPDATE device_job SET status = ?, detail = ?, changed_at = ? WHERE id = ? AND device = ?',
  );
  const settle = database.prepare(
    `UPDATE device_job SET status = ?, detail = ?, changed_at = ? WHERE id = ? AND kind = 'slip'`,
  );
  return {
    SlipPrintStarted: (event, { at }) => stand.run('printing', null, at, event.slip, event.device),
    SlipPrinted: (event, { at }) => stand.run('printed', null, at, event.slip, event.device),
    SlipPrintUncertain: (event, { at }) => stand.run('uncertain', event.detail, at, event.slip, event.device),
    SlipPrintFailed: (event, { at }) => stand.run('failed', event.detail, at, event.slip, event.device),
    SlipSettled: (event, { at }) =>
      settle.run(event.came ? 'printed' : 'failed', event.came ? null : 'settled', at, event.slip),
    CallSpoken: (event, { at }) => stand.run('spoken', null, at, event.call, event.device),
    AnnouncementSpoken: (event, { at }) => stand.run('spoken', null, at, event.announcement, event.device),
    AnnouncementDropped: (event, { at }) => stand.run('dropped', event.detail, at, event.announcement, event.device),
    CallDropped: (event, { at }) => stand.run('dropped', event.detail, at, event.call, event.device),
  };
}

/** The print ledger and the speech ledger: one row per job and device. */
export const deviceJobProjection: Projection = { tables: ['device_job'], schema, prepare: handlers };

/** Writes the jobs that a reaction made of an event, under the event's sequence number. */
export function prepareJobWriter(database: Database): (recorded: Recorded, jobs: readonly NewDeviceJob[]) => void {
  const insert = database.prepare(
    'INSERT INTO device_job (id, device, kind, ticket_id, counter, reprint, at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  return ({ seq, at }, jobs) => {
    for (const job of jobs) insert.run(seq, job.device, job.kind, job.ticketId, job.counter, job.reprint, at, at);
  };
}
