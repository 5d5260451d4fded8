import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { BackupKeeper } from '../../server/backup-keeper.ts';
import { backupTrouble, requireRoom } from '../../server/backup-trouble.ts';
import type { OthersList } from '../../server/contract/backup.ts';
import { openJournal } from '../../server/journal/journal.ts';
import { deviceJobs } from '../../server/reactions/device-jobs.ts';
import { restoreTool } from '../../server/tools/restore.ts';
import { lastingFolder, temporaryFolder } from '../fixtures/temporary.ts';
import { runTool } from '../fixtures/tool-run.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const dayMs = 86_400_000;
const data = lastingFolder();
const hall = lastingFolder();
const hallFile = join(hall, 'hall.json');
let now = Date.parse('2026-11-24T09:00:00+08:00');

function put(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
const keeper = (folder: string): BackupKeeper =>
  new BackupKeeper({
    data,
    hallFile,
    setting: () => ({ at: '03:30', keepDays: 14, folder }),
    timeZone: 'Asia/Shanghai',
    now: () => now,
    recordBegins: () => now,
    log: { error: () => undefined, info: () => undefined },
  });
async function backUp(folder: string): Promise<string> {
  const { name = '' } = (await keeper(folder).make()) ?? {};
  return join(folder, `${name}.db`);
}

/** Makes backups in a process of its own, kills it some milliseconds after the second was whole, and tells its name. */
async function killedWhileBackingUp(folder: string, afterMs: number): Promise<string> {
  const program = join(import.meta.dirname, '..', 'fixtures', 'backup-loop.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', program, data, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const name = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const names = said.split('\n').slice(0, -1);
      if (names[1] !== undefined) resolve(names[1]);
    });
    child.once('exit', () => reject(new Error('the backups ended')));
  });
  await pause(afterMs);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
  return name;
}

beforeAll(() => {
  const journal = openJournal({ folder: data, deviceJobs });
  journal.close();
  put(data, 'voices/gan/clips/3.wav', '三号');
  put(data, 'voices/gan/clips/half.wav.part', 'half');
  put(data, 'speech/said.wav', 'can be said again');
  put(data, 'music/tune.wav', '曲');
  put(hall, 'hall.json', '{"items":"parts/items.json"}');
  put(hall, 'parts/items.json', '[]');
  put(hall, 'other.json', 'not of the hall file');
});
afterAll(() => {
  for (const folder of [data, hall]) rmSync(folder, { recursive: true, force: true });
});

describe('recorded voices, music and the hall file', () => {
  it('are in the backup, once for all days, and come back where they are missing', async () => {
    const folder = temporaryFolder();
    const database = await backUp(folder);
    now += dayMs;
    await backUp(folder);
    const kept = readdirSync(join(folder, 'others'), { recursive: true, withFileTypes: true });
    expect(kept.filter((entry) => entry.isFile())).toHaveLength(4);
    expect(
      keeper(folder)
        .state()
        .list.map(({ others, otherBytes, lostFiles }) => [others, otherBytes, lostFiles]),
    ).toEqual([
      [4, 39, 0],
      [4, 39, 0],
    ]);
    put(hall, 'hall.json', '{"items":"parts/items.json","changed":true}');
    const fresh = join(temporaryFolder(), 'data');
    put(fresh, 'music/tune.wav', '新曲');
    const { code, said } = await runTool(restoreTool, [database, '--data', fresh]);
    expect([code, readFileSync(join(fresh, 'voices/gan/clips/3.wav'), 'utf8')]).toEqual([0, '三号']);
    expect(readFileSync(join(fresh, 'music/tune.wav'), 'utf8')).toBe('新曲');
    expect(readFileSync(join(fresh, 'hall-restored/hall.json'), 'utf8')).toBe('{"items":"parts/items.json"}');
    expect(readFileSync(join(fresh, 'hall-restored/parts/items.json'), 'utf8')).toBe('[]');
    const words = said.join(' ');
    expect(words).toContain('1 recorded voices and other files brought back');
    expect(words).toContain('left as they are: music/tune.wav');
    expect(words).toContain(`HALL_CONFIG=${join(fresh, 'hall-restored', 'hall.json')}`);
  });

  it('whose copies are damaged in the backup are named, and nothing is brought out of the folder', async () => {
    const folder = temporaryFolder();
    const database = await backUp(folder);
    const list = database.replace('.db', '.others');
    const read = JSON.parse(readFileSync(list, 'utf8')) as OthersList;
    const clip = read.list.find(({ path }) => path === 'voices/gan/clips/3.wav')?.sha256 ?? '';
    writeFileSync(join(folder, 'others', clip.slice(0, 2), clip), '四号');
    const paths = ['../out.wav', '/tmp/out.wav', 'a/../../out.wav', 'C:\\out.wav'];
    writeFileSync(
      list,
      JSON.stringify({
        hallFile: null,
        list: [...read.list, ...paths.map((path) => ({ of: 'data', path, sha256: clip, bytes: 6 }))],
      }),
    );
    const fresh = join(temporaryFolder(), 'data');
    const { code, complained } = await runTool(restoreTool, [database, '--data', fresh]);
    expect([code, existsSync(join(fresh, '..', 'out.wav'))]).toEqual([0, false]);
    expect(complained.join(' ')).toContain(
      '1 files are missing or damaged in the backup and were not brought back: voices/gan/clips/3.wav',
    );
  });

  it('without its list a backup does not count as whole', async () => {
    const folder = temporaryFolder();
    rmSync((await backUp(folder)).replace('.db', '.others'));
    expect(keeper(folder).lastGoodAt()).toBeNull();
  });
});

describe('what keeps a backup from being made', () => {
  it.each([
    ['ENOSPC', 'disk-full'],
    ['SQLITE_FULL', 'disk-full'],
    ['EROFS', 'folder-not-writable'],
    ['SQLITE_CANTOPEN', 'folder-not-writable'],
    ['SQLITE_CORRUPT', 'data-damaged'],
    ['ERR_OTHER', 'other'],
  ])('%s is told as %s', (code, trouble) => {
    expect(backupTrouble(Object.assign(new Error('said'), { code }))).toBe(trouble);
  });

  it('is a disk without room for it, told before a byte is written', () => {
    const big = join(temporaryFolder(), 'big.db');
    writeFileSync(big, '');
    truncateSync(big, 2 ** 43);
    let told: unknown = null;
    try {
      requireRoom(temporaryFolder(), big);
    } catch (error) {
      told = error;
    }
    expect([backupTrouble(told), String(told)]).toEqual(['disk-full', expect.stringMatching(/MB needed, \d+ MB free/)]);
  });
});

describe('a backup whose server is killed', () => {
  it('in the middle of one leaves those before it good', async () => {
    const folder = temporaryFolder();
    for (let clip = 0; clip < 12; clip += 1) put(data, `voices/more/${clip}.wav`, String(clip).repeat(9000));
    const made = await killedWhileBackingUp(folder, 9);
    const { list } = keeper(folder).state();
    expect(list.map(({ name }) => name)).toEqual(expect.arrayContaining([made]));
    for (const { name, whole } of list) {
      expect([name, whole]).toEqual([name, true]);
      const fresh = join(temporaryFolder(), 'data');
      const { code, complained } = await runTool(restoreTool, [join(folder, `${name}.db`), '--data', fresh]);
      expect([name, code, complained, readdirSync(join(fresh, 'voices', 'more')).length]).toEqual([name, 0, [], 12]);
    }
  });
});
