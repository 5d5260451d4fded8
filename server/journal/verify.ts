import { hash } from 'node:crypto';
import DatabaseFile, { type Database, type Statement } from 'better-sqlite3';
import { type ChainedRow, chainHash, chainStart } from './hash-chain.ts';

/** What an examination of the journal found. `rows` is how many rows were read, `problem` the first that is not whole. */
export interface Verification {
  rows: number;
  problem: null | { seq: number; what: string };
}

/** A row as it is examined: `text` is everything its hash covers beside the hash before, `[seq, …, event]`. */
type ExaminedRow = [seq: number, hash: string, text: string];

/** Rows that are read at once, before others may get their turn; some milliseconds, and memory stays small. */
const pageSize = 500;
/** Below every number that SQLite knows, so that a row put in before the first is seen. */
const lowestSeq = Number.MIN_SAFE_INTEGER;

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
  // SQLite writes the JSON array itself: three columns then come over instead of nine, and none is quoted again.
  const page = database
    .prepare<[number], ExaminedRow>(
      `SELECT seq, hash, json_array(seq, stream, version, at, by, acting_for, type, event)
        FROM journal WHERE seq > ? ORDER BY seq LIMIT ${pageSize}`,
    )
    .raw() as Statement<[number], ExaminedRow>;
  let before = chainStart;
  for (let last = lowestSeq; ; last = found.rows) {
    const rows = page.all(last);
    for (const [seq, recorded, text] of rows) {
      const expected = found.rows + 1;
      if (seq !== expected) return { seq: expected, what: `row ${expected} is missing; the next one is ${seq}` };
      if (hash('sha256', `["${before}",${text.slice(1)}`, 'hex') !== recorded) {
        const problem = rowProblem(database, seq, before);
        if (problem !== null) return problem;
      }
      before = recorded;
      found.rows = seq;
    }
    if (rows.length < pageSize) return null;
    yield;
  }
}

/** Looks at one row by the definition of the chain: what SQLite quotes otherwise than the writer does is no fault. */
function rowProblem(database: Database, seq: number, before: string): Verification['problem'] {
  const row = database
    .prepare<[number], ChainedRow & { hash: string }>(
      `SELECT seq, stream, version, at, by, acting_for AS actingFor, type, event, hash FROM journal WHERE seq = ?`,
    )
    .get(seq);
  if (row !== undefined && chainHash(before, row) === row.hash) return null;
  const where = row === undefined ? '' : ` (${row.type} in ${row.stream})`;
  return { seq, what: `row ${seq}${where} or the one before it is not what was recorded` };
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
