import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runQuietly } from './run-program.mjs';

/** Whether a program of this name can be run from here. */
export function hasProgram(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Debian's package tool works only for root. */
export function canInstallSystemPackages() {
  return process.platform === 'linux' && process.getuid?.() === 0 && hasProgram('apt-get');
}

/** Installs Debian packages without a question. Never rejects; `ok` is false when it did not work, `output` says why. */
export async function installSystemPackages(packages, limitSeconds) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const until = Date.now() + limitSeconds * 1000;
  // A fresh machine has no lists; old lists name files that are gone. A failed update may still leave usable lists.
  await runQuietly('apt-get', ['update', '-q'], { env, limitSeconds });
  const left = Math.max(1, (until - Date.now()) / 1000);
  const args = ['install', '-y', '-q', '--no-install-recommends', ...packages];
  const { code, output } = await runQuietly('apt-get', args, { env, limitSeconds: left });
  return { ok: code === 0, output };
}
