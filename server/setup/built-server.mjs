import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compile } from './compile.mjs';
import { say } from './words.mjs';

const folder = join('dist', 'server');
const stampName = '.built-from';

function digestOf(root, files) {
  const digest = createHash('sha256').update(`node ${process.versions.node}`);
  for (const file of files) {
    const path = join(root, file);
    digest.update(`\0${file}\0`).update(existsSync(path) ? readFileSync(path) : 'gone');
  }
  return digest.digest('hex');
}

function isCurrent(root) {
  const stamp = join(root, folder, stampName);
  if (!existsSync(stamp)) return false;
  const { files, digest } = JSON.parse(readFileSync(stamp, 'utf8'));
  return digestOf(root, files) === digest;
}

/**
 * Address of the server as one plain JavaScript module, built anew when one of its sources changed. Through the
 * TypeScript loader the same start takes three times as long, for it asks about every single file.
 */
export async function builtServer(root) {
  const address = pathToFileURL(join(root, folder, 'main.mjs')).href;
  if (isCurrent(root)) return address;
  say('正在编译服务器…', 'Compiling the server…');
  rmSync(join(root, folder), { recursive: true, force: true });
  const compiled = await compile(root, join('server', 'main.ts'), folder, 'main');
  const sources = ['package-lock.json', 'server/setup/compile.mjs', ...compiled];
  writeFileSync(join(root, folder, stampName), JSON.stringify({ files: sources, digest: digestOf(root, sources) }));
  return address;
}
