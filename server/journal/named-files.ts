import type { Database } from 'better-sqlite3';

/** Kinds of events that name a paper or scan, or take one back. */
const types = `('PaperIssued', 'ScanAttached', 'ScanRemoved', 'DossierErased')`;

interface FileRow {
  stream: string;
  type: string;
  sha256: string | null;
  files: string | null;
}

/** Papers and scans that a record still has, by SHA-256: each with how often it is named and a dossier that has it. */
export class NamedFiles {
  readonly #named = new Map<string, { times: number; no: string }>();

  /** Notes the rows after `from` up to `until`, in order. */
  read(database: Database, from: number, until: number): this {
    const rows = database
      .prepare<[number, number], FileRow>(
        `SELECT stream, type, event ->> '$.sha256' AS sha256, event ->> '$.files' AS files FROM journal
          WHERE seq > ? AND seq <= ? AND type IN ${types} ORDER BY seq`,
      )
      .iterate(from, until);
    for (const row of rows) this.#note(row);
    return this;
  }

  #note({ stream, type, sha256, files }: FileRow): void {
    if (type === 'DossierErased') for (const each of JSON.parse(files ?? '[]') as string[]) this.#drop(each);
    if (sha256 === null) return;
    if (type === 'ScanRemoved') this.#drop(sha256);
    else this.#named.set(sha256, { times: (this.#named.get(sha256)?.times ?? 0) + 1, no: stream.slice(8) });
  }

  #drop(sha256: string): void {
    const named = this.#named.get(sha256);
    if (named === undefined) return;
    if (named.times === 1) this.#named.delete(sha256);
    else this.#named.set(sha256, { ...named, times: named.times - 1 });
  }

  has(sha256: string): boolean {
    return this.#named.has(sha256);
  }

  /** Digest and dossier of each. */
  list(): [sha256: string, no: string][] {
    return [...this.#named].map(([sha256, { no }]) => [sha256, no]);
  }
}

/** Number of the record's last row; 0 while it is empty. */
export function lastRow(database: Database): number {
  return database.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM journal').pluck().get() ?? 0;
}

/** Rows that are looked through before others may get their turn. */
const rowsAtOnce = 5000;

/** The same for a database that others wait for: they get their turn in between. */
export async function namedInTurns(database: Database): Promise<NamedFiles> {
  const last = lastRow(database);
  const named = new NamedFiles();
  for (let from = 0; from < last; from += rowsAtOnce) {
    named.read(database, from, Math.min(from + rowsAtOnce, last));
    await new Promise((resolve) => setImmediate(resolve));
  }
  return named;
}
