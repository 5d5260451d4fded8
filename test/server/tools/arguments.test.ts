import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { backupTool } from '../../../server/tools/backup.ts';
import { fairnessTool } from '../../../server/tools/fairness.ts';
import { rebuildTool } from '../../../server/tools/rebuild.ts';
import { restoreTool } from '../../../server/tools/restore.ts';
import { staffTool } from '../../../server/tools/staff.ts';
import { verifyTool } from '../../../server/tools/verify.ts';
import { RecordedHall } from '../../fixtures/recorded-hall.ts';
import { temporaryFolder } from '../../fixtures/temporary.ts';
import { runTool } from '../../fixtures/tool-run.ts';

const root = resolve(import.meta.dirname, '../../..');
const tools = { backupTool, fairnessTool, rebuildTool, restoreTool, staffTool, verifyTool };
const enough: Record<string, string[]> = { restoreTool: ['some.db'], staffTool: ['list'] };

describe.each(Object.entries(tools))('%s', (name, tool) => {
  it('tells in both languages how it is used, and does nothing else', async () => {
    const { code, said, complained } = await runTool(tool, ['--help']);
    expect([code, complained]).toEqual([0, []]);
    expect(said.join('\n')).toMatch(/[一-鿿]/);
    expect(said.join('\n')).toContain('FOLDER');
    expect(said.join('\n')).toContain('--data');
  });

  it('refuses an option it does not know, and shows its usage', async () => {
    const { code, complained } = await runTool(tool, [...(enough[name] ?? []), '--dta', 'x']);
    expect(code).toBe(2);
    expect(complained.join('\n')).toContain('--dta');
    expect(complained.join('\n')).toContain(tool.usage.en);
  });

  it('refuses a word too many', async () => {
    expect((await runTool(tool, ['list', 'b', 'c', 'd', 'e'])).code).toBe(2);
  });
});

describe.each(Object.entries(tools).filter(([name]) => name !== 'restoreTool'))('%s', (name, tool) => {
  it('names a data folder that is not there, and does not make it', async () => {
    const folder = join(temporaryFolder(), 'nowhere');
    const { code, complained } = await runTool(tool, [...(enough[name] ?? []), '--data', folder]);
    expect(code).toBe(2);
    expect(complained.join('\n')).toContain(`There is no data folder ${folder}`);
    expect(complained.join('\n')).toContain('没有这个数据文件夹');
  });

  it('tells that a folder holds no database, and makes none', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'notes'));
    const given = enough[name] ?? [];
    for (let time = 1; time <= 2; time += 1) {
      const { code, complained } = await runTool(tool, given, { HALL_DATA: folder });
      expect(code).toBe(2);
      expect(complained.join('\n')).toContain(`There is no database in ${folder}`);
    }
  });
});

describe('started as a program', () => {
  it('prints and gives its exit code to the shell', async () => {
    const { folder } = new RecordedHall();
    const run = promisify(execFile);
    const start = (...given: string[]) =>
      run(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'server/tools/verify.ts', ...given], { cwd: root });
    expect((await start('--data', folder)).stdout).toContain('The journal is whole');
    await expect(start('--data', join(folder, 'nowhere'))).rejects.toMatchObject({ code: 2 });
  });
});
