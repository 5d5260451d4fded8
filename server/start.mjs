import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { requireNode } from './setup/node-version.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { requireFreePort } from './setup/port.mjs';
import { ensureScreens } from './setup/screens.mjs';
import { ensureVoice } from './setup/voice.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * Makes a fresh checkout ready and becomes the server. The server runs in this very process: a signal reaches it
 * directly, its exit code is this program's, and nothing can be left behind.
 */
async function start() {
  requireNode(root);
  if (!(await requireFreePort(process.env))) return 1;
  if (!(await ensurePackages(root))) return 1;
  await ensureVoice(root);
  if (process.argv.includes('--dev')) {
    const { runForDevelopment } = await import('./setup/dev.mjs');
    return runForDevelopment(root);
  }
  if (!(await ensureScreens(root))) return 1;
  const { builtServer } = await import('./setup/built-server.mjs');
  await import(await builtServer(root));
  return null;
}

const code = await start();
if (code !== null) process.exit(code);
