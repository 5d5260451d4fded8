import type { Database } from 'better-sqlite3';
import type { OpenDeviceJob } from '../contract/device.ts';

interface OpenRow {
  id: number;
  device: string;
  kind: 'slip' | 'speech';
  ticket_id: string;
  counter: number | null;
  reprint: number;
  at: number;
  status: OpenDeviceJob['status'];
  detail: string | null;
  changed_at: number;
}

/** Jobs that are not settled, oldest first: waiting ones for the fleet, doubted and failed slips for a person. */
export function openDeviceJobs(database: Database): OpenDeviceJob[] {
  return database
    .prepare<[], OpenRow>(
      `SELECT * FROM device_job WHERE status IN ('queued', 'printing', 'uncertain', 'failed') ORDER BY id`,
    )
    .all()
    .map((row) => ({
      id: row.id,
      device: row.device,
      kind: row.kind,
      ticketId: row.ticket_id,
      counter: row.counter,
      reprint: row.reprint,
      at: row.at,
      status: row.status,
      detail: row.detail,
      changedAt: row.changed_at,
    }));
}
