import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CoverView } from '../../../server/contract/cover-view.ts';
import type { CallNotice, HallView, TicketPageView } from '../../../server/contract/views.ts';
import { EventStream } from '../../fixtures/event-stream.ts';
import { TestHouse } from '../../fixtures/house.ts';

let house: TestHouse;
let base = '';
const streams: EventStream[] = [];
beforeAll(async () => {
  house = await TestHouse.open();
  await house.house.app.listen({ port: 0, host: '127.0.0.1' });
  base = `http://127.0.0.1:${(house.house.app.server.address() as AddressInfo).port}`;
});
afterEach(() => {
  for (const stream of streams.splice(0)) stream.close();
});
afterAll(() => house.close());

async function follow(view: string, as?: string): Promise<EventStream> {
  const headers: Record<string, string> = as === undefined ? {} : { cookie: await house.cookie(as) };
  const stream = new EventStream(`${base}/api/live/${view}`, headers);
  streams.push(stream);
  return stream;
}

const calls = (stream: EventStream) => stream.of('call').map((message) => message.data as CallNotice);

describe('the stream of a view', () => {
  it('begins with the time to wait before coming back, then the whole view under the newest sequence number', async () => {
    await house.take('GS01');
    const stream = await follow('hall');
    const snapshot = await stream.first('snapshot');
    expect(stream.status).toBe(200);
    expect(stream.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
    });
    expect(stream.text.startsWith('retry: 1000\n\nevent: snapshot\n')).toBe(true);
    expect(snapshot.id).toBe(house.seq);
    expect(snapshot.data).toMatchObject({ date: '2026-11-23', calls: [], hallName: '县行政服务中心' });
    expect((snapshot.data as HallView).signs).toHaveLength(41);
  });

  it('of the cover board is for the staff, and says at once that leaves and posts have changed', async () => {
    const stranger = await follow('cover');
    await stranger.until(() => stranger.status !== 0, 'an answer');
    expect(stranger.status).toBe(401);
    const stream = await follow('cover', 'a02');
    const { board, leaves, posts } = (await stream.first('snapshot')).data as CoverView;
    expect(board).toHaveLength(41);
    const day = { date: '2026-12-02', half: 'morning' };
    const asked = await house.post('/api/leaves', { first: day, last: day }, { as: 'a03' });
    expect(asked.statusCode, asked.body).toBe(201);
    const changed = (name: string) => () => stream.of('change').some(({ data }) => name in (data as object));
    await stream.until(changed('leaves'), 'leaves');
    const post = { counter: 2, help: 'longer' };
    const proposal = { posts: [post], from: '2026-11-24', reason: '人员调整' };
    await house.post('/api/posts/changes', proposal, { as: 'super1' });
    await stream.until(changed('posts'), 'posts');
    expect([stream.view().leaves, stream.view().posts]).toEqual([leaves + 1, posts + 1]);
  });

  it('of a kiosk or a rating tells what concerns its visitor to that station alone', async () => {
    const seen = async (view: string, host: string) => {
      const stream = new EventStream(`${base}/api/live/${view}`, { 'x-forwarded-for': host });
      streams.push(stream);
      return { stream, view: (await stream.first('snapshot')).data as Record<string, unknown> };
    };
    const report = { session: 'visitor-one', page: 'choosing', services: [] };
    await house.post('/api/kiosk-sessions/kiosk-9/report', report);
    await house.post(
      '/api/kiosk-sessions/kiosk-9/take-over',
      { session: 'visitor-one', desk: 'desk-1' },
      { as: 'desk1' },
    );
    const [kiosk, stranger] = [await seen('kiosk/kiosk-9', '10.0.0.5'), await seen('kiosk/kiosk-9', '10.0.0.6')];
    expect(kiosk.view.helper).toMatchObject({ session: 'visitor-one' });
    expect([stranger.view.helper, stranger.view.elsewhere]).toEqual([null, true]);
    expect(stranger.stream.text).not.toContain('visitor-one');
    expect(kiosk.stream.headers['set-cookie']?.[0]).toContain('HttpOnly');
    const cookie = (screen: typeof kiosk) => screen.stream.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    const asked = (screen: typeof kiosk, host: string) => ({
      remoteAddress: host,
      headers: { cookie: cookie(screen) },
    });
    const said = await house.post('/api/kiosk-sessions/kiosk-9/report', report, asked(kiosk, '10.0.0.5'));
    expect([said.statusCode, said.json().taken?.desk]).toEqual([200, 'desk-1']);
    await house.refused(403, 'not-this-station', (h) =>
      h.post('/api/kiosk-sessions/kiosk-9/report', report, asked(stranger, '10.0.0.6')),
    );
    await house.refused(403, 'not-this-station', (h) =>
      h.post('/api/kiosk-sessions/kiosk-9/report', report, { remoteAddress: '10.0.0.6' }),
    );
    const [tablet, onlooker] = [await seen('rating/3', '10.0.0.5'), await seen('rating/3', '10.0.0.6')];
    expect([tablet.view.elsewhere, onlooker.view.elsewhere]).toEqual([undefined, true]);
  });

  it('then tells only the fields that are new, each whole', async () => {
    const stream = await follow('hall');
    await stream.first('snapshot');
    await house.take('MZ01');
    await stream.until(() => stream.of('change').length > 0, 'a change');
    const change = stream.of('change')[0]?.data as Partial<HallView>;
    expect(Object.keys(change).sort()).toEqual(['now', 'queues', 'unattended']);
    expect(change.queues).toHaveLength(4);
    expect(stream.of('change')[0]?.id).toBe(house.seq);
  });

  it('a second listener gets its own snapshot and the first no second one', async () => {
    const first = await follow('hall');
    await first.first('snapshot');
    await house.take('MZ01');
    const second = await follow('hall');
    await second.first('snapshot');
    await house.take('MZ02');
    await Promise.all([first, second].map((stream) => stream.until(() => view(stream) === waiting(3), 'the change')));
    expect([first.of('snapshot').length, second.of('snapshot').length]).toEqual([1, 1]);
    expect(first.view().queues).toEqual(second.view().queues);

    function waiting(zone: number): number {
      const services = [...house.house.hall.state.queues].filter(
        ([code]) => house.house.hall.model.zoneOf.get(code) === zone,
      );
      return services.reduce((sum, [, queue]) => sum + queue.size, 0);
    }
    function view(stream: EventStream): number {
      const queues = stream.view().queues as HallView['queues'];
      return queues.find((queue) => queue.zone === 3)?.waiting ?? -1;
    }
  });

  it('beats, so that a screen notices a link that has gone silent', async () => {
    const stream = await follow('hall');
    const beat = await stream.first('beat');
    expect(beat.data).toEqual({ now: house.at, settings: 0 });
  }, 12_000);
});

describe('a clerk’s terminal', () => {
  it('learns at once of questions that its clerk owns or is asked to take over, and of nobody else’s', async () => {
    await house.counter(24, 'open');
    const terminal = await follow('counter/24', 'a24');
    const owned = () => (terminal.view().consults as { offeredTo: string | null }[] | undefined) ?? [];
    expect((await terminal.first('snapshot')).data).toMatchObject({ consults: [] });
    const ask = async (question: string, as: string) =>
      (await house.post('/api/consults', { question }, { as })).json<{ id: string }>().id;
    await ask('没有这个人的事', 'desk1');
    const offered = await ask('补办执照找谁', 'desk1');
    await house.post(`/api/consults/${offered}/hand-on`, { to: 'a24' }, { as: 'desk1' });
    await terminal.until(() => owned().length === 1, 'the question that was offered');
    expect(owned()[0]?.offeredTo).toBe('a24');
    await ask('过户要几天', 'a24');
    await terminal.until(() => owned().length === 2, 'the own question');
    expect(JSON.stringify(terminal.view())).not.toContain('过户');
    await house.counter(24, 'close');
  });
});

describe('a call', () => {
  it('is an event once for the board, the counter and the ticket; a recall sounds again; withdrawing is told', async () => {
    const { id, number } = await house.take('JY01');
    await house.counter(24, 'open');
    const audience = [await follow('hall'), await follow('counter/24'), await follow(`ticket/${id}`)];
    const stranger = await follow('counter/25');
    await Promise.all([...audience, stranger].map((stream) => stream.first('snapshot')));
    const first = await house.counter(24, 'call-next');
    house.at += 20_000;
    const recall = await house.counter(24, 'recall');
    house.at += 1;
    await house.counter(24, 'no-show');
    await house.counter(24, 'undo');
    const again = await house.take('JY01');
    await house.counter(24, 'no-show');
    const second = await house.counter(24, 'call-next');
    await house.counter(24, 'undo');
    const withdrawnSeq = house.seq;
    for (const stream of audience.slice(0, 2)) {
      await stream.until(() => calls(stream).length === 4, 'four calls');
      expect(calls(stream)).toMatchObject([
        { kind: 'first', number, counter: 24, zone: 3, seq: first.call },
        { kind: 'recall', number, seq: recall.call },
        { kind: 'first', number: again.number, seq: second.call },
        { kind: 'withdrawn', number: again.number, seq: withdrawnSeq },
      ]);
      const seqs = calls(stream).map((call) => call.seq);
      expect(seqs).toEqual([...seqs].sort((left, right) => left - right));
      expect(stream.of('call').map((message) => message.id)).toEqual(seqs);
    }
    await audience[2]?.until(() => audience[2]?.view().status === 'missed', 'the miss');
    expect(calls(audience[2] as EventStream)).toHaveLength(2);
    expect(calls(stranger)).toEqual([]);
  });

  it('of the past is not replayed: it stands in the snapshot', async () => {
    await house.take('SF01');
    await house.counter(25, 'open');
    const call = await house.counter(25, 'call-next');
    const stream = await follow('hall');
    const snapshot = (await stream.first('snapshot')).data as HallView;
    expect(snapshot.calls[0]).toMatchObject({ seq: call.call, kind: 'first', counter: 25 });
    await house.take('SF01');
    await stream.first('change');
    expect(calls(stream)).toEqual([]);
  });

  it('reaches a counter display that wrote its number with a nought', async () => {
    await house.take('WH01');
    await house.counter(26, 'open');
    const stream = await follow('counter/026');
    await stream.first('snapshot');
    await house.counter(26, 'call-next');
    await stream.until(() => calls(stream).length === 1, 'the call');
  });
});

describe('who may see what', () => {
  const keys = async (view: string, as?: string) =>
    Object.keys((await (await follow(view, as)).first('snapshot')).data as object);

  it('public views hold these fields and no others', async () => {
    const { id } = await house.take('CZ01');
    expect(await keys('hall')).toEqual([
      ...['now', 'date', 'hallName', 'calls', 'broadcasts', 'queues', 'signs', 'moves', 'unattended'],
    ]);
    expect(await keys('counter/27')).toEqual(['now', 'sign', 'zone', 'counter', 'name', 'stars']);
    expect(await keys('kiosk/kiosk-1')).toEqual(['now', 'date', 'services', 'printer', 'reader', 'helper']);
    expect(await keys(`ticket/${id}`)).toEqual([
      'now',
      'id',
      'number',
      'zone',
      'status',
      'service',
      'further',
      'ahead',
      'wait',
      'unattended',
      'counters',
      'counter',
      'takenAt',
      'callSeq',
      'moved',
      'rating',
      'allowed',
    ]);
  });

  it('no public view names staff or what the clerk wrote', async () => {
    const { id } = await house.take('LY03');
    await house.counter(28, 'open');
    await house.counter(28, 'call-next');
    const views = ['hall', 'counter/28', 'kiosk/kiosk-1', `ticket/${id}`];
    const followed = await Promise.all(views.map((view) => follow(view)));
    await Promise.all(followed.map((stream) => stream.first('snapshot')));
    await house.counter(28, 'hold', { reason: '私下的原因' });
    await followed[3]?.until(() => followed[3]?.view().status === 'held', 'the hold');
    const shown = followed.map((stream) => stream.text).join();
    const names = house.house.hall.model.file.staff.flatMap((person) => [`"${person.id}"`, person.name]);
    expect([...names, '私下的原因'].filter((name) => shown.includes(name))).toEqual([]);
  });

  it("the terminal's part of a counter is for those who signed in", async () => {
    const own = await keys('counter/28', 'a28');
    expect(own).toEqual(expect.arrayContaining(['counterState', 'ticket', 'undo', 'next', 'held', 'missed']));
    const terminal = await follow('counter/28', 'a28');
    const display = await follow('counter/28');
    await Promise.all([terminal.first('snapshot'), display.first('snapshot')]);
    await house.counter(28, 'pause', { reason: 'meal' });
    await Promise.all([terminal, display].map((stream) => stream.first('change')));
    expect(display.view()).not.toHaveProperty('counterState');
    expect(terminal.view()).toMatchObject({ counterState: { stage: 'paused', staff: 'a28' } });
  });

  it('desk and supervision are for their roles', async () => {
    for (const view of ['desk', 'supervise']) {
      await house.refused(401, 'sign-in-first', (h) => h.get(`/api/live/${view}`));
      await house.refused(403, 'not-allowed', (h) => h.get(`/api/live/${view}`, { as: 'a28' }));
      expect(await keys(view, 'super1')).toEqual(expect.arrayContaining(['counters', 'queues', 'devices', 'slips']));
    }
    await house.refused(403, 'not-allowed', (h) => h.get('/api/live/supervise', { as: 'desk1' }));
    expect(await keys('desk', 'desk1')).toContain('recent');
  });

  it('a view, counter or ticket that is not there is refused with problem details', async () => {
    const problem = await house.refused(404, 'unknown-view', (h) => h.get('/api/live/secrets'));
    expect(problem.allowed).toContain('hall');
    await house.refused(404, 'unknown-counter', (h) => h.get('/api/live/counter/99'));
    await house.refused(404, 'unknown-counter', (h) => h.get('/api/live/counter'));
    await house.refused(404, 'unknown-ticket', (h) => h.get('/api/live/ticket/nobody-has-this-id'));
    expect((await house.inject({ method: 'HEAD', url: '/api/live/hall' })).statusCode).toBe(404);
  });
});

describe('a ticket page', () => {
  it('follows the visitor to the end, also over midnight', async () => {
    const { id } = await house.take('XM01');
    const stream = await follow(`ticket/${id}`);
    expect((await stream.first('snapshot')).data).toMatchObject({
      status: 'waiting',
      ahead: 0,
      allowed: ['cancel', 'late'],
    });
    house.at += 86_400_000;
    await house.house.hall.act({ type: 'turn-day' }, { kind: 'clock' });
    await stream.until(() => stream.view().status === 'expired', 'the end of the day');
    expect(stream.view() as unknown as TicketPageView).toMatchObject({ ahead: null, wait: null, allowed: [] });
    await house.refused(404, 'unknown-ticket', (h) => h.get(`/api/live/ticket/${id}`));
  });
});
