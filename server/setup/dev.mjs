import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** Addresses of the hall and the page that answers them, as the server has them. */
const places = [
  [/^\/(counter-ui|devices)(\/|$)/, '/counter-ui/index.html'],
  [/^\/signage(\/|$)/, '/signage/index.html'],
  [/^\/(kiosk|t)(\/|$)/, '/kiosk/index.html'],
];

/** Sends the address of a page to its html file, and leaves the sources below the same folders alone. */
export function pageFor(address) {
  const [path = ''] = address.split('?');
  if (path === '/') return '/counter-ui/index.html';
  if (/\.[a-z0-9]+$/i.test(path)) return null;
  return places.find(([pattern]) => pattern.test(path))?.[1] ?? null;
}

const pagesPlugin = {
  name: 'hall-pages',
  configureServer(server) {
    server.middlewares.use((request, _response, next) => {
      const wantsPage = request.headers.accept?.includes('text/html') ?? false;
      const page = wantsPage ? pageFor(request.url ?? '') : null;
      if (page !== null) request.url = page;
      next();
    });
  },
};

/**
 * Runs the server so that it starts again whenever its sources change, and Vite's server before it. Resolves with the
 * exit code when the server ends for good.
 */
export async function runForDevelopment(root) {
  const port = process.env.HALL_PORT ?? '8080';
  const { createServer } = await import('vite');
  const vite = await createServer({
    root,
    plugins: [pagesPlugin],
    server: { host: '127.0.0.1', proxy: { '/api': `http://127.0.0.1:${port}` } },
  });
  await vite.listen();
  vite.printUrls();
  const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  const child = spawn(process.execPath, [tsx, 'watch', join(root, 'server', 'main.ts')], { stdio: 'inherit' });
  const passOn = (signal) => child.kill(signal);
  process.on('SIGINT', passOn);
  process.on('SIGTERM', passOn);
  const code = await new Promise((resolve) => {
    child.on('exit', (exitCode) => resolve(exitCode ?? 0));
    child.on('error', () => resolve(1));
  });
  await vite.close();
  return code;
}
