import type { Database } from 'better-sqlite3';
import type { Recorded, RecordedEvent } from '../../contract/events.ts';

type EventOf<T extends RecordedEvent['type']> = Extract<RecordedEvent, { type: T }>;

/** What a projection does with each kind of event it cares about. */
export type ProjectionHandlers = {
  [T in RecordedEvent['type']]?: (event: EventOf<T>, recorded: Recorded) => void;
};

/**
 * Plain tables that follow the journal inside its own transaction. They hold nothing that is not in the journal: they
 * may be dropped and made anew from it, and must then be the same.
 */
export interface Projection {
  tables: readonly string[];
  schema: string;
  /** Prepares the statements once. */
  prepare(database: Database): ProjectionHandlers;
}
