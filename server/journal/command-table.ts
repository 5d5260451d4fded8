import type { Database } from 'better-sqlite3';

/** What was answered to a command, kept so that the same command is answered the same again. */
export interface CommandResult {
  /** Digest of what was asked, to tell a retry from another command under the same id. */
  digest: string;
  /** The answer's JSON text. */
  result: string;
}

/** A retry may come after a weekend, not later. */
const rememberMs = 3 * 24 * 3_600_000;
/** More than a large hall does in that time; about 40 MB of memory when full. */
const rememberMost = 300_000;

/**
 * Answers by command id. Rows are only ever added at the end of the table, and the ids of the last days are looked up in
 * memory: ids are random, and an index on them would make every command rewrite a page of its own.
 */
export function commandTable(database: Database) {
  const run = {
    newest: database.prepare<[], { no: number; at: number; id: string }>(
      'SELECT no, at, id FROM command ORDER BY no DESC',
    ),
    find: database.prepare<[number], CommandResult>('SELECT digest, result FROM command WHERE no = ?'),
    keep: database.prepare('INSERT INTO command (no, at, id, digest, result) VALUES (?, ?, ?, ?, ?)'),
  };
  const known = loadKnown(run.newest.iterate());
  /** Ids of the present transaction, forgotten again if it fails. */
  let fresh: string[] = [];
  let last = [...known.values()].at(-1) ?? run.newest.get()?.no ?? 0;

  return {
    find(id: string): CommandResult | undefined {
      const no = known.get(id);
      return no === undefined ? undefined : run.find.get(no);
    },
    keep(id: string, at: number, { digest, result }: CommandResult): void {
      last += 1;
      run.keep.run(last, at, id, digest, result);
      known.set(id, last);
      fresh.push(id);
      if (known.size <= rememberMost) return;
      for (const oldest of known.keys()) {
        known.delete(oldest);
        break;
      }
    },
    committed(): void {
      fresh = [];
    },
    rolledBack(): void {
      for (const id of fresh) known.delete(id);
      last -= fresh.length;
      fresh = [];
    },
  };
}

/** Row numbers by id, oldest first, of the days before the newest row. */
function loadKnown(newestFirst: Iterable<{ no: number; at: number; id: string }>): Map<string, number> {
  const found: [string, number][] = [];
  let since: number | undefined;
  for (const { no, at, id } of newestFirst) {
    since ??= at - rememberMs;
    if (at < since || found.length >= rememberMost) break;
    found.push([id, no]);
  }
  return new Map(found.reverse());
}
