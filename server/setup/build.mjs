import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { builtServer } from './built-server.mjs';
import { ensureScreens } from './screens.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Builds the screens and the server where their sources have changed, as `npm start` does, and ends. */
const built = await ensureScreens(root);
if (built) await builtServer(root);
process.exitCode = built ? 0 : 1;
