import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { requireNode } from '../server/setup/node-version.mjs';
import { ensurePackages } from '../server/setup/packages.mjs';
import { runAloud } from '../server/setup/run-program.mjs';
import { ensureTestNeeds } from '../server/setup/test-needs.mjs';
import { say } from '../server/setup/words.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const script = (...path) => join(root, 'node_modules', ...path);
const results = join(root, 'test', 'results', 'vitest.json');
const stageMinutesMost = 17.5;

/** Each stage counts as one test; `tests` says where its own tests are counted. */
const lint = { name: 'lint', chinese: '代码规则', args: [script('@biomejs', 'biome', 'bin', 'biome'), 'check', '.'] };
const typesOf = (project) => [script('vue-tsc', 'bin', 'vue-tsc.js'), '--noEmit', '-p', project];
const types = { name: 'types', chinese: '类型', args: typesOf('tsconfig.json') };
const serverTypes = { name: 'server types', chinese: '服务器类型', args: typesOf('server/tsconfig.json') };
// The tests of whole halls run what is built here: two of them at a time must not both begin to build.
const build = { name: 'build', chinese: '页面与服务器生成', args: [join(root, 'server', 'setup', 'build.mjs')] };
const tests = {
  name: 'tests',
  chinese: '测试',
  args: [
    script('vitest', 'vitest.mjs'),
    'run',
    '--config',
    'test/vitest.config.ts',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${results}`,
    ...process.argv.slice(2),
  ],
  tests: results,
};

/** Steps one after another; the lanes of a step beside each other, for each keeps one processor busy alone. */
const steps = [[[types], [lint, serverTypes, build]], [[tests]]];

/** Counts a report of Vitest. A file that could not be read counts as one failure, and so does a test that was skipped. */
function countTests(report) {
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const outcomes = testResults.flatMap((file) => {
    const tests = file.assertionResults.map((test) => test.status);
    const broken = file.status === 'failed' && !tests.includes('failed');
    return broken ? [...tests, 'failed'] : tests;
  });
  const passed = outcomes.filter((outcome) => outcome === 'passed').length;
  return { passed, failed: outcomes.length - passed };
}

async function runStage(stage) {
  say(`\n■ ${stage.chinese}`, stage.name);
  const since = Date.now();
  const code = await runAloud(process.execPath, stage.args, { cwd: root, limitSeconds: stageMinutesMost * 60 });
  const seconds = ((Date.now() - since) / 1000).toFixed(1);
  const passed = code === 0;
  say(
    `  ${stage.chinese}${passed ? '通过' : '未通过'}（${seconds} 秒）`,
    `${stage.name} ${passed ? 'passed' : 'FAILED'}`,
  );
  return passed;
}

async function runLane(lane, total) {
  for (const stage of lane) {
    if (stage.tests !== undefined) {
      rmSync(stage.tests, { force: true });
      mkdirSync(dirname(stage.tests), { recursive: true });
    }
    const passed = await runStage(stage);
    total[passed ? 'passed' : 'failed'] += 1;
    if (stage.tests === undefined) continue;
    try {
      const { passed: testsPassed, failed: testsFailed } = countTests(stage.tests);
      total.passed += testsPassed;
      total.failed += testsFailed;
    } catch (error) {
      process.stderr.write(`the tests left no report: ${error.message}\n`);
    }
  }
}

async function run() {
  requireNode(root);
  if (!(await ensurePackages(root))) return { passed: 0, failed: 1 };
  if (!(await ensureTestNeeds())) return { passed: 0, failed: 1 };
  const total = { passed: 0, failed: 0 };
  for (const lanes of steps) await Promise.all(lanes.map((lane) => runLane(lane, total)));
  return total;
}

const { passed, failed } = await run();
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
