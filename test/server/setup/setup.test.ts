import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../../fixtures/temporary.ts';

const root = resolve(import.meta.dirname, '../../..');

/** A module of the set-up, which is plain JavaScript: it runs before any package is there. */
async function setup<T>(name: string): Promise<T> {
  return (await import(pathToFileURL(join(root, 'server', 'setup', `${name}.mjs`)).href)) as T;
}

describe('Node', () => {
  test.each([
    ['20.20.0', true],
    ['20.21.3', true],
    ['20.19.9', false],
    ['18.20.4', false],
    ['21.0.0', false],
    ['22.12.0', false],
  ])('%s fits ">=20.20 <21": %s', async (version, fits) => {
    const { nodeFits } = await setup<{ nodeFits(present: string, wanted: string): boolean }>('node-version');
    expect(nodeFits(version, '>=20.20 <21')).toBe(fits);
  });
});

describe('packages', () => {
  /** A folder whose installed packages are told by npm's own list. */
  function folderWith(locked: object, installed: object | null): string {
    const folder = temporaryFolder();
    const binding = join(folder, 'node_modules', 'better-sqlite3', 'build', 'Release');
    mkdirSync(binding, { recursive: true });
    writeFileSync(join(binding, 'better_sqlite3.node'), '');
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: locked }));
    if (installed !== null)
      writeFileSync(join(folder, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: installed }));
    return folder;
  }
  const vue = { 'node_modules/vue': { version: '3.5.45', integrity: 'sha512-a' } };
  const current = async (folder: string) =>
    (await setup<{ packagesAreCurrent(root: string): boolean }>('packages')).packagesAreCurrent(folder);

  test('are current when all that is locked is installed', async () => {
    expect(await current(folderWith({ '': { name: 'hall' }, ...vue }, vue))).toBe(true);
  });

  test('are not when none are there, one is missing, or one has another version or content', async () => {
    expect(await current(folderWith(vue, null))).toBe(false);
    expect(await current(folderWith(vue, {}))).toBe(false);
    expect(await current(folderWith(vue, { 'node_modules/vue': { version: '3.5.44', integrity: 'sha512-a' } }))).toBe(
      false,
    );
    expect(await current(folderWith(vue, { 'node_modules/vue': { version: '3.5.45', integrity: 'sha512-b' } }))).toBe(
      false,
    );
  });

  test('for another machine need not be there', async () => {
    const other = { 'node_modules/@esbuild/win32-x64': { version: '1.0.0', integrity: 'sha512-c', optional: true } };
    expect(await current(folderWith({ ...vue, ...other }, vue))).toBe(true);
  });
});

describe('the screens', () => {
  test('are stale after any change of a source, a new one and a removed one, and not after a touch', async () => {
    const { sourcesDigest } = await setup<{ sourcesDigest(root: string): string }>('screens');
    const folder = temporaryFolder();
    const write = (name: string, text: string) => {
      mkdirSync(join(folder, 'kiosk', 'journey'), { recursive: true });
      writeFileSync(join(folder, 'kiosk', 'journey', name), text);
    };
    write('a.ts', 'one');
    const first = sourcesDigest(folder);
    write('a.ts', 'one');
    expect(sourcesDigest(folder)).toBe(first);
    write('a.ts', 'two');
    const second = sourcesDigest(folder);
    expect(second).not.toBe(first);
    write('b.ts', '');
    expect(new Set([first, second, sourcesDigest(folder)]).size).toBe(3);
  });
});

describe('the port', () => {
  async function takenPort(): Promise<{ server: Server; port: number }> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    return { server, port: (server.address() as { port: number }).port };
  }

  test('is taken while somebody listens and free after', async () => {
    const { portIsTaken } = await setup<{ portIsTaken(port: number, host: string): Promise<boolean> }>('port');
    const { server, port } = await takenPort();
    expect(await portIsTaken(port, '127.0.0.1')).toBe(true);
    await new Promise((resolve) => server.close(resolve));
    expect(await portIsTaken(port, '127.0.0.1')).toBe(false);
  });
});

describe('the pages in development', () => {
  test.each([
    ['/', '/counter-ui/index.html'],
    ['/counter-ui/counter/3', '/counter-ui/index.html'],
    ['/devices/', '/counter-ui/index.html'],
    ['/signage/hall/?announcer=1', '/signage/index.html'],
    ['/kiosk/', '/kiosk/index.html'],
    ['/t/abc', '/kiosk/index.html'],
    ['/kiosk/main.ts', null],
    ['/api/health', null],
    ['/tickets', null],
  ])('%s is answered by %s', async (address, page) => {
    const { pageFor } = await setup<{ pageFor(address: string): string | null }>('dev');
    expect(pageFor(address)).toBe(page);
  });
});
