import type { KeyObject } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { type BlobStore, sha256Of } from '../../blob-store.ts';
import {
  type BundleFile,
  type BundleKey,
  type BundleManifest,
  type BundleRecord,
  type BundleRow,
  bundleParts,
} from '../../contract/bundle.ts';
import type { Dossier } from '../../contract/dossier.ts';
import type { DossierLifeEvent } from '../../contract/dossier-events.ts';
import { chainStart } from '../../journal/hash-chain.ts';
import { bundleKey, fingerprintOf, publicKeyOf, signatureOf } from './seal.ts';
import { ZipWriter } from './zip.ts';

export interface BundleAsked {
  dossier: Dossier;
  hall: string;
  madeBy: string;
  /** Epoch milliseconds. */
  at: number;
}

/** What stands in a bundle, drawn up at one moment; files are read only when it is written out. */
interface DrawnUp extends BundleAsked {
  record: BundleRecord;
  journal: BundleManifest['journal'];
  files: BundleFile[];
}

export interface BundleMaker {
  /**
   * One dossier as a file that proves itself: its page, its events with their place in the chain of hashes, papers and
   * scans as they were given out and taken in, and a signed manifest. Of other dossiers it holds nothing but hashes. The
   * record is read at once; the parts come one after another, so that memory holds one file at a time.
   */
  make(asked: BundleAsked): AsyncGenerator<Buffer>;
  /** The hall's public key. */
  key(): BundleKey;
}

export function bundleMaker(database: Database, blobs: BlobStore): BundleMaker {
  const read = recordReader(database);
  return {
    make(asked) {
      const record = { stream: `dossier:${asked.dossier.no}`, rows: read.rows(asked.dossier.no) };
      return written(
        { ...asked, record, journal: read.end(), files: filesOf(record.rows) },
        blobs,
        bundleKey(database),
      );
    },
    key() {
      const publicKey = publicKeyOf(bundleKey(database));
      return { publicKey, fingerprint: fingerprintOf(publicKey) };
    },
  };
}

function recordReader(database: Database) {
  const rows = database.prepare<[string], BundleRow & { acting_for: string | null }>(
    `SELECT seq, version, at, by, acting_for, type, event, hash,
        coalesce((SELECT earlier.hash FROM journal AS earlier WHERE earlier.seq = journal.seq - 1), '${chainStart}') AS before
      FROM journal WHERE stream = ? ORDER BY version`,
  );
  const end = database.prepare<[], BundleManifest['journal']>(
    'SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1',
  );
  return {
    rows: (no: string): BundleRow[] =>
      rows.all(`dossier:${no}`).map(({ seq, version, at, by, acting_for, type, event, before, hash }) => {
        return { seq, version, at, by, actingFor: acting_for, type, event, before, hash };
      }),
    end: () => end.get() ?? { seq: 0, hash: chainStart },
  };
}

const fileEvents: readonly string[] = ['PaperIssued', 'ScanAttached', 'ScanRemoved', 'DossierErased'];

/** Digests of what the record named and has no more. */
function goneFrom(events: readonly DossierLifeEvent[]): Set<string> {
  const times = new Map<string, number>();
  const add = (sha256: string, count: number) => times.set(sha256, (times.get(sha256) ?? 0) + count);
  for (const event of events) {
    if (event.type === 'PaperIssued' || event.type === 'ScanAttached') add(event.sha256, 1);
    else if (event.type === 'ScanRemoved') add(event.sha256, -1);
    else if (event.type === 'DossierErased') for (const sha256 of event.files) add(sha256, -1);
  }
  return new Set([...times].filter(([, count]) => count <= 0).map(([sha256]) => sha256));
}

/** Papers and scans that the record names and still has, each once, numbered in the order in which they came. */
export function filesOf(rows: readonly BundleRow[]): BundleFile[] {
  const found = new Map<string, BundleFile>();
  const counts = { papers: 0, scans: 0 };
  const place = (folder: 'papers' | 'scans', tail: string) => {
    counts[folder] += 1;
    return `${folder}/${String(counts[folder]).padStart(3, '0')}${tail}`;
  };
  const events = rows.filter(({ type }) => fileEvents.includes(type)).map(({ event }) => JSON.parse(event));
  const gone = goneFrom(events as DossierLifeEvent[]);
  for (const event of events as DossierLifeEvent[]) {
    if (event.type !== 'PaperIssued' && event.type !== 'ScanAttached') continue;
    const { sha256, bytes } = event;
    if (found.has(sha256) || gone.has(sha256)) continue;
    const name =
      event.type === 'PaperIssued'
        ? place('papers', `-${event.paper}-${event.serial}.pdf`)
        : place('scans', `.${event.mediaType.replace(/^.*\//, '')}`);
    found.set(sha256, { name, bytes, sha256 });
  }
  return [...found.values()];
}

async function* written(drawn: DrawnUp, blobs: BlobStore, key: KeyObject): AsyncGenerator<Buffer> {
  const zip = new ZipWriter();
  const files: BundleFile[] = [];
  const lost: BundleFile[] = [];
  const json = (content: unknown) => Buffer.from(`${JSON.stringify(content, null, 2)}\n`);
  for (const [name, content] of [
    [bundleParts.dossier, drawn.dossier],
    [bundleParts.record, drawn.record],
  ] as const) {
    const bytes = json(content);
    files.push({ name, bytes: bytes.length, sha256: sha256Of(bytes) });
    yield* zip.entry({ name, bytes });
  }
  for (const file of drawn.files) {
    const bytes = await blobs.get(file.sha256);
    if (bytes === null) lost.push(file);
    else {
      files.push(file);
      yield* zip.entry({ name: file.name, bytes });
    }
  }
  const manifest = json(manifestOf(drawn, files, lost, publicKeyOf(key)));
  yield* zip.entry({ name: bundleParts.manifest, bytes: manifest });
  yield* zip.entry({ name: bundleParts.signature, bytes: Buffer.from(`${signatureOf(key, manifest)}\n`) });
  yield* zip.end();
}

function manifestOf(drawn: DrawnUp, files: BundleFile[], lost: BundleFile[], publicKey: string): BundleManifest {
  const { dossier, hall, madeBy, at, record, journal } = drawn;
  return {
    format: 'tingqian-dossier-bundle',
    version: 1,
    no: dossier.no,
    hall,
    madeAt: new Date(at).toISOString(),
    madeBy,
    events: record.rows.length,
    journal,
    files,
    lost,
    publicKey,
  };
}
