import type { Database } from 'better-sqlite3';
import { type BundleManifest, type BundleRecord, type BundleRow, bundleParts } from '../../contract/bundle.ts';
import { bundleTexts as texts } from '../../contract/texts/bundle.ts';
import type { Text } from '../../contract/texts/define.ts';
import { chainHash, chainStart } from '../../journal/hash-chain.ts';
import { filesOf } from './make.ts';
import { knownPublicKey } from './seal.ts';

/** One thing that is not as it was when the bundle was made. */
export interface Finding {
  text: Text;
  values: Record<string, unknown>;
}

/** The events of a bundle: each fits its hash, none is missing, added or out of order, and all else agrees with them. */
export function recordFindings(manifest: BundleManifest, record: BundleRecord, dossier?: Buffer): Finding[] {
  const { no } = manifest;
  if (record.stream !== `dossier:${no}`)
    return [{ text: texts.otherDossier, values: { name: bundleParts.record, found: record.stream } }];
  return [
    ...rowFindings(record),
    ...countFindings(manifest, record.rows),
    ...namedFileFindings(manifest, record.rows),
    ...(dossier === undefined ? [] : pageFindings(no, record.rows, dossier)),
  ];
}

function rowFindings({ stream, rows }: BundleRecord): Finding[] {
  const findings: Finding[] = [];
  let last: BundleRow | null = null;
  for (const row of rows) {
    const { seq, version, type, before, hash } = row;
    const expected = (last?.version ?? 0) + 1;
    if (chainHash(before, { ...row, stream }) !== hash)
      findings.push({ text: texts.eventChanged, values: { version, type, seq } });
    if (version > expected)
      findings.push({ text: texts.eventsMissing, values: { from: expected, until: version - 1 } });
    if (version < expected || seq <= (last?.seq ?? 0))
      findings.push({ text: texts.eventMisplaced, values: { version, type } });
    else if (isBroken(row, last)) findings.push({ text: texts.linkBroken, values: { version, seq: seq - 1 } });
    if (last === null || version > last.version) last = row;
  }
  return findings;
}

/** Whether a row that stands right after another known one, or is the journal's first, does not say so. */
function isBroken({ seq, before }: BundleRow, last: BundleRow | null): boolean {
  if (seq === 1) return before !== chainStart;
  return last !== null && seq === last.seq + 1 && before !== last.hash;
}

function countFindings({ events }: BundleManifest, rows: readonly BundleRow[]): Finding[] {
  const newest = rows.reduce((most, { version }) => Math.max(most, version), 0);
  if (newest < events) return [{ text: texts.eventsMissing, values: { from: newest + 1, until: events } }];
  if (newest > events) return [{ text: texts.eventsAdded, values: { count: newest - events, wanted: events } }];
  return [];
}

/** Papers and scans stand in the record by their digests. */
function namedFileFindings({ files, lost }: BundleManifest, rows: readonly BundleRow[]): Finding[] {
  const named = namedFiles(rows);
  const own: readonly string[] = [bundleParts.dossier, bundleParts.record];
  const listed = [...files.filter(({ name }) => !own.includes(name)), ...lost];
  const unnamed = listed.filter(({ sha256 }) => !named.some((file) => file.sha256 === sha256));
  const forgotten = named.filter(({ sha256 }) => !listed.some((file) => file.sha256 === sha256));
  return [
    ...unnamed.map(({ name }) => ({ text: texts.fileUnnamed, values: { name } })),
    ...forgotten.map(({ name, sha256 }) => ({ text: texts.fileForgotten, values: { name, sha256 } })),
  ];
}

/** An event that was changed may not be JSON any more; its hash has told that already. */
function namedFiles(rows: readonly BundleRow[]) {
  return filesOf(rows.filter(({ event }) => isJson(event)));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

interface Page {
  no?: unknown;
  status?: unknown;
  life?: { version?: unknown; steps?: { seq?: unknown; type?: unknown; by?: unknown }[] };
}

function pageFindings(no: string, rows: readonly BundleRow[], bytes: Buffer): Finding[] {
  const text = bytes.toString('utf8');
  if (!isJson(text)) return [{ text: texts.unreadable, values: { name: bundleParts.dossier, why: 'not JSON' } }];
  const page = (JSON.parse(text) ?? {}) as Page;
  const steps = Array.isArray(page.life?.steps) ? page.life.steps : [];
  const differs = (what: string, wanted: unknown, found: unknown): Finding[] =>
    wanted === found ? [] : [{ text: texts.pageDiffers, values: { what, wanted, found: String(found) } }];
  const status = rows.reduce((present, { event }) => statusIn(event) ?? present, 'lodged');
  return [
    ...differs('no', no, page.no),
    ...differs('status', status, page.status),
    ...differs('life.version', rows.length, page.life?.version),
    ...differs('life.steps', rows.length, steps.length),
    ...rows.flatMap(({ seq, type, by }, index) => {
      const step = steps[index];
      const found = `${step?.seq} ${step?.type} ${step?.by}`;
      return step === undefined ? [] : differs(`life.steps[${index}]`, `${seq} ${type} ${by}`, found);
    }),
  ];
}

function statusIn(event: string): string | undefined {
  return isJson(event) ? (JSON.parse(event) as { status?: string } | null)?.status : undefined;
}

/**
 * Compares a bundle with the journal of a data folder: its key, each of its events with the row before it, and the last
 * row of that time. `wentOn` counts what the dossier's record has beyond the bundle.
 */
export function checkAgainst(
  database: Database,
  manifest: BundleManifest,
  { stream, rows }: BundleRecord,
): { findings: Finding[]; wentOn: number } {
  const findings: Finding[] = [];
  const hashAt = database.prepare<[number], string>('SELECT hash FROM journal WHERE seq = ?').pluck();
  const versionOf = database
    .prepare<[string, number], string>('SELECT hash FROM journal WHERE stream = ? AND version = ?')
    .pluck();
  const newest = database
    .prepare<[string], number | null>('SELECT max(version) FROM journal WHERE stream = ?')
    .pluck()
    .get(stream) as number | null;
  if (knownPublicKey(database) !== manifest.publicKey) findings.push({ text: texts.otherKey, values: {} });
  for (const { seq, version, type, before, hash } of rows) {
    const agrees = hashAt.get(seq) === hash && versionOf.get(stream, version) === hash;
    if (!agrees || (seq > 1 && hashAt.get(seq - 1) !== before))
      findings.push({ text: texts.notInRecord, values: { version, type, seq } });
  }
  const { seq, hash } = manifest.journal;
  if (hashAt.get(seq) !== hash) findings.push({ text: texts.otherEnd, values: { seq } });
  return { findings, wentOn: Math.max(0, (newest ?? 0) - manifest.events) };
}
