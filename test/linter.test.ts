import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix, relative, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { lastingFolder } from './fixtures/temporary.ts';
import { allows, housePlan, rowOf } from './fixtures/tidy/house-plan.ts';
import { readText, root } from './fixtures/tidy/source-tree.ts';

/** One made-up file for each kind of place in the house, at each depth. */
const places = [
  'server/contract/made-up.ts',
  'server/contract/texts/made-up.ts',
  'server/domain/made-up.ts',
  'server/domain/ticket/made-up.ts',
  'server/reactions/made-up.ts',
  'server/journal/made-up.ts',
  'server/journal/projections/made-up.ts',
  'server/client/made-up.ts',
  'server/tools/made-up.ts',
  'server/setup/made-up.mjs',
  'server/start.mjs',
  'server/hall.ts',
  'server/day-book.ts',
  'server/main.ts',
  'server/compose.ts',
  'server/house-fleet.ts',
  'server/combined-fleet.ts',
  'server/live/made-up.ts',
  'server/routes/health.ts',
  'server/routes/made-up.ts',
  'server/access/made-up.ts',
  'server/papers/made-up.ts',
  'server/signs/made-up.ts',
  'server/reports/duty.ts',
  'server/reports/made-up.ts',
  'server/reports/fairness/made-up.ts',
  'server/device-link.ts',
  'server/hall-file.ts',
  'server/made-up.ts',
  'counter-ui/made-up.ts',
  'counter-ui/kit/made-up.ts',
  'counter-ui/kit/MadeUp.vue',
  'counter-ui/kit/pictogram/extract.ts',
  'counter-ui/kit/zone/MadeUp.vue',
  'counter-ui/counter/MadeUp.vue',
  'counter-ui/counter/intake/made-up.ts',
  'counter-ui/reports/made-up.ts',
  'counter-ui/settings/MadeUp.vue',
  'kiosk/made-up.ts',
  'kiosk/journey/MadeUp.vue',
  'signage/made-up.ts',
  'signage/hall/MadeUp.vue',
  'devices/made-up.ts',
  'devices/printer/made-up.ts',
  'devices/voice/engines/made-up.ts',
  'devices/wire/made-up.ts',
];

/** What each of them tries to import. */
const targets = [
  'server/contract/ticket.ts',
  'server/contract/texts/kiosk.ts',
  'server/domain/decide.ts',
  'server/domain/ticket/ticket.ts',
  'server/reactions/device-jobs.ts',
  'server/journal/journal.ts',
  'server/journal/projections/index.ts',
  'server/hall.ts',
  'server/app.ts',
  'server/compose.ts',
  'server/main.ts',
  'server/tools/verify.ts',
  'server/client/api.ts',
  'devices/fleet.ts',
  'devices/fakes.ts',
  'devices/wire/tcp.ts',
  'counter-ui/kit/text.ts',
  'counter-ui/kit/zone/patterns.ts',
  'counter-ui/desk/terminal-name.ts',
  'counter-ui/counter/words.ts',
  'kiosk/terminal.ts',
  'kiosk/journey/groups.ts',
  'signage/link.ts',
  'signage/hall/hero.ts',
];
const packages = ['typebox', 'fastify', 'better-sqlite3', 'vue', 'vue-router', 'pinia', 'element-plus'];
packages.push('serialport', 'node:fs', 'node:fs/promises', 'node:net', 'node:crypto', 'uqr');

interface Try {
  specifier: string;
  file: string | null;
}

function triesOf(place: string): Try[] {
  const inside = targets
    .filter((file) => file !== place)
    .map((file) => {
      const way = posix.relative(dirname(place), file);
      return { specifier: way.startsWith('.') ? way : `./${way}`, file };
    });
  return [...inside, ...packages.map((specifier) => ({ specifier, file: null }))];
}

/** Writes the places with their imports, one in each line, and gives the lines that the linter refuses. */
async function refusedLines(): Promise<Set<string>> {
  const folder = lastingFolder();
  const { vcs: _, $schema: __, ...configuration } = JSON.parse(readText('biome.json')) as Record<string, unknown>;
  writeFileSync(join(folder, 'biome.json'), JSON.stringify(configuration));
  for (const place of places) {
    const lines = triesOf(place).map(({ specifier }) => `import '${specifier}';`);
    const text = place.endsWith('.vue') ? ['<script setup lang="ts">', ...lines, '</script>'] : ['', ...lines];
    mkdirSync(join(folder, dirname(place)), { recursive: true });
    writeFileSync(join(folder, place), text.join('\n'));
  }
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const options = ['lint', '--only=style/noRestrictedImports', '--max-diagnostics=none', '--reporter=github', '.'];
  const output = await new Promise<string>((done) => {
    const limits = { cwd: folder, maxBuffer: 50_000_000 };
    execFile(process.execPath, [biome, ...options], limits, (_error, stdout) => done(stdout));
  });
  const found = output.matchAll(/title=lint\/style\/noRestrictedImports,file=([^,]+),line=(\d+)/g);
  rmSync(folder, { recursive: true, force: true });
  return new Set([...found].map(([, file = '', line]) => `${relative(folder, resolve(folder, file))}:${line}`));
}

describe('the linter', () => {
  let refused = new Set<string>();
  beforeAll(async () => {
    refused = await refusedLines();
  }, 180_000);

  it('is tried with a file of every row of the house plan', () => {
    const tried = new Set(places.map(rowOf));
    const untried = housePlan.filter((row) => !tried.has(row)).map((row) => row.from[0]);
    // The places of counter-ui are alike; two stand for all.
    expect(untried.filter((from) => !from?.startsWith('counter-ui/'))).toEqual([]);
  });

  it.each(places)('refuses in %s what the plan refuses, and nothing else', (place) => {
    const row = rowOf(place);
    if (row === undefined) throw new Error('a place without a row');
    const tries = triesOf(place);
    const wanted = tries.filter(({ specifier, file }) => !allows(row, specifier, file));
    const found = tries.filter((_, index) => refused.has(`${place}:${index + 2}`));
    expect(found.map(({ specifier }) => specifier)).toEqual(wanted.map(({ specifier }) => specifier));
    expect(wanted.length).toBeGreaterThan(0);
  });
});
