import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CounterAnswer, CounterState } from '../../../server/contract/counter.ts';
import { counterVerbs } from '../../../server/contract/counter.ts';
import { TestHouse } from '../../fixtures/house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await TestHouse.open();
});
afterAll(() => house.close());

describe('a working morning at counter 1 over the API', () => {
  it('each verb answers with the counter, the ticket in hand, the call and what can be undone', async () => {
    const opened = await house.counter(1, 'open');
    expect(opened).toMatchObject({
      counter: { stage: 'free', staff: 'a01', actingFor: null },
      ticket: null,
      call: null,
    });
    const wang = await house.take('GS01', { further: ['GS02'] });
    const called = await house.counter(1, 'call-next');
    expect(called).toMatchObject({
      counter: { stage: 'called', allowed: expect.arrayContaining(['start', 'recall', 'no-show', 'undo']) },
      ticket: { number: wang.number, service: { code: 'GS01' }, further: [{ code: 'GS02' }], recalls: 0 },
      call: house.seq,
      undo: { action: 'call', number: wang.number, until: '2026-11-23T01:00:08.000Z' },
    });
    house.at += 20_000;
    const recalled = await house.counter(1, 'recall');
    expect(recalled).toMatchObject({ call: house.seq, ticket: { recalls: 1 }, undo: null });
    expect(await house.counter(1, 'start')).toMatchObject({ counter: { stage: 'serving' }, call: null });
    expect(await house.counter(1, 'add-service', { service: 'GU01' })).toMatchObject({
      ticket: { further: [{ code: 'GS02' }, { code: 'GU01' }] },
    });
    expect(await house.counter(1, 'finish', { result: 'accepted' })).toMatchObject({
      counter: { stage: 'serving' },
      ticket: { service: { code: 'GS02' }, further: [{ code: 'GU01' }] },
    });
    expect(await house.counter(1, 'hold', { reason: '复印' })).toMatchObject({
      counter: { stage: 'free' },
      ticket: null,
    });
    expect(await house.counter(1, 'undo')).toMatchObject({
      counter: { stage: 'serving' },
      ticket: { number: wang.number },
    });
    expect(await house.counter(1, 'hold')).toMatchObject({ undo: { action: 'hold' } });
    expect(await house.counter(1, 'call', { ticketId: wang.id })).toMatchObject({ ticket: { number: wang.number } });
    expect(await house.counter(1, 'transfer', { service: 'GU01' }).catch((error: Error) => error.message)).toContain(
      'service-twice',
    );
    expect(await house.counter(1, 'no-show')).toMatchObject({ undo: { action: 'no-show', until: null } });
    expect(await house.counter(1, 'pause', { reason: 'meal' })).toMatchObject({
      counter: { stage: 'paused', pauseReason: 'meal', allowed: ['resume', 'close'] },
    });
    expect(await house.counter(1, 'resume')).toMatchObject({ counter: { stage: 'free', pauseReason: null } });
    expect(await house.counter(1, 'close')).toMatchObject({
      counter: { stage: 'closed', staff: null, allowed: ['open'] },
    });
  });

  it('calling when nobody waits is answered with no ticket and stores the call', async () => {
    await house.counter(7, 'open');
    const before = house.seq;
    expect(await house.counter(7, 'call-next')).toMatchObject({ ticket: null, call: null, counter: { stage: 'free' } });
    expect(house.recordedSince(before)).toEqual(['NextStored']);
  });

  it('a call that is sent again under its id is not a second call', async () => {
    await house.take('FC01');
    await house.take('FC01');
    await house.counter(12, 'open');
    const first = await house.counter(12, 'call-next', { commandId: 'call-from-a12' });
    const again = await house.counter(12, 'call-next', { commandId: 'call-from-a12' });
    expect(again).toEqual(first);
  });

  it('B works as acting for A', async () => {
    const answer = (await house.post('/api/counters/8/open', {}, { as: 'b08' })).json<CounterAnswer>();
    expect(answer.counter).toMatchObject({ staff: 'b08', actingFor: 'a08' });
  });
});

describe('one clerk at two screens', () => {
  it('two presses at once call one visitor: the second says what it saw, and is told who is there now', async () => {
    await house.counter(2, 'open');
    const [first, second] = [await house.take('ZJ01'), await house.take('ZJ01')];
    const [one, other] = await Promise.all([
      house.post('/api/counters/2/call-next', { seen: null }, { as: 'a02' }),
      house.post('/api/counters/2/call-next', { seen: null }, { as: 'a02' }),
    ]);
    expect([one.statusCode, other.statusCode]).toEqual([200, 409]);
    expect(other.json()).toMatchObject({ code: 'counter-moved-on', allowed: expect.arrayContaining(['call-next']) });
    expect(other.body).toContain(first.number);
    expect((await house.get(`/api/tickets/${second.id}`)).json()).toMatchObject({ status: 'waiting' });
    // Whoever looks again goes on; a key that sees nothing is not asked.
    expect(await house.counter(2, 'call-next', { seen: first.id })).toMatchObject({ ticket: { id: second.id } });
    expect(await house.counter(2, 'call-next')).toMatchObject({ ticket: null });
    await house.refused(400, 'invalid-request', (h) =>
      h.post('/api/counters/2/call-next', { seen: '' }, { as: 'a02' }),
    );
    await house.counter(2, 'close');
  });
});

describe('reading counters', () => {
  it('all and one, with what is allowed now', async () => {
    const all = (await house.get('/api/counters')).json<CounterState[]>();
    expect(all.map((counter) => counter.no)).toEqual(Array.from({ length: 41 }, (_, index) => index + 1));
    const one = (await house.get('/api/counters/40')).json<CounterState>();
    expect(one).toEqual(all[39]);
    expect(one).toMatchObject({ stage: 'closed', allowed: ['open'], name: '咨询服务台(导政)' });
  });

  it('one that is not there is refused', async () => {
    await house.refused(404, 'unknown-counter', (h) => h.get('/api/counters/99'));
    await house.refused(400, 'invalid-request', (h) => h.get('/api/counters/one'));
  });
});

describe('a counter that does not obey', () => {
  const bodies: Record<string, Record<string, unknown>> = {
    pause: { reason: 'meal' },
    call: { ticketId: 'nobody-has-this-id' },
    transfer: { service: 'GS01' },
    'add-service': { service: 'GS01' },
  };

  it.each(counterVerbs)('%s needs a session, an existing counter, and no stray field', async (verb) => {
    const body = bodies[verb] ?? {};
    await house.refused(401, 'sign-in-first', (h) => h.post(`/api/counters/2/${verb}`, body));
    await house.refused(404, 'unknown-counter', (h) => h.post(`/api/counters/99/${verb}`, body, { as: 'a02' }));
    await house.refused(400, 'invalid-request', (h) =>
      h.post(`/api/counters/2/${verb}`, { ...body, x: 1 }, { as: 'a02' }),
    );
    await house.refused(400, 'invalid-request', (h) => h.post(`/api/counters/two/${verb}`, body, { as: 'a02' }));
  });

  it.each(counterVerbs.filter((verb) => verb !== 'open'))('%s at a closed counter says: open it', async (verb) => {
    const problem = await house.refused(409, 'counter-closed', (h) =>
      h.post(`/api/counters/2/${verb}`, bodies[verb] ?? {}, { as: 'a02' }),
    );
    expect(problem.allowed).toEqual(['open']);
  });

  it("somebody else's post, counter, and a second counter", async () => {
    expect(
      (await house.refused(403, 'not-your-post', (h) => h.post('/api/counters/3/open', {}, { as: 'a02' }))).allowed,
    ).toEqual(['2']);
    await house.counter(33, 'open');
    await house.refused(403, 'not-your-counter', (h) => h.post('/api/counters/33/close', {}, { as: 'a34' }));
    await house.refused(409, 'already-at-a-counter', (h) => h.post('/api/counters/41/open', {}, { as: 'a33' }));
    const taken = await house.refused(409, 'counter-taken', (h) => h.post('/api/counters/33/open', {}, { as: 'a34' }));
    expect(taken.allowed).toContain('call-next');
  });

  it('a step that this stage does not have says which ones it has', async () => {
    await house.counter(14, 'open');
    const problem = await house.refused(409, 'wrong-counter-state', (h) =>
      h.post('/api/counters/14/finish', {}, { as: 'a14' }),
    );
    expect(problem.allowed).toEqual([
      'call-next',
      'call',
      'pause',
      'close',
      'undo',
      'store-next',
      'cancel-next',
      'evaluate',
    ]);
    expect(problem.facts).toMatchObject({ counter: 14, stage: 'free' });
  });

  it('recalls too soon and too often, undoes too late and nothing, pauses for no reason of the list', async () => {
    await house.take('FG01');
    await house.counter(9, 'open');
    await house.refused(409, 'nothing-to-undo', (h) => h.post('/api/counters/9/undo', {}, { as: 'a09' }));
    await house.counter(9, 'call-next');
    const soon = await house.refused(409, 'recalled-too-soon', (h) =>
      h.post('/api/counters/9/recall', {}, { as: 'a09' }),
    );
    expect(soon.facts).toEqual({ seconds: 20 });
    for (let recall = 1; recall <= 3; recall += 1) {
      house.at += 20_000;
      await house.counter(9, 'recall');
    }
    house.at += 20_000;
    const often = await house.refused(409, 'recalled-too-often', (h) =>
      h.post('/api/counters/9/recall', {}, { as: 'a09' }),
    );
    expect(often.allowed).toEqual(['start', 'no-show']);
    await house.refused(409, 'undo-too-late', (h) => h.post('/api/counters/9/undo', {}, { as: 'a09' }));
    await house.counter(9, 'no-show');
    const pause = await house.refused(422, 'unknown-pause-reason', (h) =>
      h.post('/api/counters/9/pause', { reason: 'nap' }, { as: 'a09' }),
    );
    expect(pause.allowed).toContain('meal');
  });

  it('transfers nowhere, to a closed counter, to an unknown service', async () => {
    await house.take('HB01');
    await house.counter(13, 'open');
    await house.counter(13, 'call-next');
    const refuse = (status: number, code: string, body: Record<string, unknown>) =>
      house.refused(status, code, (h) => h.post('/api/counters/13/transfer', body, { as: 'a13' }));
    await refuse(422, 'nowhere-to-transfer', {});
    await refuse(409, 'counter-closed', { counter: 17 });
    await refuse(404, 'unknown-counter', { counter: 88 });
    await refuse(422, 'unknown-service', { service: 'XX99' });
    await refuse(422, 'service-not-in-hall', { service: 'GS06' });
    await refuse(400, 'invalid-request', { counter: '17' });
  });

  it('calls out of turn without a reason', async () => {
    const wang = await house.take('SL01');
    await house.counter(14, 'call', { ticketId: wang.id, reason: '临产' });
    await house.counter(14, 'finish');
    const li = await house.take('SL01');
    await house.refused(422, 'reason-needed', (h) =>
      h.post('/api/counters/14/call', { ticketId: li.id }, { as: 'a14' }),
    );
    await house.refused(409, 'wrong-ticket-state', (h) =>
      h.post('/api/counters/14/call', { ticketId: wang.id, reason: '再办' }, { as: 'a14' }),
    );
  });
});

describe('who sits at a counter', () => {
  it('is told to the staff and to nobody else', async () => {
    await house.counter(1, 'open');
    for (const url of ['/api/counters', '/api/counters/1']) {
      const [open] = [(await house.get(url)).json<CounterState[] | CounterState>()].flat();
      expect(open).toMatchObject({ no: 1, stage: 'free', staff: null, actingFor: null });
      const [seen] = [(await house.get(url, { as: 'a02' })).json<CounterState[] | CounterState>()].flat();
      expect(seen).toMatchObject({ no: 1, staff: 'a01' });
    }
  });
});
