import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { freePort } from '../fixtures/running-hall.ts';
import { temporaryFolder } from '../fixtures/temporary.ts';

const root = resolve(import.meta.dirname, '../..');

interface Started {
  child: ChildProcess;
  base: string;
  /** All it has said so far. */
  said(): string;
}

/** What `npm start` runs, with a folder and a port of its own; nothing is installed on this machine by it. */
function start(port: number, data = temporaryFolder()): Started {
  const child = spawn(process.execPath, [join(root, 'server', 'start.mjs')], {
    cwd: temporaryFolder(),
    env: { ...process.env, HALL_PORT: String(port), HALL_DATA: data, HALL_NO_APT: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let text = '';
  const keep = (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(-20_000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return { child, base: `http://127.0.0.1:${port}`, said: () => text };
}

async function untilItSays({ child, said }: Started, words: string): Promise<void> {
  while (!said().includes(words)) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${said()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('npm start', () => {
  test('serves every page, says where they are, and ends cleanly when it is told to', async () => {
    const started = start(await freePort());
    await untilItSays(started, '/api/docs');
    for (const path of ['/kiosk/', '/counter-ui/', '/signage/hall/', '/devices/', '/api/health', '/api/docs/']) {
      const answer = await fetch(started.base + path);
      expect([path, answer.status]).toEqual([path, 200]);
      expect(started.said()).toContain('厅前 Tingqian');
      await answer.arrayBuffer();
    }
    started.child.kill('SIGTERM');
    expect(await once(started.child, 'exit')).toEqual([0, null]);
    await expect(fetch(`${started.base}/api/health`)).rejects.toThrow();
  });

  test('tells in both languages that the port is in use, and leaves the one who has it alone', async () => {
    const port = await freePort();
    const first = start(port);
    await untilItSays(first, '/api/docs');
    const second = start(port);
    expect(await once(second.child, 'exit')).toEqual([1, null]);
    expect(second.said()).toContain(`端口 ${port} 已被占用`);
    expect(second.said()).toContain(`Port ${port} is in use`);
    expect((await fetch(`${first.base}/api/health`)).status).toBe(200);
  });

  test('will not share a data folder with another server', async () => {
    const data = temporaryFolder();
    const first = start(await freePort(), data);
    await untilItSays(first, '/api/docs');
    const second = start(await freePort(), data);
    const [code] = await once(second.child, 'exit');
    expect(code).not.toBe(0);
    expect(second.said()).toContain('in use');
    expect((await fetch(`${first.base}/api/health`)).status).toBe(200);
  });
});
