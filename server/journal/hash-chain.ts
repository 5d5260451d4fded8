import { hash } from 'node:crypto';

/** Hash before the first row. */
export const chainStart = '0'.repeat(64);

/** A journal row as its hash sees it. */
export interface ChainedRow {
  seq: number;
  stream: string;
  version: number;
  at: number;
  by: string;
  actingFor: string | null;
  type: string;
  /** The event's JSON text, byte for byte as stored. */
  event: string;
}

/**
 * SHA-256 over the hash before and every field of the row, in hexadecimal. Fields are written as a JSON array so that
 * no two different rows give the same text.
 */
export function chainHash(before: string, row: ChainedRow): string {
  const text = JSON.stringify([
    before,
    row.seq,
    row.stream,
    row.version,
    row.at,
    row.by,
    row.actingFor,
    row.type,
    row.event,
  ]);
  return hash('sha256', text, 'hex');
}
