import type { Database } from 'better-sqlite3';
import type { CardStatus } from '../contract/dossier-life.ts';

export interface CardRow {
  id: string;
  no: string;
  at: number;
  colour: string;
  cause: string;
  points: number;
  counter: number | null;
  staff: string | null;
  status: CardStatus;
}

/** Cards that were given from one moment on and before another, in order; also those that were withdrawn. */
export function cardsGiven(database: Database, from: number, before: number): CardRow[] {
  return database
    .prepare<[number, number], CardRow>(
      `SELECT id, no, at, colour, cause, points, counter, staff, status FROM dossier_card
        WHERE at >= ? AND at < ? ORDER BY seq`,
    )
    .all(from, before);
}
