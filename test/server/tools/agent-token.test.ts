import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agentTokenTool } from '../../../server/tools/agent-token.ts';
import { TestHouse } from '../../fixtures/house.ts';
import { runTool } from '../../fixtures/tool-run.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.open();
});
afterAll(async () => {
  await house.close();
  rmSync(house.folder, { recursive: true, force: true });
});

const tokens = (...given: string[]) => runTool(agentTokenTool, given, { HALL_DATA: house.folder });
const feed = (token: string) =>
  house.inject({
    method: 'POST',
    url: '/api/agents/kiosk-pc/report',
    payload: {},
    headers: { authorization: `Bearer ${token}` },
  });

describe('the program for tokens of device agents, beside the running server', () => {
  it('gives a token that opens the feed, gives another in its place, and takes it away', async () => {
    expect((await tokens('list')).said.join()).toContain('Nobody has a token');
    const first = (await tokens('add', 'kiosk-pc')).said[0] ?? '';
    expect(first.length).toBeGreaterThan(20);
    expect((await feed(first)).statusCode).toBe(400);
    const second = (await tokens('add', 'kiosk-pc')).said[0] ?? '';
    expect((await feed(first)).statusCode).toBe(401);
    expect((await feed(second)).statusCode).toBe(400);
    expect((await tokens('list')).said).toEqual([expect.stringMatching(/^kiosk-pc\t20/)]);
    expect((await tokens('revoke', 'kiosk-pc')).code).toBe(0);
    expect((await feed(second)).statusCode).toBe(401);
    expect((await tokens('revoke', 'kiosk-pc')).code).toBe(1);
  });

  it('says what is wrong with what was asked, and makes no data folder by mistake', async () => {
    for (const given of [['give', 'kiosk-pc'], ['add'], ['add', 'Kiosk PC'], ['list', 'kiosk-pc']]) {
      const run = await tokens(...given);
      expect(run.code).toBe(2);
      expect(run.complained.join()).toContain('npm run agent-token');
    }
    const elsewhere = await runTool(agentTokenTool, ['list', '--data', `${house.folder}/nothing-here`], {});
    expect(elsewhere.code).toBe(2);
  });
});
