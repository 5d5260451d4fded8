import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { say } from './words.mjs';

const folder = join('dist', 'server');
const stampName = '.built-from';
/** Packages of many hundred small files; loading them one by one takes longer than everything else together. */
const bundledPackages = ['typebox', '@fastify/type-provider-typebox'];

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

/** Lets a module know where its source stands, as if it had not been moved into the bundle. */
function keepPlaces(root) {
  return {
    name: 'keep-places',
    transform(code, id) {
      if (!id.startsWith(root) || id.includes(`${sep}node_modules${sep}`) || !code.includes('import.meta')) return null;
      return code
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(id)))
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href));
    },
  };
}

/** Notes every own source that went into the bundle. */
function noteSources(root, sources) {
  return {
    name: 'note-sources',
    generateBundle() {
      for (const id of this.getModuleIds())
        if (id.startsWith(root) && existsSync(id) && !id.includes(`${sep}node_modules${sep}`))
          sources.push(id.slice(root.length + 1));
    },
  };
}

/**
 * Address of the server as one plain JavaScript module, built anew when one of its sources changed. Through the
 * TypeScript loader the same start takes three times as long, for it asks about every single file.
 */
export async function builtServer(root) {
  const address = pathToFileURL(join(root, folder, 'main.mjs')).href;
  if (isCurrent(root)) return address;
  say('正在编译服务器…', 'Compiling the server…');
  const { build } = await import('vite');
  const sources = ['package-lock.json', 'server/setup/built-server.mjs'];
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    plugins: [keepPlaces(root), noteSources(root, sources)],
    ssr: { noExternal: bundledPackages },
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      rollupOptions: {
        input: join(root, 'server', 'main.ts'),
        output: { entryFileNames: 'main.mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  });
  writeFileSync(join(root, folder, stampName), JSON.stringify({ files: sources, digest: digestOf(root, sources) }));
  return address;
}
