import { existsSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Packages of many hundred small files; loading them one by one takes longer than everything else together. */
const bundledPackages = ['typebox', '@fastify/type-provider-typebox'];

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
 * Puts a program of the server into one plain JavaScript module, `<name>.mjs` in the folder. Resolves with the sources it
 * was made of, from the root.
 */
export async function compile(root, source, folder, name) {
  const { build } = await import('vite');
  const sources = [];
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
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      rollupOptions: {
        input: join(root, source),
        output: { entryFileNames: `${name}.mjs`, chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  });
  return sources;
}
