import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { passwordWeakness } from '../../../server/access/password.ts';
import { staffTool } from '../../../server/tools/staff.ts';
import { demoPassword, TestHouse } from '../../fixtures/house.ts';
import { runTool, type ToolRun } from '../../fixtures/tool-run.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.open();
});
afterAll(async () => {
  await house.close();
  rmSync(house.folder, { recursive: true, force: true });
});

/** Another program would not end within one turn of the server's loop, as it may in here. */
async function staff(...given: string[]): Promise<ToolRun> {
  const run = await runTool(staffTool, given, { HALL_DATA: house.folder });
  await new Promise((resolve) => setImmediate(resolve));
  return run;
}
const signIn = (id: string, password: string) =>
  house.inject(
    { method: 'POST', url: '/api/sessions', payload: { staff: id, password } },
    { remoteAddress: '192.168.1.20' },
  );
const passwordOf = ({ said }: ToolRun) => said.join('\n').match(/shown this once\): (\S+)/)?.[1] ?? '';

/** Whether somebody with this cookie is signed in. */
async function standing(cookie: string): Promise<boolean> {
  return (await house.get('/api/sessions/current', { headers: { cookie } })).statusCode === 200;
}
const cookieOf = (response: { headers: Record<string, unknown> }) =>
  String(response.headers['set-cookie']).split(';')[0] ?? '';

describe('the staff program, beside the running server', () => {
  it('adds a person who signs in from anywhere with the password it printed', async () => {
    const run = await staff('add', 'li.na', '李娜', 'supervisor');
    expect(run.code).toBe(0);
    const password = passwordOf(run);
    expect(passwordWeakness(password)).toBe('');
    const response = await signIn('li.na', password);
    expect(response.statusCode).toBe(201);
    expect(response.json()).toMatchObject({ staff: 'li.na', role: 'supervisor' });
  });

  it('gives everybody another password', async () => {
    const one = passwordOf(await staff('add', 'one', 'One', 'clerk'));
    const other = passwordOf(await staff('add', 'other', 'Other', 'clerk'));
    expect(one).not.toBe(other);
  });

  it('lists everybody with role, and marks demo accounts', async () => {
    const { said } = await staff('list');
    expect(said).toContain('li.na\t李娜\tsupervisor');
    expect(said.find((line) => line.startsWith('a01\t'))).toContain('demo');
  });

  it('ends the sessions of a removed person at once, and nobody else’s', async () => {
    const password = passwordOf(await staff('add', 'wang', '王伟', 'clerk'));
    const wang = cookieOf(await signIn('wang', password));
    const other = await house.cookie('a05');
    expect([await standing(wang), await standing(other)]).toEqual([true, true]);
    expect((await staff('remove', 'wang')).code).toBe(0);
    expect([await standing(wang), await standing(other)]).toEqual([false, true]);
    expect((await signIn('wang', password)).statusCode).toBe(401);
    await house.restart();
    expect(await standing(wang)).toBe(false);
  });

  it('replaces a demo account, whose password and sessions end', async () => {
    const cookie = await house.cookie('a06');
    expect((await staff('add', 'a06', '赵敏', 'clerk')).code).toBe(0);
    expect(await standing(cookie)).toBe(false);
    expect((await signIn('a06', demoPassword)).statusCode).toBe(401);
  });

  it('does not write over a person, and knows whom it cannot remove', async () => {
    await staff('add', 'chen', '陈晨', 'desk');
    const again = await staff('add', 'chen', '陈晨', 'desk');
    expect(again.code).toBe(1);
    expect(again.complained.join('\n')).toContain('is there already');
    const nobody = await staff('remove', 'nobody');
    expect(nobody.code).toBe(1);
    expect(nobody.complained.join('\n')).toContain('There is no account nobody');
  });

  it.each([
    ['add', 'zhou', '周周'],
    ['add', 'zhou', '周周', 'king'],
    ['add', 'Zhou Li', '周周', 'clerk'],
    ['add', 'zhou', ' ', 'clerk'],
    ['list', 'all'],
    ['remove'],
    ['rename', 'a', 'b'],
    [],
  ])('refuses the words %j %j %j %j', async (...given) => {
    expect((await staff(...given.filter((word) => word !== undefined))).code).toBe(2);
    expect((await staff('list')).said.join()).not.toContain('周周');
  });

  it('puts each change on the audit with the people as they were, and no password', async () => {
    const password = passwordOf(await staff('add', 'sun', '孙阳', 'archivist'));
    await staff('remove', 'sun');
    const rows = house.house.journal.database
      .prepare<[], { what: string; before: string; after: string }>(
        `SELECT what, before, after FROM audit WHERE by = 'tool:staff' AND what LIKE '% sun' ORDER BY seq`,
      )
      .all();
    expect(rows.map((row) => row.what)).toEqual(['add staff sun', 'remove staff sun']);
    expect(rows[1]?.before).toContain('孙阳');
    expect(JSON.stringify(rows)).not.toContain(password);
    expect(JSON.stringify(rows)).not.toContain('scrypt');
  });
});
