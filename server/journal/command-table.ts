import type { Database } from 'better-sqlite3';

/** What was answered to a command, kept so that the same command is answered the same again. */
export interface CommandResult {
  /** Digest of what was asked, to tell a retry from another command under the same id; no blanks. */
  digest: string;
  /** The answer's JSON text, on one line. */
  result: string;
}

/** A retry may come after a weekend, not later. */
const rememberMs = 3 * 24 * 3_600_000;
/** More than a large hall does in that time; about 40 MB of memory when full. */
const rememberMost = 300_000;

/**
 * Answers by command id. All commands of one transaction share one row at the end of the table, and the ids of the last
 * days are looked up in memory: ids are random, and an index on them would make every command rewrite a page of its own.
 */
export function commandTable(database: Database) {
  const run = {
    newest: database.prepare<[], { no: number; at: number; ids: string }>(
      'SELECT no, at, ids FROM command_group ORDER BY no DESC',
    ),
    find: database.prepare<[number], { ids: string; answers: string }>(
      'SELECT ids, answers FROM command_group WHERE no = ?',
    ),
    keep: database.prepare('INSERT INTO command_group (no, at, ids, answers) VALUES (?, ?, ?, ?)'),
  };
  const known = loadKnown(run.newest.iterate());
  let last = run.newest.get()?.no ?? 0;
  /** Those of the present transaction. */
  let fresh = new Map<string, CommandResult>();
  let freshAt = 0;

  function forgetOldest(): void {
    for (const id of known.keys()) {
      if (known.size <= rememberMost) return;
      known.delete(id);
    }
  }

  return {
    find(id: string): CommandResult | undefined {
      const group = known.get(id);
      const row = group === undefined ? undefined : run.find.get(group);
      return row === undefined ? fresh.get(id) : answerIn(row, id);
    },
    keep(id: string, at: number, kept: CommandResult): void {
      fresh.set(id, kept);
      freshAt = at;
    },
    /** Writes what was kept; the last thing before a transaction is committed. */
    write(): void {
      if (fresh.size === 0) return;
      const answers = Array.from(fresh.values(), ({ digest, result }) => `${digest} ${result}`);
      run.keep.run(last + 1, freshAt, [...fresh.keys()].join(' '), answers.join('\n'));
    },
    committed(): void {
      if (fresh.size === 0) return;
      last += 1;
      for (const id of fresh.keys()) known.set(id, last);
      fresh = new Map();
      if (known.size > rememberMost) forgetOldest();
    },
    rolledBack(): void {
      fresh = new Map();
    },
  };
}

function answerIn({ ids, answers }: { ids: string; answers: string }, id: string): CommandResult | undefined {
  const line = answers.split('\n')[ids.split(' ').indexOf(id)];
  if (line === undefined) return undefined;
  const blank = line.indexOf(' ');
  return { digest: line.slice(0, blank), result: line.slice(blank + 1) };
}

/** Rows by command id, oldest first, of the days before the newest row. */
function loadKnown(newestFirst: Iterable<{ no: number; at: number; ids: string }>): Map<string, number> {
  const found: [string, number][] = [];
  let since: number | undefined;
  for (const { no, at, ids } of newestFirst) {
    since ??= at - rememberMs;
    if (at < since || found.length >= rememberMost) break;
    for (const id of ids.split(' ').reverse()) found.push([id, no]);
  }
  return new Map(found.reverse());
}
