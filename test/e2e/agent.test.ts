import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakePrinter, startFakePrinter } from '../../devices/printer/fake.ts';
import { readHallFile, sampleHall } from '../../server/hall-file.ts';
import { type CutLine, openCutLine } from '../fixtures/cut-line.ts';
import { Caller, type RunningHall, repositoryRoot, startHall } from '../fixtures/running-hall.ts';

const node = process.execPath;
let hall: RunningHall;
let fake: FakePrinter;
let line: CutLine;
let desk: Caller;
let token = '';
let agents: ChildProcess[];

function tool(...words: string[]): string {
  const path = join(repositoryRoot, 'server', 'tools', 'agent-token.ts');
  const env = { ...process.env, HALL_DATA: join(hall.folder, 'data') };
  return execFileSync(node, ['--import', 'tsx', path, ...words], { cwd: repositoryRoot, env })
    .toString()
    .trim();
}

/** The agent as its operator starts it. */
function startAgent(): ChildProcess {
  const path = join(repositoryRoot, 'devices', 'agent.ts');
  const server = `http://127.0.0.1:${line.port}`;
  const words = ['--import', 'tsx', path, '--server', server, '--token', token];
  const child = spawn(node, words, { cwd: repositoryRoot, stdio: 'ignore' });
  agents.push(child);
  return child;
}

function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  child.kill('SIGKILL');
  return ended;
}

async function take(): Promise<{ id: string; number: string; slip: number }> {
  return (await desk.post('/api/tickets', { service: 'GS01', terminal: 'kiosk-1' })).body;
}
const slipsOf = async (id: string) =>
  (await desk.get(`/api/tickets/${id}`)).body.slips as { status: string; detail: string | null }[];
async function becomes(id: string, status: string): Promise<void> {
  const deadline = Date.now() + 40_000;
  while ((await slipsOf(id)).at(-1)?.status !== status) {
    if (Date.now() > deadline) throw new Error(`never ${status}: ${JSON.stringify(await slipsOf(id))}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}
const printed = (number: string) => fake.slips().filter((slip) => slip.text.split('\n').includes(number)).length;

beforeEach(async () => {
  agents = [];
  fake = await startFakePrinter({ port: 0 });
  const devices = readHallFile(sampleHall).devices.flatMap((device) =>
    device.kind === 'printer' && device.place === 'kiosk-1'
      ? [{ ...device, agent: 'kiosk-pc', wire: { kind: 'tcp' as const, host: '127.0.0.1', port: fake.port ?? 0 } }]
      : [],
  );
  hall = await startHall({ devices });
  line = await openCutLine({ port: Number(new URL(hall.base).port) });
  desk = await new Caller(hall.base).signIn('desk1');
  token = tool('add', 'kiosk-pc');
});
afterEach(async () => {
  for (const agent of agents) await kill(agent);
  await line.close();
  await hall.stop();
  await fake.stop();
  hall.remove();
});

describe('a printer on another PC', () => {
  it('whose agent is killed with the leave in its hand: nothing is printed, a person decides', async () => {
    const cut = line.cutAt('/begin-slip', 'after');
    const agent = startAgent();
    const ticket = await take();
    await cut;
    await kill(agent);
    expect(await slipsOf(ticket.id)).toMatchObject([{ status: 'printing' }]);
    line.mend();
    startAgent();
    await becomes(ticket.id, 'uncertain');
    expect(await slipsOf(ticket.id)).toMatchObject([{ status: 'uncertain', detail: 'agent-restarted' }]);
    expect(printed(ticket.number)).toBe(0);
    const settled = await desk.post(`/api/slips/${ticket.slip}/settle`, { came: false });
    expect(settled.body).toEqual({ slip: ticket.slip, status: 'failed' });
    await desk.post(`/api/tickets/${ticket.id}/reprint`, { reason: '没有打出来' });
    await becomes(ticket.id, 'printed');
    expect(printed(ticket.number)).toBe(1);
  });

  it('while the server is killed between leave and report: printed once, and reported when it is back', async () => {
    startAgent();
    const first = await take();
    await becomes(first.id, 'printed');
    const cut = line.cutAt('/report', 'before');
    const ticket = await take();
    await cut;
    await hall.kill();
    expect(printed(ticket.number)).toBe(1);
    await hall.startAgain();
    desk = await new Caller(hall.base).signIn('desk1');
    expect(await slipsOf(ticket.id)).toMatchObject([{ status: 'printing' }]);
    line.mend();
    await becomes(ticket.id, 'printed');
    const further = await take();
    await becomes(further.id, 'printed');
    expect([first, ticket, further].map(({ number }) => printed(number))).toEqual([1, 1, 1]);
  });

  it('ends for good when its token is taken away while the server runs', async () => {
    const agent = startAgent();
    const ticket = await take();
    await becomes(ticket.id, 'printed');
    const ended = new Promise<number | null>((done) => agent.once('exit', done));
    expect(tool('list')).toContain('kiosk-pc');
    tool('revoke', 'kiosk-pc');
    expect(await ended).toBe(1);
  });
});
