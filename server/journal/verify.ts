import DatabaseFile, { type Database } from 'better-sqlite3';
import { chainHash, chainStart } from './hash-chain.ts';

/** What an examination of the journal found. `rows` is how many rows were read, `problem` the first that is not whole. */
export interface Verification {
  rows: number;
  problem: null | { seq: number; what: string };
}

type JournalTuple = [
  seq: number,
  stream: string,
  version: number,
  at: number,
  by: string,
  actingFor: string | null,
  type: string,
  event: string,
  hash: string,
];

/**
 * Reads the whole journal once, in order, and checks that no row was changed, taken out, put in or cut from the end,
 * and that every stream counts 1, 2, 3 without a gap. Rows are streamed: memory does not grow with the journal. A
 * database that SQLite itself cannot read is a problem too, not an exception.
 */
export function verifyJournal(database: Database): Verification {
  const found: Verification = { rows: 0, problem: null };
  const steps = examination(database, found);
  while (steps.next().done !== true);
  return found;
}

/** The same of a file that nobody writes to, with turns for others in between. */
export async function verifyCopy(path: string): Promise<Verification> {
  const database = new DatabaseFile(path, { readonly: true, fileMustExist: true });
  const found: Verification = { rows: 0, problem: null };
  try {
    const steps = examination(database, found);
    while (steps.next().done !== true) await new Promise((resolve) => setImmediate(resolve));
    return found;
  } finally {
    database.close();
  }
}

/** Rows that are examined before others may get their turn; some milliseconds. */
const rowsAtOnce = 500;

function* examination(database: Database, found: Verification): Generator<void, void> {
  try {
    found.problem =
      (yield* chainProblem(database, found)) ?? tailProblem(database, found.rows) ?? streamProblem(database);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    found.problem = { seq: found.rows + 1, what: `the database cannot be read on from here: ${why}` };
  }
}

/** Follows the chain of hashes from the first row; counts the rows that fit. */
function* chainProblem(database: Database, found: Verification): Generator<void, Verification['problem']> {
  const rows = database
    .prepare<[], JournalTuple>(
      'SELECT seq, stream, version, at, by, acting_for, type, event, hash FROM journal ORDER BY seq',
    )
    .raw()
    .iterate() as IterableIterator<JournalTuple>;
  let before = chainStart;
  for (const [seq, stream, version, at, by, actingFor, type, event, hash] of rows) {
    const expected = found.rows + 1;
    if (seq !== expected) return { seq: expected, what: `row ${expected} is missing; the next one is ${seq}` };
    if (chainHash(before, { seq, stream, version, at, by, actingFor, type, event }) !== hash)
      return { seq, what: `row ${seq} (${type} in ${stream}) or the one before it is not what was recorded` };
    before = hash;
    found.rows = seq;
    if (seq % rowsAtOnce === 0) yield;
  }
  return null;
}

/** A chain that was cut short is whole in itself; the tail that the database keeps beside it tells where it ended. */
function tailProblem(database: Database, rows: number): Verification['problem'] {
  const tail = database.prepare<[], { seq: number; hash: string }>('SELECT seq, hash FROM journal_tail').get();
  if (tail === undefined) return { seq: rows, what: 'the mark of the last row is gone' };
  if (tail.seq > rows) return { seq: rows + 1, what: `the rows from ${rows + 1} to ${tail.seq} were cut off` };
  const last = database.prepare<[number], string>('SELECT hash FROM journal WHERE seq = ?').pluck().get(rows);
  if (tail.seq < rows || tail.hash !== (last ?? chainStart))
    return { seq: rows, what: `row ${rows} is not the one that was written last` };
  return null;
}

/** Versions of a stream are unique by the table; so they have no gap when the highest is their number. */
function streamProblem(database: Database): Verification['problem'] {
  const gap = database
    .prepare<[], { stream: string }>(
      `SELECT stream FROM journal GROUP BY stream HAVING count(*) <> max(version) OR min(version) <> 1 LIMIT 1`,
    )
    .get();
  if (gap === undefined) return null;
  const rows = database
    .prepare<[string], { seq: number; version: number }>(
      'SELECT seq, version FROM journal WHERE stream = ? ORDER BY version',
    )
    .iterate(gap.stream);
  let version = 0;
  for (const row of rows) {
    if (row.version !== version + 1)
      return { seq: row.seq, what: `the stream ${gap.stream} goes from version ${version} to ${row.version}` };
    version = row.version;
  }
  return null;
}
