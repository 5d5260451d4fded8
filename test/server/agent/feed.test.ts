import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EventStreamReader, type StreamMessage } from '../../../devices/wire/event-stream.ts';
import type { DeviceJob, DeviceSignal } from '../../../server/contract/device.ts';
import { agentTokenTable } from '../../../server/journal/agent-token-table.ts';
import { until } from '../../devices/until.ts';
import { AgentHouse, agentName } from './agent-house.ts';

vi.setConfig({ testTimeout: 60_000 });

let pc: AgentHouse;
let streams: AbortController[];
beforeEach(async () => {
  pc = await AgentHouse.open();
  streams = [];
});
afterEach(async () => {
  for (const stream of streams) stream.abort();
  await pc.close();
});

const base = () => `http://127.0.0.1:${pc.line.port}/api/agents`;
const bearer = (token = pc.token) => ({ authorization: `Bearer ${token}` });

/** A client of its own making: everything it hears, in order. */
async function follow(run: string, query = '', token = pc.token) {
  const abort = new AbortController();
  streams.push(abort);
  const response = await fetch(`${base()}/${agentName}/feed?run=${run}${query}`, {
    headers: bearer(token),
    signal: abort.signal,
  });
  const heard: StreamMessage[] = [];
  const feed = { status: response.status, heard, ended: false, close: () => abort.abort() };
  const reader = new EventStreamReader();
  void (async () => {
    try {
      for await (const bytes of response.body ?? []) heard.push(...reader.feed(bytes));
    } catch {
      // The line was cut by the test.
    }
    feed.ended = true;
  })();
  return feed;
}
const jobsIn = (heard: StreamMessage[]) =>
  heard.filter(({ event }) => event === 'jobs').map(({ id, data }) => ({ id, jobs: JSON.parse(data) as DeviceJob[] }));
async function tell(verb: string, body: Record<string, unknown>, token = pc.token) {
  const response = await fetch(`${base()}/${agentName}/${verb}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...bearer(token) },
    body: JSON.stringify(body),
  });
  return { status: response.status, code: ((await response.json()) as { code?: string }).code };
}

describe('the feed of a device agent', () => {
  it('begins with its devices and the present signs, then tells open jobs whole and in order', async () => {
    const first = await pc.house.take('GS01');
    const feed = await follow('run-aaaa');
    await pc.house.take('GS02');
    await until(() => jobsIn(feed.heard).length === 2, 'two jobs');
    expect(feed.heard.slice(0, 2).map(({ event }) => event)).toEqual(['hello', 'signs']);
    expect(JSON.parse(feed.heard[0]?.data ?? '').devices.map(({ id }: { id: string }) => id)).toEqual([
      'printer-kiosk',
      'speaker-east',
      'pad-3',
    ]);
    const [one, two] = jobsIn(feed.heard);
    expect(one).toMatchObject({ id: String(first.slip), jobs: [{ kind: 'slip', slip: { number: first.number } }] });
    expect(Number(two?.id)).toBeGreaterThan(Number(one?.id));
  });

  it('after a break tells a run only what is above its cursor, and a new run all that is open', async () => {
    const first = await pc.house.take('GS01');
    const second = await pc.house.take('GS01');
    const again = await follow('run-aaaa', `&cursor=${first.slip}`);
    await until(() => jobsIn(again.heard).length > 0, 'a job');
    expect(jobsIn(again.heard).map(({ id }) => Number(id))).toEqual([second.slip]);
    const anew = await follow('run-bbbb');
    await until(() => jobsIn(anew.heard).length === 2, 'both jobs');
    await until(() => again.ended, 'the older run is cut');
    expect(again.heard.at(-1)?.event).toBe('superseded');
  });

  it('says that it is there', async () => {
    const feed = await follow('run-aaaa');
    await until(() => feed.heard.filter(({ event }) => event === 'beat').length >= 3, 'three beats');
  });

  it('tells what is called and what is taken back', async () => {
    const feed = await follow('run-aaaa');
    await pc.house.counter(1, 'open');
    await pc.house.take('GS01');
    const { call } = await pc.house.counter(1, 'call-next');
    await until(() => jobsIn(feed.heard).length === 2, 'slip and speech');
    expect(jobsIn(feed.heard)[1]?.jobs).toEqual([expect.objectContaining({ kind: 'speech', id: call, counter: 1 })]);
    await pc.house.counter(1, 'undo');
    await until(() => feed.heard.some(({ event }) => event === 'withdraw'), 'withdrawn');
    const late = await follow('run-bbbb');
    await until(() => late.heard.some(({ event }) => event === 'signs'), 'the present');
    expect(JSON.parse(late.heard[0]?.data ?? '').withdrawn).toEqual([call]);
    expect(jobsIn(late.heard).flatMap(({ jobs }) => jobs.map(({ kind }) => kind))).toEqual(['slip']);
  });

  it('gives leave for a slip once: the same run may ask again while it prints, and not when it is done', async () => {
    await follow('run-aaaa');
    const { slip } = await pc.house.take('GS01');
    const begin = { run: 'run-aaaa', device: 'printer-kiosk', slip };
    const report = {
      run: 'run-aaaa',
      device: 'printer-kiosk',
      outcome: { kind: 'slip', id: slip, outcome: 'printed' },
    };
    expect((await tell('begin-slip', begin)).status).toBe(200);
    expect((await tell('begin-slip', begin)).status).toBe(200);
    expect((await tell('report', report)).status).toBe(200);
    expect((await tell('report', report)).status).toBe(200);
    expect(await tell('begin-slip', begin)).toEqual({ status: 409, code: 'slip-not-printing' });
    expect(await tell('begin-slip', { ...begin, device: 'printer-desk' })).toEqual({
      status: 409,
      code: 'slip-not-printing',
    });
  });

  it('puts a slip in doubt when a new run does not have it in hand, and leaves it when the run has', async () => {
    await follow('run-aaaa');
    const ticket = await pc.house.take('GS01');
    await tell('begin-slip', { run: 'run-aaaa', device: 'printer-kiosk', slip: ticket.slip });
    await follow('run-aaaa', `&printing=${ticket.slip}`);
    expect(pc.status(ticket)).toBe('printing');
    await follow('run-bbbb');
    expect(pc.status(ticket)).toBe('uncertain');
    const begin = { run: 'run-bbbb', device: 'printer-kiosk', slip: ticket.slip };
    expect((await tell('begin-slip', begin)).code).toBe('slip-not-printing');
    expect((await tell('begin-slip', { ...begin, run: 'run-aaaa' })).code).toBe('agent-superseded');
    expect((await follow('run-aaaa')).status).toBe(409);
  });

  it('listens to nobody without the token, with the token of another, or before the feed', async () => {
    expect((await follow('run-aaaa', '', `${agentName}.guess`)).status).toBe(401);
    expect((await follow('run-aaaa', '', pc.makeToken('desk-pc'))).status).toBe(403);
    expect(await tell('health', { run: 'run-aaaa', health: [] }, 'nonsense')).toEqual({
      status: 401,
      code: 'sign-in-first',
    });
    expect(await tell('health', { run: 'run-aaaa', health: [] })).toEqual({ status: 409, code: 'agent-not-linked' });
  });

  it('ends when the token is taken away', async () => {
    const agent = pc.startAgent();
    await pc.ready();
    agentTokenTable(pc.house.house.journal.database).drop(agentName, 0);
    expect(await agent.ended).toBe('token-refused');
    await until(() => pc.health()?.reason === 'agent-lost', 'lost');
  });

  it('of two programs that run at once only the newer one prints', async () => {
    const older = pc.startAgent();
    await pc.ready();
    pc.startAgent();
    expect(await older.ended).toBe('superseded');
    await pc.ready();
    const ticket = await pc.house.take('GS01');
    await pc.becomes(ticket, 'printed');
    expect(pc.printed(ticket)).toBe(1);
  });

  it('tells the health of each device and carries a test there and back', async () => {
    pc.startAgent();
    await pc.ready();
    expect(pc.health()).toMatchObject({ id: 'printer-kiosk', kind: 'printer', reason: null });
    const tested = await pc.house.post('/api/devices/printer-kiosk/test', {}, { as: 'super1' });
    expect([tested.statusCode, pc.fake.slips().length]).toEqual([200, 1]);
    await pc.fake.setFault('paper-out', true);
    const failed = await pc.house.post('/api/devices/printer-kiosk/test', {}, { as: 'super1' });
    expect([failed.statusCode, failed.json().facts.reason]).toEqual([409, 'paper-out']);
    pc.line.cut();
    await until(() => pc.health()?.reason === 'agent-lost', 'lost');
    expect(pc.health('speaker')).toMatchObject({ state: 'offline', reason: 'agent-lost' });
    const gone = await pc.house.post('/api/devices/printer-kiosk/test', {}, { as: 'super1' });
    expect([gone.statusCode, gone.json().facts.reason]).toEqual([409, 'agent-lost']);
  });

  it('speaks a call on the agent’s loudspeaker once and says so', async () => {
    pc.startAgent();
    await pc.ready();
    await pc.house.counter(1, 'open');
    const ticket = await pc.house.take('GS01');
    await pc.house.counter(1, 'call-next');
    const spoken = async () => (await pc.house.get(`/api/tickets/${ticket.id}`)).json().calls[0]?.spoken;
    for (let tries = 0; (await spoken()) !== 'spoken' && tries < 200; tries += 1)
      await new Promise((done) => setTimeout(done, 50));
    expect(await spoken()).toBe('spoken');
    const shown = () => pc.house.house.fleet.outputs().find((output) => output.kind === 'speaker');
    await until(() => (shown()?.spoken.length ?? 0) > 0, 'its output is shown');
    expect(shown()).toMatchObject({ device: 'speaker-east', spoken: [expect.objectContaining({ wav: null })] });
  });

  it('passes a key on to the counter where the hall file puts its pad, and nothing that the device cannot say', async () => {
    const heard: DeviceSignal[] = [];
    pc.house.house.fleet.onSignal((signal) => heard.push(signal));
    await follow('run-aaaa');
    const said = { kind: 'key', key: 'call-next' };
    expect((await tell('signal', { run: 'run-aaaa', device: 'pad-3', said })).status).toBe(200);
    expect(heard).toEqual([{ kind: 'key', device: 'pad-3', counter: 3, key: 'call-next' }]);
    expect((await tell('signal', { run: 'run-aaaa', device: 'printer-kiosk', said })).status).toBe(403);
    expect((await tell('signal', { run: 'run-aaaa', device: 'pad-9', said })).status).toBe(403);
    const failed = { kind: 'card-failed', reason: 'moved' };
    expect((await tell('signal', { run: 'run-aaaa', device: 'pad-3', said: failed })).status).toBe(403);
    expect((await tell('signal', { run: 'run-bbbb', device: 'pad-3', said })).status).toBe(409);
    expect(heard).toHaveLength(1);
  });
});
