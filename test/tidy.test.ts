import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { Text } from '../server/contract/texts/define.ts';
import { allows, rowOf } from './fixtures/tidy/house-plan.ts';
import { firstCycle, functionsOf, leftOutTests, linesOf, reachedFrom } from './fixtures/tidy/measure.ts';
import { allFiles, importsOf, programFiles, readText, root } from './fixtures/tidy/source-tree.ts';

// Hundreds of files are read and parsed; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 180_000 });

const files = allFiles();
const program = programFiles();
const packageFile = JSON.parse(readText('package.json')) as {
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
};

/** Programs that somebody starts: named in `package.json`, or by the pages, or by hand. */
function entries(): string[] {
  const scripts = Object.values(packageFile.scripts).flatMap((line) => line.match(/[\w./-]+\.(ts|mjs)\b/g) ?? []);
  const pages = ['counter-ui', 'signage', 'kiosk'].flatMap((folder) =>
    [...readText(`${folder}/index.html`).matchAll(/src="\.?\/?([^"]+)"/g)].map(([, path = '']) =>
      existsSync(join(root, folder, path)) ? `${folder}/${path}` : path,
    ),
  );
  const byHand = ['server/main.ts', 'devices/fakes.ts', 'devices/agent.ts', 'devices/discover.ts', 'vite.config.ts'];
  const others = ['test/run.mjs', 'devices/voice/program-runner.mjs', 'counter-ui/kit/pictogram/extract.ts'];
  return [...scripts, ...pages, ...byHand, ...others].filter((path) => existsSync(join(root, path)));
}

/** Folders and files that wait for the part that will lead to them. An entry that is no longer needed fails. */
const notLedTo: readonly string[] = ['devices/wire/recording.ts'];

describe('the house plan', () => {
  it('gives every file a row', () => {
    expect(program.length).toBeGreaterThan(200);
    expect(program.filter((path) => rowOf(path) === undefined)).toEqual([]);
  });

  it('lets every file import what it imports', () => {
    const wrong = program.flatMap((path) => {
      const row = rowOf(path);
      if (row === undefined) return [];
      return importsOf(path)
        .filter(({ specifier, file }) => !specifier.startsWith('.') || file !== null)
        .filter(({ specifier, file }) => !allows(row, specifier, file))
        .map(({ specifier }) => `${path} imports ${specifier}`);
    });
    expect(wrong).toEqual([]);
  });

  it('has no ring of files that import each other', () => {
    expect(firstCycle(program)).toEqual([]);
  });

  it('has no file that nothing leads to', () => {
    const reached = reachedFrom(entries());
    const dead = program.filter((path) => !reached.has(path));
    expect(dead.filter((path) => !notLedTo.some((place) => path.startsWith(place)))).toEqual([]);
    expect(notLedTo.filter((place) => !dead.some((path) => path.startsWith(place)))).toEqual([]);
  });

  it('names only programs that are there', () => {
    const named = Object.values(packageFile.scripts).flatMap((line) => line.match(/[\w./-]+\.(ts|mjs)\b/g) ?? []);
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});

/** Functions and files that are still too long. An entry that is no longer needed fails. */
const longFunctions: readonly string[] = [
  'counter-ui/counter/use-actions.ts useActions',
  'counter-ui/counter/use-terminal.ts useTerminal',
  'server/journal/journal.ts openJournal',
  'server/routes/agents.ts agentRoutes',
  'server/routes/posts.ts postRoutes',
  'server/routes/tickets.ts ticketRoutes',
];
const longFiles: readonly string[] = ['server/contract/device.ts'];

describe('sizes', () => {
  it('functions have less than 70 lines', () => {
    const long = program.flatMap((path) =>
      functionsOf(path)
        .filter(({ lines }) => lines >= 70)
        .map(({ name, lines }) => ({ place: `${path} ${name}`, lines })),
    );
    expect(long.filter(({ place }) => !longFunctions.includes(place))).toEqual([]);
    expect(longFunctions.filter((place) => !long.some((each) => each.place === place))).toEqual([]);
  });

  it('files have at most 300 lines, components at most 220', () => {
    const most = (path: string) => (path.endsWith('.vue') ? 220 : 300);
    const long = program.filter((path) => linesOf(readText(path)) > most(path));
    expect(long.filter((path) => !longFiles.includes(path))).toEqual([]);
    expect(longFiles.filter((path) => !long.includes(path))).toEqual([]);
  });
});

describe('what others made', () => {
  const lines = readText('THIRD_PARTY.md').split('\n');
  const lineOf = (name: string) => lines.find((line) => line.startsWith(`| ${name} |`)) ?? '';

  it.each(Object.entries(packageFile.dependencies))('%s has a line with version %s and licence', (name, version) => {
    const { license } = JSON.parse(readText(`node_modules/${name}/package.json`)) as { license: string };
    expect(lineOf(name)).toContain(`| ${version} | ${license} |`);
  });

  it('no line is left of a package that is no longer used', () => {
    const named = lines.flatMap((line) => /^\| (\S+) \| \d+\.\d+\.\d+ \|/.exec(line)?.[1] ?? []);
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((name) => packageFile.dependencies[name] === undefined)).toEqual([]);
  });

  it('every font, picture and sound that lies in the source has a line', () => {
    const assets = files.filter(
      (path) => /\.(woff2?|ttf|otf|svg|wav|ogg|mp3)$/.test(path) && !path.startsWith('test/'),
    );
    const glyphs = files.filter((path) => /glyph-data\.ts$/.test(path));
    const drawings = files.filter((path) => /^counter-ui\/kit\/pictogram\/\w+\.json$/.test(path));
    expect(drawings.length).toBeGreaterThan(2);
    const named = lines.join('\n');
    const unnamed = [...assets, ...glyphs, ...drawings].filter(
      (path) => !named.includes(path.split('/').at(-1) ?? path),
    );
    expect(unnamed).toEqual([]);
  });
});

describe('the checkout', () => {
  it('its lock file names no registry', () => {
    const lock = readText('package-lock.json');
    expect(lock).toContain('"integrity"');
    expect(lock).not.toMatch(/"resolved"|\/\/registry\.|\/\/[\w.-]*npmjs?\./);
  });

  it('names no folder of the machine it was written on', () => {
    const text = files.filter((path) => /\.(ts|mjs|vue|json|md|css|html|yml|sh)$|^\.ci\/|^\.\w+$/.test(path));
    const own = /(^|[\s'"`(=:])\/(work|root|tmp|home|Users)(\/|\b)/m;
    expect(text.filter((path) => !path.startsWith('test/') && own.test(readText(path)))).toEqual([]);
    expect(text.filter((path) => /(^|[\s'"`(=:])\/(work|root|Users)\//m.test(readText(path)))).toEqual([]);
  });

  it('leaves no test out', () => {
    const tests = files.filter((path) => path.startsWith('test/') && path.endsWith('.ts'));
    expect(tests.length).toBeGreaterThan(80);
    expect(tests.flatMap(leftOutTests)).toEqual([]);
  });
});

describe('every text', () => {
  const modules = import.meta.glob<Record<string, unknown>>('../server/contract/texts/*.ts', { eager: true });
  const texts = Object.entries(modules).flatMap(([path, exported]) =>
    Object.entries(exported).flatMap(([name, table]) =>
      typeof table !== 'object' || table === null
        ? []
        : Object.entries(table as Record<string, Text>)
            .filter(([, text]) => typeof text?.zh === 'string')
            .map(([key, text]) => ({ place: `${path.split('/').at(-1)} ${name}.${key}`, text })),
    ),
  );
  /** A sign such as X is the same in every language. */
  const worded = (text: string) => /\p{Script=Han}|\p{L}{2}/u.test(text.replace(/\{\w+\}/g, ''));

  it('is there in both languages', () => {
    expect(texts.length).toBeGreaterThan(400);
    expect(texts.filter(({ text }) => text.zh.trim() === '' || text.en.trim() === '')).toEqual([]);
  });

  it('has hanzi in Chinese and none in English, where it has words', () => {
    const hanzi = /\p{Script=Han}/u;
    // The key that leads to the other language is written in that language.
    const own = texts.filter(({ place }) => !place.endsWith('.otherLanguage'));
    const notChinese = own.filter(({ text }) => worded(text.zh) && !hanzi.test(text.zh));
    const notEnglish = own.filter(({ text: { zh, en } }) => hanzi.test(en) || (worded(zh) && en === zh));
    expect([...notChinese, ...notEnglish].map(({ place }) => place)).toEqual([]);
  });

  it('sets Chinese with the marks of Chinese (GB/T 15834)', () => {
    const wrong = /\p{Script=Han}[,:;?!(]|[,:;?!)]\p{Script=Han}/u;
    expect(texts.filter(({ text }) => wrong.test(text.zh)).map(({ place, text }) => `${place} ${text.zh}`)).toEqual([]);
  });

  it('tells in English every value that it tells in Chinese', () => {
    const lost = ({ zh, en }: Text) => (zh.match(/\{\w+\}/g) ?? []).filter((value) => !en.includes(value));
    expect(texts.filter(({ text }) => lost(text).length > 0).map(({ place }) => place)).toEqual([]);
  });
});
