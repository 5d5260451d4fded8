import { Compile } from 'typebox/compile';
import { sha256Of } from '../../blob-store.ts';
import { BundleManifest, BundleRecord, bundleParts } from '../../contract/bundle.ts';
import { bundleTexts as texts } from '../../contract/texts/bundle.ts';
import { type Finding, recordFindings } from './check-record.ts';
import { isSignedBy } from './seal.ts';
import { type ReadEntry, unzipped } from './zip.ts';

export interface BundleCheck {
  /** Null when the bundle has none that can be read. */
  manifest: BundleManifest | null;
  record: BundleRecord | null;
  /** Empty when the bundle is whole. */
  findings: Finding[];
}

const schemas = { manifest: Compile(BundleManifest), record: Compile(BundleRecord) };

/**
 * Examines a bundle by itself: its container, its signed manifest, each file, and the chain of its events. Never throws for
 * what stands in the file. What it cannot tell by itself, whether the hall's record says the same, `checkAgainst` tells.
 */
export function checkBundle(file: Buffer): BundleCheck {
  const findings: Finding[] = [];
  const tell = (text: Finding['text'], values: Record<string, unknown> = {}) => void findings.push({ text, values });
  const { entries, errors } = unzipped(file);
  for (const { offset, what } of errors) tell(texts.container, { offset, what });
  const parts = new Map<string, ReadEntry>();
  for (const entry of entries) {
    if (parts.has(entry.name)) tell(texts.twice, { name: entry.name });
    else parts.set(entry.name, entry);
  }
  const read = <T>(name: string, schema: { Check(value: unknown): boolean }): T | null => {
    const part = parts.get(name);
    const [value, why] = part === undefined ? [null, null] : readJson(part.bytes, schema);
    if (part === undefined) tell(texts.missing, { name });
    else if (why !== null) tell(texts.unreadable, { name, why });
    return value as T | null;
  };
  const manifest = read<BundleManifest>(bundleParts.manifest, schemas.manifest);
  if (manifest === null) return { manifest, record: null, findings };
  findings.push(...signatureFindings(manifest, parts), ...fileFindings(manifest, entries, parts));
  const named = manifest.files.some(({ name }) => name === bundleParts.record) && parts.has(bundleParts.record);
  const record = named ? read<BundleRecord>(bundleParts.record, schemas.record) : null;
  if (record !== null) findings.push(...recordFindings(manifest, record, parts.get(bundleParts.dossier)?.bytes));
  return { manifest, record, findings };
}

function readJson(bytes: Buffer, schema: { Check(value: unknown): boolean }): [unknown, string | null] {
  try {
    const value = JSON.parse(bytes.toString('utf8')) as unknown;
    return schema.Check(value) ? [value, null] : [null, 'something in it is missing or of another kind'];
  } catch (error) {
    return [null, error instanceof Error ? error.message : String(error)];
  }
}

function signatureFindings({ publicKey }: BundleManifest, parts: ReadonlyMap<string, ReadEntry>): Finding[] {
  const manifest = parts.get(bundleParts.manifest);
  const signature = parts.get(bundleParts.signature);
  if (signature === undefined) return [{ text: texts.missing, values: { name: bundleParts.signature } }];
  const text = signature.bytes.toString('latin1');
  // Base64 may be written in several ways; only one was.
  const asWritten = text === `${Buffer.from(text, 'base64').toString('base64')}\n`;
  if (manifest !== undefined && asWritten && isSignedBy(publicKey, manifest.bytes, text)) return [];
  return [{ text: texts.signature, values: {} }];
}

/** Each file against the manifest, then what the manifest does not name, then the order. */
function fileFindings(
  { files }: BundleManifest,
  entries: readonly ReadEntry[],
  parts: ReadonlyMap<string, ReadEntry>,
): Finding[] {
  const findings = files.flatMap(({ name, bytes: wanted, sha256 }): Finding[] => {
    const part = parts.get(name);
    if (part === undefined) return [{ text: texts.missing, values: { name } }];
    const found = part.bytes.length;
    if (found !== wanted) return [{ text: texts.changedSize, values: { name, wanted, found } }];
    if (sha256Of(part.bytes) !== sha256) return [{ text: texts.changed, values: { name } }];
    return part.sound ? [] : [{ text: texts.checksum, values: { name } }];
  });
  const wanted = [...files.map(({ name }) => name), bundleParts.manifest, bundleParts.signature];
  const known = new Set<string>(wanted);
  for (const { name } of entries) if (!known.has(name)) findings.push({ text: texts.added, values: { name } });
  const inOrder = wanted.filter((name) => parts.has(name));
  const found = [...parts.keys()].filter((name) => known.has(name));
  const at = inOrder.findIndex((name, index) => name !== found[index]);
  if (at >= 0) findings.push({ text: texts.order, values: { wanted: inOrder[at], found: found[at] } });
  return findings;
}
