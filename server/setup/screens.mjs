import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runQuietly } from './run-program.mjs';
import { keepTelling, say } from './words.mjs';

/** Everything the built screens are made of. */
const sources = [
  'counter-ui',
  'kiosk',
  'signage',
  'server/contract',
  'server/client',
  'vite.config.ts',
  'package-lock.json',
];
const stampFile = join('dist', 'ui', '.built-from');
const buildMinutesMost = 10;

function* filesBelow(path) {
  if (!statSync(path).isDirectory()) {
    yield path;
    return;
  }
  const names = readdirSync(path).sort();
  for (const name of names) if (!name.startsWith('.')) yield* filesBelow(join(path, name));
}

/** Digest of names and contents of all sources: times of files say nothing after a checkout. */
export function sourcesDigest(root) {
  const digest = createHash('sha256');
  for (const source of sources) {
    const path = join(root, source);
    if (!existsSync(path)) continue;
    for (const file of filesBelow(path)) digest.update(`\0${file.slice(root.length)}\0`).update(readFileSync(file));
  }
  return digest.digest('hex');
}

/** Builds the screens when they were not built from these sources. Resolves false, after saying why, when it fails. */
export async function ensureScreens(root) {
  const digest = sourcesDigest(root);
  const stamp = join(root, stampFile);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return true;
  say('正在生成屏幕页面…', 'Building the screens…');
  const stopTelling = keepTelling('仍在生成', 'still building');
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  // In any other environment Vue would bring its warnings along, and the pages would be too heavy for old boxes.
  const limits = { cwd: root, env: { NODE_ENV: 'production' }, limitSeconds: buildMinutesMost * 60 };
  let built = { code: 0, output: '' };
  for (const mode of ['public', 'staff'])
    if (built.code === 0) built = await runQuietly(process.execPath, [vite, 'build', '--mode', mode], limits);
  const { code, output } = built;
  const seconds = stopTelling();
  if (code !== 0) {
    process.stderr.write(
      `${output.trim()}\n屏幕页面生成失败，原因见上。\nThe screens could not be built; the reason stands above.\n`,
    );
    return false;
  }
  writeFileSync(stamp, digest);
  say(`屏幕页面已生成（${seconds} 秒）。`, `Screens built (${seconds} s).`);
  return true;
}
