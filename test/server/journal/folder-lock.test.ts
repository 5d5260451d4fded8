import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockFolder } from '../../../server/journal/folder-lock.ts';

const root = resolve(import.meta.dirname, '../../..');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hall-lock-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Another process that holds the folder until it is killed. */
async function otherHolder() {
  const script = `
    const { lockFolder } = await import('./server/journal/folder-lock.ts');
    lockFolder(${JSON.stringify(folder)});
    process.stdout.write('held');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

test('a folder that one process holds is refused to another, by name', async () => {
  const holder = await otherHolder();
  expect(() => lockFolder(folder)).toThrow(`process ${holder.pid}`);
  holder.kill('SIGKILL');
  await once(holder, 'exit');
});

test('the lock of a process that was killed is no longer in the way', async () => {
  const holder = await otherHolder();
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  const release = lockFolder(folder);
  release();
});

test('the same process cannot hold a folder twice', () => {
  const release = lockFolder(folder);
  expect(() => lockFolder(folder)).toThrow('in use');
  release();
});

test('a folder that was given up can be taken again, and giving it up twice does nothing', () => {
  const release = lockFolder(folder);
  release();
  release();
  lockFolder(folder)();
  expect(readdirSync(folder)).toEqual(['folder.lock']);
});
