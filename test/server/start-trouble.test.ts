import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { readHallFile } from '../../server/hall-file.ts';
import { openJournal } from '../../server/journal/journal.ts';
import { NewerRelease } from '../../server/journal/migrate.ts';
import { deviceJobs } from '../../server/reactions/device-jobs.ts';
import { startTrouble } from '../../server/start-trouble.ts';
import { sampleFile } from '../fixtures/halls.ts';
import { temporaryFolder } from '../fixtures/temporary.ts';

const started = { data: '/srv/hall/data', host: '10.0.0.9', port: 80 };
const failed = (code: string, more: object = {}) => Object.assign(new Error('said'), { code, ...more });
function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

describe('a hall that cannot be opened says why in both languages', () => {
  it.each([
    [failed('ENOSPC'), '盘满了', 'The disk is full'],
    [failed('SQLITE_FULL'), '盘满了', 'make room'],
    [failed('EACCES'), '/srv/hall/data 写不进去', 'cannot be written'],
    [failed('SQLITE_CANTOPEN'), '写不进去', 'cannot be written'],
    [failed('EACCES', { syscall: 'listen' }), '不许使用端口 80', 'may not be used'],
    [failed('EADDRINUSE', { syscall: 'listen' }), '端口 80 已被占用', 'is in use'],
    [failed('EADDRNOTAVAIL', { syscall: 'listen' }), '没有地址 10.0.0.9', 'HALL_HOST'],
    [new NewerRelease('step 99'), '更新的版本', 'newer release'],
    [new Error('something else'), '没有启动起来', '(something else)'],
  ])('%s', (error, chinese, english) => {
    const told = startTrouble(error, started);
    expect([told.includes(chinese), told.includes(english), /\n +at /.test(told)]).toEqual([true, true, false]);
  });

  it('of a damaged database, with the way back, and leaves it alone', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'tingqian.db'), 'not a database '.repeat(900));
    const told = startTrouble(
      thrownBy(() => openJournal({ folder, deviceJobs })),
      { ...started, data: folder },
    );
    expect(told).toContain(`数据库 ${join(folder, 'tingqian.db')} 已损坏`);
    expect(told).toContain('npm run restore');
  });

  it('of a data folder that is a file', () => {
    const file = join(temporaryFolder(), 'data');
    writeFileSync(file, '');
    expect(
      startTrouble(
        thrownBy(() => mkdirSync(file, { recursive: true })),
        started,
      ),
    ).toContain('写不进去');
  });
});

describe('a hall file that cannot be used names each mistake', () => {
  const told = (text: string) => {
    const path = join(temporaryFolder(), 'hall.json');
    writeFileSync(path, text);
    return startTrouble(
      thrownBy(() => readHallFile(path)),
      started,
    );
  };
  const changed = (change: (file: ReturnType<typeof sampleFile>) => void) => {
    const file = sampleFile();
    change(file);
    return told(JSON.stringify(file));
  };

  it('broken JSON, a missing part, a counter twice, a zone and an item that are not there, a time zone of Mars', () => {
    expect(told('{ "name": ')).toContain('不是正确的 JSON');
    const lost = startTrouble(
      thrownBy(() => readHallFile('/nowhere/hall.json')),
      started,
    );
    expect(lost).toContain('/nowhere/hall.json');
    expect(changed((file) => file.counters.push(...file.counters.slice(0, 1)))).toContain('窗口 1 写了两次');
    expect(changed((file) => Object.assign(file.counters[0] ?? {}, { zone: 9 }))).toContain('区域 9 不存在');
    expect(changed((file) => file.forms?.[0]?.items.push('XX99'))).toContain('事项 XX99 不存在');
    expect(changed((file) => Object.assign(file, { timeZone: 'Mars/Base' }))).toContain('没有时区 Mars/Base');
    const strange = changed((file) => Object.assign(file, { nonsense: 1 }));
    expect([strange.includes('additional properties'), strange.includes('schema is false')]).toEqual([true, false]);
  });

  it('and only the first dozen of many', () => {
    const many = changed((file) => file.counters.push(...file.counters));
    expect([many.split('\n  - ').length - 1, /还有 \d+ 处/.test(many)]).toEqual([12, true]);
  });
});

describe('HALL_PORT', () => {
  it.each(['abc', '70000', '80.5', '0', '-1', '1e3'])('%j is told to be none', async (port) => {
    const said: string[] = [];
    const spy = vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
    const module = pathToFileURL(join(import.meta.dirname, '../../server/setup/port.mjs')).href;
    const { requireFreePort } = (await import(module)) as { requireFreePort(environment: object): Promise<boolean> };
    const free = await requireFreePort({ HALL_PORT: port });
    spy.mockRestore();
    expect([free, said.join('')]).toEqual([false, expect.stringContaining(`不能是“${port}”`)]);
  });
});
