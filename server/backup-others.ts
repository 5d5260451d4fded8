import { createHash } from 'node:crypto';
import { createReadStream, type Dirent } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { keepCopy, type StoreTurn, writeWhole } from './backup-store.ts';
import { type OtherFile, type OthersList, othersEnding, othersFolder } from './contract/backup.ts';
import { hallFileParts } from './hall-file.ts';
import { databaseName } from './journal/journal.ts';

export interface OthersSource {
  data: string;
  /** Where backups are kept, which may lie in the data folder. */
  backups: string;
  hallFile: string | null;
}

const filesMost = 100_000;
/** At the top of the data folder: what is copied otherwise, can be made anew, or belongs to the running server alone. */
const notOthers = (name: string) =>
  name.startsWith(databaseName) || /^(files|speech|backups|hall\.log.*|folder\.(lock|holder).*)$/.test(name);

interface Found {
  of: OtherFile['of'];
  path: string;
  from: string;
}

/** Everything of the hall that is neither database nor paper: recorded voices, music, the hall file with its parts. */
async function findOthers({ data, backups, hallFile }: OthersSource): Promise<Found[]> {
  const found: Found[] = [];
  const walk = async (folder: string): Promise<void> => {
    for (const entry of await entriesOf(folder)) {
      const from = join(folder, entry.name);
      if ((folder === data && notOthers(entry.name)) || from === backups || entry.name.endsWith('.part')) continue;
      if (entry.isDirectory()) await walk(from);
      else if (entry.isFile()) found.push({ of: 'data', path: relative(data, from).replaceAll('\\', '/'), from });
      if (found.length > filesMost) throw new Error(`more than ${filesMost} files in ${data}`);
    }
  };
  await walk(data);
  if (hallFile === null) return found;
  const parts = await readFile(hallFile, 'utf8').then(hallFileParts, () => []);
  const names = [basename(hallFile), ...parts];
  return [...found, ...names.map((path) => ({ of: 'hall' as const, path, from: join(dirname(hallFile), path) }))];
}

const entriesOf = (folder: string): Promise<Dirent[]> => readdir(folder, { withFileTypes: true });

export interface OthersCopied {
  others: number;
  otherBytes: number;
  /** Files that could not be read. */
  lost: number;
}

/** Copies what is not there yet, and writes the list of it under the backup's name. */
export async function copyOthers(
  source: OthersSource,
  folder: string,
  name: string,
  turn: StoreTurn,
): Promise<OthersCopied> {
  const data = resolve(source.data);
  const found = await findOthers({ ...source, data, backups: resolve(source.backups) });
  const list: OtherFile[] = [];
  for (const each of found) {
    turn.requireOpen();
    const copied = await copyOther(each, join(folder, othersFolder), turn);
    if (copied !== null) list.push({ of: each.of, path: each.path, ...copied });
  }
  const written: OthersList = { hallFile: source.hallFile === null ? null : resolve(source.hallFile), list };
  await writeWhole(join(folder, `${name}${othersEnding}`), JSON.stringify(written));
  const otherBytes = list.reduce((sum, { bytes }) => sum + bytes, 0);
  return { others: list.length, otherBytes, lost: found.length - list.length };
}

/** A file may be written anew while it is copied; the second time it stands still. */
const attempts = 2;

async function copyOther({ from }: Found, store: string, turn: StoreTurn) {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const sha256 = await fileDigest(from).catch(() => null);
    if (sha256 === null) return null;
    const bytes = await keepCopy(from, join(store, sha256.slice(0, 2), sha256), { sha256, readAgain: false }, turn);
    if (bytes !== null) return { sha256, bytes };
  }
  return null;
}

async function fileDigest(path: string): Promise<string> {
  const digest = createHash('sha256');
  for await (const chunk of createReadStream(path)) digest.update(chunk as Buffer);
  return digest.digest('hex');
}
